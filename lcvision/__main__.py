"""``python -m lcvision`` is the command ``lcvision``."""

from lcvision.cli import main

if __name__ == "__main__":
    main()
