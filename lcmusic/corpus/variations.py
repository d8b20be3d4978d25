"""Melodies otherwise than they are written: slower, faster, later, syncopated, detached or joined, an octave away.

Every function takes all rows of a batch at once, in canonical symbols (``lcmusic.music.melody``), and gives canonical
uint8 symbols back.

Shapes: ``b`` rows, ``t`` steps, ``u`` one bar and then ``t`` steps.
"""

from __future__ import annotations

import numpy as np

from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR, canonical

DETACHED = (0.25, 1.0)
"""What detached notes sound of the time to the next onset, at least and at most."""
LEGATO = 0.25
"""Share of articulated melodies that are joined; the others are detached."""
BREATH = STEPS_PER_BAR // 2
"""Sixteenths of the longest rest that joining fills; longer ones part phrases."""
SYNCOPATED = (0.1, 0.5)
"""Share of the onsets of a syncopated melody that are asked to move, at least and at most."""
PIANO = (21, 108)
"""Lowest and highest key of a piano: no melody is moved out of it by an octave."""


def half_time(symbols_bt: np.ndarray) -> np.ndarray:
    """Every step twice as long: ``[b, t] -> [b, 2t]``."""
    slow_bt = np.repeat(symbols_bt, 2, axis=1)
    slow_bt[:, 1::2][symbols_bt < PITCHES] = HOLD
    return canonical(slow_bt)


def double_time(symbols_bt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every step half as long: ``[b, t] -> [b, t / 2]``, and bool ``[b]``, in which rows no odd step is missed."""
    odd_bt, even_bt = symbols_bt[:, 1::2], symbols_bt[:, ::2]
    lost_bt = (odd_bt < PITCHES) | ((odd_bt == REST) & (even_bt != REST))
    return canonical(even_bt), ~lost_bt.any(axis=1)


def delayed(symbols_bu: np.ndarray, steps_b: np.ndarray) -> np.ndarray:
    """Begin each row so many sixteenths later, 0 to 16, with the end of the bar before it: ``[b, u] -> [b, t]``."""
    first_b = STEPS_PER_BAR - steps_b
    steps_bt = first_b[:, None] + np.arange(symbols_bu.shape[1] - STEPS_PER_BAR)
    return canonical(np.take_along_axis(symbols_bu, steps_bt, axis=1))


def syncopated(symbols_bt: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Push and pull onsets by a sixteenth, each melody's by a share of its own between the two of ``SYNCOPATED``."""
    share_b1 = rng.uniform(*SYNCOPATED, (len(symbols_bt), 1))
    chance_bt = rng.random(symbols_bt.shape) / share_b1
    return onsets_moved(symbols_bt, earlier_bt=chance_bt < 0.5, later_bt=(chance_bt >= 0.5) & (chance_bt < 1))


def onsets_moved(symbols_bt: np.ndarray, earlier_bt: np.ndarray, later_bt: np.ndarray) -> np.ndarray:
    """Move onsets by a sixteenth where no other onset is in the way; where a note ends stays, if it can.

    A sounding note before gives or takes what the moved one needs or leaves; a note of one sixteenth keeps its length
    when it is pulled. Of two notes that would meet, the earlier one moves.

    Args:
        symbols_bt: melodies.
        earlier_bt, later_bt: which onsets to push and pull, bool ``[b, t]``; elsewhere they mean nothing.
    """
    onset_bt = symbols_bt < PITCHES
    later_bt, earlier_bt = later_bt & onset_bt, earlier_bt & onset_bt & ~later_bt
    later_bt[:, :-1] &= ~onset_bt[:, 1:]
    later_bt[:, -1] = False
    earlier_bt[:, 1:] &= ~onset_bt[:, :-1]
    earlier_bt[:, 2:] &= ~later_bt[:, :-2]
    earlier_bt[:, 0] = False
    silent_before_bt = np.ones_like(onset_bt)
    silent_before_bt[:, 1:] = symbols_bt[:, :-1] == REST
    moved_bt = symbols_bt.copy()
    moved_bt[earlier_bt | (later_bt & ~silent_before_bt)] = HOLD
    moved_bt[later_bt & silent_before_bt] = REST
    # Views: the step before and the step after each onset.
    moved_bt[:, :-1][earlier_bt[:, 1:]] = symbols_bt[earlier_bt]
    moved_bt[:, 1:][later_bt[:, :-1]] = symbols_bt[later_bt]
    return moved_bt


def articulated(symbols_bt: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each melody either ``joined`` or ``detached``, by a fraction of its own between the two of ``DETACHED``."""
    legato_b = rng.random(len(symbols_bt)) < LEGATO
    fraction_b = rng.uniform(*DETACHED, len(symbols_bt))
    return np.where(legato_b[:, None], joined(symbols_bt), detached(symbols_bt, fraction_b))


def detached(symbols_bt: np.ndarray, fraction_b: np.ndarray) -> np.ndarray:
    """Notes end after a fraction of the time to the next onset, one sixteenth at least, if they do not end before."""
    last_bt, next_bt = _onsets_around(symbols_bt)
    length_bt = np.maximum(1, np.floor(fraction_b[:, None] * (next_bt - last_bt) + 0.5))
    over_bt = np.arange(symbols_bt.shape[1]) - last_bt >= length_bt
    return np.where((symbols_bt == HOLD) & (last_bt >= 0) & over_bt, np.uint8(REST), symbols_bt)


def joined(symbols_bt: np.ndarray) -> np.ndarray:
    """Notes sound up to the next onset, or the end, where the rest between is no longer than ``BREATH``."""
    last_bt, next_bt = _onsets_around(symbols_bt)
    silent_from_bt = np.maximum.accumulate(
        np.where(symbols_bt != REST, np.arange(1, symbols_bt.shape[1] + 1), 0), axis=1
    )
    short_bt = next_bt - silent_from_bt <= BREATH
    return np.where((symbols_bt == REST) & (last_bt >= 0) & short_bt, np.uint8(HOLD), symbols_bt)


def _onsets_around(symbols_bt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The step of the last onset up to each step, -1 where there is none, and of the first one after it, else ``t``."""
    steps = symbols_bt.shape[1]
    onset_bt, step_t = symbols_bt < PITCHES, np.arange(steps, dtype=np.int16)
    last_bt = np.maximum.accumulate(np.where(onset_bt, step_t, np.int16(-1)), axis=1)
    next_bt = np.full_like(last_bt, steps)
    here_bt = np.where(onset_bt, step_t, np.int16(steps))
    next_bt[:, :-1] = np.minimum.accumulate(here_bt[:, :0:-1], axis=1)[:, ::-1]
    return last_bt, next_bt


def octave_away(symbols_bt: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Move each row up or down by an octave, at random; one that would leave ``PIANO`` stays."""
    pitched_bt = symbols_bt < PITCHES
    shift_b = rng.choice(np.array([-12, 12]), len(symbols_bt))
    moved_bt = symbols_bt + pitched_bt * shift_b[:, None]
    inside_bt = (moved_bt >= PIANO[0]) & (moved_bt <= PIANO[1])
    fits_b = (inside_bt | ~pitched_bt).all(axis=1)
    return np.where(fits_b[:, None], moved_bt, symbols_bt).astype(np.uint8)
