"""The learned prior of melodies: what it can be asked for, how it is trained, and how it makes latents."""
