"""The steps from archives of MIDI files to the paper's table 2, figures 6 and 11, and melodies to hear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from rich.table import Table as Printed

from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.errors import UserError
from lc_common.figures import training_curves
from lc_common.reproduce import Audio, Block, Missing, Picture, Step, Text, Work, table_of
from lc_common.reproduce.machine import Source, source_table
from lc_common.reproduce.sizes import size_table
from lc_common.reproduce.steps import RUN, trained
from lcmusic import corpus
from lcmusic.constraints.train_knobs import train_knobs
from lcmusic.constraints.train_rules import train_statistical_rule
from lcmusic.constraints.trained import RuleModel, knobs_that_fit, load_rule
from lcmusic.corpus import Corpus
from lcmusic.evaluate import constraints as figures
from lcmusic.evaluate.figures import figure_6, figure_6_melodies
from lcmusic.evaluate.vae import CURVES, prior_table
from lcmusic.instrument import Instrument
from lcmusic.kinds import KNOBS_NAME, PRIOR_NAME, RULE_NAME, VAE_NAME
from lcmusic.media.export import EXPORTS, Details, write
from lcmusic.media.midi import write_melody
from lcmusic.media.sound import wav
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.music.rewards import parse_reward
from lcmusic.pretrained import VAE_PATH, load_vae
from lcmusic.prior import training as prior_training
from lcmusic.prior.training import train_prior
from lcmusic.vae import training as vae_training
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.training import train_vae

TITLE = "Latent constraints: melodies"
LEAD = (
    "Engel, Hoffman and Roberts, Latent Constraints: Learning to Generate Conditionally from Unconditional Generative "
    "Models (2017), appendix and section 6, on melodies of sixteen bars: its table 2, figures 6 and 11, from the "
    "archives that are named here. The paper's corpus has 1.5 million MIDI files and is not public, so its rows stand "
    "beside ours to be read, not to be met."
)
CORPUS, VAE, KNOBS, PRIOR = "Corpus", "Melody VAE", "Knobs", "Learned prior"
RULES = {
    "G(C major, d=0)": ("pitch_set(C major)",),
    "G(C major, d=192)": ("pitch_set(C major)", "density(192)"),
}
"""Table 2's actors, by its names for them, with their rewards."""
FIRST_STAGE = 0.2
"""Of the minutes of a training in two stages."""
HEARD_BARS, SAMPLE_RATE = 8, 16_000
"""Of a melody in the report: the whole of it is in its MIDI file."""
HEARD = {
    "New melody": Knobs(),
    "The same idea in C major": Knobs(scale="major"),
    "The same idea in C major, 12 notes a bar": Knobs(scale="major", density=12.0),
}
Make = Callable[..., list[Block]]
PAPER_READS = "The column of the paper has C major (share of melodies wholly in it), density, z_MSE."


@dataclass(frozen=True)
class Asked:
    """What is reproduced.

    Attributes:
        paths: archives and folders of MIDI files.
        shipped: the VAE, the knobs and the prior that ship are judged; else they are trained.
        n: melodies a row.
        steps: of each training, at most; None: as its minutes and its preset have it.
    """

    paths: tuple[Path, ...]
    shipped: bool
    n: int
    seed: int = 0
    device: str = "auto"
    steps: int | None = None


