"""What is remembered survives crashes, torn files and full disks."""

import json

import numpy as np
import pytest

from gui.melody.state.inference import Chosen
from gui.melody.state.setting import Clip, Remembered, Setting, plain_idea
from gui.shared.state.osc import OscSettings
from gui.shared.state.settings import Settings, SettingsFile
from gui.shared.state.sound import SoundSettings
from gui.shared.state.transport import Wiring
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan

FULL = Settings(
    melody=Remembered(
        Setting(Knobs(root=3, scale="blues", density=7.5), Plan("loop"), Expression(swing=0.6), (0.25, -1.0)),
        (Clip("one", (60, *[128] * 255), (0.5, 0.5), Knobs(pitch_classes=(0, 4))), *[None] * 7),
        "step",
    ),
    wiring=Wiring(97.5, "midi", True, "LC Studio", True, "Keys"),
    controllers={"1/74": "density"},
    theme="light",
    page="Train",
    geometry="00ff",
    folder="/music",
    sound=False,
    voice=SoundSettings("flute", 0.25, True),
    chosen=Chosen("own.safetensors", rule="taste.safetensors"),
    welcomed=True,
    osc=OscSettings(True, 9100, True, "192.168.1.20:9001"),
)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_everything_comes_back(tmp_path, clock):
    path = tmp_path / "new" / "studio.json"
    SettingsFile(path, clock).write(FULL)
    assert SettingsFile(path, clock).loaded == FULL


def test_an_idea_keeps_its_shape_and_one_of_a_session_of_before_is_a_vector(tmp_path, clock):
    path = tmp_path / "studio.json"
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    SettingsFile(path, clock).write(Settings(melody=Remembered(Setting(idea=plain_idea(matrix)))))
    idea = SettingsFile(path, clock).loaded.melody.setting.idea
    assert idea == ((0.0, 1.0, 2.0), (3.0, 4.0, 5.0))
    assert np.array_equal(np.array(idea, np.float32), matrix)
    path.write_text('{"melody": {"setting": {"idea": [0.5, -1, 2]}}}')
    assert SettingsFile(path, clock).loaded.melody.setting.idea == (0.5, -1.0, 2.0)
    path.write_text('{"melody": {"setting": {"idea": [[1, 2], [3]]}}}')
    assert "The rows of an idea must have as many numbers each." in SettingsFile(path, clock).problem


def test_a_change_is_written_once_it_has_been_quiet_for_a_second(tmp_path, clock):
    path = tmp_path / "studio.json"
    file = SettingsFile(path, clock)
    for clock.now, tempo in ((0.0, 100.0), (0.5, 101.0), (1.2, 101.0)):
        file.keep(Settings(wiring=Wiring(tempo)))
        assert not path.exists()
    clock.now = 1.6
    file.keep(Settings(wiring=Wiring(101.0)))
    assert json.loads(path.read_text())["wiring"]["tempo"] == 101.0


def test_what_is_written_later_does_not_undo_what_was_written_meanwhile(tmp_path, clock):
    path, waiting = tmp_path / "studio.json", []
    file = SettingsFile(path, clock, waiting.append)
    for clock.now in (0.0, 2.0):
        file.keep(Settings(wiring=Wiring(100.0)))
    assert (len(waiting), path.exists()) == (1, False)
    file.write(FULL)
    waiting.pop()()
    assert SettingsFile(path, clock).loaded == FULL


@pytest.mark.parametrize(
    "text", ["", "{", '{"theme": "pink"}', '{"melody": {"slots": []}}', '{"controllers": {"x": "y"}}']
)
def test_a_file_that_cannot_be_read_is_put_aside_and_said(tmp_path, clock, text):
    path = tmp_path / "studio.json"
    path.write_text(text)
    file = SettingsFile(path, clock)
    assert file.loaded == Settings()
    assert "the defaults are used" in file.problem
    assert (tmp_path / "studio.unreadable.json").read_text() == text


def test_a_folder_that_cannot_be_written_is_said_once_and_the_studio_goes_on(tmp_path, clock):
    (tmp_path / "file").write_text("")
    file = SettingsFile(tmp_path / "file" / "studio.json", clock)
    file.problem = ""
    file.write(FULL)
    assert "Cannot write" in file.problem
    file.problem = ""
    clock.now = 100.0
    file.keep(FULL)
    assert file.problem == ""
