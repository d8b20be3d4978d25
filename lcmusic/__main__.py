"""``python -m lcmusic`` is the command ``lcmusic``."""

from lcmusic.cli import main

if __name__ == "__main__":
    main()
