"""The one path from an idea to a melody: which knob moves what, in which order, and what the seed draws."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lcmusic.constraints.conditions import Conditions
from lcmusic.constraints.trained import KnobModel, load_rule
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.vae.clips import latent_means
from tests.lcmusic.conftest import TINY, random_melodies, save_rule

ON = Knobs(root=2, scale="dorian", density=6.0, realism=0.4, taste=0.7)


@pytest.fixture
def instrument(tiny_vae, tiny_knobs, tmp_path) -> Instrument:
    return Instrument(tiny_vae, tiny_knobs, load_rule(tiny_vae, save_rule(tmp_path / "rule.safetensors", tiny_vae)))


def test_realism_then_the_rule_then_scale_and_density_and_reach_scales_it_all(instrument):
    z_bd = torch.randn(2, TINY.latent, generator=torch.Generator().manual_seed(1))
    real_bd = z_bd.lerp(instrument.knobs.realism_actor(z_bd), 0.4)
    ruled_bd = real_bd.lerp(instrument.rule.actor(real_bd), 0.7)
    obeying_bd = instrument.knobs.actor(ruled_bd, Conditions.of([ON, ON]).label())
    torch.testing.assert_close(instrument.move(z_bd, ON), obeying_bd)
    torch.testing.assert_close(instrument.move(z_bd, replace(ON, reach=0.25)), z_bd.lerp(obeying_bd, 0.25))
    assert torch.equal(instrument.move(z_bd, replace(ON, reach=0.0)), z_bd)
    mixed_bd = instrument.move(z_bd, [ON, replace(ON, taste=0.0)])
    torch.testing.assert_close(mixed_bd[0], obeying_bd[0])
    torch.testing.assert_close(mixed_bd[1], Instrument(instrument.vae, instrument.knobs).move(z_bd, ON)[1])


@pytest.mark.parametrize("off", [0, 0.0])
def test_knobs_that_ask_for_nothing_move_nothing(instrument, off):
    z_bd = torch.randn(1, TINY.latent)
    assert torch.equal(instrument.move(z_bd, Knobs(realism=off)), z_bd)
    assert not torch.equal(instrument.move(z_bd, Knobs(realism=1)), z_bd)


def test_without_knobs_and_rule_an_idea_stays_where_it_is(tiny_vae):
    z_bd = torch.randn(1, TINY.latent)
    assert torch.equal(Instrument(tiny_vae).move(z_bd, ON), z_bd)


def test_the_seed_draws_the_notes_and_not_the_idea(instrument):
    idea = instrument.fresh(5)
    knobs = replace(ON, temperature=1.0, seed=5)
    assert instrument.melody(idea, knobs) == instrument.melody(instrument.fresh(5), knobs)
    assert instrument.melody(idea, knobs) != instrument.melody(idea, replace(knobs, seed=6))
    likeliest = replace(knobs, temperature=0.0)
    assert instrument.melody(idea, likeliest) == instrument.melody(idea, replace(likeliest, seed=6))
    assert np.array_equal(idea, np.random.default_rng((5, 0)).standard_normal(TINY.latent).astype(np.float32))


def test_many_melodies_at_once_are_those_of_one_by_one_where_nothing_is_drawn(instrument):
    ideas = [instrument.fresh(0, number) for number in range(3)]
    knobs = replace(ON, temperature=0.0)
    assert instrument.melodies(np.stack(ideas), knobs) == [instrument.melody(idea, knobs) for idea in ideas]


def test_strict_knobs_bar_every_note_outside_the_set(instrument):
    knobs = Knobs(pitch_classes=(0, 4, 7), density=6.0, temperature=1.0, strict=True)
    melodies = instrument.melodies(np.stack([instrument.fresh(1, number) for number in range(3)]), knobs)
    assert {note.pitch % 12 for melody in melodies for note in melody.notes()} <= {0, 4, 7}


def test_the_idea_of_a_melody_is_its_posterior_s_mean(instrument):
    melody = Melody(random_melodies(1)[0])
    idea = instrument.idea(melody)
    assert (idea.shape, idea.dtype) == (instrument.idea_shape, np.float32)
    assert np.array_equal(idea, latent_means(instrument.vae, [melody])[0].numpy())


def test_knobs_that_ship_for_another_model_are_missed_and_those_that_are_named_must_fit(weights, knobs_file, tmp_path):
    instrument = Instrument.load(weights)
    assert instrument.knobs is None
    assert instrument.without.startswith("The knobs that ship are not for this melody VAE; train its own")
    with pytest.raises(UserError, match="'lcmusic train knobs'"):
        instrument.trained_knobs()
    assert isinstance(Instrument.load(weights, knobs_file).knobs, KnobModel)
    with pytest.raises(UserError, match="There is no checkpoint"):
        Instrument.load(weights, tmp_path / "nowhere.safetensors")
    with pytest.raises(UserError, match="trained for another melody VAE"):
        Instrument.load(None, knobs_file)


def test_a_short_clip_is_a_loop_and_a_long_one_is_two(instrument):
    idea, knobs = instrument.fresh(1), Knobs(temperature=1.0, realism=0.0)
    whole = instrument.melody(idea, knobs)
    assert [instrument.melody(idea, replace(knobs, bars=bars)).bars for bars in (1, 2, 4, 8, 16, 32)] == [
        1, 2, 4, 8, 16, 32,
    ]  # fmt: skip
    long = instrument.melody(idea, replace(knobs, bars=32))
    assert long.looped(16) == whole
    varied = instrument._variation(idea)
    assert 0 < np.abs(varied - idea).mean() < np.abs(instrument.fresh(2) - idea).mean()
    assert np.array_equal(long.symbols_t[256:], instrument.melody(varied, knobs).symbols_t)
