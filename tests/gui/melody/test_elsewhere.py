"""The melody model in a process of its own: a real one, with the weights that ship."""

import os
import signal
import subprocess
import sys

import pytest

from gui.melody.state.elsewhere import ModelProcess
from gui.melody.state.inference import Chosen
from lc_common.errors import UserError
from lcmusic.music.ideas import fresh
from lcmusic.music.knobs import Knobs

PLAYING = """
import sys
from pathlib import Path
import gui.studio
from gui.melody.state.elsewhere import ModelProcess
from gui.melody.state.inference import Chosen
from lcmusic.music.ideas import fresh
from lcmusic.music.knobs import Knobs
models = ModelProcess(Path(sys.argv[1]))
composer = models.load(Chosen()).composer
notes = composer.melody(fresh(composer.idea_shape, 1, 0), Knobs()).notes()
print(bool(notes), "torch" in sys.modules)
"""


@pytest.fixture
def models(tmp_path):
    models = ModelProcess(tmp_path / "likes")
    yield models
    models.close()


def test_it_is_there_again_after_it_was_killed(models):
    model = models.load(Chosen())
    idea = fresh(model.composer.idea_shape, 1, 0)
    before = model.composer.melody(idea, Knobs())
    os.kill(models._child.ask(os.getpid).result(), signal.SIGKILL)
    assert model.composer.melody(idea, Knobs()) == before
    assert model.add_like(idea, True) == (1, 0)
    assert models.load(Chosen()).marks == (1, 0)


def test_what_cannot_be_loaded_is_told_and_what_plays_goes_on(models, tmp_path):
    model = models.load(Chosen())
    (tmp_path / "torn.safetensors").write_bytes(b"torn")
    with pytest.raises(UserError, match=r"torn\.safetensors"):
        models.load(Chosen(vae=str(tmp_path / "torn.safetensors")))
    with pytest.raises(UserError, match="style"):
        model.composer.melody(fresh(model.composer.idea_shape, 1, 0), Knobs(style="polka"))
    assert model.composer.idea(model.composer.melody(fresh(model.composer.idea_shape, 1, 0), Knobs())).shape == (17, 64)


def test_the_window_s_process_has_no_torch_and_the_model_s_ends_with_it(tmp_path):
    done = subprocess.run([sys.executable, "-c", PLAYING, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_nothing_is_loaded_after_the_end(models):
    models.close()
    with pytest.raises(UserError, match="ended"):
        models.load(Chosen())
