"""Rewards: pure functions from melodies to [0, 1] (equation 4 and our own), by name in ``REWARDS``.

Shapes: ``n`` melodies, ``t`` steps (whole bars), ``k`` bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from lc_common.errors import UserError
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS, STEPS_PER_BAR
from lcmusic.music.scales import indicator, outside, parse_root, parse_set
from lcmusic.music.statistics import onsets, pitch_class_counts

METRE_S = np.array([4, 0, 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 2, 0, 1, 0])
"""How strong each sixteenth of a 4/4 bar is."""
SINGLE_STEP = 2
"""Semitones up to which a move is one by step."""


def pitch_set(symbols_nt: np.ndarray, allowed: frozenset[int]) -> np.ndarray:
    """Share of the notes whose pitch class is allowed (equation 4); 0 without notes."""
    counts_np = pitch_class_counts(symbols_nt)
    total_n = counts_np.sum(1)
    return _share(total_n - outside(counts_np, np.array(indicator(allowed))), total_n)


def density(symbols_nt: np.ndarray, least: float) -> np.ndarray:
    """``min(1, notes / least)`` (equation 4)."""
    return np.minimum(1.0, onsets(symbols_nt).sum(1) / least)


def max_density(symbols_nt: np.ndarray, most: float) -> np.ndarray:
    """``min(1, most / notes)``; 1 without notes."""
    return np.minimum(1.0, most / np.maximum(onsets(symbols_nt).sum(1), 1))


def rest_share(symbols_nt: np.ndarray, least: float) -> np.ndarray:
    """``min(1, silent steps / least)``, ``least`` a share of all steps."""
    return np.minimum(1.0, (symbols_nt == REST).mean(1) / least)


def pitch_range(symbols_nt: np.ndarray, bounds: tuple[int, int]) -> np.ndarray:
    """Share of the notes within two MIDI pitches, both included; 0 without notes."""
    onset_nt = onsets(symbols_nt)
    inside_nt = onset_nt & (symbols_nt >= bounds[0]) & (symbols_nt <= bounds[1])
    return _share(inside_nt.sum(1), onset_nt.sum(1))


def stepwise(symbols_nt: np.ndarray) -> np.ndarray:
    """Share of the moves from note to note that are by step: 1 or 2 semitones; 0 without a move."""
    row_m, _, pitch_m = _notes(symbols_nt)
    same_m = row_m[1:] == row_m[:-1]
    row_m, move_m = row_m[1:][same_m], np.abs(np.diff(pitch_m))[same_m]
    n = len(symbols_nt)
    by_step_n = np.bincount(row_m[(move_m > 0) & (move_m <= SINGLE_STEP)], minlength=n)
    return _share(by_step_n, np.bincount(row_m, minlength=n))


def syncopation(symbols_nt: np.ndarray, least: float) -> np.ndarray:
    """``min(1, share / least)`` of the syncopated notes: those held over a step stronger than the one they start on."""
    n, t = symbols_nt.shape
    metre_t = np.resize(METRE_S, t)
    sounding_nt = symbols_nt == HOLD
    strongest_nt = np.zeros((n, t), np.int64)  # of the holds from this step to the end of the note
    for step in range(t - 2, -1, -1):
        reach_n = np.maximum(metre_t[step + 1], strongest_nt[:, step + 1])
        strongest_nt[:, step] = np.where(sounding_nt[:, step + 1], reach_n, 0)
    onset_nt = onsets(symbols_nt)
    syncopated_n = (onset_nt & (strongest_nt > metre_t)).sum(1)
    return np.minimum(1.0, _share(syncopated_n, onset_nt.sum(1)) / least)


def repetition(symbols_nt: np.ndarray) -> np.ndarray:
    """Share of the bars after the first that repeat an earlier bar of the melody, step for step; silent ones do not."""
    bars_nks = symbols_nt.reshape(len(symbols_nt), -1, STEPS_PER_BAR)
    same_nkk = (bars_nks[:, :, None] == bars_nks[:, None]).all(-1)
    repeats_nk = np.tril(same_nkk, -1).any(2) & onsets(bars_nks).any(2)
    return repeats_nk[:, 1:].mean(1) if bars_nks.shape[1] > 1 else np.zeros(len(symbols_nt))


def contour(symbols_nt: np.ndarray, direction: str) -> np.ndarray:
    """``(1 + r) / 2`` for "up", ``(1 - r) / 2`` for "down"; r correlates the notes' pitches with their times."""
    n = len(symbols_nt)
    row_m, step_m, pitch_m = _notes(symbols_nt)
    count_n = np.maximum(np.bincount(row_m, minlength=n), 1)

    def centred(value_m: np.ndarray) -> np.ndarray:
        return value_m - (np.bincount(row_m, weights=value_m, minlength=n) / count_n)[row_m]

    step_m, pitch_m = centred(step_m), centred(pitch_m)
    covariance_n = np.bincount(row_m, weights=step_m * pitch_m, minlength=n)
    spread_n = np.sqrt(
        np.bincount(row_m, weights=step_m**2, minlength=n) * np.bincount(row_m, weights=pitch_m**2, minlength=n)
    )
    r_n = np.divide(covariance_n, spread_n, out=np.zeros(n), where=spread_n > 1e-9)
    return np.clip((1 + r_n if direction == "up" else 1 - r_n) / 2, 0.0, 1.0)


