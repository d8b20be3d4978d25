"""The commands that write clips: ``generate``, ``fill``, ``transform``, ``reconstruct`` and ``interpolate``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.terminal import waiting
from lcmusic.cli.clips import ListTracks, Track, read, say_what_is_left_out, shortened, show_tracks, stem
from lcmusic.cli.idle import idle, idle_in_transform, refuse
from lcmusic.cli.options import (
    KnobsFile,
    Model,
    PriorFile,
    RuleFile,
    Tempo,
    console,
    load_instrument,
    option_of,
    typed,
    with_knobs,
)
from lcmusic.cli.writing import Clips, writes_clips
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.table import TABLE, TEMPO
from lcmusic.perform.writing import Piece, sent_notes, write_pieces

GRAND_PIANO, ACOUSTIC_BASS = 1, 33
"""General MIDI's programs of files that nobody asked others for."""

app = typer.Typer()


@app.command()
@writes_clips
@with_knobs(defaults={"seed": None})
def generate(
    *,
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many melodies.")] = 1,
    knobs: Knobs,
    tempo: Tempo = TEMPO.default,
    chord_channel: option_of(TABLE["chord_channel"]) = None,  # type: ignore[valid-type]  # made of its row
    bass_channel: option_of(TABLE["bass_channel"]) = None,  # type: ignore[valid-type]
    program: option_of(TABLE["program"]) = GRAND_PIANO,  # type: ignore[valid-type]
    chord_program: option_of(TABLE["chord_program"]) = GRAND_PIANO,  # type: ignore[valid-type]
    bass_program: option_of(TABLE["bass_program"]) = ACOUSTIC_BASS,  # type: ignore[valid-type]
    model: Model = None,
    knobs_file: KnobsFile = None,
    rule: RuleFile = None,
    prior: PriorFile = None,
    clips: Clips,
) -> None:
    """Write new melodies as .mid, .png and .wav, 16 bars long unless --bars says otherwise; without a scale or a
    density, as they come.

    Without --seed, one is drawn and printed.
    """
    sent = {
        "chord_channel": chord_channel, "bass_channel": bass_channel, "program": program,
        "chord_program": chord_program, "bass_program": bass_program,
    }  # fmt: skip
    for flag, value in sent.items():
        replace(TABLE[flag], name=f"--{flag.replace('_', '-')}").check(value)
    accompanied = Expression(velocity=80, **sent)
    for part, channel in (("chord", chord_channel), ("bass", bass_channel)):
        if f"{part}_program" in typed(clips.context) and not channel:
            raise UserError(f"--{part}-program does something with --{part}-channel only; add that or leave it out.")
    if (chord_channel or bass_channel) and not knobs.chords:
        raise UserError("--chord-channel and --bass-channel play the chords of --chords; add that or leave them out.")
    names = [clips.name("melody", knobs, i + 1) for i in range(n)]
    clips.reserve(*names)
    instrument = load_instrument(model, knobs_file, rule, prior)
    refuse(idle(typed(clips.context), knobs, instrument))
    with waiting(console, "melodies", n) as done:
        for i, name in enumerate(names):
            melody = instrument.melody(instrument.fresh(knobs.seed, i), knobs)
            midi = partial(_write_accompanied, melody, name, knobs, tempo, accompanied)
            clips.write(
                melody, name, tempo=tempo, program=program - 1, knobs=knobs,
                midi=midi if chord_channel or bass_channel else None, number=i + 1,
            )  # fmt: skip
            done()


def _write_accompanied(
    melody: Melody, name: str, knobs: Knobs, tempo: float, expression: Expression, path: Path
) -> None:  # fmt: skip
    """Write a melody on the grid, with the chords and the bass that have a channel."""
    notes = sent_notes(melody, expression, tempo, plain=True, chords=knobs.progression)
    write_pieces(path, [Piece(melody, notes, name, knobs)], tempo, expression)


@app.command()
@writes_clips
@with_knobs(defaults={"seed": None})
def fill(
    clip: Annotated[
        Path, typer.Argument(help="A MIDI file with a melody in 4/4; its first 16 bars, or --bars, count.")
    ],
    *,
    keep: Annotated[str, typer.Option(help="The bars to keep note for note, such as '1-4' or '1-4, 9, 13-16'.")],
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many melodies.")] = 1,
    knobs: Knobs,
    track: Track = None,
    model: Model = None,
    knobs_file: KnobsFile = None,
    prior: PriorFile = None,
    clips: Clips,
) -> None:
    """Keep some bars of a melody and make the others anew, to fit them.

    Without --seed, one is drawn and printed.
    """
    from lcmusic.music.locked import Locked
    from lcmusic.music.melody import bars_named
    from lcmusic.vae.clips import windows

    source = read(clip, track)
    names = [clips.name(f"{stem(clip)}-filled", knobs, i + 1) for i in range(n)]
    clips.reserve(*names)
    instrument = load_instrument(model, knobs_file, prior=prior)
    refuse(idle(typed(clips.context), knobs, instrument))
    first = windows(source, instrument.bars(knobs))[0]
    say_what_is_left_out(clip, source, first.bars)
    kept_k = bars_named(keep, first.bars)
    if kept_k.all():
        raise UserError(f"--keep names all {first.bars} bars; leave some to be made anew.")
    locked = Locked.of(first, kept_k)
    locked.check(knobs)
    with waiting(console, "melodies", n) as done:
        for i, name in enumerate(names):
            melody = instrument.melody(instrument.fresh(knobs.seed, i), knobs, locked)
            clips.write(melody, name, tempo=source.tempo, program=source.program, knobs=knobs, number=i + 1)
            done()


