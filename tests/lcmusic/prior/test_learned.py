"""The learned prior at work: locked bars, melodies back to ideas, files that fit and files that do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lcmusic.corpus import Split
from lcmusic.instrument import NO_PRIOR, Instrument
from lcmusic.kinds import PRIOR_KIND
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import REST, STEPS, STEPS_PER_BAR, Melody, Note
from lcmusic.pretrained import load_vae
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.labels import labels_of
from lcmusic.prior.learned import LearnedPrior, Locked, load_prior, prior_that_fits
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.prior.outline import DRAWN
from lcmusic.vae.model import MelodyVAE
from tests.lcmusic.prior.conftest import STYLES, melodies_with_form, tiny_config

SILENCE = Melody(np.full(STEPS, REST, np.uint8))
SCALE = Melody.from_notes([Note(4 * i, 4 * i + 4, [60, 62, 64, 65, 67, 69, 71, 72][i % 8]) for i in range(64)])


def bars(*numbers: int) -> np.ndarray:
    """Bars by number, counted from 0; bool ``[16]``."""
    return np.isin(np.arange(16), numbers)


def by_bars(melody: Melody) -> np.ndarray:
    return melody.symbols_t.reshape(16, STEPS_PER_BAR)


def ideas(prior: LearnedPrior, rows: int = 2, seed: int = 0) -> torch.Tensor:
    return torch.randn(rows, *prior.idea_shape, generator=torch.Generator().manual_seed(seed))


def a_melody(seed: int = 0) -> Melody:
    return Melody(melodies_with_form(1, seed)[0])


def save_prior(path: Path, model: MelodyPrior, config: dict[str, object] | None = None) -> Path:
    """A file of a prior, as training exports it."""
    tensors = {f"model.prior.{name}": tensor for name, tensor in model.state_dict().items()}
    checkpoint.save(path, tensors, {"kind": PRIOR_KIND, "config": config or to_dict(model.config)})
    return path


@pytest.fixture
def instrument(tiny_vae: MelodyVAE, tiny_prior: LearnedPrior) -> Instrument:
    return Instrument(tiny_vae, prior=tiny_prior)


class TestModel:
    def test_as_many_numbers_as_an_embedding_has_lose_nothing(self, tiny_vae: MelodyVAE) -> None:
        model = MelodyPrior(replace(tiny_config(tiny_vae), token=tiny_vae.config.embedding))
        embeddings_me = np.random.default_rng(0).standard_normal((50, tiny_vae.config.embedding)) @ np.diag(
            range(1, 17)
        )
        model.fit_tokens(embeddings_me, np.ones(50))
        tokens_mf = model.tokens(torch.from_numpy(embeddings_me).float())
        assert tokens_mf.mean(0) == pytest.approx(torch.zeros(16), abs=1e-4)
        assert tokens_mf.var(0, unbiased=False).mean().item() == pytest.approx(1, abs=1e-4)
        assert torch.allclose(model.embeddings(tokens_mf), torch.from_numpy(embeddings_me).float(), atol=1e-3)

    def test_weights_count_as_repetitions(self, tiny_model: MelodyPrior) -> None:
        embeddings_me = np.random.default_rng(0).standard_normal((20, 16))
        weight_m = np.arange(1, 21)
        tiny_model.fit_tokens(embeddings_me, weight_m)
        centre_e, directions_ef = tiny_model.centre_e.clone(), tiny_model.directions_ef.clone()
        tiny_model.fit_tokens(embeddings_me.repeat(weight_m, 0), np.ones(weight_m.sum()))
        assert torch.allclose(tiny_model.centre_e, centre_e, atol=1e-5)
        assert torch.allclose(tiny_model.directions_ef.abs(), directions_ef.abs(), atol=1e-4)

    @pytest.mark.parametrize("token", [12, 17])
    def test_a_token_is_part_of_an_embedding(self, token: int) -> None:
        with pytest.raises(UserError) as error:
            MelodyPriorConfig("", STYLES, 16, token=token)
        assert str(error.value) == f"token is {token}; it must lie between 13 and the embedding's 16."


class TestTokens:
    def test_the_same_ideas_and_knobs_make_the_same(self, tiny_prior: LearnedPrior) -> None:
        knobs = [Knobs(scale="major", density=4), Knobs(chords="Am F")]
        first_bkf, again_bkf = (tiny_prior.tokens(ideas(tiny_prior), knobs) for _ in range(2))
        assert first_bkf.shape == (2, 16, tiny_prior.model.config.token)
        assert torch.equal(first_bkf, again_bkf)
        assert torch.isfinite(first_bkf).all()

    def test_what_the_form_says_is_the_same_comes_out_the_same(self, tiny_prior: LearnedPrior) -> None:
        tokens_kf = tiny_prior.tokens(ideas(tiny_prior, 1), [Knobs(repetition=0.5)])[0]
        assert len(torch.unique((1000 * tokens_kf).round(), dim=0)) < 16

    def test_read_and_latents_have_the_vae_s_shapes(self, tiny_prior: LearnedPrior) -> None:
        tokens_bkf, sizes = tiny_prior.tokens(ideas(tiny_prior), [Knobs()] * 2), tiny_prior.vae.config
        assert tiny_prior.read(tokens_bkf).shape == (2, 16, sizes.embedding)
        assert tiny_prior.latents(tokens_bkf).shape == (2, sizes.latent)

    def test_a_style_that_was_not_learned(self, instrument: Instrument) -> None:
        with pytest.raises(UserError) as error:
            instrument.melody(instrument.fresh(0), Knobs(style="polka"))
        assert str(error.value) == "This prior has not learned the style 'polka'; choose one of folk, pop."


class TestLocked:
    @pytest.mark.parametrize("kept", [bars(0), bars(3, 4, 5, 12), bars(*range(16))], ids=["one", "some", "all"])
    def test_locked_bars_come_back_note_for_note(self, instrument: Instrument, kept: np.ndarray) -> None:
        source = a_melody()
        made = instrument.melody(instrument.fresh(1), Knobs(temperature=1), Locked(source, kept))
        assert np.array_equal(by_bars(made)[kept], by_bars(source)[kept])

    def test_the_others_are_made_to_fit_them(self, tiny_prior: LearnedPrior) -> None:
        kept = bars(0, 1, 2, 3)
        first, other = (
            tiny_prior.tokens(ideas(tiny_prior), [Knobs()] * 2, Locked(a_melody(seed), kept)) for seed in (0, 1)
        )
        assert not torch.equal(first[:, ~kept], other[:, ~kept])

    def test_a_bar_that_is_the_same_as_a_locked_one_is_given_too(self) -> None:
        asked = Conditions.none(2, 16)
        asked.bars_bk[0] = first = np.arange(16) % 4
        Locked(a_melody(), bars(1)).join(asked)
        condition = asked.condition(2)
        assert condition.given_bk.tolist() == [(first == 1).tolist(), bars(1).tolist()]
        assert condition.first_bk.tolist() == [first.tolist(), list(range(16))]

    def test_locked_bars_are_tied_as_they_are_and_not_as_the_form_says(self) -> None:
        symbols_ks = np.stack([by_bars(SCALE)[0], by_bars(SCALE)[1], by_bars(SCALE)[0], *by_bars(SCALE)[3:]])
        asked = Conditions.none(1, 16)
        asked.bars_bk[0, :3] = [0, 0, 1]
        Locked(Melody(symbols_ks.ravel()), bars(0, 1, 2)).join(asked)
        assert asked.condition(1).first_bk[0, :4].tolist() == [0, 1, 0, 3]

    def test_each_is_given_to_the_bars_that_are_the_same(
        self, tiny_prior: LearnedPrior, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not what stood in their places, which is not locked."""
        outline, form_k = tiny_prior.model.outline, np.where(bars(2), 5, np.arange(16))
        draw = outline.draw

        def drawn(*idea) -> tuple:
            labels, form = draw(*idea)
            return labels, form._replace(bars_bk=form_k[None])

        monkeypatch.setattr(outline, "draw", drawn)
        tokens_kf = tiny_prior.tokens(ideas(tiny_prior, 1), [Knobs()], Locked(SCALE, bars(5)))[0]
        scale_kf = tiny_prior.tokens_of(SCALE.symbols_t[None])[0]
        assert torch.allclose(tokens_kf[[2, 5]], scale_kf[[5, 5]])
        # Bars of a scale of eight go round after two: the fifth is not what stood in the place of the second.
        assert not torch.allclose(tokens_kf[2], scale_kf[2])

    def test_the_melody_is_as_long_as_the_prior_s(self) -> None:
        with pytest.raises(UserError) as error:
            Locked(Melody(np.full(32, REST, np.uint8)), bars(0))
        assert str(error.value) == "The melody has 2 bars; to lock some it must have 16."

    @pytest.mark.parametrize(
        ("density", "kept", "possible"), [(14, bars(*range(15)), "3.8 to 4.8"), (1, bars(*range(8)), "2.0 to 10.0")]
    )
    def test_a_density_that_they_rule_out_is_refused(
        self, instrument: Instrument, density: float, kept: np.ndarray, possible: str
    ) -> None:
        locked = Locked(SCALE, kept)
        with pytest.raises(UserError) as error:
            instrument.melody(instrument.fresh(0), Knobs(density=density), locked)
        assert str(error.value) == (
            f"With its locked bars a melody has {possible} notes a bar, not {density}; turn density or unlock bars."
        )
        instrument.melody(instrument.fresh(0), Knobs(density=density, reach=0), locked)
        instrument.melody(instrument.fresh(0), Knobs(density=4), locked)

    def test_their_labels_are_their_own(self) -> None:
        source, kept = a_melody(), bars(2, 3, 4)
        labels = Locked(source, kept).labels()
        alone = labels_of(by_bars(source)[kept].reshape(1, -1))
        assert labels["density"].tolist() == alone["density"].tolist()
        assert set(labels) == {
            "density", "motion", "turns", "contour", "syncopation", "complexity", "span", "lowest", "key",
        }  # fmt: skip

    def test_silent_bars_ask_for_nothing(self, instrument: Instrument) -> None:
        locked = Locked(SILENCE, bars(0, 1))
        assert locked.labels() == {}
        made = instrument.melody(instrument.fresh(0), Knobs(temperature=1, scale="major"), locked)
        assert (by_bars(made)[:2] == REST).all()

    def test_one_outside_the_scale_that_is_asked_for_is_refused(self, instrument: Instrument) -> None:
        with pytest.raises(UserError) as error:
            instrument.melody(instrument.fresh(0), Knobs(scale="major", root=2), Locked(SCALE, bars(2, 5)))
        assert str(error.value) == (
            "Bar 3 is locked and has notes outside the scale (C, F); unlock it or ask for another scale."
        )

    @pytest.mark.parametrize(
        "knobs",
        [
            Knobs(scale="major"),
            Knobs(scale="major", root=2, reach=0),
            Knobs(scale="major", root=2, chords="F"),
            Knobs(pitch_classes=(0, 2, 4, 5)),
        ],
    )
    def test_one_inside_it_is_kept(self, instrument: Instrument, knobs: Knobs) -> None:
        made = instrument.melody(instrument.fresh(0), knobs, Locked(SCALE, bars(0)))
        assert np.array_equal(by_bars(made)[0], by_bars(SCALE)[0])

    def test_there_is_no_locking_without_a_prior(self, tiny_vae: MelodyVAE) -> None:
        instrument = Instrument(tiny_vae)
        with pytest.raises(UserError) as error:
            instrument.melody(instrument.fresh(0), Knobs(), Locked(SCALE, bars(0)))
        assert str(error.value) == "Bars are locked by the learned prior, and there is none for this melody VAE."


