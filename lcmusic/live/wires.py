"""One open port, to send to or to listen to."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from lcmusic.live.notes import Port

JACK_HOLDS = 0.1
"""Seconds: JACK passes messages on with its next period, and what is in a period when a port closes is lost. Two of
2,048 frames."""


class Output(Port, Protocol):
    """An open port to send to.

    Attributes:
        works: whoever holds the port is still there.
    """

    @property
    def works(self) -> bool: ...

    def close(self) -> None:
        """Close the port, as soon as what was sent is out; a virtual one disappears."""


class OutputPort:
    """An open port to send to.

    Args:
        port: RtMidi's.
        holds: seconds after which the system has passed on what it was sent.
    """

    works = True

    def __init__(self, port: Any, holds: float) -> None:
        self._port, self._holds = port, holds
        self._sent = float("-inf")

    def send(self, data: bytes) -> None:
        """Send one message; raises RtMidi's error where the system reports that the port has gone."""
        self._port.send_message(data)
        self._sent = time.monotonic()

    def close(self) -> None:
        """Close the port, as soon as what was sent has been passed on; a virtual one disappears."""
        time.sleep(max(0.0, self._sent + self._holds - time.monotonic()))
        self._port.delete()


class Heard(NamedTuple):
    """A message that came in, and when."""

    time: float
    data: bytes


class InputPort:
    """An open port to listen to.

    It is read now and then, and never calls back: RtMidi's callback would make the thread of the MIDI system wait for
    Python's interpreter lock, and closing the port while a message comes in would wait for ever.
    """

    def __init__(self, port: Any) -> None:
        self._port = port
        self._last = 0.0  # when the last message came in
        self._looked: float | None = None  # when we last began to read

    def read(self, clock: Callable[[], float]) -> list[Heard]:
        """What has come in since the last call; ``clock`` gives seconds.

        RtMidi tells the seconds between messages; when the first came is known as well as one reads often. No message
        is taken to have come before the last look began, nor after this one ended: whoever is held up in the middle of
        a look finds messages there that came meanwhile.
        """
        began = clock()
        events = list(iter(self._port.get_message, None))
        ended = clock()
        earliest = began if self._looked is None else self._looked
        heard = []
        for data, since_last in events:
            self._last = min(ended, max(earliest, self._last + since_last))
            heard.append(Heard(self._last, bytes(data)))
        self._looked = began
        return heard

    def close(self) -> None:
        """Stop listening; a virtual port disappears."""
        self._port.delete()
