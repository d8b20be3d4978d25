"""What ``lcmusic`` offers, and what importing it does not cost."""

import json
import subprocess
import sys

import pytest

import lcmusic


def modules_after(code: str) -> set[str]:
    tell = "; import json, sys; print(json.dumps([name.split('.')[0] for name in sys.modules]))"
    return set(json.loads(subprocess.check_output([sys.executable, "-c", code + tell])))


def test_the_names_are_those_of_their_homes():
    public = {name: getattr(lcmusic, name) for name in lcmusic.__all__}
    assert {name: (value.__module__, value.__qualname__) for name, value in public.items()} == {
        "Instrument": ("lcmusic.instrument", "Instrument"),
        "Knobs": ("lcmusic.music.knobs", "Knobs"),
        "Melody": ("lcmusic.music.melody", "Melody"),
    }
    assert set(lcmusic.__all__) <= set(dir(lcmusic))


def test_another_name_is_refused_as_of_any_module():
    with pytest.raises(AttributeError, match="module 'lcmusic' has no attribute 'Symphony'"):
        _ = lcmusic.Symphony
    with pytest.raises(ImportError, match="cannot import name 'Symphony'"):
        from lcmusic import Symphony  # noqa: F401


def test_importing_the_package_is_cheap_and_asking_for_knobs_loads_no_torch():
    assert modules_after("import lcmusic") & {"torch", "numpy", "lc_common"} == set()
    assert modules_after("from lcmusic import Knobs") & {"torch", "numpy"} == set()
    assert modules_after("from lcmusic import Melody") & {"torch"} == set()
    assert "torch" in modules_after("from lcmusic import Instrument")
