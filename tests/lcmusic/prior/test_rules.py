"""Rules of a model with a learned prior: where their actors start, and what they leave as it was."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from rich.console import Console

from lc_common.errors import UserError
from lc_common.run import CHECKPOINT_NAME, Run
from lcmusic.constraints import train_knobs as train_knobs_module
from lcmusic.constraints import train_rules
from lcmusic.constraints.train_rules import train_rule, train_statistical_rule, train_taste
from lcmusic.constraints.trained import load_rule
from lcmusic.evaluate.constraints import table_2
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.rewards import parse_reward
from lcmusic.vae.encoding import encode_split
from tests.lcmusic.conftest import save_rule
from tests.lcmusic.constraints.test_trained import SHORT_ACTOR, SHORT_RULE, SHORT_TASTE, SmallCorpus

STEPWISE = [parse_reward("stepwise()")]


class Begun(Exception):
    """A training is about to take its first step."""


@pytest.fixture
def run(tmp_path):
    return Run(tmp_path / "rule", steps=3, device="cpu")


@pytest.fixture
def starts(monkeypatch):
    """What a training that ends before its first step would have started from: ``starts(train)``, a batch."""
    seen = []

    def fit(step, modules, batches, *rest, **options):
        seen.append(batches(0, 0, 1))
        raise Begun

    for module in (train_rules, train_knobs_module):
        monkeypatch.setattr(module, "fit", fit)

    def starts(train):
        with pytest.raises(Begun):
            train()
        return seen[-1]

    return starts


def test_a_rule_starts_where_the_learned_prior_was_taught_to_be(tiny_vae, tiny_prior, split, run, starts):
    corpus = SmallCorpus(split)
    tiny_vae.sigma_bar_d.zero_()
    settings = SHORT_RULE
    z_bd = starts(lambda: train_rule("x", tiny_vae, corpus, run, STEPWISE, prior=tiny_prior, settings=settings))
    encoded = encode_split(tiny_vae, split, settings.encodings, run.seed)
    assert torch.equal(z_bd, encoded.batches(settings.learning.rows, run.seed)(0, 0, 1))
    normal_bd = starts(lambda: train_rule("x", tiny_vae, corpus, run, STEPWISE, settings=settings))
    rng = np.random.default_rng((run.seed, 0, 0))
    assert np.array_equal(normal_bd, rng.standard_normal(z_bd.shape, np.float32))


def test_an_actor_of_statistics_starts_there_as_well(tiny_vae, tiny_prior, split, run, monkeypatch):
    games = []
    monkeypatch.setattr(train_rules, "fit_actor", lambda *args, **options: games.append(args[4].adversary) or 1 / 0)
    reward = [parse_reward("pitch_set(C major)")]
    for prior in (None, tiny_prior):
        with pytest.raises(ZeroDivisionError):
            train_statistical_rule(
                "x", tiny_vae, SmallCorpus(split), run, reward, prior=prior, settings=SHORT_ACTOR
            )  # fmt: skip
    assert [game.data_share for game in games] == [0.3, 1.0]


def test_a_taste_starts_from_ideas_of_the_prior(tiny_vae, tiny_prior, run, starts):
    tiny_vae.sigma_bar_d.zero_()
    z_nd, liked_n = torch.randn(6, tiny_vae.config.latent), torch.tensor([1.0, 0.0] * 3)
    settings = replace(SHORT_TASTE, ideas=5)
    z_bd = starts(lambda: train_taste("x", tiny_vae, run, z_nd, liked_n, prior=tiny_prior, settings=settings))
    ideas_nkf = torch.randn(5, *tiny_prior.idea_shape, generator=torch.Generator().manual_seed(run.seed))
    known_nd = tiny_prior.latents(tiny_prior.tokens(ideas_nkf, [Knobs()] * 5))
    nearest_b = torch.cdist(z_bd, known_nd).amin(1)
    torch.testing.assert_close(nearest_b, torch.zeros(len(z_bd)), atol=1e-5, rtol=0)


def test_a_rule_keeps_the_form_of_an_idea(tiny_vae, tiny_prior, tmp_path):
    rule = load_rule(tiny_vae, save_rule(tmp_path / "rule.safetensors", tiny_vae))
    instrument = Instrument(tiny_vae, rule=rule, prior=tiny_prior)
    ideas = np.stack([instrument.fresh(2, number) for number in range(8)])
    knobs = Knobs(taste=1.0, temperature=1.0)
    tokens_nkf = tiny_prior.tokens(torch.from_numpy(ideas), [knobs] * len(ideas)).numpy()
    ruled = instrument.melodies(ideas, knobs)
    pairs = 0
    for tokens_kf, melody in zip(tokens_nkf, ruled, strict=True):
        bars_ks = melody.symbols_t.reshape(len(tokens_kf), -1)
        for a in range(len(bars_ks)):
            for b in range(a):
                if np.array_equal(tokens_kf[a], tokens_kf[b]):
                    pairs += 1
                    # What sounds on from the bar before may differ.
                    assert np.array_equal(bars_ks[a][1:], bars_ks[b][1:])
    assert pairs
    assert ruled != instrument.melodies(ideas, Knobs(taste=0.0, temperature=1.0))


def test_what_comes_before_the_first_step_is_told_and_takes_of_the_time(tiny_vae, split, tmp_path):
    console = Console(width=100, file=None)
    with console.capture() as capture:
        train_rule(
            "x", tiny_vae, SmallCorpus(split), Run(tmp_path, minutes=1e-9, device="cpu"), STEPWISE,
            settings=SHORT_RULE, console=console,
        )  # fmt: skip
    lines = capture.get().splitlines()
    assert lines[:2] == ["Preparing: encoding 32 melodies", "Preparing: decoding 16 melodies, rewarding all"]


def test_a_folder_that_is_taken_is_refused_before_anything_takes_time(tiny_vae, tmp_path):
    (tmp_path / CHECKPOINT_NAME).touch()
    with pytest.raises(UserError, match=r"already holds a run; go on with it \(--resume\)"):
        train_rule("x", tiny_vae, None, Run(tmp_path, steps=1), STEPWISE)


def test_what_was_reached_is_said(tiny_vae, split, tmp_path):
    corpus = SmallCorpus(split)
    outcome = train_rule("x", tiny_vae, corpus, Run(tmp_path, steps=2, device="cpu"), STEPWISE, settings=SHORT_RULE)
    assert outcome.standing.startswith("Reward of melodies as they come: 0.")


def test_table_2_of_a_learned_prior_has_its_ideas_too(tiny_vae, tiny_prior, tiny_knobs, split, tmp_path):
    rule = load_rule(tiny_vae, save_rule(tmp_path / "rule.safetensors", tiny_vae))
    instrument = Instrument(tiny_vae, tiny_knobs, prior=tiny_prior)
    console = Console(width=220, file=None)
    with console.capture() as capture:
        console.print(table_2(instrument, SmallCorpus(split), {"G(C major, d=0)": rule}, n=10))
    for row in ("ideas ", "ideas asked for C major ", "ideas asked for C major, 12.7", "ideas, G(C major, d=0)"):
        assert f" {row}" in capture.get()
    assert "bars repeated" in capture.get()


def test_a_scale_holds_under_a_rule(tiny_vae, tiny_prior, tmp_path):
    rule = load_rule(tiny_vae, save_rule(tmp_path / "rule.safetensors", tiny_vae))
    instrument = Instrument(tiny_vae, rule=rule, prior=tiny_prior)
    ideas = np.stack([instrument.fresh(4, number) for number in range(4)])
    asked = Knobs(root=2, scale="dorian", temperature=1.0)
    for knobs, holds in ((replace(asked, taste=1.0), True), (replace(asked, taste=0.0), False)):
        notes = [note for melody in instrument.melodies(ideas, knobs) for note in melody.notes()]
        assert all(note.pitch % 12 in asked.allowed for note in notes) is holds
