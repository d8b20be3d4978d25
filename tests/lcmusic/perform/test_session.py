"""A performance without a window or an engine: knobs, controllers, notices, recording."""

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.live.control import ControlMap
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import ControlIn, Notice, Places, Played, Status, Tempo, TempoChanged
from lcmusic.media.midi import read_clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note
from lcmusic.music.rows import rows_of
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session
from lcmusic.perform.table import PARTS, TABLE, TURNED


class FakeEngine:
    """Remembers what it was told; reports what a test puts into ``reports``."""

    def __init__(self) -> None:
        self.status = Status()
        self.sent: list[object] = []
        self.supplied: list[int] = []
        self.reports: list[object] = []

    def send(self, command):
        self.sent.append(command)

    def supply(self, first_bar, symbols, phrase, at="bar", chords=()):
        self.supplied.append(first_bar)

    def poll(self):
        reports, self.reports = self.reports, []
        return reports


class OneNote:
    """Always composes the same note, as high as the density asks."""

    idea_shape = (2,)

    def melody(self, idea, knobs, locked):
        return Melody.from_notes([Note(0, 4, 60 + int(knobs.density or 0))])

    def idea(self, melody):
        raise AssertionError("nobody plays here")


@pytest.fixture
def session():
    return Session(FakeEngine(), OneNote(), Knobs(), Plan("loop"))


def test_update_supplies_what_plays_and_what_follows(session):
    session.update()
    assert session.engine.supplied == [0, 16]
    assert session.engine.sent == [Expression()]


def test_no_knob_hides_another_of_its_name():
    assert len(TABLE) == sum(len(rows_of(part)) for part in PARTS) + 1  # and the tempo
    assert [(name, TABLE[name].part) for name in ("lowest", "sent_lowest", "highest", "sent_highest")] == [
        ("lowest", "knobs"), ("sent_lowest", "expression"), ("highest", "knobs"), ("sent_highest", "expression"),
    ]  # fmt: skip


def test_knobs_are_turned_by_name_wherever_they_live(session):
    session.turn(density=7.0, evolve=0.4, swing=0.6, tempo=90)
    assert session.feed.knobs == Knobs(density=7.0)
    assert session.feed.plan == Plan("loop", evolve=0.4)
    assert session.engine.sent[1:] == [Tempo(90, "bar"), Expression(swing=0.6)]
    assert session.feed.playing.notes()[0].pitch == 67


def test_a_wrong_value_changes_nothing(session):
    session.update()
    wrongs = {
        "density is 99": {"density": 99.0, "swing": 0.6},
        "There is no knob 'wings'; there are root, ": {"wings": 2},
    }
    for message, wrong in wrongs.items():
        with pytest.raises(UserError, match=message):
            session.turn(**wrong)
    assert session.feed.knobs == Knobs()
    assert session.expression == Expression()
    assert session.engine.sent == [Expression()]


def test_a_controller_turns_the_knob_it_has_learned(session):
    session.controls.learn("density")
    session.engine.reports = [ControlIn(1, 74, 127), ControlIn(1, 75, 3), Notice("a port has gone")]
    session.update()
    assert session.feed.knobs.density == 14.0
    assert session.notices == ["a port has gone"]


def test_of_a_sweep_only_the_last_place_is_composed(session):
    session.controls = ControlMap({(1, 74): "density", (1, 75): "reach"})
    session.update()
    session.engine.supplied.clear()
    session.engine.reports = [ControlIn(1, 74, value) for value in range(128)] + [ControlIn(1, 75, 0)]
    session.update()
    assert (session.feed.knobs, session.engine.supplied) == (Knobs(density=14.0, reach=0.0), [0, 16, 0, 16])


def test_a_controller_turned_to_an_impossible_place_is_told_and_the_music_goes_on(session):
    session.turn(highest=60)
    session.controls = ControlMap({(1, 74): "lowest", (1, 75): "density"})
    session.engine.reports = [ControlIn(1, 74, 127), ControlIn(1, 75, 127)]
    session.update()
    assert session.feed.knobs == Knobs(highest=60, density=14.0)
    assert session.notices == ["The notes from 84 to 60 are too few; leave at least 5 semitones."]


