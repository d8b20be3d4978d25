"""Keys under real events: the one table of them, its overlay, and Space from wherever the focus is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from gui.shared.state.shortcuts import EVERYWHERE, FACES, MELODY, SHORTCUTS, spelled
from gui.shared.view.keys import named
from lcmusic.live import protocol as p

STUDIO = Path(__file__).parents[2] / "docs" / "studio.md"


@pytest.fixture
def awake(stage, qtbot):
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    return stage


def keys_of(widget) -> list[str]:
    return sorted(
        shortcut.key().toString() for shortcut in widget.findChildren(QShortcut, options=Qt.FindDirectChildrenOnly)
    )


def test_the_table_in_the_documentation_is_the_one_that_is_bound():
    rows = [f"| {where} | {spelled(row.keys)} | {row.what} |" for where, group in SHORTCUTS.items() for row in group]
    written = [line for line in STUDIO.read_text().splitlines() if line.startswith("| ")]
    at = written.index("| Where | Key | |")
    assert written[at + 1 : at + 1 + len(rows)] == rows


@pytest.mark.parametrize("where", [EVERYWHERE, MELODY, FACES])
def test_no_key_is_bound_that_is_not_in_the_table(stage, where):
    widget = {EVERYWHERE: stage.window, MELODY: stage.studio.page}.get(where) or stage.window.page("Faces")
    assert keys_of(widget) == sorted(key for row in SHORTCUTS[where] if row.action for key in row.keys)


def test_f1_and_a_question_mark_show_all_keys_and_escape_puts_them_away(awake, qtbot):
    overlay, page, sent = awake.window.keys, awake.studio.page, awake.engines[0].sent
    page.new.setFocus()
    for key in (Qt.Key.Key_F1, "?"):
        qtbot.keyClick(page.new, key)
        assert overlay.isVisible()
        assert overlay.hasFocus()
        assert awake.window.rect().contains(overlay.geometry())
        shown = [label.text() for label in overlay.findChildren(QLabel)]
        for group in SHORTCUTS.values():
            assert [row.what for row in group if row.what not in shown] == []
            assert [named(row) for row in group if named(row) not in shown] == []
        qtbot.keyClick(overlay, Qt.Key.Key_Tab)
        qtbot.keyClick(overlay, Qt.Key.Key_Space)
        assert isinstance(sent[-1], p.Continue | p.Stop)
        qtbot.keyClick(overlay, Qt.Key.Key_Escape)
        assert not overlay.isVisible()
        assert page.new.hasFocus()
        assert p.Panic() not in sent


def test_the_overlay_has_room_in_the_smallest_window(awake, qtbot):
    awake.window.resize(1024, 640)
    overlay = awake.window.keys
    overlay.toggle()
    assert awake.window.rect().contains(overlay.geometry())
    for label in overlay.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize("name", ["Melody", "Faces", "Train", "Settings", "About"])
def test_space_plays_from_every_control_that_is_no_text(awake, qtbot, name):
    awake.window.show_page(name)
    QApplication.processEvents()
    walked = [w for w in awake.window.findChildren(QWidget) if w.isVisible() and w.isEnabled() and reached(w)]
    assert len(walked) > 8
    for widget in walked:
        if isinstance(widget, QLineEdit):
            continue  # of words; that of a number box has the focus by the box
        before = len(awake.engines[0].sent)
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Space)
        heard = [type(command) for command in awake.engines[0].sent[before:]]
        assert heard in ([p.Continue], [p.Stop]), (widget, widget.accessibleName(), heard)


def reached(widget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_words_are_typed_with_their_spaces(awake, qtbot):
    line = awake.studio.page.panel.chords.line
    qtbot.waitUntil(line.isEnabled)
    line.setFocus()
    before = list(awake.engines[0].sent)
    qtbot.keyClicks(line, "Am F")
    assert (line.text(), awake.engines[0].sent) == ("Am F", before)


def test_space_takes_the_value_of_a_knob_and_plays_and_what_is_no_value_is_said(awake, qtbot):
    knob = awake.studio.page.panel.knobs["density"]
    knob.setFocus()
    qtbot.keyClicks(knob, "6")
    qtbot.keyClicks(knob._editor, ",5")
    qtbot.keyClick(knob._editor, Qt.Key.Key_Space)
    assert (knob.value, knob._editor, knob.hasFocus()) == (6.5, None, True)
    assert awake.engines[0].sent[-1] == p.Continue()
    for text in ("nan", "inf"):
        qtbot.keyClick(knob, Qt.Key.Key_Return)
        qtbot.keyClicks(knob._editor, text)
        qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
        low, high = (knob.spec.show(value) for value in (knob.spec.low, knob.spec.high))
        assert awake.window.notice == f"'{text}' is no value of Density; type one from {low} to {high}."
        assert knob.value == 6.5


def test_slots_are_played_by_their_numbers_from_every_page(awake, qtbot):
    melody = awake.studio.melody
    first = melody.playing
    melody.store(7)
    melody.new_idea()
    qtbot.waitUntil(lambda: melody.playing != first)
    awake.window.show_page("About")
    qtbot.keyClick(awake.window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: melody.playing == first)
