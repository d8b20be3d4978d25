"""The knobs of the melody page, from the table of knobs: which are dials and which switches, where, and their words."""

from __future__ import annotations

from dataclasses import replace

from gui.melody.state.setting import Hold
from gui.shared.view.widgets.knob import KnobSpec, number_in
from gui.shared.view.words import mark, tr
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


def spoken(spec: KnobSpec) -> KnobSpec:
    """The same knob in the language of the window."""
    shown = TABLE[spec.name].shown
    assert shown is not None  # as of all dials
    text = replace(shown, unit=tr(shown.unit)).text
    return replace(spec, title=tr(spec.title), tip=tr(spec.tip), off=tr(spec.off), show=text)


_DIALS = [row for row in TABLE.values() if row.shown and row.turns]
FRONT: Group = "front"
GROUPS: dict[Group, str] = {"idea": mark("Idea"), "form": mark("Form"), "sound": mark("Sound")}
"""What is shown together, beside ``FRONT``, which always is."""
DIALS = {
    group: tuple(_spec(row) for row in _DIALS if row.shown and row.shown.group == group) for group in (FRONT, *GROUPS)
}
SWITCHES = tuple(row for row in TABLE.values() if row.shown and row.type is bool)
MODES: dict[Mode, str] = {
    "evolve": mark("Wanders on"),
    "loop": mark("Repeats"),
    "renew": mark("New idea every 16 bars"),
    "respond": mark("Answers what I play"),
}
LANDS: dict[Hold, str] = {"bar": mark("Next bar"), "step": mark("Next sixteenth")}
