"""A short tune, what a script begins with, and what is heard of it."""

from __future__ import annotations

from live_stage import Stage

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import HOLD, REST, phrase_bars

PLAIN = Expression(accent="flat", humanise=0, velocity=96, gate=1.0)
TUNE = [60, HOLD, 62, REST] + [REST] * 12


def opening(*symbols: int, expression: Expression = PLAIN, sync: p.Sync | None = None):
    return [
        (0.0, p.OpenOutput("out", virtual=True)),
        (0.0, expression),
        (0.0, sync or p.Sync()),
        (0.0, p.Supply(0, phrase_bars(symbols, 1))),
    ]


def played(script, port="out"):
    stage = Stage()
    stage.run(script)
    return stage.got(port)
