"""The faces page without a window: faces, sliders with undo, latest wins, persons, photos, files."""

import threading
from pathlib import Path

import numpy as np
import pytest
from face_fakes import FakeFaces, FakeJudge, placed

from gui.faces.state.face import REACH, Wish
from gui.faces.state.session import NEIGHBOURS, FaceSession
from gui.faces.state.work import LOADING, NO_FACE, Change
from lc_common.errors import UserError
from lc_common.worker import Worker

SMILE, HAT = 7, 8


class Stage:
    """A session with a fake model and judge, and a clock that is set by hand."""

    def __init__(self, worker: Worker, until, model: FakeFaces | None = None) -> None:
        self.now = 0.0
        self.model, self.judge = model or FakeFaces(), FakeJudge()
        self._until = until
        self.session = FaceSession(worker, self.judge, lambda: self.model, np.random.default_rng(1), lambda: self.now)

    def start(self) -> "Stage":
        self.session.begin()
        self.settle()
        return self

    def settle(self) -> None:
        self.until(lambda: self.session.step.face and self.session.settled)

    def until(self, condition) -> None:
        self._until(condition, self.session.update)

    @property
    def grey(self) -> int:
        return int(self.session.edit.pixels_hwc[0, 0, 0])


@pytest.fixture
def stage(worker, until):
    return Stage(worker, until).start()


def test_before_the_model_is_there_everything_says_so(worker, until):
    stage = Stage(worker, until)
    session = stage.session
    assert (session.why_not(), session.doing, session.edit, session.changes, session.steps) == (
        LOADING, LOADING, None, [], [],
    )  # fmt: skip
    for action in (session.sample, session.vary, lambda: session.open_photo(Path("a.jpg"))):
        with pytest.raises(UserError, match="Loading the model of faces"):
            action()
    session.undo()
    session.redo()
    stage.start()
    assert (session.why_not(), session.doing, session.can_undo, session.at) == ("", "", False, 0)


def test_without_weights_it_says_what_to_do(worker, until):
    stage = Stage(worker, until)

    def none():
        raise UserError("No weights; train some.")

    stage.session._load = none
    stage.session.begin()
    stage.until(lambda: stage.session.problem)
    assert stage.session.why_not() == stage.session.doing == "No weights; train some."
    with pytest.raises(UserError, match="train some"):
        stage.session.sample()


def test_the_model_is_loaded_once(stage):
    first = stage.session.step
    stage.session.begin()
    stage.session.update()
    assert (len(stage.model.seeds), stage.session.step) == (1, first)


def test_a_moved_slider_changes_the_picture_and_says_what_else_changed(stage):
    session = stage.session
    session.move(SMILE, 0.6)
    stage.settle()
    assert stage.grey == 160
    assert session.changes[SMILE] == Change(SMILE, 0.5, 0.8)
    assert session.changes[SMILE].by == pytest.approx(0.3)
    assert [change.by for change in session.changes if change.k != SMILE] == [0.0] * 9
    session.move(SMILE, 3.0)
    assert session.step.wish.amounts[SMILE] == 1.0


def test_a_face_with_every_slider_at_rest_is_its_reconstruction_at_once(stage):
    session = stage.session
    session.move(SMILE, 0.6)
    session.reset(SMILE)
    assert session.settled
    assert session.edit.pixels_hwc is session.step.face.kept_hwc
    assert stage.model.edited in ([], [Wish().with_amount(SMILE, 0.6)])


def test_undo_redo_and_the_strip(stage):
    session = stage.session
    for amount in (0.1, 0.2, 0.3):
        session.move(SMILE, amount)  # one gesture
    stage.now += 2
    session.move(SMILE, 0.4)
    session.move(HAT, 0.2)
    stage.settle()
    assert [step.wish.moved for step, _ in session.steps] == [
        {}, {SMILE: 0.3}, {SMILE: 0.4}, {SMILE: 0.4, HAT: 0.2},
    ]  # fmt: skip
    session.undo()
    session.undo()
    stage.settle()
    assert (stage.grey, session.at, session.can_redo) == (130, 1, True)
    session.redo()
    stage.settle()
    assert stage.grey == 140
    session.go(0)
    session.undo()  # not to before there was a face
    assert (session.step.wish, session.at, session.can_undo) == (Wish(), 0, False)
    session.go(3)
    session.reset()
    assert [step.wish.moved for step, _ in session.steps][-2:] == [{SMILE: 0.4, HAT: 0.2}, {}]
    assert session.can_redo is False


