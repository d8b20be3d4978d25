"""The places of knobs go back to the controllers that turn them, whoever has turned them meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

HELD = 0.5
"""Seconds since a controller moved for which it is in somebody's hand, and is told nothing."""


class Feedback:
    """Knows where each controller is, and what it has to be told. Controllers are channel 1..16 and number 0..127."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[int, int], int] = {}
        self._there: dict[tuple[int, int], int] = {}
        self._moved: dict[tuple[int, int], float] = {}
        self._told: set[tuple[int, int]] = set()  # those that we moved last

    def want(self, places: Iterable[tuple[int, int, int]]) -> None:
        """This is where the knobs are: channel, controller and value 0..127 of each."""
        self._wanted = {(channel, control): value for channel, control, value in places}

    def hear(self, channel: int, control: int, value: int, now: float) -> bool:
        """A controller says where it is; False if that is only what it was told, as motor faders and loops answer."""
        key = channel, control
        if key in self._told and self._there[key] == value:
            return False
        self._there[key], self._moved[key] = value, now
        self._told.discard(key)
        return True

    def due(self, now: float) -> list[bytes]:
        """The messages to send now, which are taken to arrive. One that is in a hand waits until it is let go."""
        messages = []
        for key, value in self._wanted.items():
            if self._there.get(key) != value and now - self._moved.get(key, -HELD) >= HELD:
                self._there[key] = value
                self._told.add(key)
                messages.append(bytes((0xB0 | (key[0] - 1), key[1], value)))
        return messages

    def forget(self) -> None:
        """Another controller, or none: it has been told nothing yet."""
        self._there.clear()
        self._told.clear()