@app.command()
@writes_clips
@with_knobs(flags={"reach": "--strength"}, defaults={"temperature": 0.0, "realism": 0.0})
def transform(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4, of any length.")],
    *,
    knobs: Knobs,
    method: Annotated[
        str | None,
        typer.Option(help="snap, prior, actor or gradient; what keeps most of the tune if left out."),
    ] = None,
    melody_only: Annotated[
        bool, typer.Option("--melody-only", help="Write the melody alone, on the grid, without the rest of its file.")
    ] = False,
    track: Track = None,
    list_tracks: ListTracks = False,
    model: Model = None,
    knobs_file: KnobsFile = None,
    rule: RuleFile = None,
    prior: PriorFile = None,
    clips: Clips,
) -> None:
    """Change the scale, density or form of a clip and keep its tune and the rest of its file.

    Other tracks, tempos, velocities and all else stay as they are; with nothing to change, so does the tune.
    """
    if list_tracks:
        show_tracks(clip)
        return
    source = read(clip, track)
    name = clips.name(f"{stem(clip)}-changed", knobs)
    clips.reserve(name)
    from lcmusic.media.midi import write_melody
    from lcmusic.media.rewrite import rewrite
    from lcmusic.transform import METHODS, chosen_method
    from lcmusic.transform import transform as change

    if "ending" in typed(clips.context):
        raise UserError(f"A tune ends as it ended; leave {typed(clips.context)['ending']} out.")
    if method is not None and method not in METHODS:
        raise UserError(f"There is no method {method!r}; choose one of {', '.join(METHODS)}.")
    instrument = load_instrument(model, knobs_file, rule, prior)
    refuse(idle_in_transform(typed(clips.context), knobs, instrument, method or chosen_method(instrument, knobs)))
    with waiting(console, f"{source.melody.bars} bars"):
        (changed,) = change(instrument, [source.melody], knobs, method)

    def into_its_file(path: Path) -> None:
        if not rewrite(path, clip, source, changed):
            damaged = f"{clip.name} is damaged: its melody is written without the rest of it."
            console.print(damaged, highlight=False, soft_wrap=True)
            write_melody(path, changed, tempo=source.tempo, program=source.program, name=source.name)

    clips.write(
        changed, name, tempo=source.tempo, program=source.program, knobs=knobs,
        panels=[("original", source.melody), ("changed", changed)], midi=None if melody_only else into_its_file,
        said=_told(source.melody, changed, knobs),
    )  # fmt: skip


def _told(source: Melody, changed: Melody, knobs: Knobs) -> str:
    """What came of a tune, in numbers."""
    was, now = set(source.notes()), changed.notes()
    in_scale = (
        "" if knobs.allowed is None else f", {sum(note.pitch % 12 in knobs.allowed for note in now)} in the scale"
    )
    return (
        f"{len(now)} notes{in_scale}, {len(now) / changed.bars:.1f} a bar ({changed.bars} bars); "
        f"{len(was.intersection(now))} of {len(was)} as they were"
    )


@app.command()
@writes_clips
def reconstruct(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4.")],
    track: Track = None,
    list_tracks: ListTracks = False,
    model: Model = None,
    *,
    clips: Clips,
) -> None:
    """Show what the model keeps of a melody: the original and its reconstruction, one above the other."""
    from lcmusic.music.melody import PITCHES
    from lcmusic.pretrained import load_vae
    from lcmusic.vae.clips import reconstruct

    if list_tracks:
        show_tracks(clip)
        return
    source = read(clip, track)
    name = f"{stem(clip)}-reconstructed"
    clips.reserve(name)
    vae = load_vae(model)
    with waiting(console, f"{source.melody.bars} bars"):
        original, kept = reconstruct(vae, source)
    same = original.symbols_t == kept.symbols_t
    onsets = original.symbols_t < PITCHES
    said = (
        f"{same.mean():.1%} of the steps and {same[onsets].mean():.1%} of the {onsets.sum()} notes kept "
        f"({original.bars} bars, in windows of {vae.config.bars})"
    )
    panels = [("original", original), ("reconstruction", kept)]
    clips.write(kept, name, tempo=source.tempo, program=source.program, panels=panels, said=said)


@app.command()
@writes_clips
def interpolate(
    first: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4; tempo and program are its.")],
    last: Annotated[Path, typer.Argument(help="Another one.")],
    steps: Annotated[int, typer.Option(min=2, max=64, help="How many melodies, both ends included.")] = 8,
    model: Model = None,
    *,
    clips: Clips,
) -> None:
    """Write melodies that lead from the first 16 bars of one clip to those of another."""
    from lcmusic.media import render
    from lcmusic.pretrained import load_vae
    from lcmusic.vae.clips import interpolate

    a, b = read(first), read(last)
    base = shortened(f"{first.stem}-to-{last.stem}")
    names = [f"{base}-{i + 1:02}" for i in range(steps)]
    clips.reserve(*names, base)
    vae = load_vae(model)
    for path, clip in ((first, a), (last, b)):
        say_what_is_left_out(path, clip, vae.config.bars)
    melodies = interpolate(vae, a, b, steps)
    for i, (name, melody) in enumerate(zip(names, melodies, strict=True)):
        clips.write(melody, name, tempo=a.tempo, program=a.program, number=i + 1)
    if not clips.no_png:
        overview = clips.out / f"{base}.png"
        render.piano_roll(list(zip(names, melodies, strict=True)), overview)
        console.print(f"{overview}: all of them", highlight=False, soft_wrap=True)
