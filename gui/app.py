"""The desktop app's entry point."""

import sys


def main() -> None:
    """Say that there is no window yet, and what plays without one."""
    sys.exit("The desktop app is not built yet; 'lcmusic play --virtual \"LC Studio\"' plays live from the terminal.")
