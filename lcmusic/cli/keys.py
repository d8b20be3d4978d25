"""The keys and the status line of ``lcmusic play``."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.text import Text

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.music.scales import ROOTS, SCALES
from lcmusic.perform.session import Session
from lcmusic.perform.table import TABLE, TEMPO

Pressed = Callable[[float], str]
"""Waits for a key, no longer than so many seconds; empty if none was pressed."""
KEYS = (
    "space play/stop · n new idea · k K root · s S scale · h key played in · d D density · t T tempo · e E evolve · "
    "o O octave · r record · p panic · q quit"
)


def press(session: Session, key: str) -> None:
    """Do what a key asks for."""
    knobs, plan, scales = session.feed.knobs, session.feed.plan, list(SCALES)
    up = key.isupper()
    match key.lower():
        case " ":
            session.engine.send(p.Stop() if session.engine.status.playing else p.Continue())
        case "n":
            session.feed.new_idea(session.engine.status)
        case "k":
            session.turn(root=(knobs.root + (1 if up else -1)) % 12)
        case "s":
            place = scales.index(knobs.scale) if knobs.scale in scales else -1
            session.turn(scale=scales[(place + (-1 if up else 1)) % len(scales)], pitch_classes=None)
        case "h":
            if session.key is None:
                raise UserError("No key was heard yet; play in for four bars at --in, on a keyboard.")
            root, scale = session.key
            session.turn(root=root, scale=scale, pitch_classes=None)
        case "d":
            shown = TABLE["density"].shown
            assert shown is not None
            density = knobs.density or shown.start
            session.turn(density=TABLE["density"].within(density + (0.5 if up else -0.5)))
        case "e":
            session.turn(evolve=TABLE["evolve"].within(round(plan.evolve + (0.1 if up else -0.1), 2)))
        case "o":
            transposed = session.expression.transpose + (12 if up else -12)
            session.turn(transpose=TABLE["transpose"].within(transposed))
        case "t":
            # From the tempo that is heard, which may be another's; at once, so that the next press starts from it.
            session.turn("now", tempo=TEMPO.within(session.value("tempo") + (1 if up else -1)))
        case "r" if session.take.recording:
            session.notices.append(session.stop_recording())
        case "r":
            session.record(Path(time.strftime("take-%Y%m%d-%H%M%S.mid")))
        case "p":
            session.engine.send(p.Panic())


def key_line(session: Session) -> str:
    """The key that is played in, and how to follow it; empty if nobody plays in one."""
    return f"You play in {ROOTS[session.key[0]]} {session.key[1]}; h follows." if session.key else ""


def status_line(session: Session) -> Text:
    """What plays where, and what is asked for."""
    status, knobs = session.engine.status, session.feed.knobs
    asked = "any notes"
    if knobs.scale:
        asked = f"{ROOTS[knobs.root]} {knobs.scale}"
    elif knobs.pitch_classes:
        asked = " ".join(ROOTS[c] for c in knobs.pitch_classes)
    density = "as it comes" if knobs.density is None else f"{knobs.density:g} notes/bar"
    parts = [
        "playing" if status.rolling else "waiting" if status.playing else "stopped",
        f"bar {status.bar + 1}",
        f"{status.bpm:.1f} BPM",
        f"sync {status.lock}",
        f"{status.output_name} {status.output}",
        asked,
        density,
        f"late {status.late_bars}",
        "recording" if session.take.recording else "",
    ]
    return Text(" · ".join(part for part in parts if part))


@contextlib.contextmanager
def pressed_keys() -> Iterator[Pressed]:
    """A function that waits for a key, no longer than so many seconds, and gives it, or an empty string; the terminal
    is put back.
    """
    if not sys.stdin.isatty():

        def pressed(wait: float) -> str:
            time.sleep(wait)
            return ""

        yield pressed
    elif sys.platform == "win32":
        import msvcrt

        def pressed(wait: float) -> str:
            end = time.monotonic() + wait
            while not msvcrt.kbhit():
                if time.monotonic() > end:
                    return ""
                time.sleep(0.005)
            return msvcrt.getwch()

        yield pressed
    else:
        import select
        import termios
        import tty

        def pressed(wait: float) -> str:
            there, _, _ = select.select([sys.stdin], [], [], wait)
            return os.read(sys.stdin.fileno(), 1).decode(errors="ignore") if there else ""

        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        try:
            yield pressed
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
