"""What a right click on the roll offers: each with its words, what it does, and whether it would do anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gui.shared.view.widgets.bars import spoken
from gui.shared.view.widgets.roll_picture import RollView
from gui.shared.view.words import tr
from lcmusic.music.melody import STEPS_PER_BAR, Note

Rows = Sequence[tuple[str, Callable[[], object], bool]]


def note_rows(
    chosen: Sequence[Note], view: RollView, lock: Callable[[list[Note], bool], object], delete: Callable[[], object]
) -> Rows:
    """Of the notes that are chosen."""
    notes, locked = list(chosen), set(view.locked_notes)
    what = tr("the note") if len(notes) == 1 else tr("{number} notes").format(number=len(notes))
    return (
        (tr("Lock {what} (L)").format(what=what), lambda: lock(notes, True), not set(notes) <= locked),
        (tr("Unlock {what} (L)").format(what=what), lambda: lock(notes, False), bool(set(notes) & locked)),
        (tr("Delete {what}").format(what=what), delete, True),
    )


def bar_rows(
    bars: list[int],
    view: RollView,
    lock: Callable[[list[int], bool], object],
    renew: Callable[[list[int]], object],
) -> Rows:
    """Of the bars that are chosen."""
    locked, every = set(view.locked), list(range(view.bars))
    others = [bar for bar in every if bar not in bars]
    held = locked | {note.start // STEPS_PER_BAR for note in view.locked_notes}
    return (
        (tr("Lock {bars}").format(bars=spoken(bars)), lambda: lock(bars, True), not set(bars) <= locked),
        (tr("Unlock {bars}").format(bars=spoken(bars)), lambda: lock(bars, False), bool(set(bars) & held)),
        (tr("Make {bars} anew").format(bars=spoken(bars)), lambda: renew(bars), not set(bars) <= locked),
        (tr("Lock all the others"), lambda: lock(others, True), not set(others) <= locked),
        (tr("Unlock everything"), lambda: lock(every, False), bool(held)),
    )


def count_rows(bars: list[int], view: RollView, leave: Callable[[list[int]], object]) -> Rows:
    """Of the notes that bars are asked to have."""
    every = [bar for bar, count in enumerate(view.counts) if count is not None]
    return (
        (
            tr("Leave the notes of {bars} as they come").format(bars=spoken(bars)),
            lambda: leave(bars),
            bool(set(bars) & set(every)),
        ),
        (tr("Leave the notes of every bar as they come"), lambda: leave(every), bool(every)),
    )
