"""The preset browser under real keys and clicks, in the whole window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gui.melody.state.presets import factory, read_preset
from lcmusic.live import protocol as p

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Hand:
    """Presses keys wherever the focus is."""

    def __init__(self, stage, qtbot) -> None:
        self.stage, self._qtbot = stage, qtbot
        self.melody, self.page = stage.studio.melody, stage.studio.page
        self.browser = self.page.presets
        stage.window.activateWindow()
        qtbot.waitUntil(stage.window.isActiveWindow)
        self.page.new.setFocus()

    def press(self, *keys, control=False) -> None:
        for key in keys:
            self._qtbot.keyClick(self.stage.window.focusWidget(), key, CONTROL if control else Qt.NoModifier)

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.stage.window.focusWidget(), text)

    @property
    def names(self) -> list[str]:
        return [preset.name for preset in self.browser.shown]


@pytest.fixture
def hand(stage, qtbot):
    return Hand(stage, qtbot)


def test_arrows_are_heard_escape_goes_back_and_enter_stays_in_one_step_of_undo(hand, qtbot):
    melody, browser = hand.melody, hand.browser
    before, idea, played = melody.setting(), melody.idea, melody.playing
    hand.press(Key.Key_P)
    assert (browser.isVisible(), browser.search.hasFocus(), browser.selected) == (True, True, None)
    assert hand.names == [preset.name for preset in factory()]
    hand.press(Key.Key_Down, Key.Key_Down)
    assert melody.knobs == factory()[1].setting.knobs
    qtbot.waitUntil(lambda: len(melody.playing.notes()) == 8 * 16)
    hand.press(Key.Key_Escape)
    assert (browser.isVisible(), hand.page.new.hasFocus()) == (False, True)
    assert (melody.setting().differs_from(before), melody.idea) == ([], idea)
    qtbot.waitUntil(lambda: melody.playing == played)
    assert p.Panic() not in hand.stage.engines[0].sent
    assert not melody.can_undo
    hand.press(Key.Key_P, Key.Key_Down, Key.Key_PageDown, Key.Key_Up, Key.Key_Return)
    assert (browser.isVisible(), melody.knobs) == (False, factory()[7].setting.knobs)
    hand.press(Key.Key_Z, control=True)
    assert (melody.setting().differs_from(before), melody.can_undo) == ([], False)


def test_typing_finds_and_enter_takes_the_first(hand):
    hand.press(Key.Key_P)
    hand.type("nldv dance")  # letters that are keys of the page, too
    assert (hand.names, hand.melody.locked) == ([], False)
    assert "No preset has these words" in hand.browser.about.text()
    assert not hand.browser.use.isEnabled()
    hand.press(Key.Key_Return, Key.Key_Down)
    assert hand.browser.isVisible()
    for _ in "nldv dance":
        hand.press(Key.Key_Backspace)
    hand.type("folk")
    assert hand.names == ["Reel in D", "Mixolydian jig"]
    hand.press(Key.Key_Return)
    assert (hand.browser.isVisible(), hand.melody.knobs) == (False, factory()[1].setting.knobs)


def test_knobs_are_saved_renamed_deleted_and_brought_back_by_keys(hand, tmp_path):
    melody, browser = hand.melody, hand.browser
    melody.turn(scale="blues", root=4, density=7.0)
    hand.press(Key.Key_P)
    hand.press(Key.Key_S, control=True)
    hand.type("Late")
    hand.press(Key.Key_Tab)
    hand.type("slow, mine")
    hand.press(Key.Key_Return)
    path = tmp_path / "presets" / "Late.json"
    kept = read_preset(path)
    assert (kept.name, kept.tags, kept.setting.knobs) == ("Late", ("slow", "mine"), melody.knobs)
    assert (browser.selected, browser.shown[0], browser.search.hasFocus()) == (kept, kept, True)
    hand.press(Key.Key_R, control=True)
    hand.type("Reel in D")
    hand.press(Key.Key_Return)
    said = "There is a preset 'Reel in D' already; choose another name."
    assert (browser.form.isVisible(), browser.about.text(), hand.stage.window.notice) == (True, said, said)
    hand.press(Key.Key_Escape)
    assert (browser.form.isVisible(), browser.isVisible(), browser.selected.name) == (False, True, "Late")
    hand.press(Key.Key_R, control=True)
    hand.type("Later")
    hand.press(Key.Key_Return)
    assert (browser.selected.name, read_preset(path).name) == ("Later", "Later")
    hand.press(Key.Key_D, control=True)
    assert (path.exists(), len(hand.names), browser.selected) == (False, 20, None)
    assert browser.back.toolTip() == "Undo: Later is there again"
    browser.back.setFocus()
    hand.press(Key.Key_Return)
    assert (path.exists(), hand.names[0], browser.back.isVisible()) == (True, "Later", False)


def test_those_of_the_studio_cannot_be_changed_and_say_why(hand):
    hand.press(Key.Key_P)
    assert hand.browser.rename.toolTip() == hand.browser.delete.toolTip() == "Choose a preset first."
    hand.press(Key.Key_Down)
    hand.press(Key.Key_D, Key.Key_R, control=True)
    assert (len(hand.names), hand.browser.form.isVisible(), hand.browser.delete.isEnabled()) == (20, False, False)
    assert hand.browser.delete.toolTip().startswith("This one comes with the studio: save it under a name")


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_there(hand, tmp_path):
    folder = tmp_path / "presets"
    folder.mkdir()
    (folder / "next.json").write_text('{"format": "lcstudio.preset/2"}')
    hand.press(Key.Key_P)
    said = "is a preset of a later version (lcstudio.preset/2); update the studio to use it."
    assert hand.browser.about.text() == f"{folder / 'next.json'} {said}"
    assert len(hand.names) == 20


def test_a_click_chooses_what_is_heard_and_one_beside_goes_back(hand, qtbot):
    melody, browser = hand.melody, hand.browser
    before = melody.setting()
    qtbot.mouseClick(hand.page.panel.presets, Qt.MouseButton.LeftButton)
    item = browser.list.topLevelItem(2)
    at = browser.list.visualItemRect(item).center()
    qtbot.mouseClick(browser.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert melody.knobs == factory()[2].setting.knobs
    qtbot.mouseClick(browser, Qt.MouseButton.LeftButton, pos=QPoint(100, 200))
    assert (browser.isVisible(), melody.setting().differs_from(before)) == (False, [])
    hand.page.panel.presets.click()
    qtbot.mouseClick(browser.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseClick(browser.use, Qt.MouseButton.LeftButton)
    assert (browser.isVisible(), melody.knobs) == (False, factory()[2].setting.knobs)


def test_it_goes_with_its_page_and_what_was_before_is_back(hand):
    before = hand.melody.setting()
    hand.press(Key.Key_P, Key.Key_Down)
    hand.stage.window.show_page("About")
    assert hand.melody.setting().differs_from(before) == []
    hand.stage.window.show_page("Melody")
    assert not hand.browser.isVisible()


def test_tab_stays_inside_and_space_plays_from_its_buttons(hand):
    hand.press(Key.Key_P, Key.Key_Down)
    seen = []
    for _ in range(4):
        hand.press(Key.Key_Tab)
        seen.append(hand.stage.window.focusWidget().accessibleName() or hand.stage.window.focusWidget().text())
    assert seen == ["Use", "Save", "Find a preset", "Use"]
    hand.press(Key.Key_Space)
    assert isinstance(hand.stage.engines[0].sent[-1], p.Continue)
    hand.press(Key.Key_Return)
    assert not hand.browser.isVisible()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_has_room_in_the_smallest_window(stage, qtbot, theme):
    stage.studio.choose_theme(theme)
    stage.window.resize(1024, 640)
    hand = Hand(stage, qtbot)
    hand.press(Key.Key_P, Key.Key_End, *[Key.Key_Down] * 12)
    for form in (False, True):
        if form:
            hand.press(Key.Key_S, control=True)
        QApplication.processEvents()
        card = hand.browser.card
        assert hand.page.rect().contains(card.geometry())
        assert hand.browser.list.height() > 120
        for label in card.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for button in card.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()


def test_dice_turn_the_group_that_is_shown_and_not_while_locked(hand):
    melody, panel = hand.melody, hand.page.panel
    before = melody.setting()
    panel.groups.setCurrentIndex(2)
    panel.dice.click()
    turned = melody.setting().differs_from(before)
    assert "gate" in turned
    assert set(turned) <= {"swing", "gate", "velocity", "humanise", "accent_amount"}
    melody.undo()
    melody.lock(True)
    hand.stage.studio.tick()
    assert (panel.dice.isEnabled(), panel.dice.toolTip()) == (False, "Locked: unlock the idea first.")
    panel.roll_dice()  # by its key
    assert melody.setting().differs_from(before) == ["mode"]
    assert hand.stage.window.notice == "The idea is locked; unlock it first (L)."
