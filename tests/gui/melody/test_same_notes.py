"""The same idea, knobs and seed are the same notes from ``lcmusic generate``, from the live feed and in the studio."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from studio_fakes import FakeEngine

from gui.melody.state.elsewhere import ModelProcess
from gui.melody.state.inference import Chosen, NoComposer
from gui.melody.state.session import MelodySession
from gui.melody.state.setting import Remembered, Setting
from lcmusic.cli import app as cli
from lcmusic.instrument import Instrument
from lcmusic.live.protocol import Status
from lcmusic.media.midi import read_clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.feed import Feed
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session
from lcmusic.pretrained import load_vae
from tests.lcmusic.conftest import save_rule

SEED = 7


@pytest.fixture(scope="module")
def rule(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_rule(tmp_path_factory.mktemp("rules") / "rule.safetensors", load_vae())


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelProcess]:
    models = ModelProcess(tmp_path_factory.mktemp("likes"))
    models.load(Chosen())
    yield models
    models.close()


def batch(monkeypatch, folder: Path, options: tuple[str, ...]) -> Melody:
    monkeypatch.setattr(sys, "argv", ["lcmusic", "generate", "--seed", str(SEED), "--out", str(folder), *options])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    (clip,) = folder.glob(f"melody-*s{SEED}-1.mid")
    return read_clip(clip, 16).melody


def live(rule: Path | None, knobs: Knobs) -> Melody:
    feed = Feed(Instrument.load(rule=rule), lambda *_: None, knobs, Plan("loop", seed=SEED))
    feed.update(Status())
    return feed.playing


def studio(worker, until, models: ModelProcess, rule: Path | None, knobs: Knobs) -> Melody:
    performance = Session(FakeEngine(), NoComposer(), Knobs(), Plan())
    remembered = Remembered(Setting(knobs, Plan("loop", seed=SEED)))
    session = MelodySession(performance, worker, np.random.default_rng(0), lambda: 0.0, remembered)
    session.use(models.load(Chosen(rule=str(rule or ""))))
    until(lambda: session.playing, session.update)
    return session.playing


@pytest.mark.parametrize(
    ("options", "knobs", "ruled"),
    [
        ((), Knobs(), False),
        (("--key", "D", "--scale", "dorian", "--density", "8"), Knobs(root=2, scale="dorian", density=8.0), False),
        (("--realism", "1", "--temperature", "1"), Knobs(realism=1.0, temperature=1.0), False),
        (("--pitches", "C E G", "--strict", "--reach", "0.5"), Knobs(pitch_classes=(0, 4, 7), strict=True, reach=0.5),
         False),
        (("--scale", "blues", "--density", "5"), Knobs(scale="blues", density=5.0, taste=1.0), True),
    ],
    ids=["as they come", "scale and density", "realism", "strict set, half-way", "a rule"],
)  # fmt: skip
def test_batch_live_and_studio_play_the_same_notes(
    monkeypatch, worker, until, tmp_path, models, rule, options, knobs, ruled
):
    chosen, knobs = rule if ruled else None, replace(knobs, seed=SEED)
    from_batch = batch(monkeypatch, tmp_path / "out", (*options, "--rule", str(rule)) if ruled else options)
    assert from_batch.notes()
    assert live(chosen, knobs) == from_batch
    assert studio(worker, until, models, chosen, knobs) == from_batch
