"""``python -m lcmusic`` is the command ``lcmusic``."""

from lcmusic.cli.app import main

if __name__ == "__main__":
    main()
