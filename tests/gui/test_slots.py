"""Slots by keyboard: copied as files, pasted, renamed in place, pushed aside; undo brings back what was there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.shared.view.widgets.fields import Line

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def slots(stage, qtbot):
    """The slots of a studio whose first is full."""
    stage.window.activateWindow()
    slots = stage.studio.page.slots
    slots[0].setFocus()
    qtbot.keyClick(slots[0], Key.Key_Return)
    qtbot.waitUntil(lambda: slots[0].accessibleName() == "Slot 1: idea 1")
    return slots


def kept(stage):
    return [clip and clip.name for clip in stage.studio.melody.slots[:3]]


def test_a_clip_is_copied_as_a_file_and_pasted_whole(stage, slots, qtbot):
    qtbot.keyClick(slots[0], Key.Key_C, CTRL)
    (url,) = QApplication.clipboard().mimeData().urls()
    assert url.toLocalFile().endswith("idea 1.mid")
    slots[2].setFocus()
    qtbot.keyClick(slots[2], Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: stage.studio.melody.slots[2] is not None)
    assert stage.studio.melody.slots[2] == stage.studio.melody.slots[0]
    qtbot.keyClick(slots[2], Key.Key_Z, CTRL)
    assert kept(stage) == ["idea 1", None, None]


def test_what_plays_is_copied_from_the_roll(stage, qtbot):
    stage.window.activateWindow()
    roll = stage.studio.page.roll
    roll.setFocus()
    qtbot.keyClick(roll, Key.Key_C, CTRL)
    (url,) = QApplication.clipboard().mimeData().urls()
    assert url.toLocalFile().endswith("melody.mid")


def test_a_clip_is_renamed_in_place(stage, slots, qtbot):
    def type_name(text, end):
        qtbot.keyClick(slots[0], Key.Key_R, CTRL)
        field = slots[0].findChildren(Line)[-1]
        qtbot.waitUntil(field.hasFocus)
        assert slots[0].accessibleName() == f"Slot 1: {field.selectedText()}"
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, end)

    type_name("Chorus nv 2", Key.Key_Return)
    assert kept(stage) == ["Chorus nv 2", None, None]
    assert slots[0].hasFocus()
    qtbot.waitUntil(lambda: slots[0].accessibleName() == "Slot 1: Chorus nv 2")
    type_name("other", Key.Key_Escape)
    type_name("  ", Key.Key_Return)
    assert kept(stage) == ["Chorus nv 2", None, None]
    qtbot.keyClick(slots[0], Key.Key_Z, CTRL)
    assert kept(stage) == ["idea 1", None, None]


def test_a_clip_is_pushed_to_its_neighbour_and_takes_the_focus_along(stage, slots, qtbot):
    qtbot.keyClick(slots[0], Key.Key_Left, CTRL)
    qtbot.keyClick(slots[0], Key.Key_Right, CTRL)
    assert kept(stage) == [None, "idea 1", None]
    assert slots[1].hasFocus()


def test_an_empty_slot_and_an_empty_clipboard_are_said(stage, slots, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(stage.window, "say", said.append)
    QApplication.clipboard().clear()
    slots[1].setFocus()
    qtbot.keyClick(slots[1], Key.Key_C, CTRL)
    qtbot.keyClick(slots[1], Key.Key_V, CTRL)
    assert said == [
        "This slot is empty; there is nothing to copy.",
        "There is no file on the clipboard; copy a MIDI file first.",
    ]
