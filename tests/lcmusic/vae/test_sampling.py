"""Sampling: the same numbers as nn.LSTM, temperature, masks, seeds."""

import numpy as np
import pytest
import torch

from lcmusic.music.melody import HOLD, REST, canonical
from lcmusic.vae.model import PRESETS, MelodyVAE
from lcmusic.vae.sampling import allowed_symbols, decode
from tests.lcmusic.conftest import TINY


def test_argmax_decoding_is_greedy_under_the_teacher_forced_logits(tiny_vae):
    """Feeding a greedy melody back must predict that very melody: the hand-arranged step equals nn.LSTM's."""
    # This seed's two best symbols are 1e-3 apart at the least, and kernels differ by 1e-7.
    z_bd = 3 * torch.randn(4, TINY.latent, generator=torch.Generator().manual_seed(17))
    raw_bt = raw_decode(tiny_vae, z_bd)
    predicted_bt = tiny_vae.logits(z_bd, raw_bt).argmax(-1)
    assert torch.equal(predicted_bt, raw_bt)
    assert np.array_equal(decode(tiny_vae, z_bd, temperature=0), canonical(raw_bt.numpy()))


def raw_decode(model: MelodyVAE, z_bd: torch.Tensor) -> torch.Tensor:
    """Greedy symbols from nn.LSTM alone, one more step of teacher forcing at a time."""
    symbols_bt = torch.zeros(len(z_bd), 256, dtype=torch.long)
    for step in range(16):
        predicted = model.logits(z_bd, symbols_bt).argmax(-1)
        symbols_bt.view(len(z_bd), 16, 16)[:, :, step] = predicted.view(len(z_bd), 16, 16)[:, :, step]
    return symbols_bt


def test_flat_baseline_decodes_all_steps():
    torch.manual_seed(0)
    small = {"latent": 4, "symbol": 3, "encoder_units": 4, "decoder_units": 5, "embedding": 4, "conductor_units": 4}
    model = MelodyVAE(PRESETS["flat"].__class__(**small, decoder="flat")).eval()
    symbols_bt = decode(model, torch.randn(2, 4), temperature=0)
    assert symbols_bt.shape == (2, 256)
    assert np.array_equal(symbols_bt, canonical(symbols_bt))


def test_one_seed_one_melody(tiny_vae):
    z_bd = torch.zeros(2, TINY.latent)
    first, again, other = (decode(tiny_vae, z_bd, generator=torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_strict_decoding_plays_no_other_pitch_class(tiny_vae):
    allowed_v = allowed_symbols(frozenset({0, 4, 7}))
    symbols_bt = decode(
        tiny_vae, torch.randn(8, TINY.latent), allowed_v=allowed_v, generator=torch.Generator().manual_seed(0)
    )
    notes = symbols_bt[symbols_bt < 128]
    assert len(notes) > 0
    assert set(notes % 12) <= {0, 4, 7}


def test_allowed_symbols_are_those_pitch_classes_and_both_silences():
    allowed_v = allowed_symbols(frozenset({2}))
    assert np.flatnonzero(allowed_v).tolist() == [2, 14, 26, 38, 50, 62, 74, 86, 98, 110, 122, HOLD, REST]


@pytest.mark.parametrize("temperature", [0, 0.5, 1.0])
def test_output_is_canonical(tiny_vae, temperature):
    symbols_bt = decode(tiny_vae, torch.randn(5, TINY.latent), temperature=temperature)
    assert symbols_bt.dtype == np.uint8
    assert np.array_equal(symbols_bt, canonical(symbols_bt))
