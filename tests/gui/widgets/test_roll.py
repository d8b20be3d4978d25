"""The roll, the keyboard and the slots under real events."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.keyboard import OctaveKeyboard
from gui.shared.view.widgets.roll import PianoRoll
from gui.shared.view.widgets.roll_picture import GUTTER, RollView
from gui.shared.view.widgets.slots import ClipSlot
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
    assert roll.hint(on_note) == "C4 · bar 1, beat 1"
    assert roll.hint(on_note + QPointF(0, -2 * row)) == "D4"
    assert roll.hint(QPointF(GUTTER + 5, strip.center().y())) == "Bar 1: 1 notes"


def test_ctrl_and_wheel_zooms_where_the_mouse_is_and_a_double_click_shows_all(qtbot, roll):
    middle = QPointF(GUTTER + (roll.width() - GUTTER) / 2, 200)
    wheel(roll, middle, 3, Qt.KeyboardModifier.ControlModifier)
    first, steps = roll.span
    assert steps == pytest.approx(256 * 0.8**3)
    assert first + steps / 2 == pytest.approx(128)
    wheel(roll, middle, -100, Qt.KeyboardModifier.NoModifier)
    assert sum(roll.span) == pytest.approx(256)
    qtbot.mouseDClick(roll, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert roll.span == (0.0, 256.0)


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
