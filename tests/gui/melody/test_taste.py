"""A taste from thumbs, in the whole window: counted, learned, cancelled, compared, named, forgotten, remembered."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from studio_fakes import fake_model

TRAINER = """
import json, os, sys, threading
from pathlib import Path

arguments = sys.argv[1:]
assert arguments[:3] == ["lcmusic", "train", "constraint"] and arguments[arguments.index("--steps") + 1] == "100"
out = Path(arguments[arguments.index("--out") + 1])
asked, here = threading.Event(), Path(__file__).parent
threading.Thread(target=lambda: (sys.stdin.read(), asked.set()), daemon=True).start()


def tell(event, **content):
    with open(os.environ["LCS_PROGRESS"], "a") as file:
        file.write(json.dumps({"event": event, **content}) + "\\n")


print("Preparing: 128 ideas of the learned prior", flush=True)
if (here / "wrong").exists():
    tell("failure", kind="mistake", message="The likes are torn; mark anew.")
    sys.exit(2)
while not (here / "prepared").exists():
    if asked.wait(0.02):
        sys.exit(130)
tell("progress", step=25, steps=100, seconds_left=31.0)
while not (here / "go").exists():
    if asked.wait(0.02):
        sys.exit(130)
(out / "rule.safetensors").write_bytes(b"a rule")
tell("result", path=str(out / "rule.safetensors"), finished=True, reached="100 steps")
"""


@pytest.fixture
def studio(make, qtbot, tmp_path):
    """Makes a studio whose models have likes, and whose trainer waits for files."""
    (tmp_path / "trainer.py").write_text(TRAINER)
    (tmp_path / "likes.json").write_text("{}")
    model, likes = fake_model()

    def load(chosen):
        up = sum(dict(likes).values())
        marks = up, len(dict(likes)) - up
        return replace(model, likes=tmp_path / "likes.json", marks=marks, rule=Path(chosen.rule).parent.name)

    def start():
        stage = make(load=load, program=(sys.executable, str(tmp_path / "trainer.py")))
        qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
        return stage

    return start


def mark(qtbot, stage, ups, downs):
    page = stage.studio.page
    for button in [page.up] * ups + [page.down] * downs:
        before = stage.studio.melody.marks
        stage.studio.melody.new_idea()
        qtbot.waitUntil(lambda: stage.studio.melody.performance.feed.settled)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda before=before: stage.studio.melody.marks != before)
    stage.studio.tick()


def click(qtbot, button):
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def learn(qtbot, stage, name):
    click(qtbot, stage.studio.taste_box.learn)
    qtbot.waitUntil(lambda: stage.studio.taste.learned is not None and stage.studio.taste.learned.name == name)
    qtbot.waitUntil(lambda: stage.studio.taste.on)


def test_thumbs_are_counted_until_both_kinds_are_enough(studio, qtbot):
    stage = studio()
    box = stage.studio.taste_box
    assert (box.count.text(), box.learn.isEnabled()) == ("0 of 4", False)
    mark(qtbot, stage, 4, 0)
    assert (box.count.text(), box.learn.toolTip()) == ("4 of 6", "Mark 2 more down first.")
    mark(qtbot, stage, 0, 2)
    assert (box.count.text(), box.learn.isEnabled()) == ("6 marks", True)


def test_a_taste_is_learned_in_two_clicks_and_switched_on_by_one_step_of_undo(studio, qtbot, tmp_path):
    stage = studio()
    studio_, box = stage.studio, stage.studio.taste_box
    mark(qtbot, stage, 2, 2)
    click(qtbot, box.learn)
    qtbot.waitUntil(lambda: box.count.text() == "Preparing: 30 s")
    (tmp_path / "prepared").touch()
    qtbot.waitUntil(lambda: (box.count.text(), box.learn.text()) == ("0:31 left", "Cancel"))
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: studio_.melody.knobs.taste == 1.0)
    assert studio_.melody.model.rule == "my taste"
    qtbot.waitUntil(lambda: box.ear.isChecked() and box.count.text() == "4 marks")
    studio_.melody.undo()
    assert studio_.melody.knobs.taste == 0.0
    studio_.melody.turn(taste=0.6)
    for expected in (0.0, 0.6):
        click(qtbot, box.ear)
        assert studio_.melody.knobs.taste == expected
    stage.window.close()
    again = studio()
    qtbot.waitUntil(lambda: again.studio.melody.model.rule == "my taste")
    assert again.studio.melody.knobs.taste == 0.6


def test_it_is_learned_further_named_and_forgotten(studio, qtbot, tmp_path):
    for name in ("prepared", "go"):
        (tmp_path / name).touch()
    stage = studio()
    mark(qtbot, stage, 2, 2)
    learn(qtbot, stage, "my taste")
    stage.studio.taste.rename("Evening")
    qtbot.waitUntil(lambda: stage.studio.melody.model.rule == "Evening")
    assert not (tmp_path / "my taste").exists()
    mark(qtbot, stage, 1, 0)
    learn(qtbot, stage, "Evening 2")
    stage.studio.taste_box._confirm = lambda parent, name: name == "Evening 2"
    stage.studio.taste_box.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: stage.studio.melody.model.rule == "")
    assert [(tmp_path / name).exists() for name in ("Evening", "Evening 2")] == [True, False]
    qtbot.waitUntil(lambda: not stage.studio.taste_box.ear.isEnabled())


def test_it_is_cancelled_and_leaves_nothing(studio, qtbot, tmp_path):
    stage = studio()
    mark(qtbot, stage, 2, 2)
    click(qtbot, stage.studio.taste_box.learn)
    qtbot.waitUntil(lambda: stage.studio.taste_box.learn.text() == "Cancel")
    click(qtbot, stage.studio.taste_box.learn)
    qtbot.waitUntil(lambda: stage.window.notice == "Nothing was learned; the thumbs stay.")
    assert not (tmp_path / "my taste").exists()
    assert stage.studio.melody.knobs.taste == 0.0


def test_a_mistake_is_one_sentence(studio, qtbot, tmp_path):
    (tmp_path / "wrong").touch()
    stage = studio()
    mark(qtbot, stage, 2, 2)
    click(qtbot, stage.studio.taste_box.learn)
    qtbot.waitUntil(lambda: stage.window.notice == "The likes are torn; mark anew.")


def test_the_window_closes_while_one_is_learned(studio, qtbot, tmp_path):
    stage = studio()
    mark(qtbot, stage, 2, 2)
    click(qtbot, stage.studio.taste_box.learn)
    stage.window.close()
    assert not (tmp_path / "my taste").exists()
