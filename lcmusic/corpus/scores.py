"""The scores that come with the music21 package (the ``corpus`` extra), as MIDI."""

from __future__ import annotations

import os
from pathlib import Path

from lc_common.errors import UserError

SUFFIXES = (".abc", ".krn", ".mxl", ".xml", ".musicxml")
"""The formats that hold notes; the package's Roman-numeral analyses do not."""


def score_paths() -> tuple[tuple, list[tuple[str, Path]]]:
    """The package's version, and ``(name, path)`` of every score in it; ``UserError`` if it is not installed."""
    try:
        import music21
    except ImportError as error:
        remedy = "pip install 'latent-constraints-studio[corpus]'"
        raise UserError(f"The music21 scores need the music21 package; install it with {remedy}.") from error
    paths = [Path(path) for path in music21.corpus.getCorePaths()]
    scores = sorted((f"{path.parent.name}/{path.name}", path) for path in paths if path.suffix in SUFFIXES)
    return (music21.__version__, len(scores)), scores


def score_to_midi(name: str, path: bytes | str) -> list[tuple[str, bytes | str]]:
    """Convert one score file; a book of tunes gives one MIDI file for each.

    An upbeat is moved to the end of a whole bar, so that bar lines fall on the 4/4 grid.

    Args:
        name: of the score.
        path: of the score, encoded.

    Returns:
        ``(name, MIDI bytes or why there are none)`` for every tune.
    """
    import music21

    # What music21's parsers and its MIDI writer raise on a score they cannot handle is not documented and has no
    # common class below Exception; one such score is counted and named.
    try:
        parsed = music21.converter.parse(os.fsdecode(path), forceSource=True)
    except Exception as error:
        return [(name, f"music21 cannot read it ({type(error).__name__})")]
    if not isinstance(parsed, music21.stream.Opus):
        return [(name, _midi(parsed))]
    return [(f"{name}#{number}", _midi(tune)) for number, tune in enumerate(parsed.scores, start=1)]


def _midi(score) -> bytes | str:
    import music21

    try:
        for part in score.parts:
            bar = part.getElementsByClass(music21.stream.Measure).first()
            if bar is not None and bar.paddingLeft:
                part.shiftElements(bar.paddingLeft)
        return music21.midi.translate.streamToMidiFile(score).writestr()
    except Exception as error:
        return f"music21 cannot convert it ({type(error).__name__})"
