"""The faces page under real events; the model and the judge are stand-ins."""

from pathlib import Path

import numpy as np
import pytest
from face_fakes import FakeFaces, FakeJudge, placed
from other_tongue import english
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from gui.faces.state.face import REACH, Wish
from gui.faces.state.session import FaceSession
from gui.faces.state.work import LOADING
from gui.faces.view.page import FacesPage
from gui.shared.state.theme import DARK
from gui.shared.view.widgets.changes import Bar
from lc_common.errors import UserError
from lc_common.worker import Worker

SMILE = 7
LEFT = Qt.MouseButton.LeftButton


class Stage:
    """A page in a window of its own."""

    def __init__(self, qtbot, tmp_path: Path, load=None) -> None:
        self.qtbot, self.said = qtbot, []
        self.judge = FakeJudge()
        self.now = 0.0
        self.asked: list[str] = []
        self.answer: Path | None = None
        worker = Worker(lambda: None)
        self.session = FaceSession(worker, self.judge, load or FakeFaces, np.random.default_rng(1), lambda: self.now)
        self.page = FacesPage(self.session, DARK, tmp_path, self._ask, self._ask)
        self.page.said.connect(self.said.append)
        qtbot.addWidget(self.page, before_close_func=lambda page: page.leave())
        self.page.resize(1200, 660)
        self.page.show()
        qtbot.waitExposed(self.page)

    def _ask(self, parent, title, suggested, names):
        self.asked.append(f"{title}: {suggested.name}")
        return self.answer

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.session.step.face is not None and self.session.settled)
        self.page.refresh()

    @property
    def greys(self) -> list[int]:
        tiles = (self.page.original, self.page.kept, self.page.edited)
        return [int(tile.pixels[0, 0, 0]) for tile in tiles]


