"""What a screen reader finds in the window, and the melody page without a mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from studio_stage import choose

from lcmusic.live import protocol as p

Role, Text = QAccessible.Role, QAccessible.Text
CONTROLS = {
    Role.Button, Role.CheckBox, Role.ComboBox, Role.Slider, Role.SpinBox, Role.EditableText, Role.List, Role.ListItem,
    Role.PageTab, Role.PageTabList, Role.Canvas, Role.Grouping, Role.Indicator, Role.Graphic, Role.Chart,
    Role.ButtonMenu, Role.RadioButton,
}  # fmt: skip


def below(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """It and all that is in it and can be seen."""
    if thing.state().invisible:
        return
    yield thing
    for n in range(thing.childCount()):
        child = thing.child(n)
        if child and child.isValid():
            yield from below(child)


def dump(widget: QWidget) -> list[tuple[str, str, str]]:
    """Role, name and value of every control that a screen reader finds."""
    found = below(QAccessible.queryAccessibleInterface(widget))
    return [(t.role().name, t.text(Text.Name), t.text(Text.Value)) for t in found if t.role() in CONTROLS]


@pytest.mark.parametrize("name", ["Melody", "Faces", "Train", "Settings", "About"])
def test_every_control_has_a_name(stage, qtbot, name):
    stage.window.show_page(name)
    QApplication.processEvents()
    found = dump(stage.window)
    assert len(found) > 17
    assert [row for row in found if not row[1]] == []


def test_knobs_roll_slots_and_ideas_say_what_they_are(stage, qtbot):
    studio = stage.studio
    studio.melody.store(0)
    studio.melody.turn(density=6.5)
    studio.melody.lock_bars(range(4), True)
    qtbot.waitUntil(lambda: len(studio.page.roll.view.locked) == 4 and studio.page.panel.knobs["density"].value == 6.5)
    qtbot.waitUntil(lambda: "locked" in studio.page.roll.accessibleDescription())
    studio.tick()
    found = dump(stage.window)
    name = studio.melody.slots[0].name
    notes = len(studio.melody.playing.notes())
    for row in (
        ("Slider", "Density", studio.page.panel.knobs["density"].text()),
        ("Slider", "Realism", "50 %"),
        ("Canvas", "Piano roll", f"{notes} notes in 16 bars, bars 1 to 4 locked"),
        ("Button", f"Slot 1: {name}", name),
        ("Button", "Slot 2: empty", "empty"),
        ("Grouping", "Notes that may sound", "C D E F G A B; at C"),
        ("Indicator", "Port state", "No port is chosen"),
        ("ComboBox", "Scale", "major"),
        ("CheckBox", "Play", ""),
        ("List", "The last ideas", ""),
    ):
        assert row in found, row
    assert any(role == "ListItem" and spoken for role, spoken, _ in found)


def test_a_knob_is_turned_by_what_a_screen_reader_asks_for(stage, qtbot):
    knob = stage.studio.page.panel.knobs["density"]
    number = QAccessible.queryAccessibleInterface(knob).valueInterface()
    assert (number.minimumValue(), number.maximumValue()) == (knob.spec.low, knob.spec.high)
    number.setCurrentValue(7.0)
    assert (number.currentValue(), knob.value) == (7.0, 7.0)
    qtbot.waitUntil(lambda: len(stage.studio.page.roll.view.playing.notes()) == 7 * 16)


def test_the_sliders_of_a_face_say_what_they_are(stage, qtbot):
    page = stage.window.page("Faces")
    slider = page.sliders.sliders[0]
    spoken = QAccessible.queryAccessibleInterface(slider)
    assert (spoken.role(), spoken.text(Text.Name), spoken.text(Text.Value)) == (Role.Slider, slider.title, "at rest")
    number = spoken.valueInterface()
    assert (number.minimumValue(), number.currentValue(), number.maximumValue()) == (-1.0, 0.0, 1.0)


def walked(window, qtbot) -> list[QWidget]:
    """What Tab reaches from a control on, until it is back there."""
    order: list[QWidget] = []
    while window.focusWidget() not in order:
        order.append(window.focusWidget())
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
    return order


def test_tab_reaches_every_control_and_the_focus_is_seen_on_each(stage, qtbot):
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.studio.melody.store(0)
    stage.studio.tick()
    stage.studio.strip.play.setFocus()
    order = walked(stage.window, qtbot)
    whole = (stage.studio.strip, stage.studio.page)
    can = {
        widget
        for part in whole
        for widget in part.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit")
    }  # fmt: skip
    assert {w for w in can if w not in order} == set()
    stage.studio._frames.stop()  # nothing else changes meanwhile
    unseen = []
    for widget in can:
        stage.window.setFocus()
        without = widget.grab().toImage()
        widget.setFocus()
        if widget.grab().toImage() == without and not isinstance(widget, QLineEdit):
            unseen.append((widget, widget.accessibleName()))
    stage.studio._frames.start()
    assert unseen == []


def test_a_session_by_keyboard_alone(stage, qtbot):
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    studio, window = stage.studio, stage.window
    page, melody = studio.page, studio.melody
    qtbot.waitUntil(page.panel.chords.line.isEnabled)

    def go_to(widget: QWidget) -> None:
        for _ in range(120):
            if window.focusWidget() is widget:
                return
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget.accessibleName()}")

    def press(*keys) -> None:
        for key in keys:
            qtbot.keyClick(window.focusWidget(), key)

    studio.strip.play.setFocus()
    press(Qt.Key.Key_Return)
    assert stage.engines[0].sent[-1] == p.Continue()
    go_to(studio.strip.tempo)
    qtbot.keyClicks(studio.strip.tempo, "97,5")
    press(Qt.Key.Key_Tab)
    assert studio.transport.wiring.tempo == 97.5
    go_to(page.panel.chords.line)
    qtbot.keyClicks(page.panel.chords.line, "Am | F")
    press(Qt.Key.Key_Return, Qt.Key.Key_Tab)
    go_to(page.panel.root)
    choose(qtbot, page.panel.root, "A")
    go_to(page.panel.scale)
    choose(qtbot, page.panel.scale, "dorian")
    knob = page.panel.knobs["density"]
    go_to(knob)
    press(Qt.Key.Key_6)
    qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
    go_to(page.roll)
    press(Qt.Key.Key_Home)
    qtbot.keyClick(page.roll, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: melody.bars.bars == (0, 1))
    assert (melody.knobs.root, melody.knobs.scale, melody.knobs.density) == (9, "dorian", 6.0)
    assert str(melody.knobs.progression) == "Am | F"
    before = melody.playing
    go_to(page.new)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: melody.playing != before)
    go_to(page.slots[2])
    press(Qt.Key.Key_Return)
    assert melody.slots[2] is not None
    go_to(page.panel.groups)
    press(Qt.Key.Key_Right)
    assert page.panel.groups.currentIndex() == 1
