"""The hand on the strip of notes per bar: how many each bar is asked to have. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lcmusic.music.melody import STEPS_PER_BAR

Counts = tuple[int | None, ...]
"""Notes of each bar; None for as many as come."""


class CountHand:
    """What is drawn. A drag is heard once, when it ends.

    Args:
        drew: called with what each bar is to have, or None if nothing is asked of any.

    Attributes:
        counts: as the hand has them.
    """

    def __init__(self, drew: Callable[[Counts | None], object]) -> None:
        self.counts: Counts = ()
        self._drew = drew
        self._at: tuple[int, int] | None = None  # of a drag: the bar, and its notes
        self._asked: Counts = ()

    def show(self, counts: Counts) -> None:
        """These are asked for now, one for each bar; a drag goes on while their number stays."""
        if len(counts) != len(self._asked):
            self._at = None
        self._asked = counts
        if self._at is None:
            self.counts = counts

    def press(self, bar: int, count: int) -> None:
        """Begin at a bar."""
        self._at = bar, count
        self._set({bar: count})

    def drag(self, bar: int, count: int) -> None:
        """Go on to another bar; those between lie on the way."""
        if self._at is None:
            return
        (first, begins), self._at = self._at, (bar, count)
        way = range(first, bar + 1) if first <= bar else range(first, bar - 1, -1)
        share = [n / max(1, len(way) - 1) for n in range(len(way))]
        on_the_way = {at: round(begins + part * (count - begins)) for at, part in zip(way, share, strict=True)}
        self._set(on_the_way | {bar: count})

    def release(self) -> None:
        """Let go."""
        if self._at is not None:
            self._at = None
            self._make()

    def add(self, bars: Iterable[int], by: int, own: Sequence[int]) -> None:
        """Ask bars for more notes, or fewer; of a bar that is not asked for any yet than its ``own``."""
        counts = {bar: self.counts[bar] for bar in bars}
        now = {bar: own[bar] if count is None else count for bar, count in counts.items()}
        self._set({bar: min(STEPS_PER_BAR, max(0, count + by)) for bar, count in now.items()})
        self._make()

    def leave(self, bars: Iterable[int]) -> None:
        """Leave bars as they come."""
        self._at = None
        self._set(dict.fromkeys(bars))
        self._make()

    def __str__(self) -> str:
        return ", ".join("-" if count is None else str(count) for count in self.counts)

    def _set(self, counts: Mapping[int, int | None]) -> None:
        self.counts = tuple(counts.get(bar, count) for bar, count in enumerate(self.counts))

    def _make(self) -> None:
        if self.counts != self._asked:
            self._drew(self.counts if any(count is not None for count in self.counts) else None)
