"""Form beside held-out music: how the sets are drawn, that nulls fail, and what the tables say."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from rich.console import Console

from lc_common.errors import UserError
from lcmusic.corpus import Split
from lcmusic.evaluate import form, samples
from lcmusic.evaluate.form import FEATURE_TABLES, FLOOR, REAL, FormReference, form_json, form_tables, variety
from lcmusic.evaluate.markov import MarkovChain
from lcmusic.evaluate.samples import Quota, Sample, held_out, midi_folder, shuffled, spliced
from lcmusic.media.midi import write_melody
from lcmusic.music.form import FEATURES
from lcmusic.music.melody import HOLD, REST, STEPS, STEPS_PER_BAR, Melody
from tests.lcmusic.conftest import random_melodies


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


def tunes(n: int, seed: int) -> np.ndarray:
    """Melodies with form: four bars of eighths by step in C major, played four times."""
    rng = np.random.default_rng(seed)
    ladder = np.array([p for p in range(48, 84) if p % 12 in (0, 2, 4, 5, 7, 9, 11)])
    place_ne = np.clip(10 + rng.integers(-1, 2, (n, 32)).cumsum(1), 0, len(ladder) - 1)
    symbols_nt = np.full((n, 64), HOLD, np.uint8)
    symbols_nt[:, ::2] = ladder[place_ne]
    return np.tile(symbols_nt, (1, 4))


class SmallCorpus:
    """Splits of tunes: one source of 60 pieces of 3 windows, and one of 2 pieces of 40."""

    def __init__(self) -> None:
        piece_n = np.concatenate([np.repeat(np.arange(60), 3), np.repeat([60, 61], 40)]).astype(np.int32)
        source_n = (piece_n >= 60).astype(np.int16)
        self._splits = {
            name: Split(tunes(len(piece_n), seed), piece_n + 100 * seed, source_n)
            for seed, name in enumerate(("train", "test", "validation"))
        }

    def split(self, name: str) -> Split:
        return self._splits[name]


def text(tables) -> str:
    console = Console(width=120, file=None)
    with console.capture() as capture:
        for table in tables:
            console.print(table)
    return capture.get()


def test_held_out_sets_are_alike_in_sources_and_differ_in_pieces():
    real, others = held_out(SmallCorpus(), Quota(per_piece=2, per_source=50), seed=0)
    for sample, first in ((real, 100), (others, 200)):
        piece_n, count_n = np.unique(sample.piece_n - first, return_counts=True)
        assert count_n.max() <= 2
        assert count_n[piece_n < 60].sum() == 50
        assert count_n[piece_n >= 60].tolist() == [2, 2]
    assert not set(real.piece_n) & set(others.piece_n)
    again, _ = held_out(SmallCorpus(), Quota(per_piece=2, per_source=50), seed=0)
    np.testing.assert_array_equal(again.symbols_nt, real.symbols_nt)


def test_windows_of_a_piece_are_drawn_far_apart():
    split = SimpleNamespace(piece_n=np.repeat([3, 5], [40, 1]))
    rows = samples._spread_windows(split, 2, np.random.default_rng(0))
    assert rows[1] - rows[0] == 20
    assert rows.tolist()[2:] == [40]


def test_nulls_keep_the_bars_and_lose_their_order():
    bars_nks = np.full((4, 16, STEPS_PER_BAR), REST, np.uint8)
    bars_nks[..., 0] = 40 + 16 * np.arange(4)[:, None] % 80 + np.arange(16)
    sample = Sample(bars_nks.reshape(4, STEPS), np.arange(4))
    mixed_nk = shuffled(sample, 0).symbols_nt[:, ::STEPS_PER_BAR]
    assert [sorted(row) for row in mixed_nk.tolist()] == bars_nks[..., 0].tolist()
    assert mixed_nk.tolist() != bars_nks[..., 0].tolist()
    mixed_nk = spliced(sample, 0).symbols_nt[:, ::STEPS_PER_BAR]
    assert [sorted(column) for column in mixed_nk.T.tolist()] == bars_nks[..., 0].T.tolist()
    assert all(len({(bar - k - 40) // 16 for k, bar in enumerate(row)}) > 1 for row in mixed_nk.tolist())


def test_nulls_are_melodies():
    for null in (shuffled, spliced):
        for symbols_t in null(Sample(random_melodies(5)), 0).symbols_nt:
            np.testing.assert_array_equal(symbols_t, Melody(symbols_t).symbols_t)


def test_a_folder_of_midi_files_is_cut_into_windows(tmp_path):
    long, short = Melody(np.concatenate(random_melodies(3))[: 16 * 45]), Melody(random_melodies(1, 9)[0][: 16 * 8])
    (tmp_path / "deeper").mkdir()
    write_melody(tmp_path / "a.mid", long)
    write_melody(tmp_path / "deeper" / "b.mid", Melody(random_melodies(1, 5)[0]))
    write_melody(tmp_path / "short.mid", short)
    (tmp_path / "torn.mid").write_bytes(b"MThd")
    said = []
    sample = midi_folder(tmp_path, say=said.append)
    assert sample.symbols_nt.shape == (4, STEPS)
    np.testing.assert_array_equal(sample.symbols_nt[0], long.symbols_t[:STEPS])
    assert sample.piece_n.tolist() == [0, 0, 0, 1]
    assert len(said) == 1
    assert "torn.mid" in said[0]


def test_a_folder_without_melodies_is_one_clear_line(tmp_path):
    with pytest.raises(UserError, match=r"has no \.mid file with 12 bars of melody in 4/4; name another folder\."):
        midi_folder(tmp_path)
    with pytest.raises(UserError, match=r"is not a folder; name one with \.mid files\."):
        midi_folder(tmp_path / "nowhere")


def test_sets_are_as_long_as_the_model_s_melodies(tmp_path):
    write_melody(tmp_path / "a.mid", Melody(np.concatenate(random_melodies(2))[: 16 * 29]))
    write_melody(tmp_path / "b.mid", Melody(np.concatenate(random_melodies(2, 5))[: 16 * 30]))
    folder = midi_folder(tmp_path, bars=8)
    assert folder.piece_n.tolist() == [0, 0, 0, 1, 1, 1, 1]
    real, others = held_out(SmallCorpus(), Quota(bars=8), 0)
    nulls = shuffled(real, 0), spliced(real, 0), Sample(MarkovChain(real.symbols_nt).sample(3))
    assert {sample.symbols_nt.shape[1] for sample in (folder, real, others, *nulls)} == {128}


def test_variety_by_hand():
    tune_nt = np.full((3, STEPS), REST, np.uint8)
    tune_nt[0, [0, 4]] = 60
    tune_nt[1, [0, 4]] = 60, 72
    tune_nt[2, [0, 8]] = 61
    # The first two are alike; the third shares one of three onsets and no pitch class with either.
    assert variety(tune_nt) == pytest.approx((0 + 2 * (2 / 3 + 1) / 2) / 3)
    assert variety(tune_nt[:2]) == 0


def test_form_is_kept_by_the_like_and_lost_by_nulls():
    corpus = SmallCorpus()
    real, others = held_out(corpus, Quota(), 0)
    reference = FormReference(real, corpus.split("train").symbols_nt, repeats=1)
    same, like = reference.figures(real, REAL), reference.figures(others, FLOOR)
    null = reference.figures(spliced(real, 0), "null")
    assert (same.c2st, same.frechet) == (None, None)
    assert same.variety == pytest.approx(1)
    assert like.c2st == pytest.approx(0.5, abs=0.12)
    assert null.c2st > 0.95
    assert null.frechet > 10 * like.frechet
    assert same.features["bars repeated"] == pytest.approx(12 / 15, abs=0.03)
    assert null.features["bars repeated"] < 0.1
    assert next(iter(null.furthest)) in FEATURES


def test_copies_and_doubles_are_counted():
    corpus = SmallCorpus()
    real, _ = held_out(corpus, Quota(), 0)
    train_nt = corpus.split("train").symbols_nt
    twice = Sample(np.concatenate([train_nt[:40], train_nt[:40]]))
    figures = FormReference(real, train_nt, repeats=1).figures(twice, "copies")
    assert (figures.copied, figures.distinct) == (1, 0.5)


def test_too_few_melodies_are_named():
    corpus = SmallCorpus()
    real, _ = held_out(corpus, Quota(), 0)
    reference = FormReference(real, corpus.split("train").symbols_nt)
    with pytest.raises(UserError, match=r"^peers: 7 melodies are too few to compare; at least 50 are needed\.$"):
        reference.figures(Sample(tunes(7, 3)), "peers")


def test_every_feature_has_its_place_in_a_table():
    assert sorted(name for names in FEATURE_TABLES.values() for name in names) == sorted(FEATURES)


def test_the_whole_table(tiny_vae):
    corpus = SmallCorpus()
    asked = []

    def maker(n: int, seed: int) -> np.ndarray:
        asked.append((n, seed))
        return random_melodies(n, seed)

    found = form.form_samples(
        corpus, tiny_vae, {"learned prior": maker}, n=60, seed=3, temperature=0.5, quota=Quota(per_source=50)
    )
    assert asked == [(60, 3)]
    reference = FormReference(found[REAL], corpus.split("train").symbols_nt, repeats=1)
    figures = {name: reference.figures(sample, name, 3) for name, sample in found.items()}
    lines = text(form_tables(figures)).splitlines()
    rows = [REAL, FLOOR, "reconstructions", "learned prior", "null: bars shuffled", "null: bars spliced"]
    for name in rows:
        assert sum(line.strip().startswith(f"{name} ") for line in lines) == 4
    assert max(len(line.rstrip()) for line in lines) <= 120
    written = form_json(figures, {"n": 60})
    assert list(written["rows"]) == rows
    assert set(written["rows"]["learned prior"]["features"]) == set(FEATURES)