@pytest.fixture
def stage(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    stage.settle()
    return stage


def press(qtbot, slider, share: float) -> None:
    """Click on a place of the track."""
    track = slider._track()
    qtbot.mouseClick(slider, LEFT, pos=QPointF(track.left() + share * track.width(), 13).toPoint())


def drop(page: FacesPage, path: Path) -> None:
    """Drag a file onto the page and let it go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPointF(50, 200)
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    end = QDropEvent(where, Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, end)


def test_a_face_is_sampled_when_the_page_is_shown(stage):
    assert stage.greys == [100, 100, 100]
    assert stage.page.undo.toolTip() == "Nothing to undo yet."


def test_a_slider_is_moved_marked_undone_and_reset(stage, qtbot):
    slider = stage.page.sliders.sliders[SMILE]
    press(qtbot, slider, 0.75)
    stage.settle()
    amount = stage.session.step.wish.amounts[SMILE]
    assert amount == pytest.approx(0.5, abs=0.02)
    assert stage.greys == [100, 100, 100 + round(100 * amount)]
    assert (slider.moved, slider.text()) == (True, f"{100 * amount:+.0f} %")
    (asked,) = stage.page.read_outs.asked.rows
    assert asked == Bar("Smile", pytest.approx(amount / 2), f"50 → {50 + 50 * amount:.0f} %")
    assert Bar("Hat", 0.0, "0") in stage.page.read_outs.others.rows
    qtbot.mouseClick(stage.page.undo, LEFT)
    assert (slider.moved, stage.greys[2]) == (False, 100)
    qtbot.mouseClick(stage.page.redo, LEFT)
    stage.settle()
    assert slider.moved
    qtbot.mouseClick(stage.page.sliders.reset_all, LEFT)
    assert stage.session.step.wish == Wish()
    assert stage.page.sliders.reset_all.toolTip() == "Every slider is at rest."


def test_sliders_by_keyboard(stage, qtbot):
    slider = stage.page.sliders.sliders[SMILE]
    slider.setFocus()
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Right):
        qtbot.keyClick(slider, key)
    assert stage.session.step.wish.amounts[SMILE] == pytest.approx(0.14)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert stage.session.step.wish.amounts[SMILE] == -1.0
    qtbot.keyClick(slider, Qt.Key.Key_Delete)
    assert stage.session.step.wish == Wish()
    stage.page.sliders.reach.setFocus()
    qtbot.keyClick(stage.page.sliders.reach, Qt.Key.Key_PageDown)
    assert stage.session.step.wish.reach == pytest.approx(0.9 * REACH)


def test_the_keys_of_the_page(stage, qtbot):
    first = stage.session.step.face
    qtbot.keyClick(stage.page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: stage.session.step.face is not first)
    qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.session.step.face is first
    qtbot.keyClick(stage.page, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: stage.page.row.count() == 6)


def test_the_wipe_shows_before_to_the_left_of_the_handle(stage, qtbot):
    stage.page.act(lambda: stage.session.move(SMILE, 1.0))
    stage.settle()
    tile = stage.page.edited
    square = tile.square()
    at = QPointF(square.left() + 0.5 * square.width(), square.center().y()).toPoint()
    qtbot.mousePress(tile, LEFT, pos=at)
    assert tile.share == pytest.approx(0.5, abs=0.01)
    seen = QImage(tile.grab().toImage())
    y = int(square.top() + square.height() * 0.4)
    greys = [seen.pixelColor(int(square.left() + share * square.width()), y).red() for share in (0.25, 0.75)]
    assert greys == [100, 200]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Home)
    qtbot.keyClick(tile, Qt.Key.Key_Right)
    assert tile.share == pytest.approx(0.05)
    assert tile.accessibleDescription() == "The left 5 % show the face before the edit."


def opened(stage, qtbot, path: Path) -> None:
    """A photo with three faces is dropped, and shown with the largest of them chosen."""
    stage.judge.faces = [placed(10, turn=1.0), placed(20, number=2), placed(30, number=3, turn=1.0)]
    drop(stage.page, path)
    qtbot.waitUntil(lambda: stage.session.step.photo is not None)
    shown(stage)


def shown(stage) -> None:
    """Wait until a photo is shown as large as the page has room for, which showing it may change."""

    def settled() -> bool:
        return stage.session.shown and stage.session.sight.settled(stage.session.step)

    def still() -> bool:
        if settled():
            stage.page.refresh()
            return settled()
        return False

    stage.now += 0.5
    stage.settle()
    stage.qtbot.waitUntil(still)


def test_a_photo_is_dropped_and_its_faces_are_chosen_by_mouse_and_keys(stage, qtbot, tmp_path):
    opened(stage, qtbot, tmp_path / "party.jpg")
    page, tile = stage.page, stage.page.photo
    assert stage.said == ["party.jpg shows 3 faces; the largest is chosen, click another one."]
    assert [each.isVisible() for each in (tile, page.original, page.kept, page.edited)] == [True, False, False, True]
    assert (tile.accessibleDescription(), stage.greys) == ("Face 2 of 3", [20, 90, 90])
    # Twice as wide as high, as the photo is, and as large as there is room for.
    assert tile.pixels.shape[1] / tile.pixels.shape[0] == pytest.approx(2, abs=0.02)
    assert tile.pixels.shape[1] == tile.width() or tile.pixels.shape[0] == pytest.approx(tile.height() - 20, abs=1)
    third = tile._outlines[2].boundingRect().center().toPoint()
    qtbot.mouseClick(tile, LEFT, pos=third)
    qtbot.waitUntil(lambda: stage.session.chosen == 2)
    page.act(lambda: stage.session.move(SMILE, 1.0))
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stage.session.chosen == 0)
    shown(stage)
    assert int(tile.pixels[0, 0, 0]) == 100  # the third one's smile
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert stage.session.chosen == 2
    qtbot.mouseClick(page.new, LEFT)
    qtbot.waitUntil(lambda: not tile.isVisible() and page.original.isVisible())


def test_the_photo_is_wiped_between_before_and_after_zoomed_and_pushed(stage, qtbot, tmp_path):
    opened(stage, qtbot, tmp_path / "party.jpg")
    page, tile = stage.page, stage.page.photo
    page.act(lambda: stage.session.move(SMILE, 1.0))
    shown(stage)
    square = tile.square()
    beside = QPointF(square.left() + 0.95 * square.width(), square.bottom() - 4).toPoint()
    qtbot.mouseClick(tile, LEFT, pos=beside)
    assert tile.share == pytest.approx(0.95, abs=0.01)
    seen, y = tile.grab().toImage(), int(square.bottom() - 40)
    assert [seen.pixelColor(int(square.left() + share * square.width()), y).red() for share in (0.9, 0.99)] == [0, 100]
    for key, share in ((Qt.Key.Key_B, 1.0), (Qt.Key.Key_B, 0.0)):
        qtbot.keyClick(page, key)
        assert tile.share == share
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Plus)
    qtbot.keyClick(tile, Qt.Key.Key_Plus)
    before = stage.session.sight.window(stage.session.step).box
    assert before[2] - before[0] < 600
    qtbot.keyClick(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = stage.session.sight.window(stage.session.step).box
    assert moved[0] > before[0]
    start = tile.square().center().toPoint()
    qtbot.mousePress(tile, LEFT, pos=start)
    for by in (20, 40):
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(start) + QPointF(by, 0), tile.mapToGlobal(QPointF(start)), LEFT, LEFT,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(tile, event)
    qtbot.mouseRelease(tile, LEFT, pos=start)
    assert stage.session.sight.window(stage.session.step).box[0] < moved[0]
    assert tile.share == 0.0
    shown(stage)
    qtbot.keyClick(tile, Qt.Key.Key_0)
    assert stage.session.sight.window(stage.session.step).box == (0, 0, 600, 300)


def test_what_an_edit_starts_from_is_a_choice_that_says_why_it_is_none(stage, qtbot, tmp_path):
    photo, rebuilt = stage.page.sliders.origins.values()
    assert (rebuilt.isEnabled(), rebuilt.toolTip()) == (False, "This face is not that of a photo; open one.")
    opened(stage, qtbot, tmp_path / "party.jpg")
    assert (photo.isChecked(), rebuilt.isEnabled()) == (True, True)
    qtbot.mouseClick(rebuilt, LEFT)
    assert (stage.session.step.wish.origin, photo.isChecked(), rebuilt.isChecked()) == ("reconstruction", False, True)
    qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (photo.isChecked(), rebuilt.isChecked()) == (True, False)


def test_the_photo_is_saved_beside_itself(stage, qtbot, tmp_path):
    def entry():
        menu = stage.page.files_menu()
        (found,) = [(a.isEnabled(), a.toolTip()) for a in menu.actions() if "Save the photo" in a.text()]
        menu.close()
        return found

    assert entry() == (False, "This face is not that of a photo; open one.")
    opened(stage, qtbot, tmp_path / "holiday.jpg")
    assert entry() == (False, "Nothing in holiday.jpg is changed yet; move a slider first.")
    stage.page.act(lambda: stage.session.move(SMILE, 0.5))
    stage.settle()
    assert entry()[0]
    stage.answer = tmp_path / "out"
    choose(stage, "Save the photo")
    assert stage.asked[-1] == "Save the photo with its edits, at full size: holiday edited.jpg"
    qtbot.waitUntil(lambda: f"Saved {tmp_path / 'out.jpg'}: Smile: done" in stage.said)


def test_while_something_is_done_a_bar_says_how_far_it_is(stage):
    bar = stage.page._progress
    assert not bar.isVisible()
    stage.session._busy = "Refining holiday.jpg", 0.4
    stage.page.refresh()
    assert (bar.isVisible(), bar.value(), stage.page._doing.text()) == (True, 40, "Refining holiday.jpg: 40 %.")


def test_a_kept_face_is_dropped(stage, qtbot, tmp_path):
    kept = tmp_path / "face.safetensors"
    kept.touch()
    drop(stage.page, kept)
    qtbot.waitUntil(lambda: stage.session.step.wish.moved == {7: 0.5})


def test_what_is_no_photo_is_a_sentence_and_nothing_is_lost(stage, qtbot):
    stage.judge.trouble = UserError("notes.txt is not an image; give a photo.")
    stage.answer = Path("notes.txt")
    qtbot.mouseClick(stage.page.open, LEFT)
    qtbot.waitUntil(lambda: stage.said == ["notes.txt is not an image; give a photo."])
    assert stage.greys == [100, 100, 100]


def choose(stage, text: str) -> None:
    """Take an entry of the menu of files."""
    menu = stage.page.files_menu()
    next(action for action in menu.actions() if text in action.text()).trigger()
    menu.close()


def test_every_kind_of_file_is_offered_and_written(stage, qtbot, tmp_path):
    for text, name in (
        ("as a picture", "edit.png"), ("side by side", "faces.png"), ("animation", "edit.gif"),
        ("Keep this face", "face.safetensors"),
    ):  # fmt: skip
        stage.answer = tmp_path / Path(name).stem  # the suffix is added
        choose(stage, text)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists())
        qtbot.waitUntil(lambda name=name: f"Saved {tmp_path / name}" in stage.said)
    stage.answer = tmp_path / "face.safetensors"
    choose(stage, "Open a face")
    qtbot.waitUntil(lambda: stage.session.step.wish.moved == {7: 0.5})
    assert stage.asked[-1] == "Open a face that was kept: " + tmp_path.name


def test_how_far_the_reconstruction_is_from_the_photo_is_said(stage, qtbot, tmp_path):
    drop(stage.page, tmp_path / "holiday.jpg")
    qtbot.waitUntil(lambda: stage.session.step.face.place is not None)
    stage.now += 0.5
    qtbot.waitUntil(lambda: stage.session.kept_identity is not None)
    stage.page.refresh()
    # Greys of 80 in the photo, 95 as it is encoded, 90 refined.
    assert stage.page.read_outs.kept.text() == "Reconstruction: 0.10 from the photo, 0.15 before refining."


def test_the_strip_goes_back_to_a_step(stage, qtbot):
    for amount in (0.3, 0.6):
        stage.page.act(lambda amount=amount: stage.session.move(SMILE, amount))
        stage.now += 2
        stage.settle()
    strip = stage.page.history
    assert (strip.count(), strip.currentRow()) == (3, 2)
    assert strip.item(1).toolTip().endswith(": Smile +30 %")
    qtbot.mouseClick(strip.viewport(), LEFT, pos=strip.visualItemRect(strip.item(1)).center())
    stage.settle()
    assert (stage.greys[2], strip.currentRow()) == (130, 1)


def test_without_weights_the_page_says_so_and_what_to_do(qtbot, tmp_path):
    def none():
        raise UserError("No faces come with this version; train them with 'lcvision train vae'.")

    stage = Stage(qtbot, tmp_path, none)
    sentence = "No faces come with this version; train them with 'lcvision train vae'."
    assert stage.page.new.toolTip() == LOADING
    qtbot.waitUntil(lambda: stage.page.new.toolTip() == sentence)
    assert (stage.page.original.accessibleDescription(), stage.page.sliders.sliders[0].isEnabled()) == (sentence, False)
    assert sentence in stage.page.sliders.sliders[0].toolTip()


def test_every_text_is_in_the_persons_language(other_tongue, qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    assert english(stage.page) == set()  # while the model is loaded
    stage.settle()
    page, session = stage.page, stage.session
    assert english(page, "sample") == set()  # the stand-in's name for a face
    page.act(lambda: session.move(SMILE, 0.9))
    page.act(lambda: session.set_reach(0.1))
    page.act(session.vary)
    stage.now = 1.0
    qtbot.waitUntil(lambda: session.settled and session.identity and session.neighbours)
    page.refresh()
    assert "«Smile» 50 → 95 %" in page.read_outs.asked.spoken_value()
    assert english(page, "sample") == set()
    stage.judge.faces = [placed(80), placed(120, number=2)]
    page.act(lambda: session.open_photo(Path("holiday.jpg")))
    qtbot.waitUntil(lambda: session.step.photo is not None and session.settled)
    assert stage.said == ["«holiday.jpg shows 2 faces; the largest is chosen, click another one.»"]
    stage.now = 2.0
    qtbot.waitUntil(lambda: session.kept_identity)
    page.refresh()
    assert english(page, "sample holiday") == set()
    menu = page.files_menu()
    assert [action.text() for action in menu.actions() if not action.text().startswith("«")] == [""]
    assert english(menu) == set()


@pytest.mark.parametrize("size", [(1212, 663), (1372, 843)])
def test_nothing_is_clipped_and_everything_speaks(stage, qtbot, size):
    page = stage.page
    page.resize(*size)
    for slider in page.sliders.sliders:
        slider.set_amount(-1.0)

    def laid_out():
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.accessibleName() or button.text()
            assert button.toolTip() or not button.isVisible()
        for slider in page.sliders.all:
            assert slider.accessibleName()
            assert slider.toolTip()
            assert slider.height() >= slider.minimumSizeHint().height()
            assert page.sliders.rect().contains(slider.geometry())

    qtbot.waitUntil(laid_out)
    for tile in (page.original, page.kept, page.edited):
        assert tile.rect().contains(tile.square().toRect())
        assert tile.square().width() >= 200
    widths = {tile.square().width() for tile in (page.original, page.kept, page.edited)}
    assert max(widths) - min(widths) <= 1
