"""Undo, redo and what is one step."""

from gui.shared.state.history import SAME_GESTURE, History


def filled() -> History[str]:
    history = History("a")
    history.push("b", "", 0.0)
    history.push("c", "", 0.0)
    return history


def test_undo_and_redo_walk_and_stop_at_the_ends():
    history = filled()
    assert [history.undo(), history.undo(), history.undo()] == ["b", "a", None]
    assert (history.can_undo, history.can_redo, history.now) == (False, True, "a")
    assert [history.redo(), history.redo(), history.redo()] == ["b", "c", None]
    assert (history.can_undo, history.can_redo) == (True, False)


def test_going_on_after_an_undo_forgets_what_was_undone():
    history = filled()
    history.undo()
    history.push("d", "", 0.0)
    assert (history.states, history.at) == (["a", "b", "d"], 2)


def test_what_was_undone_stays_where_it_is_kept_and_comes_after_the_new_state():
    history = History("a", keeps=True)
    for state in "bc":
        history.push(state, "", 0.0)
    history.undo()
    for time, state in enumerate("de"):
        history.push(state, "turn", time / 2)
    assert (history.states, history.now) == (["a", "b", "e", "c"], "e")
    history.push("b", "turn", 0.7)  # back to where the gesture began
    assert (history.states, history.now) == (["a", "b", "c"], "b")
    assert (history.undo(), history.redo(), history.redo()) == ("a", "b", "c")


def test_a_gesture_is_one_step_for_a_second():
    history = History("a")
    history.push("b", "turn", 0.0)
    history.push("c", "turn", SAME_GESTURE / 2)
    assert history.states == ["a", "c"]
    history.push("d", "turn", 2 * SAME_GESTURE)
    history.push("e", "another", 2 * SAME_GESTURE)
    assert history.states == ["a", "c", "d", "e"]


def test_a_gesture_that_comes_back_leaves_no_step():
    history = History("a")
    history.push("b", "turn", 0.0)
    history.push("a", "turn", 0.1)
    assert (history.states, history.at, history.can_undo) == (["a"], 0, False)
    history.push("c", "turn", 0.2)
    assert (history.states, history.undo()) == (["a", "c"], "a")


def test_any_state_can_be_gone_to_and_replaced():
    history = filled()
    assert (history.go(0), history.go(3), history.at) == ("a", None, 0)
    history.replace("A")
    assert history.states == ["A", "b", "c"]
