"""Any number of melodies: the same as all at once."""

import numpy as np
import torch

from lcmusic.vae.batching import ROWS, decode_all, encode_all, posteriors
from tests.lcmusic.conftest import random_melodies


def test_posteriors_come_a_few_at_a_time_and_are_those_of_all(tiny_vae):
    symbols_nt = random_melodies(ROWS + 44)
    parts = list(posteriors(tiny_vae, symbols_nt))
    assert [(mu.shape, sigma.shape) for mu, sigma in parts] == [((ROWS, 6), (ROWS, 6)), ((44, 6), (44, 6))]
    mu_nd, sigma_nd = encode_all(tiny_vae, symbols_nt)
    expected = tiny_vae.encode(torch.from_numpy(symbols_nt.astype(np.int64)))
    torch.testing.assert_close((mu_nd, sigma_nd), expected)


def test_refined_posteriors_are_the_model_s(tiny_vae):
    symbols_nt = random_melodies(3)
    expected = tiny_vae.encode_refined(torch.from_numpy(symbols_nt.astype(np.int64)))
    torch.testing.assert_close(encode_all(tiny_vae, symbols_nt, refined=True), expected)


def test_latents_decode_a_few_at_a_time(tiny_vae):
    z_nd = torch.randn(ROWS + 4, 6, generator=torch.Generator().manual_seed(0))
    whole_nt = decode_all(tiny_vae, z_nd, 0)
    assert np.array_equal(whole_nt[ROWS:], decode_all(tiny_vae, z_nd[ROWS:], 0))
    assert whole_nt.shape == (ROWS + 4, 256)