def test_what_holds_the_edit_back_is_in_the_wish_and_in_its_range(stage):
    session = stage.session
    session.move(SMILE, 0.5)
    session.set_realism(2.0)
    session.set_reach(0.1)
    stage.settle()
    wish = Wish(Wish().with_amount(SMILE, 0.5).amounts, 1.0, 0.1)
    assert session.step.wish == wish
    assert stage.model.edited.count(wish) == 1  # the last, or before the steps that were passed over
    session.set_reach(9.0)
    assert session.step.wish.reach == REACH
    session.reset()
    assert session.step.wish == Wish()


def test_only_the_newest_wish_is_made_after_the_one_that_runs(worker, until):
    gate = threading.Event()
    stage = Stage(worker, until, FakeFaces(gate)).start()
    session = stage.session
    for percent in range(1, 40):
        session.move(SMILE, percent / 100)
        session.update()
    assert stage.grey == 100  # still the face as it was, and no waiting
    assert not session.settled
    gate.set()
    stage.settle()
    assert [wish.amounts[SMILE] for wish in stage.model.edited] == [0.01, 0.39]
    assert stage.grey == 139


def test_steps_that_were_passed_over_are_made_when_there_is_time(stage):
    session = stage.session
    for k in (1, 2, 3):
        session.move(k, 0.1)
    stage.until(lambda: all(edit for _, edit in session.steps))
    assert [int(edit.pixels_hwc[0, 0, 0]) for _, edit in session.steps] == [100, 110, 120, 130]
    assert stage.grey == 130


def test_an_edit_of_another_face_is_never_shown(worker, until):
    gate = threading.Event()
    stage = Stage(worker, until, FakeFaces(gate)).start()
    session = stage.session
    session.move(SMILE, 0.5)
    session.update()
    session.sample()
    first = session.step.face
    gate.set()
    stage.until(lambda: session.step.face is not first)
    stage.settle()
    stage.until(lambda: session._making._asked is None)
    assert (stage.grey, session.step.wish) == (100, Wish())


def test_an_edit_that_fails_is_told_once_and_nothing_is_lost(stage):
    session = stage.session
    session.move(SMILE, 0.5)
    stage.settle()
    session.move(0, -1.0)
    stage.settle()
    for _ in range(3):
        session.update()
    assert session.notices == ["This one cannot be made."]
    assert stage.grey == 150
    session.undo()
    assert stage.grey == 150


def test_persons_are_compared_when_the_slider_has_stopped(stage):
    session = stage.session
    session.move(SMILE, 0.2)
    stage.settle()
    session.update()
    assert (stage.judge.compared, session.identity) == (0, None)
    stage.now += 0.5
    stage.until(lambda: session.identity)
    assert session.identity == (0.2, "the same person")
    session.move(SMILE, 0.9)
    stage.settle()
    assert session.identity is None
    stage.now += 0.5
    stage.until(lambda: session.identity)
    assert session.identity == (0.9, "somebody else")
    session.update()
    assert stage.judge.compared == 2


def test_where_persons_cannot_be_compared_it_says_why_and_asks_no_more(stage):
    stage.judge.trouble = UserError("Install dlib.")
    session = stage.session
    for amount in (0.2, 0.4):
        session.move(SMILE, amount)
        stage.settle()
        stage.now += 0.5
        stage.until(lambda: session.without_identity == "Install dlib.")
    assert (stage.judge.compared, session.identity, session.notices) == (1, None, [])


def test_a_photo_with_one_face_is_opened(stage):
    stage.session.move(SMILE, 0.5)
    stage.session.open_photo(Path("holiday.jpg"))
    assert stage.session.doing == "Looking for faces in holiday.jpg."
    stage.until(lambda: stage.session.step.face.place)
    face = stage.session.step.face
    assert (face.name, face.original_hwc is stage.judge.faces[0].pixels_hwc, stage.session.step.wish) == (
        "holiday",
        True,
        Wish(),
    )
    stage.session.undo()
    stage.settle()
    assert stage.grey == 150


