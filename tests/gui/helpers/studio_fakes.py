"""Stand-ins for the engine and the model: what is heard can be told from what was asked."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np

from gui.melody.state.inference import Model
from gui.shared.state.sound import NO_DEVICE
from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import BARS, Melody, Note

LATENT = 4


class FakeEngine:
    """Remembers what it was told, and obeys play, stop and ports at once; reports what a test puts into ``reports``."""

    def __init__(self) -> None:
        self.status = p.Status()
        self.sent: list[p.Command] = []
        self.supplied: list[tuple[int, int, str]] = []
        self.reports: list[p.Report] = []
        self.closed = False

    def send(self, command: p.Command) -> None:
        self.sent.append(command)
        match command:
            case p.Start() | p.Continue():
                self.status = replace(self.status, playing=True, rolling=True)
            case p.Stop():
                self.status = replace(self.status, playing=False, rolling=False)
            case p.OpenOutput(name=name):
                self.status = replace(self.status, output="open" if name else "none", output_name=name)
            case p.OpenInput(name=name):
                self.status = replace(self.status, input="open" if name else "none", input_name=name)

    def supply(self, first_bar: int, symbols: object, phrase: int, at: p.At = "bar", chords: object = ()) -> None:
        self.supplied.append((first_bar, phrase, at))

    def poll(self) -> list[p.Report]:
        reports, self.reports = self.reports, []
        return reports

    def position(self, now: float) -> float:
        return self.status.tick

    def close(self) -> None:
        self.closed = True


class FakeSink:
    """A sound device that takes 480 samples at a time and remembers them."""

    def __init__(self, rate: int = 48_000) -> None:
        self.written: list[np.ndarray] = []
        self.closed = False

    def room(self) -> int:
        return 480

    def waiting(self) -> int:
        return 0

    def write(self, samples: np.ndarray) -> None:
        self.written.append(samples)

    def close(self) -> None:
        self.closed = True


def no_device(rate: int) -> FakeSink:
    """A computer without sound."""
    raise UserError(NO_DEVICE)


class ObedientComposer:
    """Writes as many notes a bar as the density asks, all of them in the scale; the idea decides where it begins.

    Args:
        gate: composing waits for it, if there is one.

    Attributes:
        seconds: how long composing takes.
    """

    idea_shape = (LATENT,)

    def __init__(self, gate: threading.Event | None = None) -> None:
        self.gate = gate
        self.seconds = 0.0
        self.composed: list[Knobs] = []

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody:
        if self.gate:
            self.gate.wait(60)
        time.sleep(self.seconds)
        self.composed.append(knobs)
        allowed = sorted(knobs.allowed or range(12))
        count = round(knobs.density or 4)
        start = int(1000 * abs(idea[0]))
        made = Melody.from_notes(
            Note(16 * bar + i, 16 * bar + i + 1, 60 + allowed[(start + bar + i) % len(allowed)])
            for bar in range(min(BARS, knobs.bars))
            for i in range(count if knobs.notes_in(bar) is None else knobs.notes_in(bar))
        ).looped(knobs.bars)
        return locked.kept_in(made)

    def idea(self, melody: Melody) -> np.ndarray:
        return np.array([melody.notes()[0].pitch / 100, 0, 0, 0], np.float32)


def fake_model(composer: ObedientComposer | None = None, without: str = "") -> tuple[Model, list[tuple[float, bool]]]:
    """A model, and the likes that it was told (first number of the idea, liked)."""
    likes: list[tuple[float, bool]] = []

    def add_like(idea: np.ndarray, liked: bool) -> tuple[int, int]:
        likes.append((float(idea[0]), liked))
        up = sum(liked for liked in dict(likes).values())
        return up, len(dict(likes)) - up

    return Model(composer or ObedientComposer(), add_like, without), likes
