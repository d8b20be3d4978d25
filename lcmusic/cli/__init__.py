"""The ``lcmusic`` command line, one file a group of commands."""

from lcmusic.cli.app import main

__all__ = ["main"]
