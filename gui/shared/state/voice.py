"""The built-in voice, live: what the engine plays, as samples. Knows no Qt and no sound card."""

from __future__ import annotations

import math

import numpy as np

from lcmusic.live.expression import Expression
from lcmusic.live.grid import BEATS_PER_BAR, TICKS_PER_BEAT, TICKS_PER_STEP, Chords, Symbols, phrase_bars
from lcmusic.live.protocol import At, Role
from lcmusic.live.voice import Voice
from lcmusic.media.sound import DEFAULT_VOICE, Synth, timbre_of
from lcmusic.perform.sounding import loudness_of, voice_of

FADE = 0.01  # seconds in which everything falls silent when playing stops
SAME_PLACE = 0.5  # ticks from where the last samples ended within which the next ones go on


class LiveVoice:
    """Follows the same supply of bars as the engine, and plays what it sends.

    Args:
        sample_rate: samples per second.

    Attributes:
        voice: of the melody, one of ``lcmusic.media.sound.VOICES``.
        melody: whether the music sounds.
        metronome: whether each beat clicks.
    """

    def __init__(self, sample_rate: int = 48_000) -> None:
        self.sample_rate = sample_rate
        self.voice = DEFAULT_VOICE
        self.melody = True
        self.metronome = False
        self._voice = Voice()
        self._synth = Synth(sample_rate)
        self._end: float | None = None  # the tick at which the last samples ended; None while nothing is played

    def supply(
        self, first_bar: int, symbols: Symbols, phrase: int, at: At, playing_bar: int | None, chords: Chords = ()
    ) -> None:
        """Plan bars as the engine does: with ``at`` a bar, the one that plays is left alone.

        Args:
            playing_bar: the bar that plays now; None if nothing does.
            chords: that go round under them.
        """
        bars = phrase_bars(symbols, phrase, chords)
        skip = 0 if at != "bar" or playing_bar is None else max(0, playing_bar + 1 - first_bar)
        self._voice.plan.supply(first_bar + skip, bars[skip:])

    def read(self, frames: int, tick: float, bpm: float, expression: Expression) -> np.ndarray:
        """The next samples, float32 ``[frames]`` in -0.8..0.8.

        Args:
            tick: song position of the first sample, 480 to the beat.
            bpm: tempo.
            expression: as the engine has it.
        """
        if self._end is None or abs(tick - self._end) > SAME_PLACE:
            self._go(tick)
        per_tick = 60 * self.sample_rate / bpm / TICKS_PER_BEAT
        self._end = tick + frames / per_tick
        self._voice.expression = expression
        while (due := self._voice.next_tick()) < self._end:
            after = max(0, round((due - tick) * per_tick))
            for message in self._voice.run(due, due, 0.0, bpm):
                self._obey(message, after, expression)
        self._voice.reports.clear()
        if self.metronome:
            for beat in range(math.ceil(tick / TICKS_PER_BEAT), math.ceil(self._end / TICKS_PER_BEAT)):
                self._synth.click(beat % BEATS_PER_BAR == 0, round((beat * TICKS_PER_BEAT - tick) * per_tick))
        return self._synth.read(frames)

    def hush(self) -> np.ndarray:
        """Playing has stopped: the last samples, in which what sounds fades."""
        self._voice.release(0)
        self._end = None
        return self._synth.hush(FADE)

    def _go(self, tick: float) -> None:
        """Play from here on; what sounds ends."""
        for message in self._voice.release(0):
            self._synth.stop(((message[0] & 0x0F) + 1, message[1]))
        self._voice.locate(max(0, math.ceil(tick / TICKS_PER_STEP)))

    def _obey(self, message: bytes, after: int, expression: Expression) -> None:
        kind, channel, pitch, velocity = message[0] & 0xF0, (message[0] & 0x0F) + 1, message[1], message[2]
        if kind == 0x80:
            self._synth.stop((channel, pitch), after)
        elif self.melody:
            others: dict[int | None, Role] = {expression.chord_channel: "chords", expression.bass_channel: "bass"}
            role = others.get(channel, "melody")
            timbre = timbre_of(voice_of(role, self.voice))
            self._synth.start((channel, pitch), pitch, loudness_of(role, velocity), timbre, after)
