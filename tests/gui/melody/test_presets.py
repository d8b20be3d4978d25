"""Presets without a window: those that come with the studio, a person's own files, hearing before choosing, dice."""

import json
from dataclasses import replace
from itertools import combinations

import pytest

from gui.melody.state.presets import FACTORY, Preset, Shelf, described, factory, read_preset
from gui.melody.state.setting import Setting
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING
from lcmusic.perform.plan import Plan
from lcmusic.perform.table import TABLE

BLUES = Setting(Knobs(4, "blues", density=8.0, lowest=48), expression=Expression(swing=0.6, transpose=-12))


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "presets")
    shelf.read()
    return shelf


def files(shelf) -> list[str]:
    return sorted(path.name for path in shelf._folder.iterdir())


def test_twenty_come_with_the_studio_and_no_two_have_the_same_knobs():
    presets = factory()
    assert len(presets) == len({preset.name for preset in presets}) == len(json.loads(FACTORY.read_text())) == 20
    for one, other in combinations(presets, 2):
        differ = one.setting.differs_from(other.setting)
        assert len(differ) >= 5, (one.name, other.name, differ)
    for preset in presets:
        assert preset.tags
        assert preset.path is None
        assert preset.setting.expression.channel == 1


def test_a_preset_is_found_by_words_of_its_name_and_tags_and_said_in_words(shelf):
    names = [preset.name for preset in shelf.found("DANCE folk")]
    assert names == ["Reel in D", "Mixolydian jig"]
    assert shelf.found("polka") == []
    shelf.save("My reel", ["dance"], BLUES)
    assert [preset.name for preset in shelf.found("reel")] == ["My reel", "Reel in D"]
    assert " · ".join(described(BLUES)) == "E blues · density 8.0 notes/bar · lowest C3 · transpose -12 st · swing 60 %"


def test_a_saved_preset_is_a_file_that_comes_back_whole(shelf, tmp_path):
    saved = shelf.save("Late / night", ["slow", "own"], replace(BLUES, idea=(1.0, 2.0)))
    assert saved == Preset("Late / night", BLUES, ("slow", "own"), tmp_path / "presets" / "Late _ night.json")
    again = Shelf(tmp_path / "presets")
    again.read()
    assert (again.own, again.problem) == ([saved], "")
    other = shelf.save("Late _ night", [], Setting())
    assert files(shelf) == ["Late _ night 2.json", "Late _ night.json"]
    assert shelf.own == [saved, other]


def test_nothing_is_overwritten_and_no_name_is_refused(shelf):
    shelf.save("Late", [], BLUES)
    for name in ("late", "Reel in D"):
        with pytest.raises(UserError, match=r"There is a preset '(Late|Reel in D)' already; choose another name\."):
            shelf.save(name, [], Setting())
    for name in ("", "  ", "x" * 41, "a\nb"):
        with pytest.raises(UserError, match="is no name for a preset; give it one of 1 to 40 letters"):
            shelf.save(name, [], Setting())
    assert (files(shelf), shelf.own[0].setting) == (["Late.json"], BLUES)


