"""Knobs and rules trained for a moment on a tiny VAE: what is stored, what is refused, how latents move."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from lc_common import checkpoint
from lc_common import fit as lc_fit
from lc_common.actor_critic import AdversarialConfig, RewardConfig
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.run import Outcome, Run
from lcmusic.constraints import train_knobs as train_knobs_module
from lcmusic.constraints import train_realism
from lcmusic.constraints.conditions import Conditions
from lcmusic.constraints.taste import add_likes, read_likes, write_likes
from lcmusic.constraints.train_knobs import ActorTraining, BarPool, KnobTraining, realised, train_knobs
from lcmusic.constraints.train_realism import RealismTraining
from lcmusic.constraints.train_rules import RuleTraining, train_rule, train_statistical_rule, train_taste
from lcmusic.constraints.trained import load_knobs, load_rule
from lcmusic.corpus import Corpus, Split
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.music.rewards import parse_reward
from lcmusic.transform import transform
from lcmusic.vae.encoding import encode_split
from lcmusic.vae.model import MelodyVAE
from tests.lcmusic.conftest import TINY, random_melodies

SHORT_ACTOR = ActorTraining(
    encodings=32, seeds=16, decode_every=2, decoded=4, pool_bars=512, bar_steps=1, bar_rows=64,
    adversary=AdversarialConfig(rows=8, critic_steps=2, distance=0.02, prior_share=0.0, data_share=0.3),
)  # fmt: skip
SHORT = KnobTraining(
    realism=RealismTraining(encodings=32, learning=AdversarialConfig(rows=8, critic_steps=2)),
    actor=SHORT_ACTOR,
)
SHORT_TASTE = RuleTraining(size="small", pool=100, learning=RewardConfig(rows=8, critic_steps=2))
SHORT_RULE = RuleTraining(size="small", pool=100, learning=SHORT_TASTE.learning, encodings=32, seeds=16)


def short(folder: Path, steps: int = 3, resume: bool = False) -> Run:
    return Run(folder, steps=steps, device="cpu", resume=resume)


class SmallCorpus:
    """A corpus whose every split is the same forty melodies."""

    def __init__(self, split: Split) -> None:
        self._split = split

    def split(self, name: str) -> Split:
        return self._split


@pytest.fixture
def corpus(small_split) -> Corpus:
    return SmallCorpus(small_split)


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture
def knobs_file(tiny_vae, corpus, tmp_path):
    return train_knobs(tiny_vae, corpus, short(tmp_path / "knobs"), settings=SHORT).path


def test_knobs_train_and_load(tiny_vae, knobs_file):
    knobs = load_knobs(tiny_vae, knobs_file)
    assert not knobs.actor.training
    assert knobs_file.stat().st_size < 7e6
    z_bd, on = torch.randn(2, TINY.latent), Knobs(scale="major", density=4.0)
    obeying_bd = knobs.obey(z_bd, [Knobs(), on])
    assert torch.equal(obeying_bd[0], z_bd[0])
    torch.testing.assert_close(obeying_bd[1], knobs.actor(z_bd, Conditions.of([on, on]).label())[1])
    real_bd = knobs.make_real(z_bd, torch.tensor([[0.25]]))
    torch.testing.assert_close(real_bd, z_bd.lerp(knobs.realism_actor(z_bd), 0.25))


def test_knobs_of_another_version_are_named(tiny_vae, knobs_file, tmp_path):
    tensors, meta = checkpoint.load(knobs_file)
    del meta["config"]["realism_actor"]
    checkpoint.save(tmp_path / "old.safetensors", tensors, meta)
    with pytest.raises(UserError, match=r"by another version\. .*realism_actor.* Train it again"):
        load_knobs(tiny_vae, tmp_path / "old.safetensors")


def test_knobs_go_on_from_knobs(tiny_vae, corpus, knobs_file, tmp_path):
    start = load_knobs(tiny_vae, knobs_file)
    path = train_knobs(tiny_vae, corpus, short(tmp_path / "more"), start=start, settings=SHORT).path
    more = load_knobs(tiny_vae, path)
    assert not (tmp_path / "more" / "realism").exists()
    same = {
        name: torch.equal(more.realism_actor.state_dict()[name], t)
        for name, t in start.realism_actor.state_dict().items()
    }
    assert all(same.values())
    assert any(not torch.equal(more.actor.state_dict()[name], t) for name, t in start.actor.state_dict().items())


def test_training_is_repeatable(tiny_vae, corpus, tmp_path):
    files = [train_knobs(tiny_vae, corpus, short(tmp_path / str(i)), settings=SHORT).path for i in range(2)]
    first, second = (checkpoint.load(file)[0] for file in files)
    assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.fixture
def interrupt(monkeypatch):
    """Makes the named module's ``fit`` be stopped by a signal after its first step."""

    def interrupt(module):
        def fit(step, *arguments, **options):
            def stopping(state, batch, generator):
                signal.raise_signal(signal.SIGTERM)
                return step(state, batch, generator)

            return lc_fit.fit(stopping, *arguments, **options)

        monkeypatch.setattr(module, "fit", fit)

    return interrupt