def test_while_a_photo_is_refined_it_says_how_far_it_is(worker, until):
    gate = threading.Event()
    stage = Stage(worker, until, FakeFaces(gate)).start()
    stage.session.open_photo(Path("holiday.jpg"))
    stage.until(lambda: stage.session.doing == "Refining holiday.jpg: 50 %.")
    gate.set()
    stage.until(lambda: stage.session.step.face.place)
    assert stage.session.doing == ""


def test_only_a_photos_face_goes_into_a_photo(stage, tmp_path):
    for action in (lambda: stage.session.save_in_photo(tmp_path / "a.png"), lambda: stage.session.start_from("photo")):
        with pytest.raises(UserError, match="not that of a photo"):
            action()


def opened(stage, *turns: float, name: str = "party.jpg") -> FaceSession:
    """A session that has opened a photo with faces as large as is said, and shows it where there is 300x200 room."""
    stage.judge.faces = [placed(10 * n, number=n, turn=turn) for n, turn in enumerate(turns, 1)]
    session = stage.session
    session.sight.look((300, 200))
    session.open_photo(Path(name))
    stage.until(lambda: session.step.photo)
    stage.settle()
    return session


def photo_settled(stage) -> None:
    stage.now += 0.5
    stage.until(lambda: stage.session.settled and stage.session.sight.settled(stage.session.step))


def test_of_a_photo_with_twelve_faces_the_largest_is_chosen_and_any_other_can_be(stage):
    stage.judge.small = 2
    session = opened(stage, *[1.0] * 6, 2.0, *[1.0] * 3)
    assert session.notices == [
        "party.jpg shows 12 faces, 2 of them too small; the largest is chosen, click another one."
    ]
    assert (session.chosen, session.step.face.original_hwc[0, 0, 0]) == (6, 70)
    session.choose(2)
    stage.until(lambda: session.chosen == 2)
    session.choose_next(-3)
    stage.until(lambda: session.chosen == 9)
    session.choose_next(1)
    stage.until(lambda: session.chosen == 0)
    session.choose(0)
    assert len(session.steps) == 5


def test_the_edits_of_every_face_are_kept_and_shown(stage):
    session = opened(stage, 2.0, 1.0)
    session.move(SMILE, 0.5)
    session.choose(1)
    stage.until(lambda: session.chosen == 1)
    assert session.step.wish == Wish()
    session.move(HAT, 0.25)
    photo_settled(stage)
    assert stage.model.shown[-1][0] == [{SMILE: 0.5}, {HAT: 0.25}]
    assert (session.shown.before_hwc[0, 0, 0], session.shown.after_hwc[0, 0, 0]) == (0, 75)
    session.choose(0)  # which is known, and so there at once
    assert (session.chosen, session.step.wish.moved) == (0, {SMILE: 0.5})
    session.reset()
    photo_settled(stage)
    assert stage.model.shown[-1][0] == [{HAT: 0.25}]
    session.undo()
    photo_settled(stage)
    assert stage.model.shown[-1][0] == [{SMILE: 0.5}, {HAT: 0.25}]


def test_the_photo_is_made_when_the_hand_rests_and_only_of_the_newest_wish(stage):
    session = opened(stage, 2.0)
    photo_settled(stage)
    for percent in (10, 20, 30):
        session.move(SMILE, percent / 100)
        stage.settle()
        session.update()
    assert [wishes for wishes, _ in stage.model.shown] == [[]]
    assert (stage.grey, session.sight.settled(session.step), session.shown.after_hwc[0, 0, 0]) == (130, False, 0)
    photo_settled(stage)
    assert [wishes for wishes, _ in stage.model.shown] == [[], [{SMILE: 0.3}]]
    assert session.shown.after_hwc[0, 0, 0] == 30


def test_a_picture_of_another_photo_is_never_shown(stage):
    session = opened(stage, 2.0)
    photo_settled(stage)
    first = session.shown
    session.sample()
    stage.until(lambda: not session.step.photo)
    assert session.shown is None
    session.undo()
    assert session.shown is first


