"""The commands that train: ``train vae``, ``train knobs`` and ``train constraint``."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.run import Run
from lc_common.terminal import one_of, show_outcome
from lcmusic.cli.options import (
    CorpusDir,
    Device,
    KnobsFile,
    Minutes,
    Model,
    Out,
    PriorFile,
    Resume,
    ResumeFrom,
    Seed,
    Steps,
    console,
)
from lcmusic.kinds import PRESETS

app = typer.Typer(no_args_is_help=True, help="Train models and constraints.")


@app.command("vae")
def train_vae(
    corpus_dir: CorpusDir,
    out: Out,
    preset: Annotated[str, typer.Option(help=one_of(PRESETS))] = "compact",
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave a source of the corpus out, to judge by; repeatable.")
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Vary melodies by half and double time alone, to see what the rest is worth."),
    ] = False,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train a melody VAE; Ctrl-C saves and stops, --resume goes on."""
    from lcmusic import corpus
    from lcmusic.corpus.batches import STRETCHED
    from lcmusic.vae.training import TRAINING, train_vae

    if preset not in PRESETS:
        raise UserError(f"There is no preset {preset!r}; choose one of {', '.join(PRESETS)}.")
    opened = corpus.load(corpus_dir).without(without or ())
    training = TRAINING[preset].varied(STRETCHED) if plain else TRAINING[preset]
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Melody model", train_vae(preset, opened, run, training=training))


@app.command("knobs")
def train_knobs(
    corpus_dir: CorpusDir,
    out: Out,
    model: Model = None,
    start: Annotated[
        Path | None, typer.Option("--start", help="Knobs to go on from; their realism stays as it is.")
    ] = None,
    minutes: Minutes = None,
    steps: Annotated[
        int | None, typer.Option("--steps", min=1, help="Stop each of the two stages, realism and knobs, at this step.")
    ] = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train realism, then the one actor that serves every scale and density; Ctrl-C saves and stops.

    --minutes are those of both, preparing included.
    """
    from lcmusic import corpus
    from lcmusic.constraints.train_knobs import train_knobs
    from lcmusic.constraints.trained import load_knobs
    from lcmusic.pretrained import load_vae

    vae = load_vae(model)
    begun = load_knobs(vae, start) if start else None
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Knobs", train_knobs(vae, corpus.load(corpus_dir), run, start=begun))


@app.command("prior")
def train_prior(
    corpus_dir: CorpusDir,
    out: Out,
    model: Model = None,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train the learned prior, which ideas become music by; --minutes and --steps are the flow's."""
    from lcmusic import corpus
    from lcmusic.pretrained import load_vae
    from lcmusic.prior.training import train_prior

    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Prior", train_prior(load_vae(model), corpus.load(corpus_dir), run))


@app.command("constraint")
def train_constraint(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    out: Out,
    reward: Annotated[
        list[str] | None, typer.Option("--reward", help="Such as 'pitch_set(C major)'; repeatable.")
    ] = None,
    reward_file: Annotated[
        Path | None, typer.Option(help="A Python file with one function: melody in, 0..1 out.")
    ] = None,
    likes: Annotated[
        Path | None, typer.Option(help="Melodies marked by 'lcmusic like' and 'dislike' or in the studio.")
    ] = None,
    combine: Annotated[str, typer.Option(help="product, mean or minimum of several rewards.")] = "product",
    critic: Annotated[
        str, typer.Option(help="auto, reward (the paper's) or statistics (pitch_set and density only).")
    ] = "auto",
    corpus_dir: Annotated[Path | None, typer.Option("--corpus", help="Not needed with --likes.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    prior_file: PriorFile = None,
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
    from lcmusic.constraints.trained import knobs_that_fit
    from lcmusic.instrument import NO_PRIOR
    from lcmusic.music.rewards import Reward, parse_reward
    from lcmusic.music.rule_file import RuleFile
    from lcmusic.pretrained import load_vae
    from lcmusic.prior.learned import prior_that_fits

    if sum(bool(source) for source in (reward or reward_file, likes)) != 1:
        raise UserError("Give rewards (--reward, --reward-file) or likes (--likes).")
    if critic not in ("auto", "reward", "statistics"):
        raise UserError(f"There is no critic {critic!r}; choose auto, reward or statistics.")
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    run.check_length()
    vae = load_vae(model)
    trained, without = knobs_that_fit(vae, knobs)
    if without:
        console.print(f"{without} Until then a rule is trained without their realism critic.", soft_wrap=True)
    prior = None if prior_file == NO_PRIOR else prior_that_fits(vae, prior_file)
    if likes:
        z_nd, liked_n = read_likes(likes, vae)
        show_outcome(console, "Rule", train_taste(name, vae, run, z_nd, liked_n, knobs=trained, prior=prior))
        return
    if corpus_dir is None:
        raise UserError("Rules need melodies to learn from: --corpus.")
    rewards = [parse_reward(text) for text in reward or ()]
    opened = corpus.load(corpus_dir)
    statistical = not reward_file and combine == "product" and all(r.name in STATISTICAL for r in rewards)
    if critic == "statistics" or (critic == "auto" and statistical):
        if reward_file:
            raise UserError("A rule file is not made of statistics; train it with --critic reward.")
        show_outcome(
            console, "Rule", train_statistical_rule(name, vae, opened, run, rewards, knobs=trained, prior=prior)
        )
        return
    with contextlib.ExitStack() as stack:
        rule = stack.enter_context(RuleFile(reward_file)) if reward_file else None
        scores: list[Reward | RuleFile] = [*rewards, rule] if rule else [*rewards]
        outcome = train_rule(name, vae, opened, run, scores, combine=combine, knobs=trained, prior=prior)
        if rule:
            console.print(f"{reward_file}: {1000 * rule.seconds_per_melody:.2f} ms a melody")
        show_outcome(console, "Rule", outcome)
