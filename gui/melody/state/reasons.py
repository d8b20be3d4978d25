"""Why a knob does nothing now, and what to do about it."""

from __future__ import annotations

from gui.melody.state.inference import Model
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.table import TABLE

NO_RULE = "No rule of your own is loaded: teach one on the Train page, from your thumbs or a reward, and use it."


def why_not(knob: str, model: Model, knobs: Knobs, plan: Plan) -> str:
    """A sentence for a knob of ``lcmusic.perform.table.TABLE``; empty if it works."""
    match TABLE[knob].needs:
        case "knobs":
            return model.without
        case "prior":
            return model.no_prior
        case "rule" if not model.rule:
            return NO_RULE
    if knob == "evolve" and plan.mode != "evolve":
        return "Locked: unlock the idea and it wanders." if plan.mode == "loop" else "Only a wandering idea evolves."
    if knob == "strict" and knobs.allowed is None:
        return "Choose a scale first: strict bars the notes outside it."
    return ""