def steps(asked: Asked) -> list[Step]:
    """All of it, in order; the two actors of table 2 do not ship, and are trained in any case."""
    models = () if asked.shipped else (VAE,)
    all_models = () if asked.shipped else (VAE, KNOBS, PRIOR)
    sources = [Source.of(path) for path in asked.paths]
    files = {"files": [to_dict(source) for source in sources], "seed": asked.seed}
    settings = {"seed": asked.seed, "shipped": asked.shipped}
    measured = settings | {"n": asked.n}
    training = settings | {"steps": asked.steps, "device": asked.device}

    def trains(name: str, make: Make, share: float, *needs: str, uses: tuple[str, ...] = ()) -> Step:
        return Step(
            name, partial(make, asked=asked), 1, (CORPUS, *needs), uses, share, settings=training, appendix=True
        )

    def shows(name: str, make: Make, minutes: float, needs: tuple[str, ...], uses: tuple[str, ...]) -> Step:
        return Step(name, partial(make, asked=asked), minutes, needs, uses, settings=measured)

    trainings = [
        trains(VAE, _train_vae, 6),
        trains(KNOBS, _train_knobs, 2, VAE),
        trains(PRIOR, _train_prior, 2, VAE),
    ]
    return [
        Step(CORPUS, partial(_corpus, asked=asked, sources=sources), 2, settings=files, appendix=True),
        *([] if asked.shipped else trainings),
        *(trains(name, partial(_train_rule, name=name), 1, *models, uses=all_models) for name in RULES),
        shows("Table 2", _table_2, 1 + asked.n / 50, (CORPUS, *models), (*RULES, *all_models)),
        shows("Figure 6", _figure_6, 0.5, models, tuple(RULES)),
        shows("Figure 11", _figure_11, 0.2, (), tuple(RULES)),
        shows("Melodies to hear", _heard, 1, models, all_models),
        shows("Prior samples", _prior_samples, 0.5 + asked.n / 500, (CORPUS, *models), ()),
        replace(shows("Sizes", _sizes, 0.2, models, (*RULES, *all_models)), appendix=True),
    ]


def _corpus(work: Work, asked: Asked, sources: Sequence[Source]) -> list[Block]:
    there = [path for path in asked.paths if path.exists()]
    if not there:
        raise UserError("None of the archives is there; name some that are.")
    card = corpus.build(there, work.folder / "corpus", seed=asked.seed)
    printed = corpus.card_view(card).renderables
    blocks: list[Block] = [table_of(each) if isinstance(each, Printed) else Text(str(each)) for each in printed]
    lost = [Missing(each.name, "there is no such file; the corpus is built of the others.")
            for each in sources if each.size is None]  # fmt: skip
    return [*lost, source_table(sources), *blocks]


def _opened(work: Work) -> Corpus:
    return corpus.load(work.of(CORPUS) / "corpus")


def _file(work: Work, asked: Asked, step: str, name: str) -> Path | None:
    """Trained weights; None: that which ships is meant, or it was not trained."""
    path = work.of(step) / RUN / name
    return path if not asked.shipped and path.is_file() else None


def _vae(work: Work, asked: Asked) -> MelodyVAE:
    return load_vae(_file(work, asked, VAE, VAE_NAME))


def _instrument(work: Work, asked: Asked) -> Instrument:
    files = [
        _file(work, asked, step, name) for step, name in ((VAE, VAE_NAME), (KNOBS, KNOBS_NAME), (PRIOR, PRIOR_NAME))
    ]
    return Instrument.load(files[0], files[1], prior=files[2])


def _actors(work: Work, vae: MelodyVAE) -> dict[str, RuleModel]:
    """Those of table 2 that were trained."""
    files = {name: work.of(name) / RUN / RULE_NAME for name in RULES}
    return {name: load_rule(vae, path) for name, path in files.items() if path.is_file()}


def _train_vae(work: Work, asked: Asked) -> list[Block]:
    presets = vae_training.ON_A_CARD if pick(asked.device).type == "cuda" else vae_training.TRAINING
    preset, run = presets["compact"], work.run(asked.seed, asked.device, asked.steps)
    assert preset.bars  # this preset has two stages
    bars = replace(preset.bars, fit=replace(preset.bars.fit, minutes=FIRST_STAGE * work.minutes))
    rest = replace(run, minutes=(1 - FIRST_STAGE) * work.minutes)
    outcome = train_vae("compact", _opened(work), rest, training=replace(preset, bars=bars))
    return trained(work, outcome, CURVES)


def _train_knobs(work: Work, asked: Asked) -> list[Block]:
    run = work.run(asked.seed, asked.device, asked.steps)
    return trained(work, train_knobs(_vae(work, asked), _opened(work), run), figures.CURVES)


def _train_prior(work: Work, asked: Asked) -> list[Block]:
    preset = prior_training.ON_A_CARD if pick(asked.device).type == "cuda" else prior_training.PriorTraining()
    run = work.run(asked.seed, asked.device, asked.steps)
    training = replace(preset, reader=replace(preset.reader, minutes=FIRST_STAGE * work.minutes))
    rest = replace(run, minutes=(1 - FIRST_STAGE) * work.minutes)
    outcome = train_prior(_vae(work, asked), _opened(work), rest, training=training)
    return trained(work, outcome, {"error of the flow": ("velocity_error", "validation/velocity_error")})


