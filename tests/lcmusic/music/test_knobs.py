import subprocess
import sys

import pytest

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.music.knobs import ROWS, Knobs


def test_what_is_asked_for():
    assert Knobs().allowed is None
    assert Knobs(root=2, scale="Dorian").allowed == {0, 2, 4, 5, 7, 9, 11}
    assert Knobs(pitch_classes=(7, 0, 4)).pitch_classes == (0, 4, 7)
    assert Knobs(pitch_classes=(7, 0, 4)).allowed == {0, 4, 7}


def test_whole_numbers_are_numbers():
    knobs = Knobs(density=3, realism=0, reach=1, taste=1, temperature=2)
    values = [knobs.density, knobs.realism, knobs.reach, knobs.taste, knobs.temperature]
    assert [(type(value), value) for value in values] == [(float, n) for n in (3, 0, 1, 1, 2)]


def test_knobs_are_plain_data():
    knobs = Knobs(root=2, scale="dorian", density=8.0, realism=0.7, seed=3, strict=True)
    assert from_dict(Knobs, to_dict(knobs)) == knobs


@pytest.mark.parametrize(("values", "message"), [
    ({"root": 12}, r"root is 12; it must lie between 0 and 11 \(0 is C, 11 is B\)\."),
    ({"scale": "majr"}, "There is no scale 'majr'"),
    ({"scale": "major", "pitch_classes": (0,)}, "not both"),
    ({"pitch_classes": ()}, "at least one"),
    ({"density": 0.5}, "density is 0.5; it must lie between 1 and 14 notes per bar"),
    ({"density": float("nan")}, "density is nan"),
    ({"realism": 1.5}, "realism is 1.5; it must lie between 0 and 1"),
    ({"reach": -1}, "reach is -1"),
    ({"temperature": 5}, "temperature is 5"),
    ({"seed": -1}, "seed is -1; it must be 0 or more."),
    ({"bars": 3}, "bars is 3; a clip has 1, 2, 4, 8, 16 or 32."),
    ({"density_per_bar": (4, 17)}, "A bar has 0 to 16 notes, not 17."),
    ({"density_per_bar": ()}, "Say how many notes a bar has, such as '2,4,-,8'."),
])  # fmt: skip
def test_values_that_cannot_be(values, message):
    with pytest.raises(UserError, match=message):
        Knobs(**values)


def test_plain_knobs_ask_for_nothing_and_write_as_before():
    knobs = Knobs(2, "dorian", None, 8.0, realism=0.7, reach=0.2, taste=1.0, temperature=0.9, seed=3, strict=True)
    assert knobs.plain() == Knobs(realism=0.0, temperature=0.9, seed=3)


def test_knobs_know_no_torch():
    code = "import sys, lcmusic.music.knobs; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_notes_of_bars_go_round_and_a_bar_may_be_left_as_it_comes():
    knobs = Knobs(density_per_bar=(2, None, 8))
    assert [knobs.notes_in(bar) for bar in range(5)] == [2, None, 8, 2, None]
    assert from_dict(Knobs, to_dict(knobs)) == knobs
    assert Knobs(density_per_bar=(None, None)) == Knobs()  # asks nothing
    assert ROWS["density_per_bar"].option.read("2, 4 -,8") == (2, 4, None, 8)
    with pytest.raises(UserError, match=r"'x' is no number of notes; write 0 to 16 for each bar, such as '2,4,-,8'"):
        ROWS["density_per_bar"].option.read("2,x")


def test_chords_begin_anew_with_a_short_clip_and_go_on_through_both_halves_of_a_long_one():
    assert str(Knobs(chords="C F G", bars=4).progression) == "C | F | G | C"
    assert str(Knobs(chords="C F G", bars=2).progression) == "C | F"
    assert str(Knobs(chords="C F G").progression) == "C | F | G"
    first, second = Knobs(chords="C F G", bars=32, density_per_bar=tuple(range(17))).halves()
    assert (str(first.progression), str(second.progression)) == ("C | F | G", "F | G | C")
    assert (first.bars, second.bars) == (16, 16)
    assert (first.density_per_bar, second.density_per_bar) == (tuple(range(16)), (16, *range(15)))
