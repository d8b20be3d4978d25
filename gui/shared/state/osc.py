"""OSC over UDP: a thread that listens and only queues what comes, and a client that is told. Knows no melody, no Qt."""

from __future__ import annotations

import ipaddress
import select
import socket
import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

from pythonosc.osc_message_builder import build_msg
from pythonosc.osc_packet import OscPacket

from lc_common.errors import UserError

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
WAITING = 1000
"""Messages that wait at most; of a flood the oldest go, so that a fader ends where the hand left it."""
LARGEST = 65_535  # bytes of a datagram
LOWEST_PORT, HIGHEST_PORT = 1024, 65_535

Endpoint = tuple[str, int]


@dataclass(frozen=True)
class OscSettings:
    """How the studio is remote-controlled.

    Attributes:
        on: it listens.
        port: of UDP, 1024..65535.
        network: other computers may send, too.
        client: who is told what changes, ``host:port``; empty for the last one that said hello.
    """

    on: bool = False
    port: int = 9000
    network: bool = False
    client: str = ""

    def __post_init__(self) -> None:
        _checked_port(self.port)
        if self.client:
            read_endpoint(self.client)


@dataclass(frozen=True)
class Arrived:
    """A message that came in; ``address`` is empty if it could not be read."""

    address: str
    values: tuple[Any, ...]
    sender: Endpoint


def read_endpoint(text: str) -> Endpoint:
    """``192.168.1.20:9001`` or ``localhost:9001``; names of the network are not asked for, which may take seconds.

    Raises:
        UserError: it is not one of these.
    """
    host, _, port = text.strip().rpartition(":")
    host = LOOPBACK if host == "localhost" else host
    try:
        return str(ipaddress.IPv4Address(host)), _checked_port(int(port))
    except ValueError:
        raise UserError(f"{text!r} is no address for OSC; write one like 192.168.1.20:9001.") from None


def _checked_port(port: int) -> int:
    if not LOWEST_PORT <= port <= HIGHEST_PORT:
        raise UserError(f"The OSC port is {port}; it must lie between {LOWEST_PORT} and {HIGHEST_PORT}.")
    return port


class OscServer:
    """Listens until it is closed.

    Args:
        host, port: where.

    Raises:
        UserError: the port cannot be had.
    """

    def __init__(self, host: str, port: int) -> None:
        self._arrived: deque[Arrived] = deque(maxlen=WAITING)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((host, port))
        except OSError as error:
            self._socket.close()
            raise UserError(f"OSC cannot listen at port {port} ({error.strerror}); choose another.") from None
        self._ending, self._end = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)
        self._thread.start()

    def take(self) -> list[Arrived]:
        """What has come since the last call, the oldest first."""
        taken = []
        while self._arrived:
            taken.append(self._arrived.popleft())
            if len(taken) == WAITING:  # a flood goes on in the next frame
                break
        return taken

    def close(self) -> None:
        """End the thread and give the port back."""
        self._end.send(b".")
        self._thread.join()
        for each in (self._socket, self._ending, self._end):
            each.close()

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._socket, self._ending], [], [])
            if self._ending in ready:
                return
            try:
                datagram, sender = self._socket.recvfrom(LARGEST)
            except OSError:  # Windows tells here that a client has gone
                continue
            self._arrived.extend(_read(datagram, sender))


def _read(datagram: bytes, sender: Endpoint) -> list[Arrived]:
    """Its messages; those of a bundle at once, whatever time it names."""
    try:
        messages = [timed.message for timed in OscPacket(datagram).messages]
    except Exception:  # bytes from strangers: whatever the parser stumbles over, it is no OSC
        return [Arrived("", (), sender)]
    return [Arrived(message.address, tuple(message.params), sender) for message in messages]


class OscClient:
    """Tells one program. Sending neither waits nor fails; ``send`` says whether somebody was there."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)

    def send(self, address: str, values: list[Any]) -> bool:
        """Send a message; False if nothing listens there, which is known from the second message on."""
        datagram = build_msg(address, values).dgram
        if self._try(datagram):
            return True
        self._try(datagram)  # what was refused may have been the message before, and the client may be back
        return False

    def _try(self, datagram: bytes) -> bool:
        try:
            self._socket.connect(self.endpoint)
            self._socket.send(datagram)
        except BlockingIOError:
            return True  # the network is busy; the next change is told
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Tell no more."""
        self._socket.close()
