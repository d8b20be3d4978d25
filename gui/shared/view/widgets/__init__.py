"""The instrument's own widgets. They hold no state of the music: values go in, signals come out."""
