"""The table of knobs: a row each, whatever part of a performance it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lcmusic.live.clock import FASTEST, SLOWEST
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.music.rows import Option, Row, rows_of
from lcmusic.perform.plan import Plan

PARTS = (Knobs, Plan, Expression)
TEMPO = Row(
    "tempo", "tempo", "tempo", float, 120.0, low=SLOWEST, high=FASTEST, unit="BPM", turns=(60, 180),
    option=Option("--tempo", "Beats per minute."),
)  # fmt: skip
"""The one knob that is no field: the clock owns it."""
TABLE: Mapping[str, Row] = MappingProxyType(
    {name: row for part in PARTS for name, row in rows_of(part).items()} | {TEMPO.name: TEMPO}
)
"""Every knob by name."""
TURNED = tuple(row.name for row in TABLE.values() if row.turns)
"""Names of the knobs that a MIDI controller can turn."""
