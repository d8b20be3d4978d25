import pytest

from lc_common.errors import UserError
from lcmusic.live.control import ControlMap
from lcmusic.live.protocol import ControlIn


def test_a_knob_learns_the_controller_that_moves_next():
    controls = ControlMap()
    assert controls.turn(ControlIn(1, 74, 127)) is None
    controls.learn("density")
    assert controls.turn(ControlIn(1, 74, 127)) == ("density", 1.0)
    assert controls.turn(ControlIn(1, 74, 0)) == ("density", 0.0)
    assert controls.turn(ControlIn(2, 74, 0)) is None


def test_one_controller_to_a_knob_and_one_knob_to_a_controller():
    controls = ControlMap({(1, 1): "density", (1, 2): "gate"})
    controls.learn("gate")
    controls.turn(ControlIn(1, 1, 5))
    assert controls.assignments() == {(1, 1): "gate"}
    controls.learn("swing")
    controls.learn(None)
    assert controls.turn(ControlIn(1, 9, 5)) is None
    controls.forget("gate")
    assert controls.assignments() == {}


def test_assignments_survive_a_settings_file():
    controls = ControlMap({(16, 127): "density"})
    assert controls.to_json() == {"16/127": "density"}
    assert ControlMap.from_json(controls.to_json()).assignments() == controls.assignments()
    with pytest.raises(UserError, match=r"'17/1' is not a controller; give channel/controller, such as 1/74\."):
        ControlMap.from_json({"17/1": "density"})
