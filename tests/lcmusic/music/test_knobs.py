import subprocess
import sys

import pytest

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.music.knobs import Knobs


def test_what_is_asked_for():
    assert Knobs().allowed is None
    assert Knobs(root=2, scale="Dorian").allowed == {0, 2, 4, 5, 7, 9, 11}
    assert Knobs(pitch_classes=(7, 0, 4)).pitch_classes == (0, 4, 7)
    assert Knobs(pitch_classes=(7, 0, 4)).allowed == {0, 4, 7}


def test_knobs_are_plain_data():
    knobs = Knobs(root=2, scale="dorian", density=8.0, realism=0.7, seed=3, strict=True)
    assert from_dict(Knobs, to_dict(knobs)) == knobs


@pytest.mark.parametrize(("setting", "message"), [
    ({"root": 12}, "root is 12"),
    ({"scale": "majr"}, "There is no scale 'majr'"),
    ({"scale": "major", "pitch_classes": (0,)}, "not both"),
    ({"pitch_classes": ()}, "at least one"),
    ({"density": 0.5}, "density is 0.5; it must lie between 1 and 14 notes per bar"),
    ({"density": float("nan")}, "density is nan"),
    ({"realism": 1.5}, "realism is 1.5; it must lie between 0 and 1"),
    ({"reach": -1}, "reach is -1"),
    ({"temperature": 5}, "temperature is 5"),
    ({"seed": -1}, "seed is -1"),
])  # fmt: skip
def test_bad_settings(setting, message):
    with pytest.raises(UserError, match=message):
        Knobs(**setting)


def test_knobs_know_no_torch():
    code = "import sys, lcmusic.music.knobs; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
