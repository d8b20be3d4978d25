"""The panel of knobs under real events: chords, style, groups."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from studio_fakes import FakeEngine, fake_model

from gui.melody.state.inference import NoComposer
from gui.melody.state.offers import chords_offer
from gui.melody.state.played import NO_INPUT
from gui.melody.state.session import MelodySession
from gui.melody.view.chords import LISTENING, PLACEHOLDER, TAKE_TIP
from gui.melody.view.panel import KnobPanel
from gui.melody.view.specs import DIALS, GROUPS
from gui.shared.state.theme import DARK
from lcmusic.live.protocol import NoteIn
from lcmusic.music.chords import PROGRESSIONS, parse_chord
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session
from lcmusic.perform.table import TABLE

TOO_MANY = "The bar 'C G F' has 3 chords; 1, 2 or 4 share the four beats of a bar."


class Stage:
    """A panel in a window that panics on Escape, as the studio does."""

    def __init__(self, qtbot, worker) -> None:
        performance = Session(FakeEngine(), NoComposer(), Knobs(), Plan())
        self.session = MelodySession(performance, worker, np.random.default_rng(5), lambda: 0.0)
        self.use(styles=("chorales", "folk"))
        self.panel = KnobPanel(self.session, DARK)
        self.line, self.said, self.panics = self.panel.chords.line, [], []
        self.panel.said.connect(self.said.append)
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.panel.chords)
        layout.addWidget(self.panel)
        qtbot.addWidget(self.window)
        QShortcut(QKeySequence("Esc"), self.window).activated.connect(lambda: self.panics.append(True))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.refresh()

    @property
    def chords(self) -> str | None:
        return self.session.knobs.chords

    def use(self, **what: object) -> None:
        self.session.use(replace(fake_model()[0], **what))

    def refresh(self) -> None:
        self.panel.refresh(frozenset())


@pytest.fixture
def stage(qtbot, worker):
    return Stage(qtbot, worker)


@pytest.fixture
def write(qtbot, stage):
    """Types chords, a frame passes, and a key ends it."""

    def write(text, key):
        stage.line.setFocus()
        stage.line.selectAll()
        qtbot.keyClicks(stage.line, text)
        stage.refresh()
        qtbot.keyClick(stage.line, key)
        stage.refresh()

    return write


def test_chords_are_typed_and_undone(stage, write):
    write("Dm7 | G7 | C % ", Qt.Key.Key_Return)
    assert (stage.chords, stage.line.text(), stage.said) == ("Dm7 | G7 | C %", "Dm7 | G7 | C %", [])
    assert stage.session.pending == {"chords"}
    assert not stage.line.hasFocus()  # space plays, and N is a new idea
    write("F", Qt.Key.Key_Tab)  # which goes on, and applies, too
    assert (stage.chords, stage.line.hasFocus()) == ("F", False)
    for chords in ("Dm7 | G7 | C %", None):
        stage.session.undo()
        stage.refresh()
        assert (stage.chords, stage.line.text()) == (chords, chords or "")


def test_no_chords_is_an_empty_field(qtbot, stage, write):
    stage.session.turn(chords="Am F")
    stage.refresh()
    stage.line.setFocus()
    stage.line.selectAll()
    qtbot.keyClick(stage.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(stage.line, Qt.Key.Key_Return)
    assert stage.chords is None


def test_chords_that_cannot_be_read_are_said_and_stay_to_be_mended(stage, write):
    stage.session.turn(chords="Am F")
    write("Am | C G F", Qt.Key.Key_Return)
    assert (stage.chords, stage.line.text(), stage.said) == ("Am F", "Am | C G F", [TOO_MANY])
    assert stage.line.hasFocus()
    write("Am | C G F", Qt.Key.Key_Tab)
    assert (stage.chords, stage.line.text(), stage.said) == ("Am F", "Am F", [TOO_MANY, TOO_MANY])


def test_escape_leaves_the_field_and_nothing_else(stage, write):
    stage.session.turn(chords="Am F")
    write("H7sus9", Qt.Key.Key_Escape)
    assert (stage.chords, stage.line.text(), stage.line.hasFocus()) == ("Am F", "Am F", False)
    assert (stage.said, stage.panics) == ([], [])


def test_a_progression_to_start_from_follows_the_key(stage):
    menu = stage.panel.chords.menu()
    names = [action.text() for action in menu.actions()]
    progressions = [f"{name.capitalize()}:  {chords}" for name, chords in PROGRESSIONS.items()]
    sent = ["Send the chords:  not", "Send a bass of their roots:  not"]
    assert names == [*progressions, "", "Play chords in from MIDI", "No chords", "", *sent]
    menu.actions()[0].trigger()
    stage.refresh()
    assert (stage.chords, stage.line.text()) == ("I V vi IV", "I V vi IV")
    stage.session.turn(root=9)
    stage.refresh()
    assert stage.line.toolTip().startswith("<b>A | E | F#m | D</b>")
    menu.actions()[names.index("No chords")].trigger()
    stage.refresh()
    assert (stage.chords, stage.line.text()) == (None, "")


def test_chords_and_bass_are_sent_on_channels_that_are_free(stage):
    def channels(at):
        return stage.panel.chords.menu().actions()[at].menu().actions()

    channels(-2)[4].trigger()
    channels(-1)[5].trigger()
    sent = stage.session.performance.expression
    assert (sent.chord_channel, sent.bass_channel) == (4, 5)
    assert [action.text() for action in channels(-1) if not action.isEnabled()] == ["channel 1", "channel 4"]
    assert [action.text() for action in channels(-1) if action.isChecked()] == ["channel 5"]
    channels(-2)[0].trigger()
    assert stage.session.performance.expression.chord_channel is None
    stage.session.undo()
    assert stage.session.performance.expression.chord_channel == 4


def test_a_style_is_chosen_of_those_that_the_model_knows(qtbot, stage):
    box = stage.panel.styles

    def names():
        return [box.itemText(n) for n in range(box.count())]

    assert (names(), box.currentText()) == (["any style", "chorales", "folk"], "any style")
    stage.panel.groups.setCurrentIndex(1)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    stage.refresh()
    assert (stage.session.knobs.style, box.currentText()) == ("folk", "folk")
    stage.use(styles=("pop",))
    stage.refresh()
    assert (names(), box.currentText()) == (["any style", "pop", "folk"], "folk")


def test_without_a_learned_prior_what_needs_one_says_so(stage):
    stage.use(no_prior="There is no prior.")
    stage.refresh()
    panel = stage.panel
    for widget in (panel.chords.line, panel.chords.start, panel.styles, panel.switches["ending"]):
        assert (widget.isEnabled(), widget.toolTip()) == (False, "There is no prior.")
    assert "There is no prior." in panel.knobs["repetition"].toolTip()
    assert panel.knobs["density"].toolTip().endswith(TABLE["density"].shown.tip)


def test_every_dial_of_the_table_is_in_a_group_and_shows_its_value(stage):
    assert {spec.name for specs in DIALS.values() for spec in specs} == {
        row.name for row in TABLE.values() if row.shown and row.turns
    }
    stage.session.turn(lowest=57, repetition=0.25)
    stage.refresh()
    assert [stage.panel.knobs[name].text() for name in ("lowest", "highest", "repetition")] == ["A3", "free", "25 %"]


def test_a_double_click_on_a_dial_of_the_form_lets_the_idea_decide(qtbot, stage):
    stage.session.turn(motion=2.0)
    stage.refresh()
    stage.panel.groups.setCurrentIndex(1)
    dial = stage.panel.knobs["motion"]
    qtbot.mouseDClick(dial, Qt.MouseButton.LeftButton, pos=dial.rect().center())
    assert stage.session.knobs.motion is None


def test_groups_are_turned_by_keys_and_a_dot_marks_where_something_is_turned(qtbot, stage):
    panel = stage.panel
    panel.groups.setFocus()
    seen = []
    for _ in GROUPS:
        seen.append([name for name in ("reach", "motion", "swing") if panel.knobs[name].isVisible()])
        qtbot.keyClick(panel.groups, Qt.Key.Key_Right)
    assert seen == [["reach"], ["motion"], ["swing"]]
    for values in ({"lowest": 57}, {"swing": 0.6}, {"lowest": None, "style": "folk"}, {"style": None}):
        stage.session.turn(**values)
        stage.refresh()
        seen.append([panel.groups.tabText(n) for n in range(3)])
    assert seen[3:] == [
        ["Idea", "Form •", "Sound"],
        ["Idea", "Form •", "Sound •"],
        ["Idea", "Form •", "Sound •"],
        ["Idea", "Form", "Sound •"],
    ]


@pytest.fixture
def keys(stage):
    """A MIDI keyboard: plays chords while the song stands still."""
    engine = stage.session.performance.engine
    engine.status = replace(engine.status, input="open")

    def play(*names):
        for name in names:
            pitches = parse_chord(name).pitches
            engine.reports = [NoteIn(1, pitch, velocity, 0.0, 0.0) for velocity in (90, 0) for pitch in pitches]
            stage.session.update()
            stage.refresh()

    return play


def play_in(stage):
    (action,) = [each for each in stage.panel.chords.menu().actions() if each.text() == "Play chords in from MIDI"]
    assert action.isEnabled()
    action.trigger()
    stage.refresh()


def test_chords_are_played_in_and_enter_takes_them(qtbot, stage, keys):
    stage.session.turn(chords="Dm | G")
    stage.refresh()
    play_in(stage)
    assert (stage.line.text(), stage.line.hasFocus(), stage.line.placeholderText()) == ("", True, LISTENING)
    keys("Am7", "F", "C/E")
    assert (stage.line.text(), stage.chords) == ("Am7 | F | C/E", "Dm | G")
    qtbot.keyClicks(stage.line, "x")
    stage.panel.root.setFocus()  # elsewhere, such as at the knobs, they go on being heard
    keys("G7")
    stage.line.setFocus()
    qtbot.keyClick(stage.line, Qt.Key.Key_Return)
    stage.refresh()
    assert (stage.chords, stage.line.text()) == ("Am7 | F | C/E | G7", "Am7 | F | C/E | G7")
    assert (stage.line.isReadOnly(), stage.line.placeholderText(), stage.said) == (False, PLACEHOLDER, [])
    stage.session.undo()
    stage.refresh()
    assert (stage.chords, stage.line.text()) == ("Dm | G", "Dm | G")


def test_escape_leaves_what_was_played_and_the_button_takes_it(qtbot, stage, keys):
    stage.session.turn(chords="Dm | G")
    play_in(stage)
    keys("Am7")
    qtbot.keyClick(stage.line, Qt.Key.Key_Escape)
    stage.refresh()
    assert (stage.chords, stage.line.text(), stage.panics) == ("Dm | G", "Dm | G", [])
    play_in(stage)
    keys("F", "C")
    assert stage.panel.chords.start.toolTip() == TAKE_TIP
    qtbot.mouseClick(stage.panel.chords.start, Qt.MouseButton.LeftButton)
    stage.refresh()
    assert (stage.chords, stage.line.text()) == ("F | C", "F | C")


def test_without_an_input_the_menu_says_why_no_chords_can_be_played_in(stage):
    menu = stage.panel.chords.menu()
    (action,) = [each for each in menu.actions() if each.text() == "Play chords in from MIDI"]
    assert (action.isEnabled(), action.toolTip(), menu.toolTipsVisible()) == (False, NO_INPUT, True)


def test_what_is_offered_stands_in_the_menu_too(stage):
    stage.session.offers.make(chords_offer("song.mid", "Am | F"))
    action = stage.panel.chords.menu().actions()[0]
    assert action.text() == "Use its chords:  song.mid has the chords Am | F."
    action.trigger()
    assert stage.chords == "Am | F"
