"""The built-in voice, live: what the engine plays, as samples. Knows no Qt and no sound card."""

from __future__ import annotations

import math

import numpy as np

from lcmusic.live.expression import Expression
from lcmusic.live.grid import PITCHES, STEPS_PER_BAR, TICKS_PER_BEAT, TICKS_PER_STEP, Plan, Symbols, phrase_bars
from lcmusic.live.protocol import At
from lcmusic.media import render

FADE = 0.01  # seconds in which everything falls silent when playing stops
LOUDEST = 127


class LiveVoice:
    """Follows the same supply of bars as the engine.

    Args:
        sample_rate: samples per second.
    """

    def __init__(self, sample_rate: int = 48_000) -> None:
        self.sample_rate = sample_rate
        self._plan = Plan()
        self._tail = np.zeros(0, np.float32)  # of the tones that sound, from the next sample on

    def supply(self, first_bar: int, symbols: Symbols, phrase: int, at: At, playing_bar: int | None) -> None:
        """Plan bars as the engine does: with ``at`` a bar, the one that plays is left alone.

        Args:
            playing_bar: the bar that plays now; None if nothing does.
        """
        bars = phrase_bars(symbols, phrase)
        skip = 0 if at != "bar" or playing_bar is None else max(0, playing_bar + 1 - first_bar)
        self._plan.supply(first_bar + skip, bars[skip:])

    def read(self, frames: int, tick: float, bpm: float, expression: Expression) -> np.ndarray:
        """The next samples, float32 ``[frames]`` in -0.8..0.8.

        Args:
            tick: song position of the first sample, 480 to the beat.
            bpm: tempo.
            expression: as the engine has it.
        """
        per_tick = 60 * self.sample_rate / bpm / TICKS_PER_BEAT
        mix = np.zeros(max(frames, self._tail.size), np.float32)
        mix[: self._tail.size] = self._tail
        end = tick + frames / per_tick
        for step in range(max(0, math.floor(tick / TICKS_PER_STEP) - 1), math.ceil(end / TICKS_PER_STEP) + 1):
            start = expression.step_tick(step)
            symbol = self._plan.symbol(step)
            if symbol < PITCHES and tick <= start < end:
                mix = self._add(mix, step, round((start - tick) * per_tick), bpm, expression)
        self._tail = mix[frames:]
        return render.rounded(mix[:frames])

    def hush(self) -> np.ndarray:
        """Playing has stopped: the last samples, in which what sounds fades."""
        last = self._tail[: round(FADE * self.sample_rate)]
        self._tail = np.zeros(0, np.float32)
        return render.rounded(last * np.linspace(1, 0, last.size, dtype=np.float32))

    def _add(self, mix: np.ndarray, step: int, first: int, bpm: float, expression: Expression) -> np.ndarray:
        pitch = expression.sent_pitch(self._plan.symbol(step))
        written = expression.step_tick(self._plan.note_end(step)) - expression.step_tick(step)
        seconds = expression.sent_ticks(written, bpm) * 60 / bpm / TICKS_PER_BEAT
        size = round((seconds + render.RELEASE) * self.sample_rate)
        if first + size > mix.size:
            mix = np.append(mix, np.zeros(first + size - mix.size, np.float32))
        number, place = divmod(step, STEPS_PER_BAR)
        loud = expression.sent_velocity(self._plan.bar(number).symbols, place) / LOUDEST
        mix[first : first + size] += loud * render.tone(pitch, size, self.sample_rate)
        return mix
