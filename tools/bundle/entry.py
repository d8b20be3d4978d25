"""What the programs of the bundle start with: they are one program, which goes by the name that it is called by.

A frozen program is its own interpreter: ``sys.executable`` is the program itself. So it answers to ``-m MODULE`` as
Python does, which is how the studio starts its live engine and its trainings, and to what multiprocessing asks of it.
"""

import multiprocessing
import runpy
import sys
from importlib import import_module
from pathlib import Path

PROGRAMS = {"lcmusic": "lcmusic.cli.app", "lcvision": "lcvision.cli.app", "lcstudio": "gui.app"}


def main() -> None:
    """Be Python for a module of ours, or else the program of our name."""
    if sys.argv[1:2] == ["-m"]:
        module = sys.argv[2]
        sys.argv = sys.argv[2:]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        import_module(PROGRAMS[Path(sys.executable).stem]).main()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
