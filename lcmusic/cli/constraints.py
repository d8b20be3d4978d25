"""The commands of knobs and constraints, mounted by ``lcmusic.cli.app``.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lc_common.errors import UserError
from lc_common.run import Run
from lc_common.terminal import output, show_outcome
from lcmusic.music.knobs import DENSITY_RANGE, Knobs
from lcmusic.music.scales import parse_root, parse_set

if TYPE_CHECKING:
    from lcmusic.constraints.trained import KnobModel
    from lcmusic.vae.model import MelodyVAE

console = output()

Key = Annotated[str, typer.Option("--key", help="Root of the scale: C, F#, Bb, ...")]
Scale = Annotated[
    str | None, typer.Option("--scale", help="major, dorian, harmonic minor, blues, ...; off if left out.")
]
Pitches = Annotated[str | None, typer.Option("--pitches", help="Pitch classes instead of a scale: 'C E G' or '0 4 7'.")]
Density = Annotated[
    float | None,
    typer.Option("--density", help=f"Notes per bar, {DENSITY_RANGE[0]:g} to {DENSITY_RANGE[1]:g}; off if left out."),
]
Realism = Annotated[float, typer.Option("--realism", help="0 to 1: how strongly to stay where music lies.")]
Reach = Annotated[float, typer.Option("--reach", help="0 to 1: how far the latent may move.")]
Strict = Annotated[bool, typer.Option("--strict", help="Bar wrong notes while decoding, whatever the latent says.")]
Temperature = Annotated[float, typer.Option("--temperature", help="0 plays it safe, 1 samples as trained.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same result.")]
CorpusDir = Annotated[Path, typer.Option("--corpus", help="A corpus made by 'lcmusic corpus build'.")]
Model = Annotated[Path | None, typer.Option("--model", help="A trained melody VAE; the one that ships if left out.")]
KnobsFile = Annotated[Path | None, typer.Option("--knobs", help="Trained knobs; those that ship if left out.")]
Out = Annotated[Path, typer.Option("--out", help="Folder to write to; made if it is not there.")]
Minutes = Annotated[float | None, typer.Option("--minutes", min=0.01, help="Stop after this long.")]
Steps = Annotated[int | None, typer.Option("--steps", min=1, help="Stop at this step.")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu, cuda or mps.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")]
ResumeFrom = Annotated[Path | None, typer.Option("--resume-from", help="Start from this checkpoint or weights file.")]


def register(app: typer.Typer, train_app: typer.Typer, evaluate_app: typer.Typer) -> None:
    """Mount the commands of this module."""
    train_app.command("knobs")(train_knobs)
    train_app.command("constraint")(train_constraint)
    evaluate_app.command("constraints")(evaluate_constraints)
    app.command()(transform)


def knobs_of_options(
    key: str, scale: str | None, pitches: str | None, density: float | None, realism: float, reach: float,
    temperature: float, seed: int, strict: bool,
) -> Knobs:  # fmt: skip
    """The knobs that the options of a command ask for; ``UserError`` if they cannot be."""
    chosen = None if pitches is None else tuple(parse_set(pitches))
    return Knobs(parse_root(key), scale, chosen, density, realism, reach, temperature, seed, strict)


def train_knobs(
    corpus_dir: CorpusDir,
    out: Out,
    model: Model = None,
    start: Annotated[
        Path | None, typer.Option("--start", help="Knobs to go on from; their realism stays as it is.")
    ] = None,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train realism, then the one actor that serves every scale and density; Ctrl-C saves and stops."""
    from lcmusic import corpus
    from lcmusic.constraints.train_knobs import train_knobs
    from lcmusic.constraints.trained import load_knobs
    from lcmusic.pretrained import load_vae

    vae = load_vae(model)
    begun = load_knobs(vae, start) if start else None
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Knobs", train_knobs(vae, corpus.load(corpus_dir), run, start=begun))


