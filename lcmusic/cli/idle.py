"""Options that would change nothing, so that nobody takes the plain melody for what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lc_common.errors import UserError
from lcmusic.music.chords import parse_progression
from lcmusic.music.knobs import ROWS, Knobs

if TYPE_CHECKING:
    from lcmusic.instrument import Instrument
    from lcmusic.transform import Method

MOVING = ("density", "repetition", "motion", "syncopation", "contour", "lowest", "highest", "density_per_bar")
"""Knobs, beside those that name notes, whose way the reach is a share of."""
_NOTES = {"root", "scale", "pitch_classes"}
_DRAWN = _NOTES | {"density", "reach", "temperature", "seed"}
USED: Mapping[Method, set[str]] = {
    "snap": _NOTES,
    "prior": _DRAWN | {"chords", "motion", "syncopation", "contour", "lowest", "highest", "style"},
    "actor": _DRAWN | {"realism", "taste", "strict"},
    "gradient": _DRAWN | {"strict"},
}
"""What each method of ``lcmusic transform`` heeds."""


def idle(typed: Mapping[str, str], knobs: Knobs, instrument: Instrument) -> Iterator[str]:
    """A sentence for each option that was typed and changes nothing beside the others and with these models.

    Args:
        typed: flags by the names of parameters (``lcmusic.cli.options.typed``).
    """
    prior, trained = instrument.prior is not None, instrument.knobs is not None
    ruled = instrument.rule is not None and knobs.taste > 0
    named_notes = knobs.allowed is not None or knobs.chords is not None
    moving = [name for name in MOVING if getattr(knobs, name) is not None]
    yield from _keyless(typed, knobs)
    if "ending" in typed and knobs.scale is None:
        yield f"{typed['ending']} is about the root of a scale; add --scale, or name both by --key 'D minor'."
    if "strict" in typed and knobs.strict and knobs.allowed is None:
        yield f"{typed['strict']} bars the notes outside a scale; add --scale or --pitches."
    if "density_per_bar" in typed and knobs.density_per_bar and len(knobs.density_per_bar) > knobs.bars:
        named, flag = len(knobs.density_per_bar), typed["density_per_bar"]
        yield f"{flag} names {named} bars, and the clip has {knobs.bars}; leave the others out, or ask for more --bars."
    yield from _tasteless(typed, knobs, instrument)
    if "knobs_file" in typed and prior and not ruled:
        yield f"{typed['knobs_file']} has nothing to do: the learned prior obeys the knobs; add --prior none."
    for name, flag in typed.items():
        if name in ROWS and ROWS[name].needs == "prior" and not prior:
            yield f"{flag} needs a learned prior; leave out --prior none, or train one with 'lcmusic train prior'."
    if not prior and not trained:
        for name in typed.keys() & {"density", "realism", "reach"}:
            yield f"{typed[name]} needs a learned prior or trained knobs; train some with 'lcmusic train knobs'."
        for name in typed.keys() & {"scale", "pitch_classes"}:
            if not knobs.strict:
                yield f"{typed[name]} needs a learned prior or trained knobs; without them, add --strict."
    elif "realism" in typed and prior and (named_notes or knobs.motion is not None):
        yield f"{typed['realism']} counts while neither a scale, chords nor --motion are asked for; leave it out."
    elif "reach" in typed and not (named_notes or moving or ruled or not prior):
        yield f"{typed['reach']} is how far other knobs may move the idea; add one, such as --scale or --density."
    elif "reach" in typed and knobs.reach == 0:
        yield f"At {typed['reach']} 0 the other knobs move nothing; raise it or leave them out."


def idle_in_transform(typed: Mapping[str, str], knobs: Knobs, instrument: Instrument, method: Method) -> Iterator[str]:
    """The same for a tune that a method changes."""
    yield from _keyless(typed, knobs)
    yield from _tasteless(typed, knobs, instrument)
    if "knobs_file" in typed and method in ("snap", "prior"):
        yield f"{typed['knobs_file']} has nothing to do: --method {method} needs no trained knobs."
    for name in (name for name in typed if name in ROWS.keys() - USED[method]):
        if method == "snap" and knobs.allowed is None:
            yield f"{typed[name]} changes no note by itself; add --scale, --density or another knob."
        else:
            yield f"{typed[name]} does nothing by --method {method}; leave it out, or choose another method."


def _keyless(typed: Mapping[str, str], knobs: Knobs) -> Iterator[str]:
    if "root" in typed and knobs.scale is None and not _in_a_key(knobs):
        yield f"{typed['root']} needs a scale: --key 'D minor', or --scale beside it."


def _tasteless(typed: Mapping[str, str], knobs: Knobs, instrument: Instrument) -> Iterator[str]:
    if "taste" in typed and instrument.rule is None:
        yield f"{typed['taste']} is how strongly a rule is obeyed; add --rule."
    if "rule" in typed and not (instrument.rule is not None and knobs.taste > 0):
        yield f"{typed['rule']} does nothing at --taste 0; raise it or leave the rule out."


def _in_a_key(knobs: Knobs) -> bool:
    """Whether the chords are Roman numerals."""
    return knobs.chords is not None and parse_progression(knobs.chords, 0) != parse_progression(knobs.chords, 1)


def refuse(sentences: Iterator[str]) -> None:
    """``UserError`` with the first of them, if there is one."""
    for sentence in sentences:
        raise UserError(sentence)
