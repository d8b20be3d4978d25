"""An evening's work by hand, with the model that ships, and what a receiver hears of it."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from studio_stage import choose

from gui.melody.state.elsewhere import ModelProcess
from gui.parts import Parts
from gui.shared.view.widgets.bars import Selection
from gui.studio import Studio
from lcmusic.live.player import Player
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import STEPS_PER_BAR, Melody, Note
from tests.gui.test_live import hanging, note_ons
from tests.gui.widgets.test_roll import drop

BPM = 300
STEP = 60 / BPM / 4  # seconds
KEPT = 4  # bars
PITCHES = (60, 64, 67, 65, 62, 64, 60, 59)  # in C major, with F and B
TUNE = Melody.from_notes(Note(2 * i, 2 * i + 2, PITCHES[(i * i // 3) % 8]) for i in range(128))
A_DORIAN = {9, 11, 0, 2, 4, 6, 7}
FIRST_BARS = [note for note in TUNE.notes() if note.start < KEPT * STEPS_PER_BAR]


@pytest.fixture
def studio(qtbot, tmp_path, jack):
    models = ModelProcess(tmp_path)
    studio = Studio(Parts(Player, models.load, tmp_path / "studio.json", tmp_path, seed=1))
    studio.welcome.done.emit()
    studio.window.show()
    yield studio
    studio.window.close()
    studio.window.deleteLater()
    QApplication.processEvents()
    models.close()


class Hand:
    """Mouse and keys on the window."""

    def __init__(self, qtbot, studio) -> None:
        self.qtbot, self.studio, self.melody = qtbot, studio, studio.melody
        studio.window.activateWindow()
        qtbot.waitUntil(studio.window.isActiveWindow)

    def settle(self) -> None:
        """Until all that was asked for is composed."""
        feed, worker = self.melody.performance.feed, self.studio.worker
        done = []
        worker.later(lambda: None, lambda *_: done.append(True))
        self.qtbot.waitUntil(lambda: bool(done) and not feed._due and not self.melody._composer.behind)

    def key(self, key) -> None:
        self.qtbot.keyClick(self.studio.page.roll, key)
        self.settle()

    def write(self, line, text) -> None:
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def note_at(self, note) -> QPoint:
        roll = self.studio.page.roll
        return roll._frame.box(note, roll._frame.areas[0], roll.view.rows).center().toPoint()

    def click_bar(self, bar) -> None:
        roll = self.studio.page.roll
        left, right = roll._frame.bar(bar)
        self.qtbot.mouseClick(roll, Qt.MouseButton.LeftButton, pos=QPoint(round((left + right) / 2), 8))

    def hear(self, receiver, bars):
        """Play so many bars from the top: when each note arrived, in steps, and its pitch."""
        strip, since = self.studio.strip, len(receiver.got)
        self.qtbot.mouseClick(strip.top, Qt.MouseButton.LeftButton)
        self.qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.studio.engine.status.bar >= bars)
        self.qtbot.mouseClick(strip.top, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.studio.engine.status.playing and not hanging(receiver))
        heard = note_ons(receiver, receiver.got[since].time)
        return [((time - heard[0][0]) / STEP, pitch) for time, pitch in heard]


def are(heard, notes) -> bool:
    """Whether these notes arrived, in their order, each less than a step off: a busy machine is late."""
    return [pitch for _, pitch in heard] == [note.pitch for note in notes] and all(
        abs(step - note.start) < 1 for (step, _), note in zip(heard, notes, strict=True)
    )


@pytest.mark.jack
def test_what_is_held_arrives_note_for_note_while_the_rest_obeys(studio, qtbot, tmp_path, jack, receiver):
    melody, page, strip = studio.melody, studio.page, studio.strip
    qtbot.waitUntil(lambda: melody.playing is not None and strip.port.count() > 1)
    hand = Hand(qtbot, studio)
    strip.port.setFocus()
    qtbot.keyClick(strip.port, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: studio.engine.status.output == "open")
    jack.connect("lcstudio:LC Studio", "receiver:in")
    hand.write(strip.tempo, str(BPM))

    write_melody(tmp_path / "tune.mid", TUNE)
    drop(page.roll, tmp_path / "tune.mid")
    qtbot.waitUntil(lambda: melody.playing == TUNE)  # exactly, before a knob is turned
    for bar in range(KEPT):
        hand.click_bar(bar)
    assert melody.bars.bars == tuple(range(KEPT))

    choose(qtbot, page.panel.root, "A")
    choose(qtbot, page.panel.scale, "dorian")
    knob = page.panel.knobs["density"]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    hand.write(knob._editor, "6")
    hand.write(page.panel.chords.line, "Am | D7 | Am | G")
    hand.settle()
    assert (melody.knobs.root, melody.knobs.scale, melody.knobs.density) == (9, "dorian", 6.0)
    assert str(melody.knobs.progression) == "Am | D7 | Am | G"
    assert "is locked and has notes outside the scale (F)" in studio.window.notice

    made = []
    for _ in range(5):
        hand.key(Qt.Key.Key_N)
        heard = hand.hear(receiver, KEPT)
        assert are(heard[: len(FIRST_BARS)], FIRST_BARS)
        made.append([note for note in melody.playing.notes() if note.start >= KEPT * STEPS_PER_BAR])
    assert all(a != b for a, b in itertools.combinations(made, 2))
    rest = list(itertools.chain(*made))
    assert np.mean([note.pitch % 12 in A_DORIAN for note in rest]) > 0.9
    assert len(rest) / (5 * (16 - KEPT)) == pytest.approx(6, abs=1)
    chords = melody.knobs.progression
    on_one_and_three = [note for note in rest if note.start % 8 == 0]  # as ``lcmusic evaluate knobs`` measures it
    fits = [note.pitch % 12 in chords.bar(note.start // 16)[note.start // 4 % 4].classes for note in on_one_and_three]
    assert np.mean(fits) > 0.7  # by chance it would be under a half

    before = melody.playing
    for key in (Qt.Key.Key_L, Qt.Key.Key_N, Qt.Key.Key_V):
        hand.key(key)
        assert (melody.playing, melody.locked) == (before, True)
    assert studio.window.notice == "The idea is locked; unlock it first (L)."
    assert melody.following == before
    expected = [note for note in before.notes() if note.start < 5 * STEPS_PER_BAR]
    assert are(hand.hear(receiver, 5)[: len(expected)], expected)


@pytest.mark.jack
def test_what_is_edited_and_which_notes_are_locked_arrives_note_for_note_under_new_ideas(studio, qtbot, jack, receiver):
    melody, roll, strip = studio.melody, studio.page.roll, studio.strip
    qtbot.waitUntil(lambda: melody.playing is not None and strip.port.count() > 1)
    hand = Hand(qtbot, studio)
    strip.port.setFocus()
    qtbot.keyClick(strip.port, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: studio.engine.status.output == "open")
    jack.connect("lcstudio:LC Studio", "receiver:in")
    hand.write(strip.tempo, str(BPM))
    hand.settle()

    roll.setFocus()
    qtbot.keyClick(roll, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(roll, Qt.Key.Key_Delete)  # an empty field, all of it edited
    for _ in range(2):
        qtbot.keyClick(roll, Qt.Key.Key_D)
    qtbot.keyClick(roll, Qt.Key.Key_Up)
    qtbot.keyClick(roll, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(roll, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    written = [Note(0, 4, 60), Note(4, 7, 73)]
    assert melody.playing.notes() == written
    qtbot.waitUntil(lambda: len(roll.view.locked) == 16)
    roll.choose(Selection(1, 15))
    qtbot.keyClick(roll, Qt.Key.Key_Return)
    hand.settle()
    assert melody.bars.bars == (0,)

    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(roll.view.playing.notes()) > 10)
    kept = next(note for note in melody.playing.notes() if 32 <= note.start < 44)
    qtbot.mouseClick(roll, Qt.MouseButton.LeftButton, pos=hand.note_at(kept))
    hand.key(Qt.Key.Key_L)
    assert (melody.bars.notes, melody.locked) == ((kept,), False)
    seen = set()
    for _ in range(5):
        hand.key(Qt.Key.Key_N)
        assert {*written, kept} <= set(melody.playing.notes())
        heard = hand.hear(receiver, 3)
        assert are(heard[:2], written)
        assert heard[2][0] > 15
        assert any(are([note], [kept]) for note in heard)
        seen.add(tuple(note for note in melody.playing.notes() if 32 <= note.start < 48))
    assert len(seen) > 1  # the other notes of its bar are not kept