def last_on_tonic(symbols_nt: np.ndarray, tonic: int) -> np.ndarray:
    """1 where the last note is a tonic, else 0."""
    onset_nt = onsets(symbols_nt)
    last_n = symbols_nt.shape[1] - 1 - onset_nt[:, ::-1].argmax(1)
    pitch_n = symbols_nt[np.arange(len(symbols_nt)), last_n]
    return (onset_nt.any(1) & (pitch_n % 12 == tonic)).astype(float)


def _notes(symbols_nt: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Melody, step and pitch of every note, in order."""
    row_m, step_m = np.nonzero(onsets(symbols_nt))
    return row_m, step_m, symbols_nt[row_m, step_m].astype(np.int64)


def _share(part_n: np.ndarray, whole_n: np.ndarray) -> np.ndarray:
    return part_n / np.maximum(whole_n, 1)


def _number(least: float, most: float, what: str) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise UserError(f"{text!r} is not {what}: a number from {least:g} to {most:g}.")
        return value

    return parse


def _bounds(text: str) -> tuple[int, int]:
    words = text.replace(",", " ").split()
    if len(words) != 2 or not all(word.isdigit() for word in words) or not int(words[0]) <= int(words[1]) < PITCHES:
        raise UserError(f"{text!r} is not a pitch range; give two MIDI pitches, low and high, such as '60, 84'.")
    return int(words[0]), int(words[1])


def _direction(text: str) -> str:
    if text not in ("up", "down"):
        raise UserError(f"{text!r} is not a direction; choose up or down.")
    return text


@dataclass(frozen=True)
class Kind:
    """One row of the registry: the function, how its argument is read (None: it has none), and an example."""

    function: Callable[..., np.ndarray]
    parse: Callable[[str], Any] | None
    example: str


REWARDS = {
    "pitch_set": Kind(pitch_set, parse_set, "pitch_set(C major)"),
    "density": Kind(density, _number(1, STEPS, "a number of notes"), "density(192)"),
    "max_density": Kind(max_density, _number(1, STEPS, "a number of notes"), "max_density(64)"),
    "rest_share": Kind(rest_share, _number(0.01, 1, "a share"), "rest_share(0.3)"),
    "pitch_range": Kind(pitch_range, _bounds, "pitch_range(60, 84)"),
    "stepwise": Kind(stepwise, None, "stepwise()"),
    "syncopation": Kind(syncopation, _number(0.01, 1, "a share"), "syncopation(0.5)"),
    "repetition": Kind(repetition, None, "repetition()"),
    "contour": Kind(contour, _direction, "contour(up)"),
    "last_on_tonic": Kind(last_on_tonic, parse_root, "last_on_tonic(C)"),
}


@dataclass(frozen=True)
class Reward:
    """A reward with its argument: ``reward(symbols_nt)`` gives float ``[n]`` in [0, 1]."""

    name: str
    value: Any
    text: str

    def __call__(self, symbols_nt: np.ndarray) -> np.ndarray:
        kind = REWARDS[self.name]
        return kind.function(symbols_nt, self.value) if kind.parse else kind.function(symbols_nt)


def parse_reward(text: str) -> Reward:
    """A reward from its text, such as ``density(192)`` or ``stepwise()``.

    Raises:
        UserError: unknown name, or an argument that the reward does not take.
    """
    match = re.fullmatch(r"\s*(\w+)\s*(?:\((.*)\))?\s*", text)
    examples = ", ".join(kind.example for kind in REWARDS.values())
    if not match or match[1] not in REWARDS:
        raise UserError(f"There is no reward {text!r}; write one like these: {examples}.")
    name, argument = match[1], (match[2] or "").strip()
    kind = REWARDS[name]
    if bool(argument) != bool(kind.parse):
        raise UserError(f"{text!r} does not say what it should; write it like {kind.example}.")
    return Reward(name, kind.parse(argument) if kind.parse else None, text.strip())


Combination = Callable[[np.ndarray], np.ndarray]
COMBINATIONS: dict[str, Combination] = {
    "product": lambda reward_rn: reward_rn.prod(0),
    "mean": lambda reward_rn: reward_rn.mean(0),
    "minimum": lambda reward_rn: reward_rn.min(0),
}


def combined(rewards: Sequence[Callable], how: str = "product") -> Callable[[np.ndarray], np.ndarray]:
    """One reward from several.

    Raises:
        UserError: no reward, an unknown combination, or rules that cannot be satisfied together.
    """
    if not rewards:
        raise UserError("At least one reward is needed, such as --reward 'pitch_set(C major)'.")
    if how not in COMBINATIONS:
        raise UserError(f"There is no combination {how!r}; choose one of {', '.join(COMBINATIONS)}.")
    for a, b in combinations([reward for reward in rewards if isinstance(reward, Reward)], 2):
        if _contradict(a, b) or _contradict(b, a):
            raise UserError(f"{a.text} and {b.text} contradict each other: no melody satisfies both.")
    return lambda symbols_nt: COMBINATIONS[how](np.stack([reward(symbols_nt) for reward in rewards]))


def _contradict(a: Reward, b: Reward) -> bool:
    match a.name, b.name:
        case "pitch_set", "pitch_set":
            return not a.value & b.value
        case "pitch_set", "last_on_tonic":
            return b.value not in a.value
        case "last_on_tonic", "last_on_tonic":
            return a.value != b.value
        case "density", "max_density":
            return a.value > b.value
        case "density", "rest_share":
            return a.value > (1 - b.value) * STEPS
        case "pitch_range", "pitch_range":
            return a.value[1] < b.value[0]
        case "contour", "contour":
            return a.value != b.value
    return False
