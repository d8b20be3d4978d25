"""The predictor of statistics: its targets by hand, its loss at its best, and that it learns."""

import numpy as np
import torch

from lcmusic.constraints.predictor import (
    BarPredictor,
    BarPredictorConfig,
    BarStatistics,
    bar_loss,
    bar_targets,
    embeddings,
)
from lcmusic.music.melody import HOLD, REST, STEPS
from tests.lcmusic.conftest import random_melodies


def test_targets_by_hand():
    symbols_nt = np.full((1, STEPS), REST, np.uint8)
    symbols_nt[0, :6] = [60, HOLD, 72, 64, HOLD, HOLD]
    symbols_nt[0, 18] = 49
    notes_nkp, onsets_nks, pitch_nk = bar_targets(symbols_nt)
    assert notes_nkp.shape == (1, 16, 12)
    assert notes_nkp[0, 0].tolist() == [2, 0, 0, 0, 1, *[0] * 7]
    assert notes_nkp[0, 1].tolist() == [0, 1, *[0] * 10]
    assert notes_nkp.sum() == 4
    assert torch.nonzero(onsets_nks).tolist() == [[0, 0, 0], [0, 0, 2], [0, 0, 3], [0, 1, 2]]
    torch.testing.assert_close(pitch_nk[0, :3], torch.tensor([(16 / 3) / 12, -11 / 12, 0.0]))


def test_targets_agree_with_the_melodies_statistics():
    from lcmusic.music.statistics import notes_per_bar, pitch_class_counts

    symbols_nt = random_melodies(5)
    notes_nkp, onsets_nks, _ = bar_targets(symbols_nt)
    assert np.array_equal(notes_nkp.sum(1).numpy(), pitch_class_counts(symbols_nt))
    assert np.array_equal(onsets_nks.sum(2).numpy(), notes_per_bar(symbols_nt))


def test_the_loss_is_least_at_the_truth():
    notes_np, onsets_ns = torch.tensor([[2.0, *[0.0] * 11]]), torch.tensor([[1.0, 1.0, *[0.0] * 14]])
    pitch_n = torch.tensor([0.5])

    def loss(rate: float, logit: float, pitch: float) -> float:
        rates_np = torch.full((1, 12), -9.0)
        rates_np[0, 0] = rate
        predicted = BarStatistics(rates_np, logit * (2 * onsets_ns - 1), torch.tensor([pitch]))
        return bar_loss(predicted, notes_np, onsets_ns, pitch_n).item()

    best = loss(float(np.log(2)), 9.0, 0.5)
    assert best < min(loss(0.5, 9.0, 0.5), loss(0.9, 9.0, 0.5), loss(0.693, 1.0, 0.5), loss(0.693, 9.0, 0.0))


def test_a_bar_without_notes_has_no_pitch_to_learn():
    silent = torch.zeros(1, 12), torch.zeros(1, 16), torch.zeros(1)
    losses = [
        bar_loss(BarStatistics(torch.zeros(1, 12), torch.zeros(1, 16), torch.tensor([p])), *silent) for p in (0.0, 9.0)
    ]
    assert losses[0] == losses[1]


def test_the_predictor_learns_bars_from_their_embeddings():
    torch.manual_seed(0)
    predictor = BarPredictor(BarPredictorConfig(embedding=8, units=32))
    embeddings_ne = torch.randn(512, 8)
    high_n = embeddings_ne[:, 0] > 0
    notes_np = torch.zeros(512, 12)
    notes_np[high_n, 7], notes_np[~high_n, 2] = 3.0, 1.0
    onsets_ns = torch.zeros(512, 16)
    onsets_ns[:, 0] = 1.0
    adam = torch.optim.Adam(predictor.parameters(), lr=1e-2)
    for _ in range(150):
        adam.zero_grad()
        bar_loss(predictor(embeddings_ne), notes_np, onsets_ns, high_n.float()).backward()
        adam.step()
    predicted = predictor(embeddings_ne)
    assert predicted.notes_p.shape == (512, 12)
    assert (predicted.notes_p - notes_np).abs().mean() < 0.1
    assert (predicted.pitch - high_n.float()).abs().mean() < 0.2


def test_embeddings_need_no_bfloat16(tiny_vae, without_bfloat16):
    z_bd = torch.randn(3, tiny_vae.config.latent, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(embeddings(tiny_vae, z_bd), tiny_vae.conductor(z_bd))
