"""The commands that judge: ``evaluate vae``, ``kept``, ``constraints``, ``transform``, ``form``, ``knobs`` and, by ear,
``blind``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lcmusic.cli.options import (
    CorpusDir,
    KnobsFile,
    Model,
    Out,
    PriorFile,
    Realism,
    Seed,
    Temperature,
    Tempo,
    console,
    load_instrument,
)
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.perform.table import TEMPO

TABLES = ("table2", "scales", "density", "realism")
"""What ``evaluate constraints`` prints."""

app = typer.Typer(no_args_is_help=True, help="Print the figures of models and constraints.")


@app.command("vae")
def evaluate_vae(
    corpus_dir: CorpusDir,
    model: Model = None,
    flat: Annotated[Path | None, typer.Option(help="A trained flat baseline to print beside it.")] = None,
    refined: Annotated[
        bool, typer.Option("--refined", help="Also from refined posteriors, which takes minutes.")
    ] = False,
    n: Annotated[int, typer.Option(min=10, help="Prior samples, and held-out windows beside them.")] = 1000,
    run: Annotated[Path | None, typer.Option(help="Training run whose curve to draw to --curve.")] = None,
    curve: Annotated[Path, typer.Option(help="PNG of the training curve.")] = Path("training-curve.png"),
    seed: Seed = 0,
) -> None:
    """Print how well the VAE keeps melodies it never saw, and what its prior samples are like."""
    from lc_common.figures import training_curves
    from lcmusic import corpus
    from lcmusic.evaluate import vae as evaluate
    from lcmusic.pretrained import load_vae

    opened = corpus.load(corpus_dir)
    vae = load_vae(model)
    models = {"compact" if model is None else model.stem: vae} | ({"flat baseline": load_vae(flat)} if flat else {})
    for name, each in models.items():
        for posterior_refined in (False, True) if refined else (False,):
            console.print(evaluate.reconstruction_table(name, each, opened, refined=posterior_refined))
    console.print(evaluate.prior_table(vae, opened, n=n, seed=seed))
    if run:
        training_curves(run, curve, evaluate.CURVES, "Validation melodies, while the VAE trained")


@app.command("kept")
def evaluate_kept(
    corpus_dir: Annotated[
        Path | None, typer.Option("--corpus", help="A corpus made by 'lcmusic corpus build'.")
    ] = None,
    model: Annotated[
        list[Path] | None,
        typer.Option("--model", help="A trained melody VAE; that which ships if left out; repeatable."),
    ] = None,
    split: Annotated[str, typer.Option(help="Melodies of which split: test, validation or train.")] = "test",
    source: Annotated[
        list[str] | None, typer.Option("--source", help="All melodies of this source instead; repeatable.")
    ] = None,
    from_folder: Annotated[
        list[Path] | None, typer.Option("--from", help="A folder of .mid files to judge as well; repeatable.")
    ] = None,
    played: Annotated[
        int, typer.Option(min=0, help="So many of these melodies played otherwise as well: detached, later, ...")
    ] = 0,
    refined: Annotated[bool, typer.Option("--refined", help="From refined posteriors, which takes minutes.")] = False,
    seed: Seed = 0,
) -> None:
    """Print the shares of steps and onsets that VAEs keep, by source of a corpus and for any folders of .mid files."""
    from lcmusic import corpus
    from lcmusic.corpus.merge import SPLITS
    from lcmusic.evaluate.kept import kept_table, played_sets, source_sets
    from lcmusic.evaluate.samples import midi_folder
    from lcmusic.pretrained import load_vae

    if corpus_dir is None and (source or played or not from_folder):
        raise UserError("Give a corpus (--corpus); --from alone goes without.")
    if split not in SPLITS:
        raise UserError(f"There is no split {split!r}; choose one of {', '.join(SPLITS)}.")
    models = {str(path): load_vae(path) for path in model} if model else {"shipped": load_vae()}
    lengths = {vae.config.bars for vae in models.values()}
    if len(lengths) > 1:
        raise UserError("These models have melodies of different lengths; print a table for each.")
    (bars,) = lengths
    posterior = "refined posteriors" if refined else "the encoder's posteriors"
    if corpus_dir:
        opened = corpus.load(corpus_dir)
        melodies = (opened.of_sources(source) if source else opened.split(split)).cut(bars)
        title = f"Kept of {'all melodies of these sources' if source else f'the {split} split'}, from {posterior}"
        console.print(kept_table(title, models, source_sets(opened, melodies), refined=refined, means=True))
        if played:
            title = f"Kept of {played} of these melodies in random keys, drawn as in training, and played otherwise"
            console.print(kept_table(title, models, played_sets(melodies, played, seed), refined=refined))
    if from_folder:
        sets = {str(folder): midi_folder(folder, bars, console.print).symbols_nt for folder in from_folder}
        console.print(kept_table(f"Kept of MIDI files, from {posterior}", models, sets, refined=refined))


@app.command("constraints")
def evaluate_constraints(
    corpus_dir: CorpusDir,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for figures 6 and 11.")] = None,
    scale_only: Annotated[Path | None, typer.Option(help="Rule trained on C major (d = 0).")] = None,
    scale_and_density: Annotated[Path | None, typer.Option(help="Rule trained on C major and 192 notes.")] = None,
    run: Annotated[Path | None, typer.Option(help="Training run to draw as figure 11.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    prior: PriorFile = None,
    only: Annotated[str, typer.Option(help=f"Tables, with commas: {', '.join(TABLES)}; all if left out.")] = "",
    n: Annotated[int, typer.Option(min=10, help="Melodies a row.")] = 1000,
    each: Annotated[int, typer.Option(min=10, help="Melodies for each root and each density.")] = 100,
    realism: Realism = ROWS["realism"].default,
    seed: Seed = 0,
) -> None:
    """Print table 2, the tables of scales, density and realism; with --out also draw figures 6 and 11.

    All start from N(0, I), as in the paper; table 2 also has melodies of ideas of the learned prior.
    """
    from lc_common.figures import training_curves
    from lcmusic import corpus
    from lcmusic.constraints.trained import load_rule
    from lcmusic.evaluate import constraints as figures
    from lcmusic.evaluate.figures import figure_6, figure_6_melodies
    from lcmusic.instrument import Instrument
    from lcmusic.media.export import make_folder
    from lcmusic.music.scales import SCALES

    tables = [table.strip() for table in only.split(",") if table.strip()]
    if unknown := [table for table in tables if table not in TABLES]:
        raise UserError(f"There is no table {unknown[0]!r}; choose from {', '.join(TABLES)}.")
    learned, opened = Instrument.load(model, knobs, prior=prior), corpus.load(corpus_dir)
    learned.trained_knobs(), opened.split("test")  # said now if there are none, rather than after minutes
    vae = learned.vae
    files = {"G(C major, d=0)": scale_only, "G(C major, d=192)": scale_and_density}
    actors = {name: load_rule(vae, path) for name, path in files.items() if path}
    names = [name for name in SCALES if name != "chromatic"]
    options = {"each": each, "realism": realism, "seed": seed}
    instrument = Instrument(vae, learned.knobs)
    make = {
        "table2": lambda: figures.table_2(learned, opened, actors, n=n, seed=seed),
        "scales": lambda: figures.scale_table(figures.scale_figures(instrument, names, **options)),
        "density": lambda: figures.density_table(figures.density_figures(instrument, **options)),
        "realism": lambda: figures.realism_table(instrument, opened, n=n, seed=seed),
    }
    for table in tables or TABLES:
        console.print(make[table]())
    if out:
        make_folder(out)
        if len(actors) == len(files):
            figure_6(figure_6_melodies(vae, actors, seed=seed), out / "figure-6.png")
        if run:
            training_curves(run, out / "figure-11.png", figures.CURVES, "Figure 11: training an actor")


@app.command("transform")
def evaluate_transform(
    corpus_dir: CorpusDir,
    n: Annotated[int, typer.Option(min=1, help="Clips a table.")] = 100,
    split: Annotated[str, typer.Option(help="Held-out music: test, or validation while settings are chosen.")] = "test",
    model: Model = None,
    knobs: KnobsFile = None,
    prior: PriorFile = None,
    seed: Seed = 0,
) -> None:
    """Print how well tunes survive a change of scale or of density by each method."""
    from lcmusic import corpus
    from lcmusic.evaluate.transform import transform_table

    instrument, opened = load_instrument(model, knobs, prior=prior), corpus.load(corpus_dir)
    instrument.trained_knobs(), opened.split(held_out(split))
    for asked in (Knobs(root=2, scale="natural minor"), Knobs(density=8.0), Knobs(density=3.0)):
        with console.status("clips"):
            table = transform_table(instrument, opened, asked, n=n, seed=seed, split=split)
        console.print(table)


def held_out(split: str) -> str:
    """The name of a split that nothing is trained on; ``UserError`` for another."""
    if split not in ("test", "validation"):
        raise UserError(f"{split!r} is not held out; choose test or validation.")
    return split


@app.command("form")
def evaluate_form(
    corpus_dir: CorpusDir,
    from_folder: Annotated[
        list[Path] | None, typer.Option("--from", help="A folder of .mid files to judge as well; repeatable.")
    ] = None,
    n: Annotated[int, typer.Option(min=50, help="Melodies a row; held-out music has what its pieces give.")] = 1000,
    temperature: Temperature = ROWS["temperature"].default,
    pictures: Annotated[
        Path | None, typer.Option(help="Folder for a picture of the melodies of seeds 1 to 20.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Also write all numbers to this file.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    prior: PriorFile = None,
    seed: Seed = 0,
) -> None:
    """Print how much of the form of held-out music melodies have: repetition, motifs, motion, key and metre."""
    from lc_common.files import write_text
    from lcmusic import corpus
    from lcmusic.evaluate import form
    from lcmusic.evaluate.figures import by_seed
    from lcmusic.evaluate.markov import MarkovChain
    from lcmusic.evaluate.samples import Quota, makers, midi_folder
    from lcmusic.instrument import Instrument
    from lcmusic.media.export import make_folder

    opened, instrument = corpus.load(corpus_dir), Instrument.load(model, knobs, prior=prior)
    bars = instrument.vae.config.bars
    train, quota = opened.split("train").cut(bars), Quota(bars=bars)
    folders = {str(folder): midi_folder(folder, bars, console.print) for folder in from_folder or ()}
    if instrument.without:
        console.print(f"{instrument.without} The rows of realism are left out.", highlight=False, soft_wrap=True)
    with console.status("melodies"):
        rows = makers(instrument, temperature)
        rows["Markov chain"] = MarkovChain.trained(train, seed=seed).sample
        samples = form.form_samples(opened, instrument.vae, rows, n=n, seed=seed, temperature=temperature, quota=quota)
        reference = form.FormReference(samples[form.REAL], train.symbols_nt)
    figures = {}
    for name, sample in (samples | folders).items():
        with console.status(name):
            figures[name] = reference.figures(sample, name, seed)
    for table in form.form_tables(figures):
        console.print(table)
    if pictures:
        make_folder(pictures)
        by_seed(instrument, pictures / "seeds.png", temperature=temperature)
    if json_file:
        settings = {"n": n, "seed": seed, "temperature": temperature, "corpus": str(corpus_dir), "quota": vars(quota)}
        write_text(json_file, json.dumps(form.form_json(figures, settings), indent=1))


@app.command("knobs")
def evaluate_knobs(
    corpus_dir: CorpusDir,
    only: Annotated[
        str,
        typer.Option(help="Parts, with commas: scale, density, pearson, locked, chords; all if left out."),
    ] = "",
    n: Annotated[int, typer.Option(min=50, help="Melodies a row: of a scale, a density, an attribute, ...")] = 240,
    split: Annotated[str, typer.Option(help="Held-out music: test, or validation while settings are chosen.")] = "test",
    raw: Annotated[
        bool, typer.Option("--raw", help="Judge the first melody that is drawn of each idea, with none drawn again.")
    ] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Also write all numbers to this file.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    prior: PriorFile = None,
    seed: Seed = 0,
) -> None:
    """Print whether the knobs of the learned prior are obeyed, and what they cost in form."""
    import torch

    from lc_common.files import write_text
    from lcmusic import corpus
    from lcmusic.evaluate import knobs as figures
    from lcmusic.evaluate.knob_tables import knob_json, knob_tables
    from lcmusic.evaluate.markov import MarkovChain
    from lcmusic.instrument import Instrument

    parts = [part.strip() for part in only.split(",") if part.strip()]
    unknown = [part for part in parts if part not in figures.PARTS]
    if unknown:
        raise UserError(f"There is no part {unknown[0]!r}; choose from {', '.join(figures.PARTS)}.")
    held_out(split)
    torch.set_num_threads(1)  # seconds a melody are those of one thread
    opened, instrument = corpus.load(corpus_dir), Instrument.load(model, knobs, prior=prior)
    train = opened.split("train").cut(instrument.vae.config.bars)
    with console.status("knobs") as status:
        test = figures.KnobTest(
            instrument.raw() if raw else instrument, opened.split(split), opened.split("validation"),
            lambda count, seed: MarkovChain.trained(train, seed=seed).sample(count, seed),
            n=n, seed=seed, say=status.update,
        )  # fmt: skip
        found = test.figures(parts)
    for table in knob_tables(found):
        console.print(table)
    if json_file:
        settings = {"n": n, "seed": seed, "split": split, "raw": raw, "corpus": str(corpus_dir)}
        write_text(json_file, json.dumps(knob_json(found, settings), indent=1))


@app.command("blind")
def evaluate_blind(
    corpus_dir: CorpusDir,
    out: Out,
    n: Annotated[int, typer.Option(min=1, max=200, help="Pairs: a melody of the model against a held-out one.")] = 30,
    of: Annotated[
        str, typer.Option("--of", help="Whose melodies: a row of 'lcmusic evaluate form'.")
    ] = "learned prior",
    temperature: Temperature = ROWS["temperature"].default,
    tempo: Tempo = TEMPO.default,
    model: Model = None,
    knobs: KnobsFile = None,
    prior: PriorFile = None,
    seed: Seed = 0,
) -> None:
    """Write a page of blind pairs, model against real, that collects what a person would rather keep."""
    import numpy as np

    from lcmusic import corpus
    from lcmusic.evaluate.blind import blind_pairs
    from lcmusic.evaluate.samples import Quota, held_out, makers
    from lcmusic.instrument import Instrument

    opened, instrument = corpus.load(corpus_dir), Instrument.load(model, knobs, prior=prior)
    if instrument.without:
        console.print(f"{instrument.without} Realism cannot be judged.", highlight=False, soft_wrap=True)
    known = makers(instrument, temperature)
    if of not in known:
        raise UserError(f"There is no row {of!r} to judge; choose one of {', '.join(known)}.")
    real, _ = held_out(opened, Quota(per_piece=1, bars=instrument.vae.config.bars), seed)
    if n > len(real):
        raise UserError(
            f"--n is {n}, but the corpus holds out only {len(real)} pieces; ask for no more pairs than that."
        )
    rng = np.random.default_rng(seed)
    real_nt = real.symbols_nt[rng.permutation(len(real))[:n]]
    page = blind_pairs(real_nt, known[of](n, seed), out, model=of, seed=seed, tempo=tempo)
    console.print(f"{page}: {n} pairs; open it in a browser", highlight=False)