def steps_of(path: Path) -> int:
    return checkpoint.load(path)[1]["info"]["training"]["progress"]["step"]


def test_knobs_stopped_in_their_first_stage_go_on_there(tiny_vae, corpus, tmp_path, interrupt, monkeypatch):
    folder = tmp_path / "knobs"
    interrupt(train_realism)
    outcome = train_knobs(tiny_vae, corpus, short(folder), settings=SHORT)
    saved = folder / "realism" / "checkpoint.safetensors"
    assert outcome == Outcome(saved, 1, 200, "signal", "realism")
    assert [path.name for path in folder.iterdir()] == ["realism"]
    monkeypatch.undo()
    outcome = train_knobs(tiny_vae, corpus, short(folder, resume=True), settings=SHORT)
    assert outcome == Outcome(folder / "knobs.safetensors", 3, 400, "steps")
    assert (steps_of(saved), steps_of(outcome.path)) == (3, 3)


def test_a_first_stage_that_its_time_ended_too_early_hands_nothing_on_and_goes_on(tiny_vae, corpus, tmp_path):
    folder = tmp_path / "knobs"
    outcome = train_knobs(tiny_vae, corpus, Run(folder, minutes=1e-6, device="cpu"), settings=SHORT)
    saved = folder / "realism" / "checkpoint.safetensors"
    assert outcome == Outcome(saved, 1, 200, "minutes", "realism")
    assert str(outcome) == f"stopped after 1 of 200 steps of stage realism; go on with --resume. {saved}"
    assert [path.name for path in folder.iterdir()] == ["realism"]
    outcome = train_knobs(tiny_vae, corpus, Run(folder, minutes=1e-6, device="cpu", resume=True), settings=SHORT)
    assert (outcome.step, outcome.stage) == (2, "realism")


def test_knobs_stopped_in_their_second_stage_leave_the_first_alone(tiny_vae, corpus, tmp_path, interrupt, monkeypatch):
    folder = tmp_path / "knobs"
    interrupt(train_knobs_module)
    outcome = train_knobs(tiny_vae, corpus, short(folder), settings=SHORT)
    assert outcome == Outcome(folder / "checkpoint.safetensors", 1, 400, "signal")
    assert load_knobs(tiny_vae, outcome.path)  # of use as it is
    realism = checkpoint.load(outcome.path)[0]
    monkeypatch.undo()
    decoded = []
    explore = BarPool.explore
    monkeypatch.setattr(BarPool, "explore", lambda *args: decoded.append(len(args[1])) or explore(*args))
    path = train_knobs(tiny_vae, corpus, short(folder, 4, resume=True), settings=SHORT).path
    assert decoded == [16, 16, 4]  # the seeds, as many samples of the actor, and those of step 2
    tensors = checkpoint.load(folder / "checkpoint.safetensors")[0]
    kept = [name for name in tensors if name.startswith("model.realism_actor.")]
    assert all(torch.equal(tensors[name], realism[name]) for name in kept)
    assert steps_of(path) == 4
    assert steps_of(folder / "realism" / "checkpoint.safetensors") == 3


