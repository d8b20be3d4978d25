"""The whole window under real events; the engine and the model are stand-ins."""

import threading
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from studio_fakes import FakeSink, ObedientComposer, fake_model, no_device
from studio_stage import choose

from gui.melody.state.inference import Chosen
from gui.shared.state.theme import LABEL
from gui.shared.state.transport import PortList
from gui.shared.view.widgets.amount import TITLE, AmountSlider
from gui.shared.view.widgets.knob import Knob
from gui.shared.view.widgets.paint import font
from gui.train.state.library import Entry
from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody, Note


def test_a_small_screen_has_room_for_the_window(stage):
    stage.window.stay_within(QSize(1366, 728))
    assert stage.window.size() == QSize(1366, 728)
    stage.window.stay_within(QSize(1920, 1080))
    assert stage.window.size() == QSize(1366, 728)
    stage.window.stay_within(QSize(1024, 600))
    assert stage.window.size() == stage.window.minimumSize()


def test_a_list_that_pops_up_is_dark_to_its_edge(stage, qtbot):
    box = stage.studio.strip.findChild(QComboBox)
    box.showPopup()
    frame = box.view().parentWidget()
    qtbot.waitUntil(frame.isVisible)
    picture = frame.grab().toImage()
    edge = [picture.pixelColor(picture.width() // 2, y) for y in (0, 1, 2, 3, picture.height() - 1)]
    assert max(colour.lightness() for colour in edge) < 80
    box.hidePopup()


def test_space_plays_whatever_has_the_focus(stage, qtbot):
    stage.studio.page.new.setFocus()
    qtbot.keyClick(stage.window, Qt.Key.Key_Space)
    assert p.Continue() in stage.engines[0].sent
    qtbot.waitUntil(lambda: stage.studio.strip.play.isChecked())
    qtbot.mouseClick(stage.studio.strip.play, Qt.MouseButton.LeftButton)
    assert stage.engines[0].sent[-1] == p.Stop()


def test_a_turned_scale_is_in_the_roll_and_on_the_keyboard(stage, qtbot):
    panel = stage.studio.page.panel
    choose(qtbot, panel.scale, "minor pentatonic")
    choose(qtbot, panel.root, "A")
    qtbot.waitUntil(lambda: stage.studio.page.roll.view.playing is not None and stage.pitches == {9, 0, 2, 4, 7})
    qtbot.waitUntil(lambda: stage.studio.page.roll.view.allowed == frozenset({9, 0, 2, 4, 7}))
    at = panel.keyboard.key_rect(1).center().toPoint()
    qtbot.mouseClick(panel.keyboard, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: panel.scale.currentText() == "notes of my own")
    qtbot.waitUntil(lambda: 1 in stage.pitches)


def test_a_turned_density_changes_the_roll_and_undo_takes_it_back(stage, qtbot):
    knob = stage.studio.page.panel.knobs["density"]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    qtbot.keyClicks(knob._editor, "9")
    qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(stage.studio.page.roll.view.playing.notes()) == 9 * 16)
    qtbot.waitUntil(stage.studio.page.undo.isEnabled)
    qtbot.mouseClick(stage.studio.page.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stage.studio.page.roll.view.playing.notes()) == 4 * 16)
    assert knob.value is None


