"""The ``lcvision`` command line, one file a group of commands."""

from lcvision.cli.app import main

__all__ = ["main"]
