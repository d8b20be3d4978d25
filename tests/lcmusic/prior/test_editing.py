"""Editing by the learned prior: what a melody is told to be, what is asked in its place, and what stays."""

import numpy as np
import pytest
import torch

from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, PITCHES, REST, Melody
from lcmusic.prior.editing import _ask, edited, told
from lcmusic.transform import transform
from tests.lcmusic.prior.conftest import melodies_with_form


def scale(notes: int) -> np.ndarray:
    """Sixteen bars of which the even ones are one, with so many notes from middle C up, and the odd ones silent."""
    bar = [60 + i if i < notes else HOLD for i in range(16)]
    return np.array([[*bar, *[REST] * 16] * 8], np.uint8)


def test_what_a_melody_is_told_to_be():
    conditions = told(scale(4))
    assert conditions.notes_bk.tolist() == [[4.0, 0.0] * 8]
    assert len({*conditions.bars_bk[0, ::2]}) == len({*conditions.bars_bk[0, 1::2]}) == 1
    assert np.nanmax(np.abs(conditions.pitch_bk)) == 0
    assert np.isnan(conditions.pitch_bk).tolist() == [[False, True] * 8]
    assert (conditions.whole["lowest"], conditions.whole["highest"]) == ([60], [63])


@pytest.mark.parametrize(("knobs", "names", "expected"), [
    (Knobs(density=4.0), {"density", "notes"}, {"density": 4.0}),
    (Knobs(density=4.0, reach=0.5), {"density", "notes"}, {"density": 3.0}),
    (Knobs(lowest=50), {"lowest", "highest", "span"}, {"lowest": 50, "highest": 53}),
    (Knobs(highest=70), {"lowest", "highest", "span"}, {"lowest": 67, "highest": 70}),
    (Knobs(lowest=50, highest=70), {"lowest", "highest", "span"}, {"span": 20}),
    (Knobs(contour=1.0), {"contour", "pitch"}, {"contour": 1.0}),
    (Knobs(root=2, scale="major"), {"sets", "key"}, {"key": 2}),
])  # fmt: skip
def test_what_is_asked_in_place_of_what_was_told(tiny_prior, knobs, names, expected):
    conditions = told(scale(4))
    assert _ask(conditions, knobs, tiny_prior) == names
    assert {name: conditions.whole[name][0] for name in expected} == expected
    if knobs.density:
        assert conditions.notes_bk.tolist() == [[4 * expected["density"] / 2, 0.0] * 8]


def test_nothing_asked_moves_nothing(tiny_prior):
    symbols_bt = melodies_with_form(3)
    still_bke, moved_bke = edited(tiny_prior, symbols_bt, Knobs(density=9.0, reach=0.0))
    torch.testing.assert_close(still_bke, moved_bke)


def test_a_tune_keeps_its_form_and_its_notes_where_the_prior_changes_nothing(tiny_vae, tiny_prior):
    instrument = Instrument(tiny_vae, prior=tiny_prior)
    tunes = [Melody(symbols_t) for symbols_t in melodies_with_form(4)]
    assert transform(instrument, tunes, Knobs(density=9.0, reach=0.0, temperature=0.0), "prior") == tunes
    for before, after in zip(tunes, transform(instrument, tunes, Knobs(density=1.0, temperature=0.0)), strict=True):
        was_ks, is_ks = (np.where(s < PITCHES, s, PITCHES).reshape(16, 16) for s in (before.symbols_t, after.symbols_t))
        same_kk = (before.symbols_t.reshape(16, 1, 16) == before.symbols_t.reshape(16, 16)).all(-1)
        assert was_ks.shape == is_ks.shape
        assert (is_ks[:, None] == is_ks).all(-1)[same_kk].all()