def test_a_slot_keeps_what_plays(stage, qtbot):
    first = stage.studio.melody.playing
    qtbot.mouseClick(stage.studio.page.slots[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stage.studio.page.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stage.studio.melody.playing != first)
    qtbot.mouseClick(stage.studio.page.slots[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stage.studio.melody.playing == first)


def press(qtbot, stage, key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key of the page, and a frame."""
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    qtbot.keyClick(stage.studio.page.roll, key, modifier)
    stage.studio.tick()


def test_bars_are_locked_by_hand_and_new_ideas_leave_them_alone(stage, qtbot):
    roll, melody = stage.studio.page.roll, stage.studio.melody
    first = melody.playing.notes()[:8]  # four a bar
    for bar in (0, 1):
        left, right = roll._frame.bar(bar)
        qtbot.mouseClick(roll, Qt.MouseButton.LeftButton, pos=QPoint(round((left + right) / 2), 8))
    qtbot.waitUntil(lambda: roll.view.locked == (0, 1))
    heard = []
    for _ in range(3):
        ideas = len(melody.ideas.clips)
        press(qtbot, stage, Qt.Key.Key_N)
        qtbot.waitUntil(lambda ideas=ideas: len(melody.ideas.clips) > ideas)
        heard.append(roll.view.playing)
        assert roll.view.playing.notes()[:8] == first
    assert len({melody.notes()[8:][0] for melody in heard}) > 1
    press(qtbot, stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: roll.view.playing == heard[-2])


def test_bars_are_made_anew_by_keyboard_alone(stage, qtbot):
    roll, melody = stage.studio.page.roll, stage.studio.melody
    before = melody.playing.notes()
    press(qtbot, stage, Qt.Key.Key_R)
    assert stage.window.notice.startswith("Choose bars first")
    roll.setFocus()
    press(qtbot, stage, Qt.Key.Key_Home)
    press(qtbot, stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, stage, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: melody.playing.notes() != before)
    assert melody.playing.notes()[8:] == before[8:]


def test_a_locked_idea_stops_keys_buttons_and_drops(stage, qtbot, tmp_path):
    page, melody = stage.studio.page, stage.studio.melody
    write_melody(tmp_path / "tune.mid", Melody.from_notes([Note(0, 8, 61)], 32))
    press(qtbot, stage, Qt.Key.Key_L)
    qtbot.waitUntil(page.lock.isChecked)
    before = melody.playing
    for act in (
        lambda: press(qtbot, stage, Qt.Key.Key_N),
        lambda: press(qtbot, stage, Qt.Key.Key_V),
        lambda: page.roll.dropped.emit(tmp_path / "tune.mid"),
        lambda: page.roll.renew.emit([3]),
    ):
        stage.window.hush()
        act()
        qtbot.waitUntil(lambda: stage.window.notice == "The idea is locked; unlock it first (L).")
    assert not page.new.isEnabled()
    assert not page.vary.isEnabled()
    done = []
    stage.studio.worker.later(lambda: None, lambda *_: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert (melody.playing, melody.following) == (before, before)
    press(qtbot, stage, Qt.Key.Key_L)
    press(qtbot, stage, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: melody.playing != before)


def test_ideas_are_gone_back_to_in_the_strip_and_compared_by_a_key(stage, qtbot):
    page, melody = stage.studio.page, stage.studio.melody
    assert not page.ab.isEnabled()
    first = melody.playing
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.ideas.count() == 2)
    second = melody.playing
    assert page.ideas.item(1).isSelected()
    press(qtbot, stage, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: melody.playing == first)
    qtbot.mouseClick(page.ab, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: melody.playing == second and page.ideas.item(1).isSelected())
    page.ideas.setFocus()
    qtbot.keyClick(page.ideas, Qt.Key.Key_Left)
    qtbot.keyClick(page.ideas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: melody.playing == first)
    at = page.ideas.visualItemRect(page.ideas.item(1)).center()
    qtbot.mouseClick(page.ideas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: melody.playing == second)


def test_chords_are_typed_above_the_roll_and_shown_in_it(stage, qtbot):
    field, roll = stage.studio.page.panel.chords, stage.studio.page.roll
    qtbot.waitUntil(field.line.isEnabled)
    assert field.mapTo(stage.window, QPoint()).y() < roll.mapTo(stage.window, QPoint()).y()
    field.line.setFocus()
    qtbot.keyClicks(field.line, "Am | D7 | Am | G")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(roll.view.chords) == "Am | D7 | Am | G")
    field.line.selectAll()
    qtbot.keyClicks(field.line, "H7sus9")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert stage.window.notice == (
        "The chord 'H7sus9' cannot be read; write one like Am7, F#m, C/E, Bbmaj7, Gsus4 or ii7."
    )
    assert str(stage.studio.melody.knobs.progression) == "Am | D7 | Am | G"


def test_the_window_is_up_while_the_model_loads_and_knobs_say_so(make, qtbot):
    gate = threading.Event()
    model, _ = fake_model()
    stage = make(load=lambda chosen: gate.wait(10) and model)
    qtbot.waitUntil(lambda: stage.studio.page.roll.view.waiting == "Loading the model")
    assert stage.studio.page.new.toolTip() == "The model is still being loaded."
    gate.set()
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    qtbot.waitUntil(stage.studio.page.new.isEnabled)


def test_a_model_that_cannot_be_loaded_is_a_sentence_in_the_window(make, qtbot):
    def fail(chosen):
        raise UserError("There is no checkpoint here.")

    stage = make(load=fail)
    qtbot.waitUntil(lambda: stage.window.notice == "There is no checkpoint here.")
    qtbot.waitUntil(lambda: stage.studio.page.roll.view.waiting == "There is no checkpoint here.")


def test_a_model_of_the_library_is_used_and_one_that_is_torn_changes_nothing(make, qtbot, tmp_path):
    models = {Chosen(): fake_model()[0], Chosen("own.safetensors"): fake_model()[0]}
    models[Chosen("own.safetensors", rule="taste.safetensors")] = replace(fake_model()[0], rule="taste")

    def load(chosen):
        if chosen not in models:
            raise UserError("That file is torn.")
        return models[chosen]

    stage = make(load=load)
    for kind, path in (("melody model", "own.safetensors"), ("rule", "taste.safetensors"), ("knobs", "torn")):
        stage.studio.use(Entry("it", kind, Path(path), ()))
    qtbot.waitUntil(lambda: stage.window.notice == "That file is torn.")
    assert stage.studio.melody.model is models[Chosen("own.safetensors", rule="taste.safetensors")]
    assert stage.studio.melody.why_not("taste") == ""
    stage.window.close()
    again = make(load=lambda chosen: load(replace(chosen, rule="gone" if chosen.rule else "")))
    qtbot.waitUntil(lambda: again.window.notice == "That file is torn. What ships plays instead.")
    qtbot.waitUntil(lambda: again.studio.melody.model is models[Chosen()])


@pytest.mark.parametrize(
    ("kind", "finished", "said"),
    [
        ("melody model", True, "The Melody page plays with the melody model mine now, without a rule. No knobs fit."),
        ("rule", True, "The knob My taste obeys the rule mine now: turn it up to hear it. No knobs fit."),
        (
            "knobs",
            False,
            "The Melody page plays with the knobs mine now. Scale and density are the learned prior's as before; the "
            "knobs keep what My taste moves. It is not fully trained yet; Train longer in the library goes on with it. "
            "No knobs fit.",
        ),
    ],
)
def test_play_with_it_says_what_it_did(make, qtbot, kind, finished, said):
    stage = make(load=lambda chosen: fake_model(without="No knobs fit." if chosen != Chosen() else "")[0])
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    stage.studio.use(Entry("mine", kind, Path("mine"), (), finished=finished))
    assert stage.window.notice == "Loading mine."
    qtbot.waitUntil(lambda: stage.window.notice == said)


def test_space_plays_after_a_tempo_was_typed_and_escape_leaves_the_field_first(stage, qtbot):
    box = stage.studio.strip.tempo
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "97,5")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert stage.engines[0].sent[-2:] == [p.Tempo(97.5), p.Continue()]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert stage.engines[0].sent[-1] == p.Continue()
    qtbot.keyClick(stage.window, Qt.Key.Key_Escape)
    assert stage.engines[0].sent[-1] == p.Panic()


def test_a_rule_chosen_while_its_model_loads_goes_with_that_model(make, qtbot):
    gate, asked = threading.Event(), []
    model, _ = fake_model()

    def load(chosen):
        asked.append(chosen)
        gate.wait(10)
        return model

    stage = make(load=load)
    for kind, path in (("melody model", "own.safetensors"), ("rule", "taste.safetensors")):
        stage.studio.use(Entry("it", kind, Path(path), ()))
    gate.set()
    both = Chosen("own.safetensors", rule="taste.safetensors")
    qtbot.waitUntil(lambda: stage.studio.settings().chosen == both)
    assert asked == [Chosen(), Chosen("own.safetensors"), both]


def test_a_slow_model_never_holds_up_the_window(make, qtbot):
    gate = threading.Event()
    gate.set()
    model, _ = fake_model(ObedientComposer(gate))
    stage = make(load=lambda chosen: model)
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    before = stage.studio.melody.playing
    gate.clear()
    for density in range(2, 9):
        stage.studio.melody.turn("density", density=float(density))
        stage.studio.tick()
    assert stage.studio.melody.playing == before
    assert "density" in stage.studio.melody.pending
    gate.set()
    qtbot.waitUntil(lambda: len(stage.studio.melody.playing.notes()) == 8 * 16)
    asked = [knobs.density for knobs in model.composer.composed]
    assert len(set(asked) - {None}) < 7  # stale requests were dropped


def test_an_engine_that_dies_is_replaced_and_told_everything(stage, qtbot):
    stage.studio.transport.play_to("LC Studio", virtual=True)
    stage.engines[0].reports = [p.Ended("killed")]
    qtbot.waitUntil(lambda: len(stage.engines) == 2)
    assert stage.engines[0].closed
    assert p.OpenOutput("LC Studio", True) in stage.engines[1].sent
    assert "killed" in stage.window.notice
    qtbot.waitUntil(lambda: len(stage.engines[1].supplied) >= 2)


def test_a_port_that_vanishes_is_said(stage, qtbot):
    engine = stage.engines[0]
    engine.status = replace(engine.status, output="lost", output_name="Synth")
    engine.reports = [p.Notice("MIDI output 'Synth' has gone")]
    qtbot.waitUntil(lambda: stage.window.notice == "MIDI output 'Synth' has gone")
    assert stage.studio.strip.port_light.state == "lost"


def test_first_steps_are_ticked_and_never_come_back(make, qtbot):
    stage = make()
    card = stage.studio.welcome
    assert card.isVisible()
    box = stage.studio.strip.port
    qtbot.waitUntil(lambda: box.count() == 3)
    choose(qtbot, box, "LC Studio (virtual)")
    qtbot.keyClick(stage.window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card.finished == {"port", "play"})
    choose(qtbot, stage.studio.page.panel.scale, "dorian")
    qtbot.waitUntil(card.isHidden)
    stage.window.close()
    assert make().studio.welcome.isHidden()


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
@pytest.mark.parametrize("sink", [FakeSink, no_device])
def test_first_steps_cover_nothing_and_are_put_away_by_keyboard(make, qtbot, size, sink):
    stage = make(open_sink=sink)
    card, page = stage.studio.welcome, stage.studio.page
    stage.window.resize(*size)

    def laid_out():
        assert page.rect().contains(card.geometry())
        beside = [w for w in page.findChildren(QWidget) if w.isVisible() and w.parent() is page and w is not card]
        assert page.roll in beside
        assert not [w for w in beside if w.geometry().intersects(card.geometry())]

    qtbot.waitUntil(laid_out)
    card.away.setFocus()
    qtbot.keyClick(card.away, Qt.Key.Key_Return)
    assert card.isHidden()
    stage.window.close()
    assert make().studio.welcome.isHidden()


def test_the_last_session_comes_back(stage, make, qtbot):
    stage.studio.melody.turn(scale="blues", root=2, density=6.0)
    stage.studio.transport.set_tempo(91.0)
    stage.studio.performance.controls.learn("swing")
    stage.engines[0].reports = [p.ControlIn(1, 20, 0)]
    qtbot.waitUntil(lambda: len(stage.studio.melody.playing.notes()) == 6 * 16)
    melody = stage.studio.melody.playing
    stage.window.show_page("About")
    stage.window.close()
    again = make()
    qtbot.waitUntil(lambda: again.studio.melody.playing == melody)
    assert p.Tempo(91.0) in again.engines[-1].sent
    assert again.studio.performance.controls.assignments() == {(1, 20): "swing"}
    assert again.studio.settings().page == "About"


def test_a_crash_keeps_the_session(stage, make, qtbot):
    stage.studio.melody.turn(density=7.0)
    path = stage.parts.settings
    qtbot.waitUntil(lambda: path.exists() and '"density": 7.0' in path.read_text(), timeout=5000)


LONG = "A very long name of a USB MIDI interface, port 24:0"


def test_a_long_name_of_a_port_ends_in_an_ellipsis_and_its_tooltip_has_it_whole(make, qtbot):
    stage = make(ports=PortList((LONG,)))
    box = stage.studio.strip.port
    stage.window.resize(1024, 640)
    qtbot.waitUntil(lambda: box.findText(LONG) >= 0)
    choose(qtbot, box, LONG)
    qtbot.waitUntil(lambda: LONG in box.toolTip())
    assert box.shown().endswith("…")
    assert LONG.startswith(box.shown()[:-1])
    assert len(box.shown()) > 5
    box.showPopup()
    assert box.view().width() > box.width()
    assert [box.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(box.count())][-1] == LONG
    box.hidePopup()


@pytest.mark.parametrize("page", ["Melody", "Faces", "Train", "About"])
def test_the_smallest_window_has_room_for_every_page_and_every_name(stage, qtbot, page):
    stage.window.resize(1024, 640)
    stage.window.show_page(page)
    stage.studio.strip.shown_tempo.setText("120.0")  # of another clock
    shown, strip = stage.window.page(page), stage.studio.strip

    def laid_out():
        for whole in (shown, strip):
            need = whole.minimumSizeHint()
            assert whole.width() >= need.width()
            assert whole.height() >= need.height()
            for label in whole.findChildren(QLabel):
                if label.isVisible() and not label.wordWrap():
                    assert label.width() >= label.sizeHint().width(), label.text()
            for knob in whole.findChildren(Knob):
                if knob.isVisible():
                    metrics = QFontMetrics(font(LABEL))
                    assert knob.width() >= metrics.horizontalAdvance(knob.spec.title), knob.spec.title
            for slider in whole.findChildren(AmountSlider):
                assert QFontMetrics(font(13)).horizontalAdvance(slider.title) <= TITLE - 10, slider.title
                assert slider.width() >= slider.minimumSizeHint().width(), slider.title

    qtbot.waitUntil(laid_out)


@pytest.mark.parametrize("group", range(3))
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1440, 900)])
def test_nothing_is_clipped_and_everything_speaks(stage, qtbot, size, group):
    stage.window.resize(*size)
    assert stage.window.size() == QSize(*size)
    page = stage.studio.page
    page.panel.groups.setCurrentIndex(group)

    def laid_out():
        for button in (*page.findChildren(QAbstractButton), *stage.studio.strip.findChildren(QAbstractButton)):
            if button.isVisible() and button.text():
                need = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= need, button.text()
            assert button.accessibleName() or button.text()
        inside = page.rect()
        for widget in page.findChildren(object):
            if hasattr(widget, "isVisible") and widget.isVisible() and widget.parent() is page:
                assert inside.contains(widget.geometry())
        panel = page.panel
        shown = [w for w in panel.findChildren(QWidget) if w.isVisible() and w.parent() in (panel, *panel.pages)]
        assert {knob for knob in panel.knobs.values() if knob.isVisible()} < set(shown)
        boxes = [QRect(widget.mapTo(panel, QPoint()), widget.size()) for widget in shown]
        for widget, box in zip(shown, boxes, strict=True):
            assert panel.rect().contains(box), widget
            assert widget.height() >= widget.minimumSizeHint().height(), widget
        assert not [1 for a, b in combinations(boxes, 2) if a.intersects(b) and not a.contains(b)]

    qtbot.waitUntil(laid_out)