def test_one_is_renamed_deleted_and_brought_back(shelf):
    saved = shelf.save("Late", ["slow"], BLUES)
    renamed = shelf.rename(saved, "LATE", ["slow", "blue"])
    assert shelf.own == [renamed] == [replace(saved, name="LATE", tags=("slow", "blue"))]
    shelf.delete(renamed)
    assert (shelf.own, files(shelf), shelf.deleted) == ([], [], renamed)
    shelf.save("late", [], Setting())
    with pytest.raises(UserError, match="There is a preset 'late' already"):
        shelf.bring_back()
    shelf.delete(shelf.own[0])
    late = shelf.bring_back()
    shelf.rename(late, "Early", [])
    assert shelf.bring_back() == renamed
    assert shelf.bring_back() is None
    assert [preset.name for preset in shelf.own] == ["Early", "LATE"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"format": "lcstudio.preset/2", "wings": 3}',
         r"a\.json is a preset of a later version \(lcstudio\.preset/2\); update the studio to use it\."),
        ('{"format": "lcstudio.preset/1", "knobs": {"den', r"a\.json is not a preset; choose a file that"),
        ("[1]", r"a\.json is not a preset"),
        ('{"format": "lcstudio.preset/1", "knobs": {"density": 99}}', r"a\.json: density is 99; it must lie between"),
        ('{"format": "lcstudio.preset/1", "name": 3}', r"a\.json: The name of a preset must be a text"),
        ('{"format": "lcstudio.preset/1", "tags": "slow"}', r"a\.json: The name of a preset must be"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_load(shelf, text, says):
    kept = shelf.save("Kept", [], BLUES)
    (shelf._folder / "a.json").write_text(text)
    with pytest.raises(UserError, match=says):
        read_preset(shelf._folder / "a.json")
    shelf.read()
    assert shelf.own == [kept]
    assert shelf.problem.endswith(".")
    assert "\n" not in shelf.problem
    (shelf._folder / "b.json").write_bytes(b"\xff\x00")
    shelf.read()
    assert shelf.problem.endswith(" So it is with 1 more in that folder.")
    assert (shelf._folder / "a.json").read_text() == text


def test_a_preset_keeps_the_idea_the_channels_and_how_the_music_goes_on(stage):
    session = stage.session
    session.turn(channel=5, chord_channel=6, mode="loop", listen=3)
    idea = session.idea
    session.apply_preset(BLUES)
    assert (session.idea, session.knobs) == (idea, BLUES.knobs)
    assert session.performance.feed.plan == Plan("loop", listen=3)
    assert session.performance.expression == Expression(channel=5, chord_channel=6, swing=0.6, transpose=-12)


def test_of_presets_that_are_heard_one_is_chosen_in_one_step_or_all_is_as_before(stage):
    session = stage.session
    session.turn(density=3.0)
    session.turn(density=5.0)
    session.undo()
    stage.settle()
    before, now = session.setting(), stage.now
    for preset in factory()[:3]:
        stage.now = now = now + 2.0
        session.audition(preset.setting)
        stage.settle()
        assert session.knobs == preset.setting.knobs
    session.back_from_audition()
    stage.settle()
    assert session.setting() == before
    session.redo()  # which browsing has not cost
    assert session.knobs.density == 5.0
    session.undo()
    for preset in factory()[:3]:
        session.audition(preset.setting)
    session.choose()
    assert session.knobs == factory()[2].setting.knobs
    session.undo()
    assert replace(session.setting(), idea=(), tune=()) == replace(before, idea=(), tune=())
    session.undo()
    assert session.knobs.density is None


def test_locked_bars_stay_through_what_is_heard(stage):
    session = stage.session
    session.lock_bars(range(4), True)
    bars = session.bars
    assert bars != NOTHING
    session.audition(BLUES)
    session.back_from_audition()
    session.apply_preset(BLUES)
    assert session.bars == bars


@pytest.mark.parametrize("group", ["idea", "form", "sound"])
def test_dice_turn_the_knobs_of_a_group_within_what_sounds_good_in_one_step(stage, group):
    session = stage.session
    rows = {row.name: row for row in TABLE.values() if row.dice and row.shown.group == group}
    assert all(row.turns[0] <= row.dice[0] < row.dice[1] <= row.turns[1] for row in rows.values())
    before, seen = session.setting(), {}
    for _ in range(50):
        session.roll_dice(group)
        for name in session.setting().differs_from(before):
            seen.setdefault(name, set()).add(session.setting().value(name))
        session.undo()
        assert session.setting().differs_from(before) == []
    assert set(seen) == set(rows) - {"taste"}  # no rule is loaded
    for name, values in seen.items():
        low, high = rows[name].dice
        assert all(low <= value <= high and type(value) is rows[name].type for value in values if value is not None)
        assert len(values) > 5


def test_no_dice_while_the_idea_is_locked_or_nothing_works(stage):
    session = stage.session
    session.lock(True)
    before = session.setting()
    with pytest.raises(UserError, match="The idea is locked; unlock it first"):
        session.roll_dice("sound")
    session.lock(False)
    session.use(replace(stage.model, no_prior="There is no prior."))
    with pytest.raises(UserError, match=r"There is no prior\."):
        session.roll_dice("form")
    assert session.setting().differs_from(before) == ["mode"]
