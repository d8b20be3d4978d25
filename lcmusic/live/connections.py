"""Who is connected to a JACK port of ours, which RtMidi does not tell.

JACK's own library is asked, the one that RtMidi needs as well; where it is not found, nobody is known.
"""

from __future__ import annotations

import ctypes
import itertools

from lcmusic.live.ports import jack_server

NO_START_SERVER = 1
PORT_IS_OUTPUT = 2
MIDI = b"8 bit raw midi"


class JackGraph:
    """A client without ports that looks at the others'.

    It ends with its process and has no ``close``: JACK's may wait for ever when other clients of the process close.

    Raises:
        OSError: there is no such library, or no server answers.
    """

    def __init__(self, name: str) -> None:
        self._jack = ctypes.CDLL("libjack.so.0")
        names = ctypes.POINTER(ctypes.c_char_p)
        for function, result, arguments in (
            ("jack_client_open", ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)),
            ("jack_get_ports", names, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong)),
            ("jack_port_by_name", ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_char_p)),
            ("jack_port_get_all_connections", names, (ctypes.c_void_p, ctypes.c_void_p)),
            ("jack_free", None, (ctypes.c_void_p,)),
        ):
            entry = getattr(self._jack, function)
            entry.restype, entry.argtypes = result, arguments
        self._client = self._jack.jack_client_open(name.encode(), NO_START_SERVER, None)
        if not self._client:
            raise OSError("no JACK server answers")
        self._server = jack_server("JACK")

    def alive(self) -> bool:
        """False once the server has gone, even if another has taken its place."""
        return self._server == jack_server("JACK")

    def outputs(self) -> frozenset[str]:
        """All MIDI ports that send."""
        return self._names(self._jack.jack_get_ports(self._client, None, MIDI, PORT_IS_OUTPUT))

    def connected(self, port: str) -> frozenset[str]:
        """The ports that a port sends to."""
        found = self._jack.jack_port_by_name(self._client, port.encode())
        return self._names(self._jack.jack_port_get_all_connections(self._client, found)) if found else frozenset()

    def _names(self, array: ctypes._Pointer[ctypes.c_char_p]) -> frozenset[str]:
        if not array:
            return frozenset()
        names = itertools.takewhile(lambda name: name is not None, (array[n] for n in itertools.count()))
        found = frozenset(name.decode() for name in names)
        self._jack.jack_free(array)
        return found
