"""Are the knobs of the learned prior obeyed, and is what they make still music? Nothing is masked.

The instrument as it ships draws again what repeats its training set, and where notes are asked for keeps the best of
several draws; ``Instrument.raw`` does neither.

The tax of a knob: C2ST of its melodies against held-out windows *that are so by themselves*, less C2ST of as many
melodies without knobs against as many held-out windows. More melodies are told apart better, so both are of one size.

Shapes: ``n`` melodies, ``t`` steps, ``k`` bars, ``s`` 16 steps of a bar, ``p`` 12 pitch classes, ``f`` features,
``r`` 12 transpositions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lc_common.errors import UserError
from lc_common.two_samples import c2st
from lcmusic.corpus import Split
from lcmusic.evaluate.constraints import spearman
from lcmusic.evaluate.form import LEAST, REPEATS
from lcmusic.evaluate.harmony import TonicFigures, in_some_key, on_chord, tonic_figures
from lcmusic.evaluate.samples import Quota, drawn_windows, played
from lcmusic.instrument import Instrument
from lcmusic.music.chords import parse_progression
from lcmusic.music.form import Notes, form_features
from lcmusic.music.keys import found_key
from lcmusic.music.knobs import NARROWEST, ROWS, Knobs
from lcmusic.music.locked import Locked
from lcmusic.music.melody import BARS, STEPS_PER_BAR, Melody
from lcmusic.music.rewards import pitch_set
from lcmusic.music.scales import SCALES, pitch_classes
from lcmusic.music.statistics import notes_per_bar, onsets
from lcmusic.prior.labels import labels_of

POOL = Quota(per_piece=40, per_source=400)
"""Held-out windows: many, for few of them are in a scale that is rare, or as dense as is asked for."""
SCALE_NAMES = tuple(name for name in SCALES if name != "chromatic")
DENSITIES = tuple(float(d) for d in range(2, 13))
NEAR = 0.75
"""Notes a bar that a held-out window's density may be off to be compared."""
LOCKED_BARS = (4, 8, 12)
CHORDS = (
    "C G Am F", "C Am F G", "Am F C G", "F G Em Am", "C F G C", "Dm G C Am", "Am Dm G C", "Em C G D", "G D Em C",
    "D A Bm G", "Bb F Gm Eb", "A E F#m D", "Dm7 G7 Cmaj7 Am7", "Cm Ab Eb Bb", "Fm Db Ab Eb", "Gm7 C7 Fmaj7 Bbmaj7",
    "Am G F E", "Em Am B7 Em", "C E7 Am F", "Eb Cm Ab Bb",
)  # fmt: skip
"""Twenty progressions of a chord a bar, on many roots: common ones of pop, folk and jazz."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Tax:
    """C2ST of melodies under knobs, and of as many without, each against held-out music.

    Attributes:
        windows: how many on each side; fewer than ``LEAST`` say nothing, and both are None.
    """

    windows: int
    c2st: float | None = None
    free: float | None = None


@dataclass(frozen=True)
class ScaleRow:
    """A scale over all roots.

    Attributes:
        in_scale, wholly: share of the notes in it, and of the melodies wholly in it.
        tonic: how much its root is a tonic.
        tax: what it costs.
    """

    in_scale: float
    wholly: float
    tonic: TonicFigures
    tax: Tax


@dataclass(frozen=True)
class DensityRow:
    """Notes per bar, asked for within ``NEAR`` of a density as held-out windows have them.

    Attributes:
        asked: that density.
        got, error: the median of what came, and of how far each was from what it was asked for.
        tax: what it costs.
    """

    asked: float
    got: float
    error: float
    tax: Tax


@dataclass(frozen=True)
class Attribute:
    """An attribute that melodies are asked for, with values of held-out melodies.

    Attributes:
        label: what is measured (``labels_of``).
        knobs: the knobs that ask for it.
        labels: what is asked for by the prior's own labels, all of the same held-out melody.
        lc_diff, latent_constraint: Pearson as LC-Diff's table prints it for itself and for its latent-constraint VAE.
    """

    label: str
    knobs: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    lc_diff: float | None = None
    latent_constraint: float | None = None


ATTRIBUTES = {
    "density": Attribute("density", ("density",), (), 0.986, 0.976),
    "contour: distance travelled": Attribute("travel", (), ("travel", "density", "motion"), 0.856, 0.609),
    "range": Attribute("span", ("lowest", "highest"), (), 0.810, 0.347),
    "rhythmic complexity": Attribute("complexity", (), ("complexity",), 0.949, 0.333),
    "repetition": Attribute("repetition", ("repetition",)),
    "motion": Attribute("motion", ("motion",)),
    "syncopation": Attribute("syncopation", ("syncopation",)),
    "contour: trend": Attribute("contour", ("contour",)),
}
"""LC-Diff's four attributes and the knobs that it has not. Its contour is the way from note to note summed up."""


