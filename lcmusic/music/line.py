"""The one line of notes that is heard as the melody where several sound at once.

Times are ticks or steps, ``start`` inclusive and ``end`` exclusive.

Shapes: ``n`` notes, ``m`` notes of the line.
"""

from __future__ import annotations

import numpy as np


def top_line(start_n: np.ndarray, end_n: np.ndarray, pitch_n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The top line of a part (paper, appendix 9.1: the highest wins), legato kept whole.

    Of notes that begin together the highest counts, of equal ones the longest. A note at or above the line's last cuts
    that off. A lower one that begins before the line's last has ended is either the next note, played legato, or an
    inner voice, which is left out. It is the next note if it is on top for half of its time or more; its time ends
    where a higher note begins. What was cut off or left out covers nothing.

    Args:
        start_n: integers, shape ``[n]``, in any order.
        end_n: each above its start.
        pitch_n: MIDI pitches.

    Returns:
        Starts, ends and pitches of the line, shape ``[m]`` each, in order of time; none overlap.
    """
    order = np.lexsort((-end_n, -pitch_n, start_n))
    start_n, end_n, pitch_n = start_n[order], end_n[order], pitch_n[order]
    highest = np.append(True, start_n[1:] != start_n[:-1])[: start_n.size]
    start_n, end_n, pitch_n = start_n[highest], end_n[highest], pitch_n[highest]
    if (start_n[1:] < end_n[:-1]).any():
        kept = _line(start_n.tolist(), end_n.tolist(), pitch_n.tolist())
        start_n, end_n, pitch_n = start_n[kept], end_n[kept], pitch_n[kept]
        end_n[:-1] = np.minimum(end_n[:-1], start_n[1:])
    return start_n, end_n, pitch_n


def _line(start_n: list[int], end_n: list[int], pitch_n: list[int]) -> list[int]:
    """Positions of the notes in the line; starts ascend."""
    covered_n = _next_higher_start(start_n, pitch_n)
    kept: list[int] = []
    sounding_end, sounding_pitch = 0, 0  # of the line's last note
    for i, (start, end, pitch) in enumerate(zip(start_n, end_n, pitch_n, strict=True)):
        over = min(end, covered_n[i])
        legato = over - sounding_end >= sounding_end - start
        if not kept or start >= sounding_end or pitch >= sounding_pitch or legato:
            kept.append(i)
            sounding_end, sounding_pitch = end, pitch
    return kept


def _next_higher_start(start_n: list[int], pitch_n: list[int]) -> list[float]:
    """When the next higher note begins, for each note; infinity if none does."""
    found: list[float] = [float("inf")] * len(start_n)
    waiting: list[int] = []  # positions of falling pitch
    for i, pitch in enumerate(pitch_n):
        while waiting and pitch_n[waiting[-1]] < pitch:
            found[waiting.pop()] = start_n[i]
        waiting.append(i)
    return found