def test_the_photo_is_looked_at_from_nearer_and_all_of_it_again(stage):
    session = opened(stage, 2.0)
    photo_settled(stage)
    session.sight.zoom(session.step, 2.0, 0j)
    photo_settled(stage)
    session.sight.push(session.step, -10 - 5j)
    photo_settled(stage)
    session.sight.whole()
    photo_settled(stage)
    assert [(window.box, window.size) for _, window in stage.model.shown] == [
        ((0, 0, 600, 300), (300, 150)), ((0, 0, 300, 200), (300, 200)), ((10, 5, 310, 205), (300, 200)),
        ((0, 0, 600, 300), (300, 150)),
    ]  # fmt: skip


def test_a_photo_that_is_gone_is_told_once_and_its_face_stays(stage):
    session = opened(stage, 2.0, name="gone.jpg")
    stage.until(lambda: session.notices)
    for _ in range(3):
        stage.now += 0.5
        session.update()
    assert (session.notices, session.shown, stage.grey) == (["There is no photo gone.jpg."], None, 90)


def test_what_an_edit_starts_from_is_chosen_and_undone_and_goes_on_with_the_next_face(stage):
    session = opened(stage, 2.0, 1.0)
    session.start_from("reconstruction")
    session.choose(1)
    stage.until(lambda: session.chosen == 1)
    assert [asked.wish.origin for asked in session.step.changing] == ["reconstruction"] * 2
    session.reset()
    assert session.step.wish.origin == "reconstruction"
    session.undo()
    session.undo()
    assert (session.step.wish.origin, session.step.changing) == ("photo", ())


def test_the_photo_is_saved_with_all_edits_under_a_name_of_its_own(stage, tmp_path):
    session = opened(stage, 2.0, 1.0)
    assert session.unsaved == "Nothing in party.jpg is changed yet; move a slider first."
    with pytest.raises(UserError, match="is changed yet"):
        session.save_in_photo(tmp_path / "a.jpg")
    session.move(SMILE, 0.5)
    stage.now += 0.5
    stage.until(lambda: session.kept_identity)
    session.choose(1)
    stage.until(lambda: session.chosen == 1)
    session.start_from("reconstruction")
    stage.settle()
    (tmp_path / "party edited.jpg").touch()
    (tmp_path / "party edited 2.jpg.json").touch()
    path = tmp_path / session.photo_name(tmp_path)
    assert path.name == "party edited 3.jpg"
    session.notices.clear()
    session.save_in_photo(path)
    stage.until(lambda: session.notices)
    assert session.notices == [f"Saved {path}: Smile: done"]
    distances = {"encoded": 0.85, "refined": 0.8}
    assert (
        path.read_text() == f"in party.jpg: {[(1, {SMILE: 0.5}, 'photo', distances), (2, {}, 'reconstruction', None)]}"
    )
    session.save_in_photo(tmp_path / "nowhere" / "a.jpg")
    stage.until(lambda: len(session.notices) == 2)
    assert (session.notices[1], session.progress) == (f"Cannot write {tmp_path / 'nowhere' / 'a.jpg'}.", None)


def test_without_dlib_it_is_said_how_like_the_pixels_the_reconstruction_is(stage):
    assert stage.session.kept_pixels is None
    session = opened(stage, 2.0)
    # Greys of 10 in the photo, 95 as it is encoded, 90 refined.
    assert session.kept_pixels == pytest.approx((20 * np.log10(255 / 85), 20 * np.log10(255 / 80)))


def test_a_photo_without_a_face_is_one_sentence(stage):
    before = stage.session.step
    stage.judge.trouble = UserError("No face was found in wall.jpg.")
    stage.session.open_photo(Path("wall.jpg"))
    stage.until(lambda: stage.session.notices)
    assert (stage.session.notices, stage.session.step) == (["No face was found in wall.jpg."], before)


def test_variations_are_made_and_taken_with_the_sliders_as_they_are(stage):
    session = stage.session
    session.move(SMILE, 0.5)
    session.vary()
    stage.until(lambda: session.neighbours)
    assert [int(edit.pixels_hwc[0, 0, 0]) for _, edit in session.neighbours] == [150] * NEIGHBOURS
    session.take_neighbour(2)
    stage.settle()
    assert (session.step.face, session.step.wish.moved, stage.grey) == (session.neighbours[2][0], {SMILE: 0.5}, 150)


