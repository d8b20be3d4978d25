"""The melody VAE: the paper's shapes layer by layer, and what its parts promise."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from lcmusic.music.melody import BARS, STEPS, SYMBOLS
from lcmusic.vae.model import KL_WEIGHT, PRESETS, MelodyVAE, MelodyVAEConfig
from tests.lcmusic.conftest import random_melodies


def shapes(module: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(p.shape) for name, p in module.named_parameters() if p.requires_grad}


def test_paper_preset_has_the_appendix_s_shapes():
    """Appendix 9.2.3. Rows of LSTM weights are the four gates: 4 x units."""
    with torch.device("meta"):
        model = MelodyVAE(PRESETS["paper"])
    lstm_2048 = {"weight_ih": (8192, 130), "weight_hh": (8192, 2048), "bias_ih": (8192,), "bias_hh": (8192,)}
    assert shapes(model.flat_encoder) == {
        **{f"lstm.{name}_l0{direction}": shape for direction in ("", "_reverse") for name, shape in lstm_2048.items()},
        "head.weight": (1024, 4096),
        "head.bias": (1024,),
    }
    assert shapes(model.conductor) == {
        "initial.weight": (4096, 512),  # h and c of two layers of 1024 units
        "initial.bias": (4096,),
        **two_layers_of_1024(inputs=1),
        "head.weight": (512, 1024),
        "head.bias": (512,),
    }
    assert shapes(model.decoder) == {
        "initial.weight": (4096, 512),
        "initial.bias": (4096,),
        **two_layers_of_1024(inputs=130 + 512),
        "head.weight": (130, 1024),
        "head.bias": (130,),
    }
    assert [name for name, _ in model.named_children()] == ["flat_encoder", "conductor", "decoder"]


def two_layers_of_1024(inputs: int) -> dict[str, tuple[int, ...]]:
    layers = {}
    for layer, size in enumerate((inputs, 1024)):
        layers |= {f"lstm.weight_ih_l{layer}": (4096, size), f"lstm.weight_hh_l{layer}": (4096, 1024)}
        layers |= {f"lstm.bias_ih_l{layer}": (4096,), f"lstm.bias_hh_l{layer}": (4096,)}
    return layers


def test_paper_preset_feeds_one_hots_and_no_symbol_at_the_start():
    symbols = MelodyVAE(MelodyVAEConfig(latent=2, embedding=2, encoder_units=2, conductor_units=2, decoder_units=2))
    table = symbols.decoder.symbols
    assert torch.equal(table.weight, torch.cat([torch.eye(SYMBOLS), torch.zeros(1, SYMBOLS)]))
    assert not table.weight.requires_grad


def test_compact_preset_is_small():
    with torch.device("meta"):
        model = MelodyVAE(PRESETS["compact"])
    assert sum(p.numel() for p in model.parameters()) <= 10_000_000


def test_flat_baseline_is_as_large_as_compact():
    with torch.device("meta"):
        sizes = {name: sum(p.numel() for p in MelodyVAE(PRESETS[name]).parameters()) for name in ("compact", "flat")}
    assert abs(sizes["flat"] / sizes["compact"] - 1) < 0.05


def test_shapes_of_encoding_and_logits(tiny_vae):
    symbols_bt = torch.from_numpy(random_melodies(3).astype(np.int64))
    mu_bd, sigma_bd = tiny_vae.encode(symbols_bt)
    assert mu_bd.shape == sigma_bd.shape == (3, 6)
    assert (sigma_bd > 0).all()
    assert tiny_vae.logits(mu_bd, symbols_bt).shape == (3, STEPS, SYMBOLS)


def test_refined_posteriors_explain_their_melodies_better(tiny_vae):
    symbols_bt = torch.from_numpy(random_melodies(3).astype(np.int64))
    mu_bd, sigma_bd = tiny_vae.encode(symbols_bt)
    refined_bd, same_bd = tiny_vae.encode_refined(symbols_bt)
    torch.testing.assert_close(same_bd, sigma_bd)  # an LSTM's kernel with gradients is another than without
    assert not refined_bd.requires_grad

    def surprise_b(z_bd):
        nats_bt = functional.cross_entropy(tiny_vae.logits(z_bd, symbols_bt).mT, symbols_bt, reduction="none")
        return nats_bt.sum(1) + KL_WEIGHT * 0.5 * z_bd.square().sum(1)

    assert (surprise_b(refined_bd) < surprise_b(mu_bd)).all()
    alone_bd = tiny_vae.encode_refined(symbols_bt[1:2])[0]
    torch.testing.assert_close(alone_bd, refined_bd[1:2], atol=1e-4, rtol=1e-4)


def test_fast_refinement_needs_no_bfloat16(tiny_vae, without_bfloat16):
    symbols_bt = torch.from_numpy(random_melodies(2).astype(np.int64))
    torch.testing.assert_close(tiny_vae.encode_refined(symbols_bt, fast=True), tiny_vae.encode_refined(symbols_bt))


def test_lstms_stay_in_the_mode_in_which_cudnn_gives_gradients(tiny_vae):
    assert all(module.training for module in tiny_vae.eval().modules())


def test_bars_are_decoded_independently_of_each_other(tiny_vae):
    """What a bar's logits are does not depend on the symbols of any other bar, nor on its own later ones."""
    z_bd = torch.randn(1, 6)
    symbols_bt = torch.from_numpy(random_melodies(1).astype(np.int64))
    before = tiny_vae.logits(z_bd, symbols_bt).unflatten(1, (BARS, 16))
    symbols_bt[0, 16 * 5 + 7] = (symbols_bt[0, 16 * 5 + 7] + 1) % SYMBOLS
    after = tiny_vae.logits(z_bd, symbols_bt).unflatten(1, (BARS, 16))
    changed = (before != after).any(-1)[0]
    assert changed[5, 8:].all()
    assert not changed[5, :8].any()
    assert not changed[torch.arange(BARS) != 5].any()


@pytest.mark.parametrize("preset", ["paper", "compact", "flat"])
def test_presets_compute_forward_and_backward_on_the_meta_device(preset, one_step_lstms):
    with torch.device("meta"):
        model = MelodyVAE(PRESETS[preset])
        symbols_bt = torch.zeros(2, STEPS, dtype=torch.long)
        mu_bd, sigma_bd = model.encode(symbols_bt)
        (model.logits(mu_bd, symbols_bt).sum() + sigma_bd.sum()).backward()
    assert all(p.grad is not None for p in model.parameters() if p.requires_grad)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"latent": 0}, "latent must be at least 1"),
        ({"encoder": "bars"}, "bar_encoder_units goes with encoder 'bars'"),
        ({"position_read": -1}, "must not be negative"),
    ],
)
def test_impossible_sizes_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        MelodyVAEConfig(**wrong)
