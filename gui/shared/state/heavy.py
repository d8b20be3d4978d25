"""What is heavy to load, loaded on a thread without holding the window up. Knows no Qt.

Two things would hold it up, for whatever holds Python's lock stops every thread of Python:
- the first import of torch loads its shared libraries (a third of a second) with the lock held;
- what is imported is hundreds of thousands of objects, and the collector of cyclic garbage, which looks at all of them
  with the lock held, is set off by their creation, and again and again while the window runs.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

RTLD_NOW = 2
SUFFIXES = {"linux": ".so", "darwin": ".dylib"}


@contextmanager
def loading() -> Iterator[None]:
    """Import and load inside this; what is there when it ends is not looked at again by the collector."""
    gc.disable()
    try:
        map_torch()
        yield
    finally:
        settle()
        gc.enable()


def settle() -> None:
    """What is there now stays, and is not looked at again by the collector; for the process of a window that is up."""
    gc.freeze()


def map_torch() -> bool:
    """Load torch's libraries with Python's lock let go; False if they are loaded or cannot be, which is no harm."""
    suffix = SUFFIXES.get(sys.platform)
    found = find_spec("torch") if suffix and "torch" not in sys.modules else None
    if not found or not found.origin:
        return False
    library = Path(found.origin).parent / "lib" / f"libtorch_python{suffix}"
    # ctypes holds the lock while it loads a library itself, and lets it go while it calls a function.
    load = ctypes.CDLL(None).dlopen
    load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    return bool(load(bytes(library), RTLD_NOW))
