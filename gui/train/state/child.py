"""The training process: ``python -m gui.train.state.child lcmusic ...`` runs a command line that can be stopped.

The app holds the other end of this process's standard input. When that closes, because somebody stops the training or
because the app has ended in whatever way, the command gets a SIGINT: it saves and stops.
"""

from __future__ import annotations

import _thread
import logging
import os
import signal
import sys
import threading
from importlib import import_module

PROGRAMS = ("lcmusic", "lcvision")


def main() -> None:
    """Run the command line in the arguments; its first word is a program of ``PROGRAMS``."""
    program = sys.argv[1]
    if program not in PROGRAMS:
        raise ValueError(f"{program!r} is not one of {', '.join(PROGRAMS)}")
    # A parent that runs in the background of a shell hands down that SIGINT is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # what it says of its fonts is no news of a training
    threading.Thread(target=_interrupt_at_end_of_input, daemon=True).start()
    sys.argv = sys.argv[1:]
    import_module(f"{program}.cli").main()


def _interrupt_at_end_of_input() -> None:
    while os.read(0, 1):  # not sys.stdin, whose lock the interpreter needs to end
        pass
    if hasattr(signal, "pthread_kill"):
        # The real signal, to the main thread: it also ends a call that waits.
        main_thread = threading.main_thread().ident
        assert main_thread is not None  # it has started
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:
        _thread.interrupt_main()


if __name__ == "__main__":
    main()
