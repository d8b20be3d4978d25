"""What is refused for changing nothing changes nothing, and what is not refused changes something."""

import numpy as np
import pytest

from lcmusic.cli.idle import idle, idle_in_transform
from lcmusic.instrument import NO_PRIOR, Instrument
from lcmusic.music.knobs import Knobs

VALUES = {
    "root": 2, "scale": "blues", "pitch_classes": (0, 4, 7), "density": 3.0, "chords": "Dm", "repetition": 0.9,
    "motion": 6.0, "syncopation": 0.6, "contour": 1.0, "lowest": 72, "highest": 60, "ending": False,
    "style": "nottingham", "realism": 1.0, "reach": 0.25, "strict": True, "temperature": 3.0,
    "bars": 4, "density_per_bar": (1, 9),
}  # fmt: skip
BESIDE = [{}, {"scale": "major"}, {"chords": "ii V I"}, {"motion": 2.0}]


@pytest.fixture(scope="module", params=[None, NO_PRIOR], ids=["learned prior", "no prior"])
def instrument(request) -> Instrument:
    return Instrument.load(prior=request.param)


def said(instrument, *names: str, **knobs) -> list[str]:
    return list(idle({name: f"--{name}" for name in names}, Knobs(**knobs), instrument))


@pytest.mark.parametrize("beside", BESIDE, ids=str)
def test_an_option_is_refused_where_the_melodies_are_the_same_without_it(instrument, beside):
    if said(instrument, *beside, **beside):
        return  # what is beside is refused itself
    ideas = np.stack([instrument.fresh(3, i) for i in range(2)])
    without = instrument.melodies(ideas, Knobs(**beside))
    wrong = []
    for name, value in VALUES.items():
        asked = beside | {name: value}
        if name in beside or {"scale", "pitch_classes"} <= asked.keys():
            continue
        same = instrument.melodies(ideas, Knobs(**asked)) == without
        # Melodies may be in the scale already.
        if bool(said(instrument, name, **asked)) != same and not (name == "strict" and same):
            wrong.append((name, "the same" if same else "others"))
    assert wrong == []


def test_nothing_is_said_of_what_was_not_typed(instrument):
    assert said(instrument, reach=0, strict=True) == []


def test_a_rule_and_its_taste(instrument):
    needs_rule = "--taste is how strongly a rule is obeyed; add --rule."
    assert said(instrument, "taste", taste=0.5) == [needs_rule]
    ruled = Instrument(instrument.vae, instrument.knobs, object(), prior=instrument.prior)
    assert said(ruled, "taste", "rule", "knobs_file", taste=0.5) == []
    assert said(ruled, "rule", taste=0) == ["--rule does nothing at --taste 0; raise it or leave the rule out."]


def test_a_model_with_neither_prior_nor_knobs(tiny_vae):
    bare = Instrument(tiny_vae)
    assert said(bare, "density", density=4) == [
        "--density needs a learned prior or trained knobs; train some with 'lcmusic train knobs'."
    ]
    assert said(bare, "scale", scale="major") == [
        "--scale needs a learned prior or trained knobs; without them, add --strict."
    ]
    assert said(bare, "scale", "strict", scale="major", strict=True) == []


def test_knobs_of_a_file_need_something_to_do(instrument):
    assert bool(said(instrument, "knobs_file", scale="major")) == (instrument.prior is not None)


@pytest.mark.parametrize(
    ("method", "names", "asked", "said"),
    [
        ("snap", ("temperature", "scale"), {"scale": "major"}, "--temperature does nothing by --method snap"),
        ("snap", ("strict",), {"strict": True}, "--strict changes no note by itself"),
        ("snap", ("root",), {"root": 2}, "--root needs a scale"),
        ("prior", ("realism", "density"), {"density": 4}, "--realism does nothing by --method prior"),
        ("gradient", ("taste",), {"taste": 0.5}, "--taste is how strongly a rule is obeyed"),
        ("actor", ("rule",), {"taste": 0}, "--rule does nothing at --taste 0"),
        ("prior", ("knobs_file", "density"), {"density": 4}, "--knobs_file has nothing to do"),
        ("actor", ("realism", "scale", "strict", "seed"), {"scale": "blues", "strict": True}, None),
        ("snap", ("scale", "root"), {"scale": "blues", "root": 3}, None),
    ],
)
def test_what_a_method_of_transform_does_not_heed(tiny_vae, method, names, asked, said):
    flags = {name: f"--{name}" for name in names}
    sentences = list(idle_in_transform(flags, Knobs(**asked), Instrument(tiny_vae), method))
    assert sentences == [] if said is None else sentences[0].startswith(said)
