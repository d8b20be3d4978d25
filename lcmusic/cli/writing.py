"""What the commands that write clips share: their options, the names of files, and the JSON file beside each clip."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import inspect
import json
import re
import secrets
import shlex
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

import lcmusic
from lc_common.errors import UserError
from lc_common.files import write_text
from lcmusic.cli.clips import shortened
from lcmusic.cli.options import Out, console, takes, typed
from lcmusic.kinds import KNOBS_NAME, PRIOR_NAME, VAE_NAME
from lcmusic.media.sound import DEFAULT_VOICE, VOICES, timbre_of
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.music.melody import Melody
from lcmusic.music.scales import ROOTS

SEEDS = 1_000_000
"""A seed that is drawn lies below: it stands in names and may be typed again."""
SHIPPED = {
    name: Path(lcmusic.__file__).parent / "pretrained" / file
    for name, file in {"model": VAE_NAME, "knobs_file": KNOBS_NAME, "prior": PRIOR_NAME}.items()
}
"""The weights that an option stands for where it is left out."""
NOT_IN_THE_CLIP = frozenset({"out", "force", "no_wav", "no_png", "as_json", "quiet"})
"""Options of commands that write clips that make no clip another."""
RECORD = ".json"
"""Suffix of the file that says how a clip was made."""


@dataclass
class Clips:
    """The clips that a command writes; the fields but the first are its options (``writes_clips``).

    Attributes:
        context: of the command.
        drawn: the seed, where none was typed.
        written: a record of each clip, as in the JSON file beside it.
    """

    context: typer.Context
    out: Out = Path("out")
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False
    no_wav: Annotated[bool, typer.Option("--no-wav", help="Write no sound.")] = False
    no_png: Annotated[bool, typer.Option("--no-png", help="Draw no picture.")] = False
    voice: Annotated[str, typer.Option(help=f"The voice of the sound: {', '.join(VOICES)}.")] = DEFAULT_VOICE
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as JSON; words go to the error stream.")
    ] = False
    quiet: Annotated[bool, typer.Option("--quiet", help="Print mistakes alone.")] = False
    drawn: int | None = field(default=None, init=False)
    written: list[dict[str, Any]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        timbre_of(self.voice)

    def reserve(self, *names: str) -> None:
        """``UserError`` if a file of one of these names is there, unless ``--force`` is given; for before the work."""
        from lcmusic.media.export import EXPORTS

        paths = [self.out / f"{name}{suffix}" for name in names for suffix in (*EXPORTS, RECORD)]
        there = [path for path in paths if path.exists()]
        if there and not self.force:
            raise UserError(f"{there[0]} is there already; choose another --out, or write over it with --force.")

    def name(self, stem: str, knobs: Knobs, number: int | None = None) -> str:
        """What a clip is called: ``melody-D-dorian-8-s7-1`` is the first of seed 7.

        Args:
            stem: the beginning.
            knobs: those that were typed become part of the name.
            number: of the clip, from 1; None where there is one and the seed makes no difference.
        """
        name = shortened("-".join([stem, *self._words(knobs)]))
        return name if number is None else f"{name}-s{knobs.seed}-{number}"

    def _words(self, knobs: Knobs) -> list[str]:
        asked = typed(self.context)
        words = [ROOTS[p] for p in knobs.pitch_classes or ()]
        words += [ROOTS[knobs.root]] if knobs.scale is not None or "root" in asked else []
        words += [knobs.scale] if knobs.scale is not None else []
        words += [f"{knobs.density:g}"] if knobs.density is not None else []
        for name, flag in asked.items():
            if name in ROWS and name not in ("root", "scale", "pitch_classes", "density", "seed"):
                value, word = getattr(knobs, ROWS[name].field), flag.strip("-")
                if isinstance(value, tuple):
                    value = "-".join([word, *("x" if count is None else str(count) for count in value)])
                words.append(
                    word if isinstance(value, bool) else value if isinstance(value, str) else f"{word}{value:g}"
                )
        return [re.sub(r"[^\w#.-]+", "-", word).strip("-") for word in words]

    def write(
        self,
        melody: Melody,
        name: str,
        *,
        tempo: float,
        program: int = 0,
        knobs: Knobs | None = None,
        panels: Sequence[tuple[str, Melody]] = (),
        midi: Callable[[Path], None] | None = None,
        said: str = "",
        **facts: Any,
    ) -> None:
        """Write a clip in the formats that are wanted, and beside it how to make it again; print a line about it.

        Args:
            knobs: what was asked for; notes outside the scale are drawn red, and those in it are counted.
            panels: drawn in place of the melody alone, as by ``lcmusic.media.render.piano_roll``.
            midi: writes the .mid file, in place of ``lcmusic.media.midi.write_melody``.
            said: what the line says, in place of numbers of notes.
            facts: more for the record.

        Raises:
            UserError: as ``lcmusic.media.export.write``.
        """
        from lcmusic.media import export

        allowed = None if knobs is None else knobs.allowed
        outside = frozenset() if allowed is None else frozenset(range(12)) - allowed
        unwanted = {".wav": self.no_wav, ".png": self.no_png}
        exports = {suffix: how for suffix, how in export.EXPORTS.items() if not unwanted.get(suffix)}
        if midi is not None:
            exports[".mid"] = lambda melody, path, details: midi(path)
        paths = export.write(
            melody, self.out, export.Details(name, tempo, program, outside, panels, self.voice), exports
        )
        notes = melody.notes()
        inside = sum(note.pitch % 12 not in outside for note in notes)
        record = {
            "files": [path.name for path in paths], "bars": melody.bars, "notes": len(notes),
            "notes_in_scale": None if allowed is None else inside, "tempo": tempo, "program": program, **facts,
            "knobs": None if knobs is None else asdict(knobs), **how_to_make_again(self.context),
        }  # fmt: skip
        write_text(self.out / f"{name}{RECORD}", json.dumps(record, indent=1) + "\n")
        if self.drawn is not None and not self.written:
            console.print(f"Seed {self.drawn}.", highlight=False)
        self.written.append(record)
        in_scale = "" if allowed is None else f", {inside} in the scale"
        counted = f"{len(notes)} notes{in_scale}, {len(notes) / melody.bars:.1f} a bar ({melody.bars} bars)"
        console.print(f"{paths[0]}: {said or counted}", highlight=False, soft_wrap=True)


def how_to_make_again(context: typer.Context) -> dict[str, Any]:
    """The command as it can be typed anywhere, with its seed; the SHA-256 of the files that it reads, the weights that
    ship among them; and the version of the program.
    """
    words, read = ["lcmusic", str(context.info_name)], {}
    asked = {"seed": "--seed"} | typed(context)
    for parameter in context.command.params:
        name = str(parameter.name)
        flag, value = asked.get(name, parameter.opts[0]), context.params.get(name)
        if name in asked.keys() - NOT_IN_THE_CLIP and value is not None:
            if isinstance(value, Path) and value.is_file():
                value = value.absolute()
                read[str(value)] = _digest(value)
            words += [flag] if flag.startswith("-") else []
            words += [] if isinstance(value, bool) else [f"{value:g}" if isinstance(value, float) else str(value)]
        elif name in SHIPPED and "model" not in asked:
            read[SHIPPED[name].name] = _digest(SHIPPED[name])
    version = importlib.metadata.version("latent-constraints-studio")
    return {"command": shlex.join(words), "sha256": read, "version": version}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def writes_clips(command: Callable[..., None]) -> Callable[..., None]:
    """A command's parameter of the type ``Clips`` becomes its options, and a ``--seed`` that is left out is drawn."""
    given = list(inspect.signature(command, eval_str=True).parameters.values())
    clips = next(parameter for parameter in given if parameter.annotation is Clips)
    own = list(inspect.signature(Clips, eval_str=True).parameters.values())
    parameters = [parameter for parameter in (*given, *own) if parameter is not clips]

    @functools.wraps(command)
    def with_clips(**options: Any) -> None:
        writer = Clips(**{parameter.name: options.pop(parameter.name) for parameter in own})
        console.quiet, console.stderr = writer.quiet, writer.as_json
        try:
            if "seed" in options and options["seed"] is None:
                options["seed"] = writer.context.params["seed"] = writer.drawn = secrets.randbelow(SEEDS)
            command(**options, **{clips.name: writer})
        finally:
            console.quiet = console.stderr = False
        if writer.as_json:
            typer.echo(json.dumps({"folder": str(writer.out), "clips": writer.written}, indent=1))

    return takes(with_clips, parameters)
