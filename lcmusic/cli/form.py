"""The commands that judge melodies by their form and by ear, mounted by ``lcmusic.cli.app``.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.terminal import output
from lcmusic.cli.constraints import CorpusDir, KnobsFile, Model, Out, Seed, Temperature, knobs_if_any

console = output()


def register(evaluate_app: typer.Typer) -> None:
    """Mount the commands of this module."""
    evaluate_app.command("form")(evaluate_form)
    evaluate_app.command("blind")(evaluate_blind)


def evaluate_form(
    corpus_dir: CorpusDir,
    from_folder: Annotated[
        list[Path] | None, typer.Option("--from", help="A folder of .mid files to judge as well; repeatable.")
    ] = None,
    n: Annotated[int, typer.Option(min=50, help="Melodies a row; held-out music has what its pieces give.")] = 1000,
    temperature: Temperature = 0.5,
    json_file: Annotated[Path | None, typer.Option("--json", help="Also write all numbers to this file.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
    seed: Seed = 0,
) -> None:
    """Print how much of the form of held-out music melodies have: repetition, motifs, motion, key and metre."""
    from lc_common.files import write_text
    from lcmusic import corpus
    from lcmusic.evaluate import form
    from lcmusic.evaluate.markov import MarkovChain
    from lcmusic.evaluate.samples import Quota, midi_folder, realism_makers
    from lcmusic.pretrained import load_vae

    opened, vae, quota = corpus.load(corpus_dir), load_vae(model), Quota()
    folders = {str(folder): midi_folder(folder, console.print) for folder in from_folder or ()}
    trained = knobs_if_any(vae, knobs, "the rows of realism are left out")
    with console.status("melodies"):
        makers = realism_makers(vae, trained, temperature)
        makers["Markov chain"] = MarkovChain.trained(opened.split("train"), seed=seed).sample
        samples = form.form_samples(opened, vae, makers, n=n, seed=seed, temperature=temperature, quota=quota)
        reference = form.FormReference(samples[form.REAL], opened.split("train").symbols_nt)
    figures = {}
    for name, sample in (samples | folders).items():
        with console.status(name):
            figures[name] = reference.figures(sample, name, seed)
    for table in form.form_tables(figures):
        console.print(table)
    if json_file:
        settings = {"n": n, "seed": seed, "temperature": temperature, "corpus": str(corpus_dir), "quota": vars(quota)}
        write_text(json_file, json.dumps(form.form_json(figures, settings), indent=1))


def evaluate_blind(
    corpus_dir: CorpusDir,
    out: Out,
    n: Annotated[int, typer.Option(min=1, max=200, help="Pairs: a melody of the model against a held-out one.")] = 30,
    of: Annotated[
        str, typer.Option("--of", help="Whose melodies: a row of 'lcmusic evaluate form'.")
    ] = "realism actor",
    temperature: Temperature = 0.5,
    tempo: Annotated[float, typer.Option(min=20, max=300, help="Beats per minute.")] = 120.0,
    model: Model = None,
    knobs: KnobsFile = None,
    seed: Seed = 0,
) -> None:
    """Write a page of blind pairs, model against real, that collects what a person would rather keep."""
    import numpy as np

    from lcmusic import corpus
    from lcmusic.evaluate.blind import blind_pairs
    from lcmusic.evaluate.samples import Quota, held_out, realism_makers
    from lcmusic.pretrained import load_vae

    opened, vae = corpus.load(corpus_dir), load_vae(model)
    makers = realism_makers(vae, knobs_if_any(vae, knobs, "only the prior can be judged"), temperature)
    if of not in makers:
        raise UserError(f"There is no row {of!r} to judge; choose one of {', '.join(makers)}.")
    real, _ = held_out(opened, Quota(per_piece=1), seed)
    if n > len(real):
        raise UserError(
            f"--n is {n}, but the corpus holds out only {len(real)} pieces; ask for no more pairs than that."
        )
    rng = np.random.default_rng(seed)
    real_nt = real.symbols_nt[rng.permutation(len(real))[:n]]
    page = blind_pairs(real_nt, makers[of](n, seed), out, model=of, seed=seed, tempo=tempo)
    console.print(f"{page}: {n} pairs; open it in a browser", highlight=False)