class TestIdea:
    @pytest.mark.parametrize("melody", [a_melody(), SCALE, SILENCE], ids=["random", "scale", "silence"])
    def test_a_melody_has_an_idea(self, tiny_prior: LearnedPrior, melody: Melody) -> None:
        idea = tiny_prior.idea(melody)
        assert idea.shape == tiny_prior.idea_shape
        assert idea.dtype == np.float32
        assert np.isfinite(idea).all()
        assert np.array_equal(idea, tiny_prior.idea(melody))

    def test_its_outline_is_the_melody_s(self, tiny_prior: LearnedPrior, split: Split) -> None:
        symbols_1t = np.asarray(split.symbols_nt)[7:8]
        drawn_1l = tiny_prior.idea(Melody(symbols_1t[0]))[None, 0, :DRAWN].astype(float)
        outline, labels = tiny_prior.model.outline, labels_of(symbols_1t)
        assert outline.key(drawn_1l).tolist() == labels["key"].tolist()
        drawn, _ = outline.draw(drawn_1l, outline.style(drawn_1l), {})
        assert drawn["density"] == pytest.approx(labels["density"], abs=0.3)
        assert drawn["lowest"] == pytest.approx(labels["lowest"], abs=1)

    def test_the_rest_of_the_first_row_is_zero(self, tiny_prior: LearnedPrior) -> None:
        assert not tiny_prior.idea(SCALE)[0, DRAWN:].any()


