"""A tune after a change: what obeyed already, what was alike, and what a method cannot do."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lcmusic.constraints.trained import load_rule
from lcmusic.corpus.sources import find_sources
from lcmusic.instrument import Instrument
from lcmusic.media.midi import read_clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import PITCHES, Melody
from lcmusic.music.scales import SCALES, pitch_classes
from lcmusic.music.statistics import onsets
from lcmusic.transform import METHODS, chosen_method, tied, transform
from tests.lcmusic.conftest import random_melodies, save_rule

C_MAJOR = pitch_classes(0, "major")
MOVES = replace(Knobs(density=9.0), temperature=0.0, realism=0.0)


@pytest.fixture
def instrument(tiny_vae, tiny_knobs) -> Instrument:
    torch.set_num_threads(1)
    return Instrument(tiny_vae, tiny_knobs)


def in_c(n: int) -> list[Melody]:
    """Random melodies of white keys."""
    return [Melody(np.where((s := m) < PITCHES, s - np.isin(s % 12, (1, 3, 6, 8, 10)), s)) for m in random_melodies(n)]


def with_form() -> Melody:
    """Twenty bars, the first of which comes back in the first window and in the second."""
    bars_ks = random_melodies(2).ravel()[: 20 * 16].reshape(20, 16).copy()
    bars_ks[:, 0] = np.where(bars_ks[:, 0] < PITCHES, bars_ks[:, 0], 60)
    bars_ks[[5, 9, 17]] = bars_ks[0]
    return Melody(bars_ks.ravel())


def test_thirty_tunes_in_their_scale_come_back_note_for_note(instrument):
    tunes = in_c(30)
    for method in (None, "snap", "actor", "gradient"):
        asked = tunes if method != "gradient" else tunes[:3]
        assert transform(instrument, asked, Knobs(scale="major"), method) == asked


@pytest.mark.parametrize("method", ["actor", "gradient"])
def test_a_tune_as_dense_as_is_asked_for_comes_back(instrument, method):
    tune = in_c(1)[0]
    density = round(len(tune.notes()) / tune.bars, 1)
    assert transform(instrument, [tune], replace(MOVES, density=density), method) == [tune]
    assert transform(instrument, [tune], replace(MOVES, density=density, scale="major"), method) == [tune]


def test_of_thirty_tunes_with_one_to_five_wrong_notes_those_alone_change(instrument):
    rng = np.random.default_rng(0)
    spoilt = []
    for tune in in_c(30):
        symbols_t = tune.symbols_t.copy()
        for step in rng.choice(np.flatnonzero(onsets(symbols_t)), rng.integers(1, 6), replace=False):
            symbols_t[step] = 61
        spoilt.append(Melody(symbols_t))
    for before, after in zip(spoilt, transform(instrument, spoilt, Knobs(scale="major")), strict=True):
        assert np.array_equal(before.symbols_t != after.symbols_t, before.symbols_t == 61)


def test_bars_that_are_alike_are_alike_after_a_move(instrument, monkeypatch):
    def far(z_nd: torch.Tensor, _: Knobs) -> torch.Tensor:
        return z_nd + 5 * torch.randn(z_nd.shape, generator=torch.Generator().manual_seed(1))

    monkeypatch.setattr(instrument, "move", far)
    tune = with_form()
    (changed,) = transform(instrument, [tune], replace(MOVES, density=1.0), "actor")
    bars_ks = changed.symbols_t.reshape(20, 16)
    assert changed != tune
    # A bar that begins with a hold begins with a rest where nothing sounds before it.
    notes_ks = np.where(bars_ks < PITCHES, bars_ks, PITCHES)
    assert [np.array_equal(notes_ks[0], notes_ks[k]) for k in (5, 9, 17)] == [True] * 3


def test_bars_that_are_tied_share_the_mean_of_what_they_were():
    embeddings_nke = torch.tensor([[[0.0], [4.0]], [[8.0], [3.0]]])
    assert tied(np.array([0, 1, 0, 2]))(embeddings_nke).tolist() == [[[4.0], [4.0]], [[4.0], [3.0]]]


def test_bars_in_the_scale_stay_where_the_actor_moves_the_others(instrument):
    symbols_t = in_c(1)[0].symbols_t.copy()
    symbols_t[:16] = [61, *[128] * 15]
    (changed,) = transform(instrument, [Melody(symbols_t)], replace(MOVES, density=None, scale="major"), "actor")
    kept_ks = changed.symbols_t.reshape(-1, 16)[1:]
    same = kept_ks == symbols_t.reshape(-1, 16)[1:]
    assert same[:, 1:].all()


def test_the_method_that_keeps_most_is_chosen(tiny_vae, instrument, tmp_path):
    ruled = Instrument(tiny_vae, instrument.knobs, load_rule(tiny_vae, save_rule(tmp_path / "r.safetensors", tiny_vae)))
    assert chosen_method(instrument, Knobs()) == "snap"
    assert chosen_method(instrument, MOVES) == "actor"  # there is no prior
    assert chosen_method(ruled, Knobs(taste=1.0)) == "actor"
    (changed,) = transform(ruled, in_c(1), Knobs(taste=1.0, scale="blues", temperature=0.0))
    assert {note.pitch % 12 for note in changed.notes()} <= set(SCALES["blues"])


@pytest.mark.parametrize(("knobs", "method", "message"), [
    (MOVES, "snap", "Snapping changes the scale alone"),
    (Knobs(scale="major", reach=0.5), None, "A snapped note has no strength"),
    (MOVES, "prior", "There is no learned prior"),
    (Knobs(motion=2.0), None, "--motion is the learned prior's to obey"),
    (Knobs(contour=1.0), "gradient", "--contour is the learned prior's to obey"),
    (Knobs(repetition=0.5), None, "leave --repetition out"),
])  # fmt: skip
def test_what_a_method_cannot_do(instrument, knobs, method, message):
    with pytest.raises(UserError, match=message):
        transform(instrument, in_c(1), knobs, method)


def test_what_is_missing(tiny_vae, instrument, tmp_path):
    with pytest.raises(UserError, match="This needs trained knobs"):
        transform(Instrument(tiny_vae), in_c(1), MOVES)
    rule = load_rule(tiny_vae, save_rule(tmp_path / "rule.safetensors", tiny_vae))
    for method in METHODS:
        if method != "actor":
            with pytest.raises(UserError, match="A rule moves a melody by its actor"):
                transform(Instrument(tiny_vae, instrument.knobs, rule), in_c(1), Knobs(taste=1.0), method)


@pytest.mark.corpora
def test_real_tunes_in_their_scale_and_with_wrong_notes(corpora, instrument, tmp_path):
    (source,) = [source for source in find_sources([corpora / "music"]) if source.name == "nottingham"]
    rng, tunes, scales = np.random.default_rng(0), [], []
    for member in source.members(lambda *_: None):
        path = tmp_path / "tune.mid"
        path.write_bytes(member.read())
        try:
            melody = read_clip(path).melody
        except UserError:
            continue
        classes = {note.pitch % 12 for note in melody.notes()}
        roots = [root for root in range(12) if classes <= pitch_classes(root, "major")]
        if roots:
            tunes.append(melody)
            scales.append(Knobs(root=roots[0], scale="major"))
        if len(tunes) == 30:
            break
    for tune, knobs in zip(tunes, scales, strict=True):
        assert transform(instrument, [tune], knobs) == [tune]
        spoilt_t = tune.symbols_t.copy()
        steps = np.flatnonzero(onsets(spoilt_t))
        wrong = rng.choice(steps, min(len(steps), rng.integers(1, 6)), replace=False)
        spoilt_t[wrong] = 60 + next(p for p in range(12) if p not in knobs.allowed)
        (after,) = transform(instrument, [Melody(spoilt_t)], knobs)
        assert sorted(np.flatnonzero(after.symbols_t != spoilt_t)) == sorted(wrong)
        assert {note.pitch % 12 for note in after.notes()} <= knobs.allowed
