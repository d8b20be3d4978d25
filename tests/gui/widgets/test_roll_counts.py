"""Notes per bar, drawn in the strip below the roll by mouse and by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.bars import Selection
from gui.shared.view.widgets.roll import PianoRoll
from gui.shared.view.widgets.roll_picture import RollView
from lcmusic.music.melody import Melody, Note

TUNE = Melody.from_notes([Note(16 * bar, 16 * bar + 4, 60) for bar in range(16)])
OPEN = (None,) * 16
LEFT = Qt.MouseButton.LeftButton


class Strip:
    """A hand on a roll whose owner asks for what is drawn at once."""

    def __init__(self, qtbot) -> None:
        self.qtbot, self.roll, self.drew = qtbot, PianoRoll(DARK, lambda: None), []
        qtbot.addWidget(self.roll)
        self.roll.resize(1000, 700)
        self.roll.show()
        self.roll.show_view(RollView(TUNE, TUNE, counts=OPEN))
        self.roll.drew.connect(self.obey)

    def obey(self, counts) -> None:
        self.drew.append(counts)
        self.roll.show_view(replace(self.roll.view, counts=counts or OPEN))

    def at(self, bar, count) -> QPoint:
        frame = self.roll._frame
        return QPoint(round(sum(frame.bar(bar)) / 2), round(frame.y_of(count)))

    def drag(self, *places) -> None:
        points = [self.at(*place) for place in places]
        self.qtbot.mousePress(self.roll, LEFT, pos=points[0])
        for point in points[1:]:
            move = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(point), self.roll.mapToGlobal(QPointF(point)),
                Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(self.roll, move)
        self.qtbot.mouseRelease(self.roll, LEFT, pos=points[-1])


@pytest.fixture
def strip(qtbot):
    return Strip(qtbot)


def test_a_drag_draws_a_curve_and_is_heard_once(strip):
    strip.drag((2, 4), (4, 8), (5, 1))
    assert strip.drew == [(None, None, 4, 6, 8, 1, *[None] * 10)]
    assert strip.roll.hint(QPointF(strip.at(3, 2))).splitlines()[0] == "Bar 4: 1 notes, 6 asked for"
    assert "asked for: -, -, 4, 6, 8, 1, " in strip.roll.accessibleDescription()


def test_what_is_drawn_is_seen_while_it_is_dragged(strip, qtbot):
    qtbot.mousePress(strip.roll, LEFT, pos=strip.at(6, 9))
    picture = strip.roll.grab().toImage()
    assert picture.pixelColor(strip.at(6, 9)) == QColor(DARK.accent)
    assert strip.drew == []
    qtbot.mouseRelease(strip.roll, LEFT, pos=strip.at(6, 9))
    assert strip.drew == [(*OPEN[:6], 9, *OPEN[7:])]


def test_above_the_strip_a_bar_may_have_all_the_notes_that_it_has_room_for(strip):
    strip.drag((0, 3), (0, 12))
    assert strip.drew[-1][0] == 12
    top = strip.roll._frame.areas[2].top()
    assert strip.roll._frame.count_at(top - 100) == 16


def test_a_double_click_leaves_a_bar_as_it_comes(strip, qtbot):
    strip.obey((3,) * 16)
    qtbot.mouseDClick(strip.roll, LEFT, pos=strip.at(1, 2))
    assert strip.drew[-1] == (3, None, *[3] * 14)


def test_keys_ask_for_more_and_fewer_and_leave_bars_as_they_come(strip, qtbot):
    alt = Qt.KeyboardModifier.AltModifier
    strip.roll.choose(Selection(1, 2))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(strip.roll, key, alt)
    assert [counts[:4] for counts in strip.drew] == [(None, n, n, None) for n in (2, 3, 2)]
    qtbot.keyClick(strip.roll, Qt.Key.Key_Delete, alt)
    assert (strip.drew[-1], strip.roll.chosen) == (None, [1, 2])


def test_the_menu_leaves_bars_as_they_come(strip):
    strip.obey((3, 4, *OPEN[2:]))
    strip.roll.choose(Selection.of(0))
    one, every = strip.roll.menu().actions()[-2:]
    assert (one.text(), one.isEnabled()) == ("Leave the notes of bar 1 as they come", True)
    one.trigger()
    assert strip.drew[-1] == (None, 4, *OPEN[2:])
    every.trigger()
    assert strip.drew[-1] is None


def test_without_a_prior_nothing_is_drawn_and_the_hint_says_why(strip):
    strip.roll.show_view(replace(strip.roll.view, no_counts="No learned prior fits."))
    strip.drag((2, 4), (4, 8))
    assert strip.drew == []
    assert strip.roll.hint(QPointF(strip.at(3, 2))) == "Bar 4: 1 notes\nNo learned prior fits."


def test_a_short_clip_fills_the_roll(strip):
    strip.roll.show_view(RollView(TUNE.looped(2), TUNE.looped(2), counts=(None, None), bars=2))
    assert strip.roll.span == (0.0, 32.0)
    assert strip.roll.accessibleDescription() == "2 notes in 2 bars"
    strip.drag((0, 4), (1, 8))
    assert strip.drew == [(4, 8)]
    strip.roll.show_view(RollView(TUNE, TUNE, counts=OPEN))
    assert strip.roll.span == (0.0, 256.0)
