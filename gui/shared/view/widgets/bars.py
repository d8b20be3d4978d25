"""Which bars a hand has chosen in the roll."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from gui.shared.view.words import tr
from lcmusic.music.melody import BARS, LENGTHS

MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -max(LENGTHS), Qt.Key.Key_End: max(LENGTHS)}
"""By how many bars a key moves."""


@dataclass(frozen=True)
class Selection:
    """Bars from one to another, counted from 0.

    Attributes:
        anchor: where it began.
        at: where the hand is.
        among: how many there are.
    """

    anchor: int
    at: int
    among: int = BARS

    @classmethod
    def of(cls, bar: int, among: int = BARS) -> Selection:
        """One bar."""
        return cls(bar, bar, among)

    @property
    def bars(self) -> range:
        """The bars, the first one first."""
        return range(min(self.anchor, self.at), max(self.anchor, self.at) + 1)

    def to(self, bar: int) -> Selection:
        """The same up to another bar."""
        return Selection(self.anchor, min(self.among - 1, max(0, bar)), self.among)

    def moved(self, by: int, extends: bool) -> Selection:
        """So many bars further: one bar, or all up to there."""
        further = self.to(self.at + by)
        return further if extends else Selection.of(further.at, self.among)


def spoken(bars: list[int] | range) -> str:
    """Bars as one says them, such as ``bar 3`` or ``bars 1 to 4, 9``."""
    runs: list[list[int]] = []
    for bar in bars:
        if runs and bar == runs[-1][1] + 1:
            runs[-1][1] = bar
        else:
            runs.append([bar, bar])
    named = ", ".join(
        str(a + 1) if a == b else tr("{first} to {last}").format(first=a + 1, last=b + 1) for a, b in runs
    )
    return (tr("bar {named}") if len(bars) == 1 else tr("bars {named}")).format(named=named)