@dataclass(frozen=True)
class AttributeRow:
    """Pearson's correlation of asked and got, and the median of how far off it was, in the label's unit."""

    pearson: float
    error: float


@dataclass(frozen=True)
class LockedRow:
    """Held-out melodies of which some bars in a row are kept and the others made.

    Attributes:
        kept: share of the locked notes that are as they were.
        interval, true_interval: mean interval over the bar lines between a locked bar and another, in semitones: of
            the new bars, and of the true ones.
        c2st: of melodies with new bars against the true ones.
        p50, p95: seconds a melody.
    """

    kept: float
    interval: float
    true_interval: float
    c2st: float
    p50: float
    p95: float


@dataclass(frozen=True)
class ChordRow:
    """Share of the notes that start on beats 1 and 3 which are of the chord, and the tax where knobs were turned."""

    on_chord: float
    tax: Tax | None = None


@dataclass(frozen=True)
class KnobFigures:
    """The parts that were asked for; the others are empty.

    Attributes:
        music: how much the key of held-out music, as its notes tell it, is a tonic; None: scales were not asked for.
        spearman: of density asked and got, over all melodies; None: not asked for.
    """

    scale: dict[str, ScaleRow] = field(default_factory=dict)
    music: TonicFigures | None = None
    density: tuple[DensityRow, ...] = ()
    spearman: float | None = None
    pearson: dict[str, AttributeRow] = field(default_factory=dict)
    locked: dict[int, LockedRow] = field(default_factory=dict)
    chords: dict[str, ChordRow] = field(default_factory=dict)