def _train_rule(work: Work, asked: Asked, name: str) -> list[Block]:
    vae = _vae(work, asked)
    rewards = [parse_reward(text) for text in RULES[name]]
    run = work.run(asked.seed, asked.device, asked.steps)
    knobs, _ = knobs_that_fit(vae, _file(work, asked, KNOBS, KNOBS_NAME))
    outcome = train_statistical_rule(name, vae, _opened(work), run, rewards, knobs=knobs)
    told = Text(
        f"Rewards: {', '.join(RULES[name])}. It starts from N(0, I), as the paper's; its critic predicts the "
        "statistics of a latent's bars, of which these rewards are made, as that of 'lcmusic train constraint' does."
    )
    return [told, *trained(work, outcome, figures.CURVES)]


def _untrained(there: Mapping[str, object]) -> list[Block]:
    return [Missing(name, "this actor was not trained.") for name in RULES if name not in there]


def _table_2(work: Work, asked: Asked) -> list[Block]:
    torch.set_num_threads(1)  # as the command line judges: two on a busy machine are slower than one
    instrument = _instrument(work, asked)
    actors = _actors(work, instrument.vae)
    table = figures.table_2(instrument, _opened(work), actors, n=asked.n, seed=asked.seed)
    return [table_of(table), Text(PAPER_READS), *_untrained(actors)]


def _figure_6(work: Work, asked: Asked) -> list[Block]:
    vae = _vae(work, asked)
    actors = _actors(work, vae)
    if not actors:
        raise UserError("neither of table 2's actors was trained.")
    melodies = figure_6_melodies(vae, actors, seed=asked.seed)
    figure_6(melodies, work.folder / "figure-6.png")
    caption = "A prior sample, and what each actor makes of it; notes outside C major are red and hatched"
    return [Picture(caption, "figure-6.png"), *_to_hear(work, melodies), *_untrained(actors)]


def _figure_11(work: Work, asked: Asked) -> list[Block]:
    blocks: list[Block] = []
    for name in RULES:
        run, file = work.of(name) / RUN, f"{len(blocks)}.png"
        try:
            training_curves(run, work.folder / file, figures.CURVES)
            blocks.append(Picture(f"Training the actor {name}", file))
        except UserError:
            blocks.append(Missing(name, "this actor was not trained."))
    return blocks


def _heard(work: Work, asked: Asked) -> list[Block]:
    instrument = _instrument(work, asked)
    melodies = {}
    for number in range(2):
        idea = instrument.fresh(asked.seed, number)
        for name, knobs in HEARD.items():
            melodies[f"{number + 1}. {name}"] = instrument.melody(idea, knobs)
    panels = Details("melodies", panels=list(melodies.items()))
    write(next(iter(melodies.values())), work.folder, panels, {".png": EXPORTS[".png"]})
    return [Picture("The melodies below, from the top", "melodies.png"), *_to_hear(work, melodies)]


def _to_hear(work: Work, melodies: Mapping[str, Melody]) -> list[Block]:
    """Sounds of the beginnings, small enough to be in a page, and whole MIDI files."""
    blocks: list[Block] = []
    for i, (name, melody) in enumerate(melodies.items(), 1):
        sound, notes = f"melody-{i}.wav", f"melody-{i}.mid"
        wav(Melody(melody.symbols_t[: HEARD_BARS * STEPS_PER_BAR]), work.folder / sound, sample_rate=SAMPLE_RATE)
        write_melody(work.folder / notes, melody)
        blocks.append(Audio(name, sound, notes))
    return blocks


def _prior_samples(work: Work, asked: Asked) -> list[Block]:
    return [table_of(prior_table(_vae(work, asked), _opened(work), n=asked.n, seed=asked.seed))]


def _sizes(work: Work, asked: Asked) -> list[Block]:
    ours = {VAE: VAE_NAME, KNOBS: KNOBS_NAME, PRIOR: PRIOR_NAME}
    if asked.shipped:
        files = {step: VAE_PATH.with_name(name) for step, name in ours.items()}
    else:
        files = {step: work.of(step) / RUN / name for step, name in ours.items()}
    files |= {name: work.of(name) / RUN / RULE_NAME for name in RULES}
    return [size_table({name: path for name, path in files.items() if path.is_file()})]
