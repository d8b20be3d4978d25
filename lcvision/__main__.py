"""``python -m lcvision`` is the command ``lcvision``."""

from lcvision.cli.app import main

if __name__ == "__main__":
    main()
