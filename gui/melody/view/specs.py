"""The knobs of the melody page, from the table of knobs: which are dials and which switches, and their words."""

from __future__ import annotations

from gui.shared.view.widgets.knob import KnobSpec
from lcmusic.music.rows import Row
from lcmusic.perform.plan import Mode
from lcmusic.perform.table import TABLE


def _spec(row: Row) -> KnobSpec:
    (low, high), shown = row.turns, row.shown
    return KnobSpec(
        row.name, shown.label, low, high, row.default, shown.text, shown.tip, start=shown.start, off=shown.absent,
        step=1.0 if row.type is int else 0.0,
    )  # fmt: skip


_DIALS = [row for row in TABLE.values() if row.shown and row.turns]
LARGE = tuple(_spec(row) for row in _DIALS if row.shown.large)
SMALL = tuple(_spec(row) for row in _DIALS if not row.shown.large)
SWITCHES = tuple(row for row in TABLE.values() if row.shown and row.type is bool)
MODES: dict[Mode, str] = {
    "evolve": "Wanders on",
    "loop": "Repeats",
    "renew": "New idea every 16 bars",
    "respond": "Answers what I play",
}
LANDS = {"bar": "Next bar", "step": "Next sixteenth"}