def test_variations_belong_to_the_face_that_was_varied(stage):
    session = stage.session
    session.vary()
    stage.until(lambda: session.neighbours)
    varied = session.neighbours
    session.open_photo(Path("photo.jpg"))
    stage.until(lambda: session.step.face.place)
    assert session.neighbours == []
    session.undo()
    assert session.neighbours == varied
    session.vary()
    session.open_photo(Path("photo.jpg"))  # while they are being made
    stage.until(lambda: session.step.face.place and not session._worker._errands)
    session.update()
    assert session.neighbours == []


def test_a_variation_of_an_earlier_step_leaves_the_later_ones(stage):
    session = stage.session
    session.vary()
    stage.until(lambda: session.neighbours)
    for amount in (0.5, 1.0):
        stage.now += 10
        session.move(SMILE, amount)
    later = [step for step, _ in session.steps]
    session.go(0)
    session.take_neighbour(2)
    assert [step for step, _ in session.steps] == [later[0], session.step, *later[1:]]
    assert (session.at, session.step.face) == (1, session.neighbours[2][0])
    session.undo()
    assert session.step == later[0]


def test_while_an_animation_is_written_it_says_how_far_it_is(worker, until, tmp_path):
    gate = threading.Event()
    stage = Stage(worker, until, FakeFaces(gate)).start()
    session = stage.session
    session.save_animation(tmp_path / "edit.gif")
    stage.until(lambda: session.doing == "Saving edit.gif: 25 %.")
    gate.set()
    stage.until(lambda: session.notices)
    assert (session.doing, session.notices) == ("", [f"Saved {tmp_path / 'edit.gif'}"])
    session.save_animation(tmp_path / "nowhere" / "edit.gif")
    stage.until(lambda: len(session.notices) == 2)
    assert session.doing == ""


def test_files_are_written_in_the_background_and_told(stage, tmp_path):
    session = stage.session
    session.move(SMILE, 0.5)
    with pytest.raises(UserError, match="still being made"):
        session.save(tmp_path / "a.png")
    stage.settle()
    for name, save in {
        "edit": session.save,
        "row": lambda path: session.save(path, row=True),
        "animation": session.save_animation,
        "latent of {7: 0.5}": session.save_latent,
    }.items():
        path = tmp_path / "file"
        save(path)
        stage.until(lambda: session.notices)
        assert (path.read_text(), session.notices.pop()) == (f"{name} 150", f"Saved {path}")
    session.save(tmp_path / "nowhere" / "a.png")
    stage.until(lambda: session.notices)
    assert session.notices.pop() == f"Cannot write {tmp_path / 'nowhere' / 'a.png'}."


def test_a_kept_face_comes_back_with_its_sliders(stage, tmp_path):
    session = stage.session
    session.load_latent(tmp_path / "gone")
    stage.until(lambda: session.notices)
    assert session.notices.pop().startswith("There is no checkpoint")
    (tmp_path / "kept").touch()
    session.load_latent(tmp_path / "kept")
    stage.until(lambda: session.step.wish.moved)
    stage.settle()
    assert (session.step.wish.moved, stage.grey) == ({7: 0.5}, 150)


def test_of_two_faces_that_were_asked_for_only_the_newer_is_taken(stage, tmp_path):
    session = stage.session
    (tmp_path / "kept").touch()
    session.load_latent(tmp_path / "kept")
    session.sample()
    stage.until(lambda: len(session.steps) == 2)
    stage.until(lambda: not session._worker._errands)
    session.update()
    assert [step.wish for step, _ in session.steps] == [Wish(), Wish()]


def test_without_a_face_there_is_nothing_to_move_or_save(worker, until, tmp_path):
    stage = Stage(worker, until)
    stage.session.model = stage.model
    for action in (lambda: stage.session.move(SMILE, 1.0), lambda: stage.session.save(tmp_path / "a.png")):
        with pytest.raises(UserError, match=NO_FACE):
            action()


def test_the_end_ends_the_judge_too(until):
    worker = Worker(lambda: None)
    stage = Stage(worker, until).start()
    stage.session.close()
    assert stage.judge.closed
    assert not worker._thread.is_alive()
