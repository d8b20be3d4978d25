"""Melodies that repeat what the prior was trained on are told, and made with other noise."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from lcmusic.instrument import Instrument
from lcmusic.music.asked import wrong_notes
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import Locked
from lcmusic.music.melody import PITCHES, REST, STEPS
from lcmusic.prior.data import shifted
from lcmusic.prior.known import KnownStretches
from tests.lcmusic.conftest import random_melodies


@pytest.fixture
def known() -> KnownStretches:
    found = KnownStretches()
    found.fit(random_melodies(40))
    return found


def test_eight_bars_are_told_at_any_place_and_transposition(known):
    told_nt, others_nt = random_melodies(40), random_melodies(40, seed=1)
    assert known.copied(told_nt).all()
    assert known.copied(shifted(told_nt, 5)).all()
    half_nt = np.concatenate([others_nt[:, : STEPS // 2], told_nt[:, STEPS // 4 : 3 * STEPS // 4]], axis=1)
    assert known.copied(half_nt).all()


def test_seven_bars_silence_and_other_melodies_are_not(known):
    told_nt, others_nt = random_melodies(40), random_melodies(40, seed=1)
    seven = 7 * 16
    assert not known.copied(np.concatenate([told_nt[:, :seven], others_nt[:, seven:]], axis=1)).any()
    assert not known.copied(others_nt).any()
    known.fit(np.full((1, STEPS), REST, np.uint8))
    assert not known.copied(np.full((2, STEPS), REST, np.uint8)).any()


def test_shorter_melodies_are_told_as_a_whole():
    short_nt = random_melodies(5)[:, : STEPS // 4]
    known = KnownStretches()
    known.fit(short_nt)
    assert known.copied(short_nt).all()


@pytest.fixture
def instrument(tiny_prior) -> Instrument:
    """Of an untrained prior, whose tokens are made loud enough for the untrained decoder to hear."""
    for weight in tiny_prior.model.reader.parameters():
        weight.mul_(40)
    return Instrument(tiny_prior.vae, prior=tiny_prior)


def test_an_idea_that_repeats_the_training_set_is_taken_with_other_noise(instrument, tiny_prior):
    idea, knobs = instrument.fresh(1), Knobs(temperature=1.0)
    copy = instrument.melody(idea, knobs)
    tiny_prior.model.known.fit(copy.symbols_t[None])
    other = instrument.melody(idea, knobs)
    assert not tiny_prior.model.known.copied(other.symbols_t[None]).any()
    assert other == instrument.melody(idea, knobs)
    ideas = np.stack([instrument.fresh(2), idea])
    assert instrument.melodies(ideas, replace(knobs, temperature=0.0))[1] != copy


def test_other_ideas_are_like_the_one_they_replace_at_first(tiny_prior):
    ideas_bkf = torch.from_numpy(np.stack([Instrument(tiny_prior.vae, prior=tiny_prior).fresh(s) for s in (1, 2)]))
    others = [tiny_prior.otherwise(ideas_bkf, number) for number in (0, 1, 2)]
    assert [bool((each[:, 0] == ideas_bkf[:, 0]).all()) for each in others] == [True, True, False]
    assert not any((each[:, 1:] == ideas_bkf[:, 1:]).any() for each in others)
    assert torch.equal(tiny_prior.otherwise(ideas_bkf[1:], 2), others[2][1:])


def test_what_stands_beside_locked_bars_is_not_taken_for_a_copy(instrument, tiny_prior):
    idea, knobs = instrument.fresh(1), Knobs()
    locked = Locked.of(instrument.melody(instrument.fresh(2), knobs), np.arange(16) < 10)
    beside = instrument.melody(idea, knobs, locked)
    tiny_prior.model.known.fit(beside.symbols_t[None])
    assert instrument.melody(idea, knobs, locked) == beside


def test_of_several_draws_the_one_with_the_fewest_wrong_notes_is_kept(instrument, tiny_prior):
    ideas = np.stack([instrument.fresh(seed) for seed in range(6)])
    knobs = Knobs(scale="major", temperature=2.0)
    drawn = instrument.draw(tiny_prior.read(tiny_prior.tokens(torch.from_numpy(ideas), [knobs] * 6)), knobs)
    kept = instrument.melodies(ideas, knobs)
    fewer = [wrong_notes(one, knobs) for one in kept]
    assert sum(fewer) < sum(wrong_notes(one, knobs) for one in drawn)
    assert any((one.symbols_t < PITCHES).any() for one in kept)


def test_raw_melodies_are_the_first_that_are_drawn(instrument, tiny_prior):
    ideas, knobs = np.stack([instrument.fresh(seed) for seed in range(4)]), Knobs(scale="major", temperature=2.0)
    raw = instrument.raw()
    first = raw.melodies(ideas, knobs)
    tokens_bkf = tiny_prior.tokens(torch.from_numpy(ideas), [knobs] * 4)
    assert first == instrument.draw(tiny_prior.read(tokens_bkf), knobs)
    tiny_prior.model.known.fit(np.stack([melody.symbols_t for melody in first]))
    assert raw.melodies(ideas, knobs) == first
    assert instrument.melodies(ideas, knobs) != first
