"""Editing notes in the roll by mouse and keys."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.bars import Selection
from gui.shared.view.widgets.roll import PianoRoll
from gui.shared.view.widgets.roll_picture import RollView
from lcmusic.music.melody import Melody, Note

A, B, C = Note(0, 8, 60), Note(16, 24, 64), Note(32, 36, 62)
TUNE = Melody.from_notes([A, B, C])
LEFT, SHIFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


class Hand:
    """A hand on a roll whose owner plays every edit at once; zoomed in, so that a sixteenth is 14 pixels wide."""

    def __init__(self, qtbot, roll) -> None:
        self.qtbot, self.roll = qtbot, roll
        self.played = []
        roll.edited.connect(self.play)
        roll.show_view(RollView(TUNE))
        roll._look(0.0, 64.0)

    def play(self, melody) -> None:
        self.played.append(melody.notes())
        self.roll.show_view(RollView(melody))

    def at(self, step, pitch) -> QPoint:
        area, (low, high) = self.roll._frame.areas[0], self.roll.view.rows
        y = area.top() + (high - pitch + 0.5) * area.height() / (high - low + 1)
        return QPoint(round(self.roll._frame.x(step)), round(y))

    def click(self, step, pitch, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.roll, LEFT, modifier, self.at(step, pitch))

    def to(self, point) -> None:
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), self.roll.mapToGlobal(QPointF(point)),
            Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self.roll, move)

    def drag(self, begin, end) -> None:
        points = self.at(*begin), self.at(*end)
        self.qtbot.mousePress(self.roll, LEFT, pos=points[0])
        self.to((points[0] + points[1]) / 2)
        self.to(points[1])
        self.qtbot.mouseRelease(self.roll, LEFT, pos=points[1])

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.roll, key, modifier)

    @property
    def chosen(self):
        return list(self.roll._hand.chosen)


@pytest.fixture
def hand(qtbot):
    roll = PianoRoll(DARK, lambda: None)
    qtbot.addWidget(roll)
    roll.resize(950, 700)
    roll.show()
    return Hand(qtbot, roll)


def test_notes_are_chosen_by_click_shift_click_and_rubber_band(hand):
    hand.click(2, 60)
    assert hand.chosen == [A]
    hand.click(18, 64, SHIFT)
    assert hand.chosen == [A, B]
    assert hand.roll.accessibleDescription() == "3 notes in 16 bars, chosen: C4 · bar 1, beat 1, E4 · bar 2, beat 1"
    hand.click(2, 60, SHIFT)
    assert hand.chosen == [B]
    hand.drag((12, 66), (34, 62))
    assert hand.chosen == [B, C]
    hand.click(12, 60)
    assert (hand.chosen, hand.played) == ([], [])


def test_notes_are_dragged_to_another_place_and_heard_once(hand):
    hand.click(18, 64)
    hand.click(33, 62, SHIFT)
    hand.drag((18, 64), (21, 63))
    assert hand.played == [[A, Note(19, 27, 63), Note(35, 39, 61)]]
    assert hand.chosen == [Note(19, 27, 63), Note(35, 39, 61)]


def test_a_press_that_trembles_moves_nothing_and_chooses_one_of_several(hand):
    hand.key(Key.Key_A, CONTROL)
    assert hand.chosen == [A, B, C]
    at = hand.at(18, 64)
    hand.qtbot.mousePress(hand.roll, LEFT, pos=at)
    hand.to(at + QPoint(2, 1))
    hand.qtbot.mouseRelease(hand.roll, LEFT, pos=at + QPoint(2, 1))
    assert (hand.chosen, hand.played) == ([B], [])


def test_the_end_of_a_note_makes_it_longer_and_cuts_the_next(hand):
    hand.drag((7.9, 60), (18, 60))
    hand.drag((17.9, 60), (3, 60))  # the hand has not let go of it
    hand.drag((2.9, 60), (18, 60))
    hand.click(50, 60)
    hand.drag((17.9, 60), (3, 60))
    assert hand.played == [[Note(0, 18, 60), C], [Note(0, 3, 60), B, C], [Note(0, 18, 60), C], [Note(0, 3, 60), C]]


def test_a_double_click_draws_where_nothing_is_and_deletes_a_note(hand):
    for step, pitch in ((44.4, 65), (2, 60)):
        hand.click(step, pitch)
        hand.qtbot.mouseDClick(hand.roll, LEFT, pos=hand.at(step, pitch))
        hand.qtbot.mouseRelease(hand.roll, LEFT, pos=hand.at(step, pitch))
    assert hand.played == [[A, B, C, Note(44, 48, 65)], [B, C, Note(44, 48, 65)]]


def test_a_drag_after_the_double_click_draws_a_longer_note(hand):
    hand.qtbot.mouseDClick(hand.roll, LEFT, pos=hand.at(44.5, 65))
    hand.to(hand.at(47.5, 65))
    hand.qtbot.mouseRelease(hand.roll, LEFT, pos=hand.at(47.5, 65))
    assert hand.played == [[A, B, C, Note(44, 51, 65)]]


def test_arrows_nudge_by_sixteenth_semitone_and_octave_and_change_the_length(hand):
    hand.click(18, 64)
    for key, modifier in (
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier), (Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Up, SHIFT), (Key.Key_Left, SHIFT), (Key.Key_Right, SHIFT),
    ):  # fmt: skip
        hand.key(key, modifier)
    expected = [Note(17, 25, 64), Note(17, 25, 63), Note(17, 25, 75), Note(17, 24, 75), Note(17, 25, 75)]
    assert hand.played == [[A, note, C] for note in expected]


def test_nudges_carry_a_note_over_another_without_harm(hand):
    hand.click(33, 62)
    for _ in range(10):
        hand.key(Key.Key_Left)
    assert hand.played[-1] == [A, Note(16, 22, 64), Note(22, 26, 62)]
    for _ in range(10):
        hand.key(Key.Key_Right)
    assert hand.played[-1] == [A, B, C]


def test_all_of_it_by_keyboard_alone(hand):
    for modifier in (CONTROL, CONTROL, CONTROL | SHIFT):
        hand.key(Key.Key_Right, modifier)
    assert hand.chosen == [B, C]
    hand.key(Key.Key_Left, CONTROL)
    assert hand.chosen == [A]
    hand.key(Key.Key_Delete)
    hand.roll.choose(Selection.of(3))
    hand.key(Key.Key_D)
    hand.key(Key.Key_D)
    assert hand.played == [[B, C], [B, C, Note(48, 52, 62)], [B, C, Note(48, 52, 62), Note(52, 56, 62)]]
    assert (hand.chosen, hand.roll.chosen) == ([Note(52, 56, 62)], [])
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Right)
    assert (hand.chosen, hand.roll.chosen) == ([], [0])


def test_chosen_notes_are_locked_by_key_and_menu_and_told(hand):
    asked = []
    hand.roll.lock_notes.connect(lambda notes, on: asked.append((notes, on)))
    hand.drag((12, 66), (34, 62))
    hand.key(Key.Key_L)
    hand.roll.show_view(RollView(TUNE, locked_notes=(B,)))
    assert hand.roll.accessibleDescription().startswith("3 notes in 16 bars, locked: E4 · bar 2, beat 1, chosen: ")
    hand.key(Key.Key_Return)
    hand.roll.show_view(RollView(TUNE, locked_notes=(B, C)))
    hand.key(Key.Key_L)
    assert asked == [([B, C], True), ([B, C], True), ([B, C], False)]
    hand.click(18, 64)
    menu = hand.roll.menu()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Lock the note (L)", False), ("Unlock the note (L)", True), ("Delete the note", True),
    ]  # fmt: skip
    for action in menu.actions()[1:]:
        action.trigger()
    assert (asked[-1], hand.played) == (([B], False), [[A, C]])


def test_locked_notes_are_marked_beside_their_colour(hand):
    box = hand.roll._frame.box(B, hand.roll._frame.areas[0], hand.roll.view.rows)

    def greens(top, bottom):
        x = round(box.center().x())
        picture = hand.roll.grab().toImage()
        return sum(picture.pixelColor(x, y).green() > 120 for y in range(round(top), round(bottom)))

    above, below = (box.top() - 18, box.top() - 1), (box.bottom() + 1, box.bottom() + 6)
    assert (greens(*above), greens(*below)) == (0, 0)
    hand.roll.show_view(RollView(TUNE, locked_notes=(B,)))
    assert greens(*above) >= 3  # a padlock and a line
    assert greens(*below) >= 1
    assert hand.roll.hint(QPointF(hand.at(18, 64))) == "E4 · bar 2, beat 1\nLocked: choose it, and L unlocks it"


def test_a_right_click_is_about_the_note_that_it_hits_or_else_the_bar(hand, monkeypatch):
    offered = []
    menu = hand.roll.menu
    first = SimpleNamespace(exec=lambda _: offered.append(menu().actions()[0].text()))
    monkeypatch.setattr(hand.roll, "menu", lambda: first)
    hand.drag((12, 66), (34, 62))
    for point in (hand.at(18, 64), hand.at(2, 60), hand.at(50, 66)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, hand.roll.mapToGlobal(point))
        QApplication.sendEvent(hand.roll, event)
    assert offered == ["Lock 2 notes (L)", "Lock the note (L)", "Lock bar 4"]


def test_what_is_chosen_stays_chosen_as_far_as_it_goes_on_and_a_drag_over_another_melody_ends(hand):
    hand.key(Key.Key_A, CONTROL)
    hand.qtbot.mousePress(hand.roll, LEFT, pos=hand.at(18, 64))
    hand.to(hand.at(26, 66))
    assert hand.roll._in_hand().playing.notes() == [Note(8, 16, 62), Note(24, 32, 66), Note(40, 44, 64)]
    hand.roll.show_view(RollView(Melody.from_notes([A, C])))
    assert hand.chosen == []
    hand.to(hand.at(28, 66))
    hand.qtbot.mouseRelease(hand.roll, LEFT, pos=hand.at(28, 66))
    hand.click(2, 60)
    hand.roll.show_view(RollView(TUNE))
    assert (hand.chosen, hand.played) == ([A], [])


def test_an_edit_that_is_refused_is_not_shown(qtbot, hand):
    hand.roll.edited.disconnect(hand.play)
    hand.click(18, 64)
    hand.key(Key.Key_Up)
    assert hand.roll._in_hand().playing != TUNE
    hand.roll.show_view(RollView(TUNE))
    assert hand.roll._in_hand().playing == TUNE


def test_where_there_is_no_melody_of_16_bars_nothing_is_edited(hand):
    hand.roll.show_view(RollView(Melody.from_notes([A], 16)))
    hand.key(Key.Key_D)
    hand.qtbot.mouseDClick(hand.roll, LEFT, pos=QPoint(300, 200))
    hand.qtbot.mouseRelease(hand.roll, LEFT, pos=QPoint(300, 200))
    assert (hand.played, hand.chosen) == ([], [])