def train_constraint(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    out: Out,
    reward: Annotated[
        list[str] | None, typer.Option("--reward", help="Such as 'pitch_set(C major)'; repeatable.")
    ] = None,
    reward_file: Annotated[
        Path | None, typer.Option(help="A Python file with one function: melody in, 0..1 out.")
    ] = None,
    likes: Annotated[Path | None, typer.Option(help="Melodies marked up or down, as the studio writes them.")] = None,
    combine: Annotated[str, typer.Option(help="product, mean or minimum of several rewards.")] = "product",
    critic: Annotated[
        str, typer.Option(help="auto, reward (the paper's) or statistics (pitch_set and density only).")
    ] = "auto",
    corpus_dir: Annotated[Path | None, typer.Option("--corpus", help="Not needed with --likes.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train the actor of a rule of your own: from rewards by name, from a Python file, or from your taste."""
    from lcmusic import corpus
    from lcmusic.constraints.taste import read_likes
    from lcmusic.constraints.train_rules import STATISTICAL, train_rule, train_statistical_rule, train_taste
    from lcmusic.music.rewards import parse_reward
    from lcmusic.music.rule_file import RuleFile
    from lcmusic.pretrained import load_vae

    if sum(bool(source) for source in (reward or reward_file, likes)) != 1:
        raise UserError("Give rewards (--reward, --reward-file) or likes (--likes).")
    if critic not in ("auto", "reward", "statistics"):
        raise UserError(f"There is no critic {critic!r}; choose auto, reward or statistics.")
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    run.check_length()
    vae = load_vae(model)
    realism = knobs_if_any(vae, knobs, "training without their realism critic")
    if likes:
        z_nd, liked_n = read_likes(likes, vae)
        show_outcome(console, "Rule", train_taste(name, vae, run, z_nd, liked_n, knobs=realism))
        return
    if corpus_dir is None:
        raise UserError("Rules need melodies to learn from: --corpus.")
    rewards = [parse_reward(text) for text in reward or ()]
    opened = corpus.load(corpus_dir)
    statistical = not reward_file and combine == "product" and all(r.name in STATISTICAL for r in rewards)
    if critic == "statistics" or (critic == "auto" and statistical):
        if reward_file:
            raise UserError("A rule file is not made of statistics; train it with --critic reward.")
        show_outcome(console, "Rule", train_statistical_rule(name, vae, opened, run, rewards, knobs=realism))
        return
    with contextlib.ExitStack() as stack:
        if reward_file:
            rule = stack.enter_context(RuleFile(reward_file))
            rewards.append(rule)
        outcome = train_rule(name, vae, opened, run, rewards, combine=combine, knobs=realism)
        if reward_file:
            console.print(f"{reward_file}: {1000 * rule.seconds_per_melody:.2f} ms a melody")
        show_outcome(console, "Rule", outcome)


def knobs_if_any(vae: MelodyVAE, path: Path | None, without: str) -> KnobModel | None:
    """The knobs of a file; those that ship where none is named. If those do not fit, says what happens ``without``."""
    from lcmusic.constraints.trained import KNOBS_PATH, load_knobs

    if path is None and not KNOBS_PATH.is_file():
        return None
    try:
        return load_knobs(vae, path)
    except UserError:
        if path is not None:
            raise
        console.print(f"The knobs that ship are for another VAE; {without}.")
        return None


def evaluate_constraints(
    corpus_dir: CorpusDir,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for figures 6 and 11.")] = None,
    scale_only: Annotated[Path | None, typer.Option(help="Rule trained on C major (d = 0).")] = None,
    scale_and_density: Annotated[Path | None, typer.Option(help="Rule trained on C major and 192 notes.")] = None,
    run: Annotated[Path | None, typer.Option(help="Training run to draw as figure 11.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    n: Annotated[int, typer.Option(min=10, help="Melodies a row.")] = 1000,
    each: Annotated[int, typer.Option(min=10, help="Melodies for each root and each density.")] = 100,
    realism: Realism = 0.5,
    seed: Seed = 0,
) -> None:
    """Print table 2, the knob tables, realism and transformation; with --out also draw figures 6 and 11."""
    from lc_common.figures import training_curves
    from lcmusic import corpus
    from lcmusic.constraints.trained import load_knobs, load_rule
    from lcmusic.evaluate import constraints as figures
    from lcmusic.evaluate.figures import figure_6
    from lcmusic.evaluate.transform import transform_table
    from lcmusic.media.export import make_folder
    from lcmusic.music.scales import SCALES
    from lcmusic.pretrained import load_vae

    vae, opened = load_vae(model), corpus.load(corpus_dir)
    opened.split("test")  # said now if there is none, rather than after minutes
    trained = load_knobs(vae, knobs)
    files = {"G(C major, d=0)": scale_only, "G(C major, d=192)": scale_and_density}
    actors = {name: load_rule(vae, path) for name, path in files.items() if path}
    console.print(figures.table_2(vae, opened, actors, trained, n=n, seed=seed))
    names = [name for name in SCALES if name != "chromatic"]
    options = {"each": each, "realism": realism, "seed": seed}
    console.print(figures.scale_table(figures.scale_figures(vae, trained, names, **options)))
    console.print(figures.density_table(figures.density_figures(vae, trained, **options)))
    console.print(figures.realism_table(vae, trained, opened, n=n, seed=seed))
    setting = Knobs(root=2, scale="natural minor", realism=realism)
    console.print(transform_table(vae, trained, opened, setting, seed=seed))
    if out:
        make_folder(out)
        if len(actors) == len(files):
            figure_6(vae, actors, out / "figure-6.png", seed=seed)
        if run:
            training_curves(run, out / "figure-11.png", figures.CURVES, "Figure 11: training an actor")


def transform(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4, of any length.")],
    out: Out = Path("out"),
    key: Key = "C",
    scale: Scale = None,
    pitches: Pitches = None,
    density: Density = None,
    realism: Realism = 0.5,
    strength: Annotated[float, typer.Option(help="0 to 1: how far the latent may move.")] = 1.0,
    method: Annotated[
        str, typer.Option(help="actor (at once) or gradient (100 steps, stops when satisfied).")
    ] = "actor",
    temperature: Temperature = 0.0,
    strict: Strict = False,
    seed: Seed = 0,
    model: Model = None,
    knobs: KnobsFile = None,
) -> None:
    """Change the scale and density of a clip and keep its tune."""
    from lcmusic.constraints.trained import load_knobs
    from lcmusic.constraints.transform import transform as change
    from lcmusic.media import export, render
    from lcmusic.media.midi import read_clip
    from lcmusic.music.melody import BARS
    from lcmusic.pretrained import load_vae

    if method not in ("actor", "gradient"):
        raise UserError(f"There is no method {method!r}; choose actor or gradient.")
    setting = knobs_of_options(key, scale, pitches, density, realism, strength, temperature, seed, strict)
    if setting.allowed is None and setting.density is None:
        raise UserError("Say what to change: --scale, --pitches or --density.")
    source = read_clip(clip)
    vae = load_vae(model)
    changed = change(vae, load_knobs(vae, knobs), source, setting, method)
    paths = export.write(changed, out, f"{clip.stem}-changed", tempo=source.tempo, program=source.program)
    outside = None if setting.allowed is None else set(range(12)) - setting.allowed
    render.piano_roll(
        [("original", source.melody), ("changed", changed)], paths[1], out_of_scale=outside, title=clip.stem
    )
    notes = changed.notes()
    kept_to = "" if outside is None else f", {sum(n.pitch % 12 not in outside for n in notes)} in the scale"
    windows = -(-source.melody.bars // BARS)
    console.print(
        f"{paths[0]}: {len(notes)} notes{kept_to}, {len(notes) / changed.bars:.1f} a bar "
        f"({changed.bars} bars, in {windows} windows of {BARS})",
        highlight=False,
    )
