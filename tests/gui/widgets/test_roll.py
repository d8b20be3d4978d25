"""The roll, the keyboard and the slots under real events."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.bars import Selection, spoken
from gui.shared.view.widgets.keyboard import OctaveKeyboard
from gui.shared.view.widgets.roll import PianoRoll
from gui.shared.view.widgets.roll_picture import GUTTER, RollView
from gui.shared.view.widgets.slots import ClipSlot
from lcmusic.music.chords import parse_progression
from lcmusic.music.melody import Melody, Note

TUNE = Melody.from_notes([Note(0, 16, 60), Note(128, 144, 61)])


@pytest.fixture
def roll(qtbot):
    roll = PianoRoll(DARK, lambda: None)
    qtbot.addWidget(roll)
    roll.resize(1000, 700)
    roll.show()
    roll.show_view(RollView(TUNE, TUNE, None, frozenset({0, 2, 4})))
    return roll


def wheel(widget, at, notches, modifier):
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def pixels(widget, colour):
    picture = widget.grab().toImage()
    wanted = QColor(colour)
    return [
        (x, y)
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
        if all(abs(a - b) < 30 for a, b in zip(picture.pixelColor(x, y).getRgb(), wanted.getRgb(), strict=True))
    ]


def test_notes_in_the_scale_glow_and_others_are_red(roll):
    green, red = pixels(roll, DARK.accent), pixels(roll, DARK.alarm)
    assert green
    assert red
    assert max(x for x, _ in green) < roll.width() / 2 < min(x for x, _ in red)


def test_hovering_names_notes_and_counts_bars(roll):
    playing, _, strip = roll._frame.areas
    low, high = roll.view.rows
    row = playing.height() / (high - low + 1)
    on_note = QPointF(GUTTER + 10, playing.top() + (high - 60 + 0.5) * row)
    assert roll.hint(on_note).splitlines() == [
        "C4 · bar 1, beat 1",
        "Drag to move, its end for the length, double-click to delete, L to lock; it cuts what it is put on",
    ]
    assert roll.hint(on_note + QPointF(0, -2 * row)) == "D4\nDouble-click to draw a note, drag to choose notes"
    told = "Bar 1: 1 notes\nDrag to draw how many notes each bar is to have, double-click: as many as come"
    assert roll.hint(QPointF(GUTTER + 5, strip.center().y())) == told


def test_ctrl_and_wheel_zooms_where_the_mouse_is_and_a_double_click_on_the_ruler_shows_all(qtbot, roll):
    middle = QPointF(roll._frame.x(128), 200)
    wheel(roll, middle, 3, Qt.KeyboardModifier.ControlModifier)
    first, steps = roll.span
    assert steps == pytest.approx(256 * 0.8**3)
    assert first + steps / 2 == pytest.approx(128)
    wheel(roll, middle, -100, Qt.KeyboardModifier.NoModifier)
    assert sum(roll.span) == pytest.approx(256)
    qtbot.mouseDClick(roll, Qt.MouseButton.LeftButton, pos=QPoint(300, 8))
    assert roll.span == (0.0, 256.0)


def test_keys_zoom_too(qtbot, roll):
    qtbot.keyClick(roll, Qt.Key.Key_Plus)
    assert roll.span == pytest.approx((128 * 0.2, 256 * 0.8))
    qtbot.keyClick(roll, Qt.Key.Key_Minus)
    qtbot.keyClick(roll, Qt.Key.Key_Plus)
    qtbot.keyClick(roll, Qt.Key.Key_0)
    assert roll.span == (0.0, 256.0)


@pytest.fixture
def hand(qtbot, roll):
    """What a hand does to bars, and what the roll then asks for."""

    class Hand:
        def __init__(self):
            self.asked = []
            roll.lock.connect(lambda bars, on: self.asked.append((bars, on)))
            roll.renew.connect(lambda bars: self.asked.append(bars))

        def at(self, bar, y=None):
            left, right = roll._frame.bar(bar)
            return QPoint(round((left + right) / 2), 8 if y is None else y)

        def click(self, bar, y=None):
            qtbot.mouseClick(roll, Qt.MouseButton.LeftButton, pos=self.at(bar, y))

        def drag(self, first, last):
            qtbot.mousePress(roll, Qt.MouseButton.LeftButton, pos=self.at(first))
            for bar in (first, last):
                move = QMouseEvent(
                    QEvent.Type.MouseMove, QPointF(self.at(bar)), roll.mapToGlobal(QPointF(self.at(bar))),
                    Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                )  # fmt: skip
                QApplication.sendEvent(roll, move)
            qtbot.mouseRelease(roll, Qt.MouseButton.LeftButton, pos=self.at(last))

        def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
            qtbot.keyClick(roll, key, modifier)

    return Hand()


def test_a_click_on_a_bar_in_the_ruler_locks_it_and_another_one_unlocks_it(roll, hand):
    hand.click(3)
    hand.click(9, y=200)  # among the notes
    roll.show_view(replace(roll.view, locked=(3,)))
    hand.click(3)
    hand.click(3, y=roll.height() - 30)  # the strip below is not the bar
    assert hand.asked == [([3], True), ([3], False)]


def test_a_double_click_leaves_a_bar_as_it_was(qtbot, roll, hand):
    hand.click(5)
    roll.show_view(replace(roll.view, locked=(5,)))
    qtbot.mouseDClick(roll, Qt.MouseButton.LeftButton, pos=hand.at(5))
    assert hand.asked == [([5], True), ([5], False)]


def test_a_drag_along_the_ruler_chooses_bars_and_asks_for_nothing(roll, hand):
    hand.drag(6, 3)
    assert (roll.chosen, hand.asked) == ([3, 4, 5, 6], [])
    assert roll.accessibleDescription() == "2 notes in 16 bars, bars 4 to 7 chosen"
    hand.key(Qt.Key.Key_Return)
    assert hand.asked == [([3, 4, 5, 6], True)]


def test_bars_are_chosen_and_locked_by_keyboard(roll, hand):
    right, shift = Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier
    hand.key(right)
    assert roll.chosen == [0]
    hand.key(right)
    hand.key(right, shift)
    hand.key(right, shift)
    hand.key(Qt.Key.Key_Return)
    assert (roll.chosen, hand.asked) == ([1, 2, 3], [([1, 2, 3], True)])
    roll.show_view(replace(roll.view, locked=(1, 2, 3)))
    hand.key(Qt.Key.Key_Return)
    assert hand.asked[-1] == ([1, 2, 3], False)
    hand.key(Qt.Key.Key_End)
    hand.key(right)
    assert roll.chosen == [15]
    hand.key(Qt.Key.Key_Home, shift)
    assert roll.chosen == list(range(16))


def test_the_menu_locks_the_others_and_makes_bars_anew(roll, hand):
    roll.show_view(replace(roll.view, locked=(4,)))
    roll.choose(Selection(2, 4))
    menu = roll.menu()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Lock bars 3 to 5", True), ("Unlock bars 3 to 5", True), ("Make bars 3 to 5 anew", True),
        ("Lock all the others", True), ("Unlock everything", True),
        ("Leave the notes of bars 3 to 5 as they come", False), ("Leave the notes of every bar as they come", False),
    ]  # fmt: skip
    for action in menu.actions()[2:5]:
        action.trigger()
    others = [0, 1, *range(5, 16)]
    assert hand.asked == [[2, 3, 4], (others, True), (list(range(16)), False)]
    roll.choose(Selection.of(4))
    assert [action.isEnabled() for action in roll.menu().actions()] == [False, True, False, True, True, False, False]


def test_locked_bars_are_marked_in_colour_and_shape_and_told(roll):
    before = len(pixels(roll, DARK.accent))
    roll.show_view(replace(roll.view, locked=(2, 3)))
    assert len(pixels(roll, DARK.accent)) > before + 20  # lines at both sides and padlocks
    assert roll.accessibleDescription() == "2 notes in 16 bars, bars 3 to 4 locked"
    left, _ = roll._frame.bar(2)
    assert roll.hint(QPointF(left + 5, 8)).startswith("Bar 3. Locked: a click unlocks it")


def test_bars_are_named_as_one_says_them():
    assert [spoken(bars) for bars in ([4], [0, 1, 2, 8], range(2, 4))] == ["bar 5", "bars 1 to 3, 9", "bars 3 to 4"]


def test_chords_have_a_lane_and_their_tones_are_shown(roll):
    top = roll._frame.areas[0].top()
    assert not pixels(roll, DARK.curve)
    view = replace(roll.view, chords=parse_progression("C E | F"))
    assert [(beat, count, str(chord)) for beat, count, chord in view.changes[:4]] == [
        (0, 2, "C"), (2, 2, "E"), (4, 4, "F"), (8, 2, "C"),
    ]  # fmt: skip
    roll.show_view(view)
    picture = roll.grab().toImage()
    playing = roll._frame.areas[0]
    assert playing.top() > top
    low, high = view.rows
    row = playing.height() / (high - low + 1)

    def ground(pitch, step):
        y = playing.top() + (high - pitch + 0.3) * row
        return picture.pixelColor(round(roll._frame.x(step)), round(y)).getRgb()

    assert ground(59, 10) == ground(59, 13) != ground(59, 2)  # B stands in E, not in C
    roll.show_view(replace(view, chords_wait=True))
    assert pixels(roll, DARK.now)


def test_the_playhead_lights_what_sounds(roll):
    roll.set_playhead(130.0)
    assert roll.sounding() == 61
    roll.set_playhead(20.0)
    assert roll.sounding() is None
    assert pixels(roll, DARK.now)


def drop(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    at, hands = widget.rect().center(), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, *hands)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, *hands))


def test_a_dropped_file_is_told(qtbot, roll, tmp_path):
    with qtbot.waitSignal(roll.dropped) as told:
        drop(roll, tmp_path / "a tune.mid")
    assert told.args == [tmp_path / "a tune.mid"]


def test_an_empty_slot_keeps_and_a_full_one_plays(qtbot, tmp_path):
    slot = ClipSlot(1, DARK, lambda: None)
    qtbot.addWidget(slot)
    slot.show()
    with qtbot.waitSignal(slot.store):
        qtbot.mouseClick(slot, Qt.MouseButton.LeftButton)
    slot.set_clip("tune", TUNE, frozenset({0}))
    assert slot.accessibleName() == "Slot 1: tune"
    with qtbot.waitSignal(slot.recall):
        qtbot.mouseClick(slot, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(slot.clear):
        qtbot.keyClick(slot, Qt.Key.Key_Delete)
    with qtbot.waitSignal(slot.dropped):
        drop(slot, tmp_path / "x.mid")


def test_keys_are_clicked_in_and_out_but_one_stays(qtbot):
    keyboard = OctaveKeyboard(DARK)
    qtbot.addWidget(keyboard)
    keyboard.show()
    chosen = []
    keyboard.chosen.connect(chosen.append)
    keyboard.set_state(frozenset({0}), 0, frozenset())
    qtbot.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=keyboard.key_rect(0).center().toPoint())
    assert chosen == []
    for pitch_class in (1, 4):
        at = keyboard.key_rect(pitch_class).center().toPoint()
        qtbot.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(keyboard, Qt.Key.Key_Right)
    qtbot.keyClick(keyboard, Qt.Key.Key_Return)
    assert chosen == [frozenset({0, 1}), frozenset({0, 4}), frozenset({0, 5})]