def test_a_rule_resumes_and_one_of_likes_too(tiny_vae, corpus, tmp_path):
    rewards = [parse_reward("stepwise()")]
    for steps in (2, 4):
        run = short(tmp_path / "rule", steps, resume=True)
        outcome = train_rule("steps", tiny_vae, corpus, run, rewards, settings=SHORT_RULE)
        assert outcome == Outcome(tmp_path / "rule" / "rule.safetensors", steps, 200, "steps")
    with pytest.raises(UserError, match="already holds a run"):
        train_rule("steps", tiny_vae, corpus, short(tmp_path / "rule"), rewards, settings=SHORT_RULE)

    z_nd, liked_n = torch.randn(6, TINY.latent), torch.tensor([1.0, 0.0] * 3)
    for steps in (2, 4):
        run = short(tmp_path / "taste", steps, resume=True)
        outcome = train_taste("mine", tiny_vae, run, z_nd, liked_n, settings=SHORT_TASTE)
        assert (outcome.path, outcome.step) == (tmp_path / "taste" / "rule.safetensors", steps)


def test_knobs_of_no_length_are_refused(tiny_vae, corpus, tmp_path):
    with pytest.raises(UserError, match="Say how long to train"):
        train_knobs(tiny_vae, corpus, Run(tmp_path / "knobs"), settings=SHORT)


def test_knobs_of_another_vae_are_refused(knobs_file):
    torch.manual_seed(1)
    with pytest.raises(UserError, match="was trained for another melody VAE"):
        load_knobs(MelodyVAE(TINY), knobs_file)


def test_the_digest_is_of_what_ships(tiny_vae, weights):
    from lcmusic.pretrained import load_vae

    assert vae_digest(load_vae(weights)) == vae_digest(tiny_vae)
    before = vae_digest(tiny_vae)
    tiny_vae.sigma_bar_d.fill_(0.3)
    assert vae_digest(tiny_vae) == before


def test_a_flat_vae_has_no_knobs(corpus, tmp_path):
    flat = MelodyVAE(replace(TINY, decoder="flat"))
    with pytest.raises(UserError, match="decoder works bar by bar"):
        train_knobs(flat, corpus, short(tmp_path / "knobs"), settings=SHORT)


@pytest.mark.parametrize("rewards", [("pitch_set(C major)",), ("pitch_set(C major)", "density(192)")])
def test_statistical_rules_train_from_nothing_and_from_knobs(tiny_vae, corpus, knobs_file, tmp_path, rewards):
    parsed = [parse_reward(text) for text in rewards]
    for name, knobs in (("new", None), ("from knobs", load_knobs(tiny_vae, knobs_file))):
        path = train_statistical_rule(
            name, tiny_vae, corpus, short(tmp_path / name), parsed, knobs=knobs, settings=SHORT_ACTOR
        ).path
        rule = load_rule(tiny_vae, path)
        assert (rule.config.name, rule.config.rewards, rule.critic) == (name, list(rewards), None)
        assert rule.move(torch.zeros(2, TINY.latent)).shape == (2, TINY.latent)


def test_a_statistical_rule_is_made_of_statistics(tiny_vae, corpus, tmp_path):
    with pytest.raises(UserError, match=r"stepwise\(\) is not made of statistics"):
        train_statistical_rule("x", tiny_vae, corpus, short(tmp_path / "x"), [parse_reward("stepwise()")])


def test_a_rule_trains_with_the_paper_s_critic(tiny_vae, corpus, knobs_file, tmp_path):
    knobs = load_knobs(tiny_vae, knobs_file)
    path = train_rule(
        "steps", tiny_vae, corpus, short(tmp_path / "rule"), [parse_reward("stepwise()")], knobs=knobs,
        settings=SHORT_RULE,
    ).path  # fmt: skip
    rule = load_rule(tiny_vae, path)
    assert rule.critic is not None
    z_bd = torch.randn(2, TINY.latent)
    assert torch.equal(rule.move(z_bd, reach=0.0), z_bd)
    with pytest.raises(UserError, match=r"'lcmusic\.rule' checkpoint; a 'lcmusic\.knobs' one is needed"):
        load_knobs(tiny_vae, path)


