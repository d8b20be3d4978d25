"""Both themes: what can be read and seen in them, and that every widget follows the choice while the music plays."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from studio_stage import choose

from gui.shared.state.theme import ASSETS, LIGHT, PALETTES, stylesheet
from gui.shared.view.widgets.paint import toolkit_palette

INKS = ("text", "muted", "accent", "alarm", "now", "strip", "curve")
GROUNDS = ("window", "panel", "raised", "row_dark", "row_lit")


def luminance(colour: str) -> float:
    """As WCAG 2 has it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PALETTES)
def test_text_has_four_and_a_half_to_one_on_every_ground(theme):
    p = PALETTES[theme]
    pairs = {(ink, ground): contrast(getattr(p, ink), getattr(p, ground)) for ink in INKS for ground in GROUNDS}
    pairs["on_accent", "accent"] = contrast(p.on_accent, p.accent)
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", PALETTES)
def test_the_focus_ring_has_three_to_one_on_what_it_lies_on(theme):
    p = PALETTES[theme]
    rings = [(p.accent, ground) for ground in (p.window, p.panel, p.raised, p.line)] + [(p.on_accent, p.accent)]
    assert min(contrast(*ring) for ring in rings) >= 3


@pytest.mark.parametrize("theme", PALETTES)
def test_dialogs_of_the_toolkit_can_be_read(theme):
    made, role = toolkit_palette(PALETTES[theme]), QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ):
        assert contrast(made.color(ink).name(), made.color(ground).name()) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", PALETTES)
def test_the_arrows_of_a_file_dialog_can_be_seen(qtbot, tmp_path, theme):
    p = PALETTES[theme]
    page = QWidget()
    page.setStyleSheet(stylesheet(p))
    qtbot.addWidget(page)
    dialog = QFileDialog(page, directory=str(tmp_path), options=QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    up = dialog.findChild(QToolButton, "toParentButton").grab().toImage()
    seen = {up.pixelColor(x, y).name() for x in range(up.width()) for y in range(up.height())}
    assert max(contrast(colour, p.raised) for colour in seen) >= 3
    assert "#000000" not in seen


@pytest.mark.parametrize("theme", PALETTES)
def test_arrows_and_ticks_are_in_the_colours_of_their_theme(theme):
    p = PALETTES[theme]
    arrows = ("chevron", "back", "forward", "parent")  # the toolkit's own are black in every theme
    for name, colour in (*((arrow, p.muted) for arrow in arrows), ("check", p.on_accent)):
        drawn = (ASSETS / p.marks / f"{name}.svg").read_text()
        assert re.findall('stroke="(#.{6})"', drawn) == [colour]


def picture(stage, qtbot, page: str):
    stage.window.show_page(page)
    stage.window.setFocus()
    for _ in range(5):
        stage.studio.tick()
        QApplication.processEvents()
    stage.window.hush()
    QApplication.processEvents()
    return stage.window.grab().toImage()


def dark_share(shot) -> float:
    """Of a picture's pixels, every fourth one each way."""
    places = [(x, y) for x in range(0, shot.width(), 4) for y in range(0, shot.height(), 4)]
    return sum(shot.pixelColor(x, y).lightness() < 90 for x, y in places) / len(places)


PAGES = ("Melody", "Faces", "Train", "Settings", "About")


def test_every_page_follows_the_theme_at_once_and_it_comes_back(stage, make, qtbot):
    studio = stage.studio
    studio.melody.store(0)
    studio.melody.lock_bars(range(2), True)
    for page in PAGES:
        picture(stage, qtbot, page)
    studio.transport.play_stop()
    studio.window.page("Train").form.name.setText("bass line")
    before = studio.melody.playing
    stage.window.show_page("Settings")
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    choose(qtbot, studio.window.page("Settings").theme, "Light")
    qtbot.waitUntil(lambda: studio.settings().theme == "light")
    qtbot.waitUntil(lambda: studio.window.page("Settings").theme.hasFocus())
    assert studio.window.page("Settings").theme.currentText() == "Light"
    assert (studio.melody.playing, studio.performance.engine.status.playing) == (before, True)
    assert studio.window.page("Train").form.name.text() == "bass line"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what an event loop does by itself
    palettes = {w._palette for w in stage.window.findChildren(QWidget) if hasattr(w, "_palette")}
    assert palettes == {LIGHT}
    qtbot.keyClick(stage.window, Qt.Key.Key_Space)  # the strip and the keys are those of the new views
    qtbot.waitUntil(lambda: not studio.strip.play.isChecked())
    switched = {page: picture(stage, qtbot, page) for page in PAGES}
    shares = {page: dark_share(shot) for page, shot in switched.items()}
    assert {page: share for page, share in shares.items() if share > 0.06} == {}  # text and notes, no grounds
    stage.window.close()
    again = make()
    qtbot.waitUntil(lambda: again.studio.melody.playing == before)
    assert again.studio.settings().theme == "light"
    again.window.resize(1440, 900)
    for page in ("Settings", "About"):  # what does not move is the same to the pixel
        assert picture(again, qtbot, page) == switched[page]