class KnobTest:
    """The instrument as it ships against one held-out split.

    Args:
        instrument: with a learned prior.
        held_out: the split whose windows melodies are compared with.
        asked: the split whose melodies' own attributes are asked for.
        markov: a rival's melodies, for the chords.
        n: melodies of a row.
        repeats: draws over which C2ST is averaged.
        say: told what is being done.

    Raises:
        UserError: the instrument has no learned prior.
    """

    def __init__(
        self,
        instrument: Instrument,
        held_out: Split,
        asked: Split,
        markov: Callable[[int, int], np.ndarray],
        *,
        n: int = 240,
        seed: int = 0,
        repeats: int = REPEATS,
        say: Say = lambda _: None,
    ) -> None:
        if instrument.prior is None:
            raise UserError("This melody VAE has no learned prior, and so no knobs to judge; train one first.")
        self.instrument, self.markov, self.n, self.seed, self.repeats, self.say = (
            instrument, markov, n, seed, repeats, say
        )  # fmt: skip
        self.real = drawn_windows(held_out, POOL, np.random.default_rng(seed))
        self.asked = drawn_windows(asked, POOL, np.random.default_rng(seed))
        assert self.real.piece_n is not None  # windows are of pieces
        self._piece_n = self.real.piece_n
        self._features_nf = form_features(self.real.symbols_nt)[1]
        self._free_c2st: dict[int, float] = {}

    def figures(self, only: Sequence[str] = ()) -> KnobFigures:
        """The parts by their names in ``PARTS``; all where none is named."""
        found: dict[str, Any] = {}
        for name in only or PARTS:
            found |= PARTS[name](self)
        return KnobFigures(**found)

    def scales(self) -> dict[str, Any]:
        """Every scale, its melodies spread over the twelve roots."""
        rows = {}
        for name in SCALE_NAMES:
            roots = [i % 12 for i in range(self.n)]
            made_nt = self._played(name, [Knobs(root=root, scale=name) for root in roots])
            shares = [pitch_set(s_t[None], pitch_classes(r, name)) for s_t, r in zip(made_nt, roots, strict=True)]
            share_n = np.concatenate(shares)
            rows[name] = ScaleRow(
                float(share_n.mean()),
                float((share_n == 1).mean()),
                tonic_figures(made_nt, np.array(roots)),
                self._tax(made_nt, in_some_key(self.real.symbols_nt, name)),
            )
        heard_n = found_key(self.real.symbols_nt) % 12
        return {"scale": rows, "music": tonic_figures(self.real.symbols_nt, heard_n)}

    def densities(self) -> dict[str, Any]:
        """Densities 2 to 12, each as held-out windows near it have it; all alike would be told from them by that."""
        rng = np.random.default_rng(self.seed)
        rows, asked, got = [], [], []
        real_n = notes_per_bar(self.real.symbols_nt).mean(1)
        for density in DENSITIES:
            like_n = np.abs(real_n - density) <= NEAR
            asked_n = rng.choice(real_n[like_n], self.n) if like_n.any() else np.full(self.n, density)
            asked_n = asked_n.clip(ROWS["density"].low, ROWS["density"].high)
            made_nt = self._played(f"density {density:g}", [Knobs(density=each) for each in asked_n.tolist()])
            got_n = notes_per_bar(made_nt).mean(1)
            error = float(np.median(np.abs(got_n - asked_n)))
            rows.append(DensityRow(density, float(np.median(got_n)), error, self._tax(made_nt, like_n)))
            asked.append(asked_n)
            got.append(got_n)
        return {"density": tuple(rows), "spearman": spearman(np.concatenate(asked), np.concatenate(got))}

    def attributes(self) -> dict[str, Any]:
        """Each of ``ATTRIBUTES`` as melodies of another split have it."""
        rng = np.random.default_rng(self.seed)
        rows = {}
        for name, attribute in ATTRIBUTES.items():
            wanted_nt = self.asked.symbols_nt[rng.choice(len(self.asked), self.n, replace=self.n > len(self.asked))]
            wanted = labels_of(wanted_nt)
            for knob in attribute.knobs:
                wanted[knob] = np.clip(wanted[knob], ROWS[knob].low, ROWS[knob].high)
            if attribute.knobs == ("lowest", "highest"):
                wanted["highest"] = np.maximum(wanted["highest"], wanted["lowest"] + NARROWEST)
                wanted["span"] = wanted["highest"] - wanted["lowest"]
            columns = [wanted[knob].tolist() for knob in attribute.knobs]
            knobs = [Knobs(**dict(zip(attribute.knobs, row, strict=True))) for row in zip(*columns, strict=True)]
            labels = {label: wanted[label] for label in attribute.labels}
            made_nt = self._played(name, knobs or [Knobs()] * self.n, labels)
            asked_n, got_n = wanted[attribute.label], labels_of(made_nt)[attribute.label]
            rows[name] = AttributeRow(pearson(asked_n, got_n), float(np.median(np.abs(asked_n - got_n))))
        return {"pearson": rows}

    def locked(self) -> dict[str, Any]:
        """Held-out melodies with bars locked that follow each other, one melody at a time."""
        rng = np.random.default_rng(self.seed)
        true_n = rng.permutation(len(self.real))[: self.n]
        true_nt, piece_n = self.real.symbols_nt[true_n], self._piece_n[true_n]
        rows = {}
        for bars in LOCKED_BARS:
            first_n = rng.integers(0, BARS - bars + 1, len(true_nt))
            locked_nk = (np.arange(BARS) >= first_n[:, None]) & (np.arange(BARS) < first_n[:, None] + bars)
            made_nt, seconds_n = np.empty_like(true_nt), np.empty(len(true_nt))
            for row, (true_t, locked_k) in enumerate(zip(true_nt, locked_nk, strict=True)):
                self.say(f"{bars} bars locked: {row} of {len(true_nt)} melodies")
                begun = time.perf_counter()
                idea = self.instrument.fresh(self.seed, row)
                made_nt[row] = self.instrument.melody(idea, Knobs(), Locked.of(Melody(true_t), locked_k)).symbols_t
                seconds_n[row] = time.perf_counter() - begun
            held_nt = onsets(true_nt) & locked_nk.repeat(STEPS_PER_BAR, axis=1)
            rows[bars] = LockedRow(
                float((made_nt == true_nt)[held_nt].mean()),
                edge_interval(made_nt, locked_nk),
                edge_interval(true_nt, locked_nk),
                self._c2st(form_features(true_nt)[1], form_features(made_nt)[1], piece_n, piece_n),
                *np.percentile(seconds_n, [50, 95]).tolist(),
            )
        return {"locked": rows}

    def chords(self) -> dict[str, Any]:
        """Progressions, beside what the best transposition of other melodies happens to have."""
        each = -(-self.n // len(CHORDS))
        heard = [parse_progression(text) for text in CHORDS for _ in range(each)]
        made_nt = self._played("chords", [Knobs(chords=text) for text in CHORDS for _ in range(each)])
        scale_nt = self._played("one scale", [Knobs(scale="major")] * len(heard))
        every_n = np.ones(len(self.real), bool)
        others = {
            "one scale throughout, best transposed": scale_nt,
            "Markov chain, best transposed": self.markov(len(heard), self.seed),
            "held-out music, best transposed": np.resize(self.real.symbols_nt, scale_nt.shape),
        }
        rows = {"chords": ChordRow(on_chord(made_nt, heard, best=False), self._tax(made_nt, every_n))}
        return {"chords": rows | {name: ChordRow(on_chord(s_nt, heard, best=True)) for name, s_nt in others.items()}}

    @cached_property
    def _free_nf(self) -> np.ndarray:
        return form_features(self._played("no knobs", [Knobs()] * self.n))[1]

    def _played(self, what: str, knobs: Sequence[Knobs], labels: Mapping[str, np.ndarray] | None = None) -> np.ndarray:
        return played(self.instrument, knobs, self.seed, labels=labels, say=lambda text: self.say(f"{what}: {text}"))

    def _tax(self, made_nt: np.ndarray, like_n: np.ndarray) -> Tax:
        windows = min(int(like_n.sum()), len(made_nt), self.n)
        if windows < LEAST:
            return Tax(windows)
        self.say(f"C2ST of {windows} melodies")
        made_nf = form_features(made_nt)[1]
        under = self._c2st(self._features_nf[like_n], made_nf, self._piece_n[like_n], None, windows)
        if windows not in self._free_c2st:
            self._free_c2st[windows] = self._c2st(self._features_nf, self._free_nf, self._piece_n, None, windows)
        return Tax(windows, under, self._free_c2st[windows])

    def _c2st(
        self,
        real_nf: np.ndarray,
        made_nf: np.ndarray,
        real_n: np.ndarray,
        made_n: np.ndarray | None,
        most: int | None = None,
    ) -> float:
        rng = np.random.default_rng(self.seed)
        scores = []
        for repeat in range(self.repeats):
            real, made = (rng.permutation(len(nf))[:most] for nf in (real_nf, made_nf))
            groups = real_n[real], None if made_n is None else made_n[made]
            scores.append(c2st(real_nf[real], made_nf[made], *groups, seed=self.seed + repeat))
        return float(np.mean(scores))


PARTS: dict[str, Callable[[KnobTest], dict[str, Any]]] = {
    "scale": KnobTest.scales,
    "density": KnobTest.densities,
    "pearson": KnobTest.attributes,
    "locked": KnobTest.locked,
    "chords": KnobTest.chords,
}
"""The parts, by the name that asks for one alone."""


def pearson(a_n: np.ndarray, b_n: np.ndarray) -> float:
    """Pearson's correlation; 0 where either does not vary."""
    return float(np.corrcoef(a_n, b_n)[0, 1]) if a_n.std() and b_n.std() else 0.0


def edge_interval(symbols_nt: np.ndarray, locked_nk: np.ndarray) -> float:
    """Mean interval in semitones between notes in a row of which one is in a locked bar and the other is not."""
    notes = Notes.of(symbols_nt)
    locked_m = locked_nk[notes.row_m, notes.step_m // STEPS_PER_BAR]
    edge_m = notes.same_m & (locked_m[1:] != locked_m[:-1])
    return float(np.abs(notes.move_m[edge_m]).mean()) if edge_m.any() else 0.0
