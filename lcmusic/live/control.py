"""MIDI controllers turn knobs; which one turns which is learned by touching it."""

from __future__ import annotations

from collections.abc import Mapping

from lc_common.errors import UserError
from lcmusic.live.protocol import ControlIn


class ControlMap:
    """Which controller turns which knob. A controller turns one knob, and a knob is turned by one controller.

    Args:
        knobs: knob names by (channel 1..16, controller 0..127), as ``assignments`` gave them.
    """

    def __init__(self, knobs: Mapping[tuple[int, int], str] | None = None) -> None:
        self._knobs = dict(knobs or {})
        self.learning: str | None = None

    def learn(self, knob: str | None) -> None:
        """The next controller that moves will turn this knob; None calls learning off."""
        self.learning = knob

    def forget(self, knob: str) -> None:
        """No controller turns this knob any more."""
        self._knobs = {key: name for key, name in self._knobs.items() if name != knob}

    def turn(self, moved: ControlIn) -> tuple[str, float] | None:
        """The knob that a controller turns and its new place, 0..1; None if it turns none.

        While a knob is being learned, the controller is assigned to it and turns it at once.
        """
        key = (moved.channel, moved.control)
        if self.learning is not None:
            self.forget(self.learning)
            self._knobs[key], self.learning = self.learning, None
        knob = self._knobs.get(key)
        return (knob, moved.value / 127) if knob else None

    def assignments(self) -> dict[tuple[int, int], str]:
        """A copy of what has been learned."""
        return dict(self._knobs)

    def to_json(self) -> dict[str, str]:
        """Assignments as ``{"channel/controller": knob}``, for a settings file."""
        return {f"{channel}/{control}": knob for (channel, control), knob in self._knobs.items()}

    @classmethod
    def from_json(cls, values: Mapping[str, str]) -> ControlMap:
        """Read what ``to_json`` gave.

        Raises:
            UserError: a key that is not a channel and a controller.
        """
        knobs = {}
        for key, knob in values.items():
            channel, _, control = key.partition("/")
            if not (channel.isdecimal() and control.isdecimal() and 1 <= int(channel) <= 16 and int(control) <= 127):
                raise UserError(f"{key!r} is not a controller; give channel/controller, such as 1/74.")
            knobs[int(channel), int(control)] = knob
        return cls(knobs)
