"""Chords that somebody plays to us become a progression: in time with the song, or one a bar while it stands still."""

from __future__ import annotations

from lcmusic.live.grid import TICKS_PER_BEAT
from lcmusic.live.protocol import NoteIn
from lcmusic.music.chords import BEATS_PER_BAR, Chord, Progression
from lcmusic.music.melody import BARS
from lcmusic.music.recognising import Played, beats_recognised, filled, recognised
from lcmusic.perform.listening import DRUMS


class ChordsIn:
    """Hears chords until it is asked what they were. Whether the song moved at the first note says which way.

    With the song a chord stands at the beat at which it was played. Without, what is held together is a chord, and
    fills a bar.

    Args:
        origin: the song's bar at which the progression goes round for the first time.
    """

    def __init__(self, origin: int = 0) -> None:
        self._origin = origin
        self._in_time: bool | None = None
        self._now = 0.0  # in beats
        self._notes: list[Played] = []
        self._held: dict[tuple[int, int], float] = {}  # by channel and pitch: the beat at which it began
        self._together: set[int] = set()  # pitches since the last moment at which none was held
        self._steps: list[Chord] = []

    def hear(self, note: NoteIn, rolling: bool) -> None:
        """A key was pressed or released, while the song moved or not."""
        self.go_on(note.tick)
        if note.channel == DRUMS:
            return
        if self.full:
            return
        if self._in_time is None and note.velocity:
            self._in_time = rolling
        key, beat = (note.channel, note.pitch), note.tick / TICKS_PER_BEAT
        if note.velocity:
            self._held[key] = beat
            self._together.add(note.pitch)
        elif (start := self._held.pop(key, None)) is not None:
            self._notes.append(Played(start, max(start, beat), note.pitch))
            if not self._held and not self._in_time:
                self._step()

    def go_on(self, tick: float) -> None:
        """The song has come to this tick: what is held sounds until here."""
        self._now = tick / TICKS_PER_BEAT

    @property
    def full(self) -> bool:
        """As many bars as a melody has were heard."""
        if not self._in_time:
            return len(self._steps) == BARS
        return bool(self._all()) and _bar(self._now) >= self._first_bar + BARS

    @property
    def in_time(self) -> bool:
        """They are heard in time with the song."""
        return bool(self._in_time)

    def progression(self) -> Progression | None:
        """What was played so far; None if there is no chord in it yet.

        It begins with the first bar that was played in and is turned round so that each chord comes at the bars in
        which it was played. An odd number of bars is filled up by the last chord.
        """
        if not self._in_time:
            return filled([chord for chord in self._steps for _ in range(BEATS_PER_BAR)])
        first = self._first_bar
        last = max((_bar(max(note.start, note.end - BEATS_PER_BAR / 2)) for note in self._all()), default=first)
        bars = min(last + 1 - first, BARS)
        notes = [Played(n.start - first * BEATS_PER_BAR, n.end - first * BEATS_PER_BAR, n.pitch) for n in self._all()]
        chords = beats_recognised(notes, bars * BEATS_PER_BAR)
        if bars > 1 and bars % 2:
            chords += [None] * BEATS_PER_BAR
        played = filled(chords)
        if played is None:
            return None
        turned = (self._origin - first) % played.bars * BEATS_PER_BAR
        return Progression(played.beats[turned:] + played.beats[:turned])

    def _step(self) -> None:
        chord = recognised(self._together)
        self._together.clear()
        if chord:
            self._steps.append(chord)

    def _all(self) -> list[Played]:
        held = [Played(start, max(start, self._now), pitch) for (_, pitch), start in self._held.items()]
        return [*self._notes, *held]

    @property
    def _first_bar(self) -> int:
        return _bar(min((note.start for note in self._all()), default=0))


def _bar(beat: float) -> int:
    return int((beat + 0.5) // BEATS_PER_BAR)  # with its first beat, for which hands are early
