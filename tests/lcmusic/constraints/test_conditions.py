"""Labels by hand, random knobs that are knobs, and the loss of each kind of disobedience."""

import math

import pytest
import torch

from lcmusic.constraints.conditions import LABEL, Conditions, ObedienceWeights, obedience, random_conditions
from lcmusic.constraints.predictor import BarStatistics
from lcmusic.music.knobs import Knobs
from lcmusic.music.scales import all_sets


def test_labels_by_hand():
    asked = Conditions.of([Knobs(), Knobs(pitch_classes=(0, 7), density=7.0)])
    assert asked.label().shape == (2, LABEL)
    assert asked.label()[0].tolist() == [0.0] * LABEL
    assert asked.label()[1].tolist() == [1.0, *[0.0] * 6, 1.0, *[0.0] * 4, 1.0, 0.5, 1.0]
    assert asked.allowed_bp[0].tolist() == [1.0] * 12


def test_a_scale_of_all_notes_asks_for_nothing():
    assert Conditions.of([Knobs(scale="chromatic")]).label().tolist() == Conditions.of([Knobs()]).label().tolist()


def test_one_condition_for_many_rows():
    asked = Conditions.of([Knobs(pitch_classes=(0,), density=3.0)]).repeat(4)
    assert torch.equal(asked.label(), Conditions.of([Knobs(pitch_classes=(0,), density=3.0)] * 4).label())


def test_random_conditions_are_scales_and_densities():
    asked = random_conditions(4000, torch.Generator().manual_seed(0))
    sets = {frozenset(torch.nonzero(row)[:, 0].tolist()) for row in asked.allowed_bp[asked.scaled_b > 0]}
    assert sets == set(all_sets().values())
    assert torch.all(asked.allowed_bp[asked.scaled_b == 0] == 1)
    assert torch.all(asked.scaled_b + asked.dense_b > 0)
    assert asked.scaled_b.mean().item() == pytest.approx(0.75, abs=0.03)
    assert asked.dense_b.mean().item() == pytest.approx(0.6, abs=0.03)
    wanted_b = asked.density_b[asked.dense_b > 0]
    assert 1 <= wanted_b.min() < 1.2 < 13.8 < wanted_b.max() <= 14
    assert torch.all(asked.density_b[asked.dense_b == 0] == 0)


def statistics(notes_p: list[float], onset: float = 0.0, pitch: float = 0.0) -> BarStatistics:
    """One melody of 16 bars that are all alike."""
    log_rates = torch.tensor(notes_p).clamp(min=1e-9).log().expand(1, 16, 12)
    return BarStatistics(log_rates, torch.full((1, 16, 16), onset), torch.full((1, 16), pitch))


IN_C = [1.0, 0.0, 1.0, 0.0, 1.0, *[0.0] * 7]
ONE_WRONG = [1.0, 0.5, 1.0, 0.0, 1.0, *[0.0] * 7]
UNIT = ObedienceWeights(1, 1, 1, 1, 1)


def terms(before, after, knobs: Knobs, **options) -> dict[str, float]:
    found = obedience(before, after, Conditions.of([knobs]), UNIT, **options)
    return {name: round(value.item(), 3) for name, value in found.items()}


NOTHING = {"scale": 0.0, "density": 0.0, "rhythm": 0.0, "pitch_classes": 0.0, "contour": 0.0}


def test_staying_is_right_where_nothing_is_asked():
    assert terms(statistics(IN_C), statistics(IN_C), Knobs()) == NOTHING


def test_wrong_notes_count_where_a_scale_is_asked():
    wrong = terms(statistics(ONE_WRONG), statistics(ONE_WRONG), Knobs(scale="major"))
    assert wrong == NOTHING | {"scale": 4.0}  # 8 notes: 2 (3 - 1)


def test_density_is_missed_by_square_roots():
    low, high = statistics([0.25] * 12, pitch=0.0), statistics([0.75] * 12)  # 3 and 9 notes per bar
    wrong = terms(low, high, Knobs(density=4.0, scale="chromatic"))
    assert wrong["density"] == 1.0  # (3 - 2)^2
    assert terms(low, low, Knobs(density=3.0, scale="chromatic")) == NOTHING
    at_least = {d: terms(low, high, Knobs(density=d), at_least=True)["density"] for d in (4.0, 14.0)}
    assert at_least == {4.0: 0.0, 14.0: round((3 - math.sqrt(14)) ** 2, 3)}


def test_what_was_not_asked_for_is_held():
    before, after = statistics(IN_C, onset=0.0), statistics([3.0, *[0.0] * 11], onset=2.0, pitch=0.5)
    held = terms(before, after, Knobs())
    p, q = 0.5, 1 / (1 + math.exp(-2))
    assert held["rhythm"] == pytest.approx(
        256 * (p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q))), abs=1e-3
    )
    assert held["pitch_classes"] > 0.4
    assert held["contour"] == 0.25
    freed = terms(before, after, Knobs(scale="major", density=3.0))
    assert freed == NOTHING | {"contour": 0.25}


def test_the_start_gets_no_gradient():
    before, after = statistics(IN_C), statistics(ONE_WRONG)
    leaf = before.log_rates_p.clone().requires_grad_(True)
    before = BarStatistics(leaf, before.onsets_s, before.pitch)
    moved = after.log_rates_p.clone().requires_grad_(True)
    after = BarStatistics(moved, after.onsets_s, after.pitch)
    sum(obedience(before, after, Conditions.of([Knobs(scale="major")]), UNIT).values()).backward()
    assert leaf.grad is None
    assert moved.grad.abs().sum() > 0