class TestFiles:
    @pytest.fixture
    def vae(self, weights: Path) -> MelodyVAE:
        return load_vae(weights)

    @pytest.fixture
    def prior_file(self, tmp_path: Path, vae: MelodyVAE, tiny_model: MelodyPrior) -> Path:
        config = to_dict(replace(tiny_model.config, vae=vae_digest(vae)))
        return save_prior(tmp_path / "prior.safetensors", tiny_model, config)

    def test_a_prior_is_as_it_was(self, vae: MelodyVAE, prior_file: Path, tiny_model: MelodyPrior) -> None:
        prior = load_prior(vae, prior_file)
        assert prior.styles == STYLES
        assert prior.model.config == replace(tiny_model.config, vae=vae_digest(vae))
        restored = prior.model.state_dict()
        assert [n for n, tensor in tiny_model.state_dict().items() if not torch.equal(tensor, restored[n])] == []
        assert not prior.model.training

    def test_one_of_another_vae_is_refused(self, tmp_path: Path, vae: MelodyVAE, tiny_model: MelodyPrior) -> None:
        path = save_prior(tmp_path / "other.safetensors", tiny_model, to_dict(tiny_model.config) | {"vae": "another"})
        for load in (load_prior, prior_that_fits):
            with pytest.raises(UserError) as error:
                load(vae, path)
            assert str(error.value) == f"{path} was trained for another melody VAE; train it again for this one."

    def test_one_of_another_version_is_refused(self, tmp_path: Path, vae: MelodyVAE, tiny_model: MelodyPrior) -> None:
        path = save_prior(tmp_path / "old.safetensors", tiny_model, to_dict(tiny_model.config) | {"depth": 3})
        with pytest.raises(UserError) as error:
            load_prior(vae, path)
        assert str(error.value).startswith(f"{path} is of another version (")
        assert str(error.value).endswith(") Train it again with this one.")

    def test_a_vae_s_file_is_no_prior(self, vae: MelodyVAE, weights: Path) -> None:
        with pytest.raises(UserError, match=str(weights)):
            load_prior(vae, weights)

    def test_the_one_that_ships_does_not_fit_another_vae(self, vae: MelodyVAE) -> None:
        assert prior_that_fits(vae) is None

    def test_an_instrument_takes_a_file_the_one_that_fits_or_none(self, weights: Path, prior_file: Path) -> None:
        with_prior = Instrument.load(weights, prior=prior_file)
        assert with_prior.prior is not None
        assert with_prior.idea_shape == with_prior.prior.idea_shape
        for without in (Instrument.load(weights), Instrument.load(weights, prior=NO_PRIOR)):
            assert without.prior is None
            assert without.idea_shape == (without.vae.config.latent,)
