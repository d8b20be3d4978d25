"""Chords and a bass beside the melody, each on a channel of its own."""

from __future__ import annotations

from dataclasses import dataclass

from lcmusic.live.expression import Expression
from lcmusic.live.grid import BEATS_PER_BAR, STEPS_PER_BEAT, TICKS_PER_BEAT, Bar
from lcmusic.live.protocol import Played, Role


@dataclass
class Sounding:
    """A note that was sent and has not ended; ``start`` and ``end`` are ticks of the song, ``played_from`` of playing.

    ``source`` is the pitch that is written, ``pitch`` the one that was sent.
    """

    source: int
    pitch: int
    velocity: int
    channel: int
    start: int
    end: int
    played_from: int
    role: Role = "melody"

    @property
    def on(self) -> bytes:
        """The message that starts it."""
        return bytes((0x8F + self.channel, self.pitch, self.velocity))

    @property
    def off(self) -> bytes:
        """The message that ends it."""
        return bytes((0x7F + self.channel, self.pitch, 0))

    def played(self, until: int) -> Played:
        """What is reported of it when it ends."""
        end = max(self.played_from + 1, until)
        return Played(self.played_from, end, self.pitch, self.velocity, self.channel, self.role)


class Accompaniment:
    """Strikes the chords of the bars that play: where they change, and at each bar line.

    They are transposed as the melody is, but for octaves, and as loud and as long as its notes.

    Attributes:
        sounding: what sounds.
    """

    def __init__(self) -> None:
        self.sounding: list[Sounding] = []
        self._struck: tuple[object, ...] = ()

    def forget(self) -> None:
        """All of it was ended: at the next beat it is struck again."""
        self.sounding, self._struck = [], ()

    def changes(self, bar: Bar, place: int, expression: Expression) -> bool:
        """Whether what sounds ends at sixteenth ``place`` of a bar, and something else is struck."""
        return place % STEPS_PER_BEAT == 0 and (place == 0 or self._struck != _asked(bar, place, expression))

    def strike(
        self, bar: Bar, place: int, tick: int, played: int, expression: Expression, bpm: float
    ) -> list[Sounding]:  # fmt: skip
        """Strike what is asked for there; what sounded has been ended."""
        self._struck = chord, *channels = _asked(bar, place, expression)
        if not chord:
            return []
        beat = place // STEPS_PER_BEAT
        until = next((b for b in range(beat, BEATS_PER_BAR) if bar.chords[b] != chord), BEATS_PER_BAR)
        end = tick + expression.sent_ticks((until - beat) * TICKS_PER_BEAT, bpm)
        velocity, shift = expression.sent_velocity(bar.symbols, place), (expression.transpose + 6) % 12 - 6
        parts: tuple[tuple[Role, int | None, tuple[int, ...]], ...] = (
            ("chords", channels[0], chord[1:]), ("bass", channels[1], chord[:1]),
        )  # fmt: skip
        self.sounding = [
            Sounding(pitch, pitch + shift, velocity, channel, tick, end, played, role)
            for role, channel, pitches in parts
            if channel
            for pitch in pitches
        ]
        return self.sounding


def _asked(bar: Bar, place: int, expression: Expression) -> tuple[tuple[int, ...], int | None, int | None]:
    chord = bar.chords[place // STEPS_PER_BEAT] if bar.chords else ()
    return chord, expression.chord_channel, expression.bass_channel
