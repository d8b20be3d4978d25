"""The knobs of the melody page as rows: ranges, units, words."""

from __future__ import annotations

from gui.shared.view.widgets.knob import KnobSpec
from lcmusic.music.knobs import DENSITY_RANGE
from lcmusic.perform.feed import Mode
from lcmusic.perform.session import TURNABLE


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _row(name: str, title: str, default: float, show: object, tip: str, step: float = 0.0) -> KnobSpec:
    turnable = TURNABLE[name]
    return KnobSpec(name, title, turnable.low, turnable.high, default, show, tip, step=step)


LARGE = (
    KnobSpec(
        "density", "Density", *DENSITY_RANGE, None, lambda v: f"{v:.1f} notes/bar",
        "How many notes a bar has. Double click: as many as the idea has by itself.", start=6.0, off="as it comes",
    ),
    _row("realism", "Realism", 0.5, _percent,
         "How strongly the idea is drawn to where real music lies (the realism constraint)."),
)  # fmt: skip
SMALL = (
    _row("reach", "Reach", 1.0, _percent,
         "How far the knobs may move the idea. Less stays close to the idea, more obeys the knobs (distance in latent "
         "space)."),
    _row("taste", "My taste", 0.0, _percent, "How strongly a rule that you taught moves the idea, such as your taste."),
    _row("temperature", "Surprise", 0.5, lambda v: f"{v:.2f}",
         "How daring the choice of each note is: 0 takes the likeliest (the decoder's temperature)."),
    _row("evolve", "Wander", 0.2, _percent, "How far the idea wanders from one 16 bars to the next."),
    _row("swing", "Swing", 0.5, _percent, "Where the second of two sixteenths falls: 50 % straight, 67 % a triplet."),
    _row("gate", "Gate", 0.95, _percent, "How much of its written length a note sounds."),
    _row("velocity", "Velocity", 96, lambda v: f"{v:.0f}", "How hard a note without accent is played.", 1),
    _row("humanise", "Humanise", 6, lambda v: f"± {v:.0f}", "How much velocities vary by chance.", 1),
)  # fmt: skip
MODES: dict[Mode, str] = {
    "evolve": "Wanders on",
    "loop": "Repeats",
    "renew": "New idea every 16 bars",
    "respond": "Answers what I play",
}
LANDS = {"bar": "Next bar", "step": "Next sixteenth"}