def test_a_rule_that_ignores_its_input_is_refused(tiny_vae, corpus, tmp_path):
    with pytest.raises(UserError, match="The rule answers 1 to every melody; there is nothing to learn"):
        train_rule("x", tiny_vae, corpus, short(tmp_path / "x"), [parse_reward("pitch_set(C chromatic)")],
                   settings=SHORT_RULE)  # fmt: skip


def test_taste_is_learned_from_marked_latents(tiny_vae, tmp_path):
    z_nd = torch.randn(6, TINY.latent)
    file = tmp_path / "likes.json"
    write_likes(file, tiny_vae, z_nd, [True, False] * 3)
    read_nd, liked_n = read_likes(file, tiny_vae)
    torch.testing.assert_close(read_nd, z_nd)
    assert liked_n.tolist() == [1, 0] * 3
    path = train_taste("mine", tiny_vae, short(tmp_path / "taste"), read_nd, liked_n, settings=SHORT_TASTE).path
    assert load_rule(tiny_vae, path).config.rewards == ["likes"]


def test_likes_that_teach_nothing(tiny_vae, tmp_path):
    file = tmp_path / "likes.json"
    write_likes(file, tiny_vae, torch.randn(3, TINY.latent), [True] * 3)
    with pytest.raises(UserError, match="holds 3 likes and 0 dislikes; mark at least 2 of each"):
        read_likes(file, tiny_vae)
    torch.manual_seed(1)
    with pytest.raises(UserError, match="likes of melodies by another VAE"):
        read_likes(file, MelodyVAE(TINY))
    file.write_text("[]")
    with pytest.raises(UserError, match="is torn or not a file of likes"):
        read_likes(file, tiny_vae)


@pytest.mark.parametrize("method", ["actor", "gradient"])
def test_a_long_clip_is_changed_window_by_window(tiny_vae, knobs_file, method):
    instrument = Instrument(tiny_vae, load_knobs(tiny_vae, knobs_file))
    tune = Melody(random_melodies(2).ravel()[: 20 * 16])
    knobs = Knobs(scale="major", density=5.0, temperature=0.0)
    (changed,) = transform(instrument, [tune], knobs, method)
    assert changed.bars == 20
    assert transform(instrument, [tune], knobs, method) == [changed]


def test_encodings_are_the_vae_s(tiny_vae, small_split):
    data = encode_split(tiny_vae, small_split, 20, seed=0)
    symbols_bt = torch.from_numpy(data.symbols_nt.astype(np.int64))
    torch.testing.assert_close(data.mu_nd, tiny_vae.encode(symbols_bt)[0])
    batches = data.batches(5, seed=0)
    assert torch.equal(batches(3), batches(3))
    assert not torch.equal(batches(3), batches(4))


def test_realised_figures_by_hand():
    from lcmusic.constraints.conditions import Conditions
    from lcmusic.music.melody import REST, STEPS

    symbols_nt = np.full((3, STEPS), REST, np.uint8)
    symbols_nt[0, :4] = [60, 61, 62, 64]
    symbols_nt[1, :32] = 60
    symbols_nt[2, :2] = 61
    asked = Conditions.of([Knobs(scale="major"), Knobs(scale="major", density=3.0), Knobs()])
    assert realised(symbols_nt, asked) == {"in_scale": 0.875, "wholly_in_scale": 0.5, "density_error": 1.0}


def test_likes_are_added_one_by_one_and_may_be_changed(tiny_vae, tmp_path):
    file = tmp_path / "new" / "likes.json"
    z_nd = torch.randn(4, tiny_vae.config.latent, generator=torch.Generator().manual_seed(1))
    assert add_likes(file, tiny_vae, z_nd[:2], True) == (2, 0)
    assert add_likes(file, tiny_vae, z_nd[2:3], False) == (2, 1)
    assert add_likes(file, tiny_vae, z_nd[3:], True) == (3, 1)
    assert add_likes(file, tiny_vae, z_nd[3:], False) == (2, 2)
    read_nd, liked_n = read_likes(file, tiny_vae)
    assert torch.equal(read_nd, z_nd)
    assert liked_n.tolist() == [1, 1, 0, 0]


def test_playing_with_knobs_loads_none_of_what_trains_them():
    """The trainer's libraries took 270 MB of the studio's memory."""
    code = "import sys, lcmusic.instrument; print('lightning_fabric' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
