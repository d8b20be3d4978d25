"""The knobs of the melody page, from the table of knobs: which are dials and which switches, where, and their words."""

from __future__ import annotations

from gui.melody.state.setting import Hold
from gui.shared.view.widgets.knob import KnobSpec, number_in
from lcmusic.music.pitches import parse_pitch
from lcmusic.music.rows import Group, Row
from lcmusic.perform.plan import Mode
from lcmusic.perform.table import TABLE


def _spec(row: Row) -> KnobSpec:
    assert row.shown is not None  # as of all dials
    assert row.turns is not None
    (low, high), shown = row.turns, row.shown
    return KnobSpec(
        row.name, shown.label, low, high, row.default, shown.text, shown.tip, start=shown.start, off=shown.absent,
        step=1.0 if row.type is int else 0.0, read=parse_pitch if shown.pitch else number_in,
    )  # fmt: skip


_DIALS = [row for row in TABLE.values() if row.shown and row.turns]
FRONT: Group = "front"
GROUPS: dict[Group, str] = {"idea": "Idea", "form": "Form", "sound": "Sound"}
"""What is shown together, beside ``FRONT``, which always is."""
DIALS = {
    group: tuple(_spec(row) for row in _DIALS if row.shown and row.shown.group == group) for group in (FRONT, *GROUPS)
}
SWITCHES = tuple(row for row in TABLE.values() if row.shown and row.type is bool)
MODES: dict[Mode, str] = {
    "evolve": "Wanders on",
    "loop": "Repeats",
    "renew": "New idea every 16 bars",
    "respond": "Answers what I play",
}
LANDS: dict[Hold, str] = {"bar": "Next bar", "step": "Next sixteenth"}