def test_the_places_of_learned_knobs_are_told_whoever_turns_them(session):
    session.controls = ControlMap({(1, 74): "density", (2, 7): "gate", (1, 1): "a knob of another version"})
    session.engine.sent.clear()
    session.update()
    session.update()
    session.turn(density=14.0)
    session.update()
    session.recall(Knobs(density=7.5))
    session.update()
    places = [command.places for command in session.engine.sent if isinstance(command, Places)]
    gate = 2, 7, round(127 * 0.9 / 0.95)
    assert places == [((1, 74, 0), gate), ((1, 74, 127), gate), ((1, 74, 64), gate)]


@pytest.mark.parametrize("name", TURNED)
def test_a_controller_finds_its_knob_where_it_put_it(name):
    row = TABLE[name]
    step = 127 / (row.turns[1] - row.turns[0]) if row.type is int else 0
    for place in range(128):
        assert abs(127 * row.place(row.at(place / 127)) - place) <= step / 2 + 1e-9
    assert (row.place(row.turns[1] + 1), row.place(None)) == (1, 0)


@pytest.mark.parametrize("name", TURNED)
def test_every_place_of_every_knob_that_a_controller_turns_is_a_legal_value(session, name):
    for place in (0.0, 0.37, 1.0):
        session.turn(**{name: TABLE[name].at(place)})


def another_value(row):
    """A value that a knob may have, most often not its default."""
    if row.type in (int, float):
        return row.type(row.low + min(row.high - row.low, 30) / 2)
    if row.type is str:
        return {"scale": "blues", "chords": "Am F", "style": "tunes"}.get(row.name) or row.choices[-1]
    return {bool: not row.default, tuple: (0, 4)}[row.type]


@pytest.mark.parametrize("row", [row for row in TABLE.values() if row.part != "tempo"], ids=lambda row: row.name)
def test_every_knob_is_set_and_read_by_its_name(session, row):
    value = another_value(row)
    session.turn(**{row.name: value})
    assert session.value(row.name) == value
    parts = {"knobs": session.feed.knobs, "plan": session.feed.plan, "expression": session.expression}
    assert getattr(parts[row.part], row.field) == value


def test_the_two_seeds_are_two_knobs(session):
    session.turn(seed=3, idea_seed=5)
    assert (session.feed.knobs, session.feed.plan) == (Knobs(seed=3), Plan("loop", seed=5))


def test_what_was_played_is_saved_tick_for_tick(session, tmp_path):
    take = tmp_path / "take.mid"
    session.record(take)
    session.engine.reports = [TempoChanged(0, 100.0), Played(0, 480, 60, 90, 1), Played(960, 1440, 64, 80, 1)]
    session.update()
    assert session.stop_recording() == f"{take}: 2 notes"
    clip = read_clip(take)
    assert clip.tempo == pytest.approx(100)
    assert clip.melody.notes() == [Note(0, 4, 60), Note(8, 12, 64)]


def test_where_nothing_was_played_nothing_is_written(session, tmp_path):
    assert session.stop_recording() == ""
    session.record(tmp_path / "take.mid")
    session.update()
    assert session.stop_recording() == f"{tmp_path / 'take.mid'}: nothing was played, nothing is written"
    with pytest.raises(UserError, match=r"There is no folder .* to record into"):
        session.record(tmp_path / "no" / "take.mid")
    assert list(tmp_path.iterdir()) == []


def test_whole_settings_are_recalled_with_the_idea_they_were_heard_with(session):
    session.update()
    idea = np.array([0.5, -1], np.float32)
    session.recall(Knobs(density=4.0), Plan("evolve"), Expression(swing=0.6), idea)
    assert (session.feed.knobs, session.feed.plan) == (Knobs(density=4.0), Plan("evolve"))
    assert session.engine.sent[1:] == [Expression(swing=0.6)]
    assert np.array_equal(session.feed.idea, idea)
    session.recall(knobs=Knobs(density=9.0))
    assert session.feed.playing.notes()[0].pitch == 69
    assert np.array_equal(session.feed.idea, idea)


def test_another_engine_is_told_what_the_old_one_knew(session):
    session.update()
    fresh = FakeEngine()
    session.play_with(fresh)
    assert (fresh.sent, fresh.supplied) == ([Expression()], [0, 16])
