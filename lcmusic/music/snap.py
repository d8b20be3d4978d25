"""Into a scale by the least: every wrong note to the nearest right one, and nothing else.

Shapes: ``t`` steps (whole bars), ``m`` notes.
"""

from __future__ import annotations

import numpy as np

from lcmusic.music.melody import PITCHES, STEPS_PER_BAR
from lcmusic.music.statistics import onsets


def snap(symbols_t: np.ndarray, allowed: frozenset[int]) -> np.ndarray:
    """A melody with its notes outside a set of pitch classes moved to the nearest inside it, uint8 ``[t]``.

    Within a bar a pitch goes one way, and equal bars stay equal. Where two notes are as near, it is the one that keeps
    the line: what moved up, down or not at all to the notes beside it goes on doing so; then the lower one.

    Args:
        symbols_t: canonical symbols of whole bars.
        allowed: pitch classes 0..11, at least one.
    """
    snapped_t = np.array(symbols_t, np.uint8)
    step_m = np.flatnonzero(onsets(snapped_t))
    before_m = snapped_t[step_m].astype(int)
    bars_ks = np.asarray(symbols_t).reshape(-1, STEPS_PER_BAR)
    _, first_u, number_k = np.unique(bars_ks, axis=0, return_index=True, return_inverse=True)
    number_m = number_k.ravel()[step_m // STEPS_PER_BAR]
    after_m = before_m.copy()
    for bar in np.sort(first_u):
        number = number_k.ravel()[bar]
        in_bar_m, here_m = number_m == number, step_m // STEPS_PER_BAR == bar
        for pitch in dict.fromkeys(before_m[here_m]):
            if pitch % 12 in allowed:
                continue
            # Beside the bar as it stands first.
            places = np.flatnonzero(here_m & (before_m == pitch))
            bent = [_bent(before_m, after_m, places, target) for target in nearest(pitch, allowed)]
            after_m[in_bar_m & (before_m == pitch)] = min(bent)[-1]
    snapped_t[step_m] = after_m
    return snapped_t


def nearest(pitch: int, allowed: frozenset[int]) -> list[int]:
    """The one or two MIDI pitches of some pitch classes that are nearest to a pitch, the lower one first."""
    inside = np.array([p for p in range(PITCHES) if p % 12 in allowed])
    distance = np.abs(inside - pitch)
    return inside[distance == distance.min()].tolist()


def _bent(before_m: np.ndarray, after_m: np.ndarray, places: np.ndarray, target: int) -> tuple[int, int, int]:
    """What a line suffers if the notes at some places get this pitch: moves that go another way than they did, and
    semitones by which moves change; and the pitch."""
    tried_m = after_m.copy()
    tried_m[places] = target
    moves = np.unique(np.concatenate([places - 1, places]))
    moves = moves[(moves >= 0) & (moves < len(before_m) - 1)]
    was, now = (np.diff(line_m)[moves] for line_m in (before_m, tried_m))
    return int((np.sign(was) != np.sign(now)).sum()), int(np.abs(was - now).sum()), target
