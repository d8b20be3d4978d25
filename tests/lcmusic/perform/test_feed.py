"""The supply of bars: which melody plays in which bar, whatever knobs, seeks and listeners do."""

import itertools

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.live.protocol import NoteIn, Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import Locked
from lcmusic.music.melody import BARS, REST, STEPS_PER_BAR, Melody, Note
from lcmusic.perform.feed import Feed
from lcmusic.perform.plan import Plan


class FakeComposer:
    """Writes an idea's first number as a pitch in every bar; remembers what it was asked."""

    idea_shape = (3,)

    def __init__(self) -> None:
        self.ideas: list[np.ndarray] = []
        self.heard: list[Melody] = []

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked) -> Melody:
        self.ideas.append(idea)
        pitch = 60 + int(10 * idea[0]) % 12 + (12 if knobs.density else 0)
        return Melody.from_notes([Note(16 * bar, 16 * bar + 4, pitch) for bar in range(BARS)])

    def idea(self, melody: Melody) -> np.ndarray:
        self.heard.append(melody)
        return np.full(3, 0.55, np.float32)


class SlowComposer(FakeComposer):
    """Composes in the background: a melody is there once ``finish`` was called."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[bytes, Knobs] = {}
        self.done: set[tuple[bytes, Knobs]] = set()

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked) -> Melody | None:
        if (idea.tobytes(), knobs) in self.done:
            return super().melody(idea, knobs, locked)
        self.asked[idea.tobytes()] = knobs
        return None

    def finish(self) -> None:
        self.done |= set(self.asked.items())


class Stage:
    """A feed, its composer, and everything it supplied: ``(first bar, bars, phrase, at)``."""

    def __init__(self, plan: Plan) -> None:
        self.composer = FakeComposer()
        self.supplied: list[tuple[int, int, int, str]] = []
        self.symbols: list[np.ndarray] = []
        self.feed = Feed(self.composer, self._supply, Knobs(), plan)

    def _supply(self, first_bar: int, symbols: np.ndarray, phrase: int, at: str, _chords: object) -> None:
        self.supplied.append((first_bar, len(symbols) // STEPS_PER_BAR, phrase, at))
        self.symbols.append(symbols)


def at_bar(bar: int) -> Status:
    return Status(bar=bar, tick=bar * 1920.0)


def test_the_slot_that_plays_and_the_next_are_supplied_once():
    stage = Stage(Plan("evolve"))
    for bar in range(18):
        stage.feed.update(at_bar(bar))
    assert stage.supplied == [(0, 16, 1, "bar"), (16, 16, 2, "bar"), (32, 16, 3, "bar")]


@pytest.mark.parametrize(("slot_bars", "expected"), [(4, [(0, 4), (4, 4)]), (40, [(0, 40), (40, 40)])])
def test_slots_may_be_shorter_and_longer_than_a_melody(slot_bars, expected):
    stage = Stage(Plan("renew", slot_bars=slot_bars))
    stage.feed.update(at_bar(0))
    assert [entry[:2] for entry in stage.supplied] == expected
    melody = stage.feed.playing
    assert np.array_equal(stage.symbols[0], np.resize(melody.symbols_t, slot_bars * STEPS_PER_BAR))


def test_a_loop_keeps_its_idea_and_renewing_does_not():
    for mode, same in (("loop", True), ("renew", False)):
        stage = Stage(Plan(mode))
        stage.feed.update(at_bar(0))
        first, second = stage.composer.ideas
        assert np.array_equal(first, second) is same


def test_evolving_ideas_wander_by_the_share_asked_for_and_stay_draws_from_the_prior():
    stage = Stage(Plan("evolve", evolve=0.2))
    stage.composer.idea_shape = (16, 250)
    stage.composer.melody = lambda idea, knobs, locked: stage.composer.ideas.append(idea) or Melody(np.full(256, REST))
    for slot in range(30):
        stage.feed.update(at_bar(16 * slot))
    assert all((idea.shape, idea.dtype) == ((16, 250), np.float32) for idea in stage.composer.ideas)
    ideas = np.stack(stage.composer.ideas).reshape(-1, 4000)
    assert np.allclose(ideas.var(1), 1, atol=0.1)
    neighbours = [np.corrcoef(a, b)[0, 1] for a, b in itertools.pairwise(ideas)]
    assert np.allclose(neighbours, np.sqrt(0.8), atol=0.03)


def test_any_place_of_the_song_sounds_the_same_after_any_seek():
    straight, jumping = Stage(Plan("evolve")), Stage(Plan("evolve"))
    for bar in range(0, 96, 16):
        straight.feed.update(at_bar(bar))
    for bar in (80, 0, 48):
        jumping.feed.update(at_bar(bar))
    by_bar = {entry[0]: symbols for entry, symbols in zip(straight.supplied, straight.symbols, strict=True)}
    for (bar, *_), symbols in zip(jumping.supplied, jumping.symbols, strict=True):
        if bar in by_bar:
            assert np.array_equal(symbols, by_bar[bar])


def test_a_turned_knob_changes_what_is_made_of_the_same_ideas():
    stage = Stage(Plan("renew"))
    stage.feed.update(at_bar(3))
    stage.feed.turn(at_bar(3), Knobs(density=8), at="step")
    assert stage.supplied == [(0, 16, 1, "bar"), (16, 16, 2, "bar"), (0, 16, 3, "step"), (16, 16, 4, "step")]
    before, _, after, _ = stage.symbols
    assert np.array_equal(np.where(before < 128, before + 12, before), after)
    assert stage.feed.playing == Melody(after)


def test_a_new_idea_replaces_what_plays():
    stage = Stage(Plan("loop"))
    stage.feed.update(at_bar(0))
    stage.feed.new_idea(at_bar(0))
    assert not np.array_equal(stage.composer.ideas[0], stage.composer.ideas[2])
    assert stage.supplied[2:] == [(0, 16, 3, "bar"), (16, 16, 4, "bar")]


def test_responding_listens_for_a_slot_and_answers_in_the_next():
    stage = Stage(Plan("respond", slot_bars=2))
    stage.feed.update(at_bar(0))
    assert stage.supplied == [(0, 2, 1, "bar")]
    assert (stage.symbols[0] == REST).all()
    assert stage.feed.following is None
    played = [NoteIn(1, 64, 90, 480.0, 0.0), NoteIn(1, 64, 0, 960.0, 0.0), NoteIn(1, 67, 90, 1930.0, 0.0)]
    stage.feed.update(Status(bar=1, tick=2000.0), played)
    assert len(stage.supplied) == 1
    stage.feed.update(Status(bar=1, tick=3600.0), [NoteIn(1, 67, 0, 2890.0, 0.0)])
    assert stage.supplied[1:] == [(2, 2, 2, "bar")]
    heard = stage.composer.heard[0]
    assert heard.notes()[:2] == [Note(4, 8, 64), Note(16, 24, 67)]
    assert np.array_equal(heard.symbols_t, np.resize(heard.symbols_t[:32], 256))


def play(feed, *notes, channel=1):
    """Notes (start, end, pitch) in sixteenths as they come in; an end of None is still held."""
    moments = [(start, pitch, 90) for start, _, pitch in notes]
    moments += [(end, pitch, 0) for _, end, pitch in notes if end is not None]
    for step, pitch, velocity in sorted(moments):
        tick = 120.0 * step
        feed.update(Status(bar=step // 16, tick=tick), [NoteIn(channel, pitch, velocity, tick, 0.0)])


def test_a_note_that_is_held_into_the_answer_is_heard_and_one_ends_where_the_next_begins():
    stage = Stage(Plan("respond", slot_bars=2))
    play(stage.feed, (0, 9, 67), (8, 16, 65), (24, None, 64))
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert stage.composer.heard[0].notes()[:3] == [Note(0, 8, 67), Note(8, 16, 65), Note(24, 32, 64)]


def test_of_several_voices_the_top_line_is_heard_as_in_a_file():
    stage = Stage(Plan("respond", slot_bars=2))
    play(stage.feed, (0, 16, 67), (4, 6, 60), (16, 20, 65), (16, 20, 69))
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert stage.composer.heard[0].notes()[:2] == [Note(0, 16, 67), Note(16, 20, 69)]


def test_a_key_that_was_never_released_is_not_heard_for_ever():
    stage = Stage(Plan("respond", slot_bars=2))
    play(stage.feed, (24, None, 64))
    for bar in range(1, 8):
        stage.feed.update(Status(bar=bar, tick=1920.0 * bar + 1900))
    assert len(stage.composer.heard) == 1


@pytest.mark.parametrize(
    ("listen", "channel", "heard"), [(None, 1, True), (None, 10, False), (10, 10, True), (3, 3, True), (3, 4, False)]
)
def test_drums_are_no_melody_unless_they_are_listened_to(listen, channel, heard):
    stage = Stage(Plan("respond", slot_bars=2, listen=listen))
    play(stage.feed, (0, 4, 60), channel=channel)
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert bool(stage.composer.heard) is heard


def test_what_was_played_is_heard_though_a_knob_is_turned_and_forgotten_after_a_seek():
    stage = Stage(Plan("respond", slot_bars=2))
    play(stage.feed, (0, 4, 60))
    stage.feed.turn(at_bar(0), Knobs(density=5))
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert len(stage.composer.heard) == 1
    stage.feed.update(at_bar(40))
    stage.feed.update(at_bar(0))
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert len(stage.composer.heard) == 1


class Parrot(FakeComposer):
    """Sings the call back to its own idea, and an octave higher to one that lies further off than the first answer."""

    def melody(self, idea, knobs, locked):
        self.ideas.append(idea)
        far = np.abs(idea - 0.55).max() > 0.5
        return self.heard[0].transposed(12) if far else self.heard[0]


def test_an_answer_is_never_the_call_itself():
    stage = Stage(Plan("respond", slot_bars=2))
    stage.feed.compose_with(parrot := Parrot(), at_bar(0))
    play(stage.feed, (0, 4, 60), (4, 8, 62))
    for _ in range(3):
        stage.feed.update(Status(bar=1, tick=3700.0))
    shares = [np.abs(idea - 0.55).max() for idea in parrot.ideas]
    assert shares == sorted(shares)
    assert shares[0] > 0
    answer = stage.symbols[-1]
    assert stage.supplied[-1][:2] == (2, 2)
    assert (answer[0], answer[4]) == (72, 74)


class SlowAnswers(SlowComposer):
    """Finds the idea in the background, too, and counts how often it was asked."""

    def __init__(self):
        super().__init__()
        self.found = False

    def idea(self, melody):
        self.heard.append(melody)
        return super().idea(melody) if self.found else None


def test_a_late_answer_enters_at_the_next_sixteenth_and_the_next_is_begun_earlier():
    stage = Stage(Plan("respond", slot_bars=2))
    stage.feed.compose_with(slow := SlowAnswers(), at_bar(0))
    play(stage.feed, (0, 4, 60))
    stage.feed.update(Status(bar=1, tick=3400.0, time=10.0))
    slow.found = True
    stage.feed.update(Status(bar=1, tick=3700.0, time=10.5))
    asked = len(slow.heard)
    stage.feed.update(Status(bar=1, tick=3800.0, time=10.8))
    slow.finish()
    stage.feed.update(Status(bar=2, tick=4000.0, time=11.0))
    assert stage.supplied[1:] == [(2, 2, 2, "step"), (4, 2, 3, "bar")]
    assert len(slow.heard) == asked  # what was found is not looked for again
    # An answer took a second, which is eight sixteenths at 120 BPM: so long before the next one it is begun.
    play(stage.feed, (64, 68, 60))
    stage.feed.update(Status(bar=5, tick=11520.0 - 8 * 120 - 1, time=20.0))
    before = len(slow.asked)
    stage.feed.update(Status(bar=5, tick=11520.0 - 8 * 120, time=20.0))
    assert (before, len(slow.asked)) == (1, 2)


def test_silence_is_answered_with_a_new_idea():
    stage = Stage(Plan("respond", slot_bars=2))
    stage.feed.update(Status(bar=1, tick=3700.0))
    assert stage.composer.heard == []
    assert len(stage.composer.ideas) == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"mode": "wander"}, "There is no mode 'wander'; choose one of loop, renew, evolve, respond."),
        ({"slot_bars": 0}, "slot_bars is 0; it must lie between 1 and 64 bars."),
        ({"evolve": 2}, "evolve is 2; it must lie between 0 and 1."),
    ],
)
def test_impossible_plans_are_refused(wrong, message):
    with pytest.raises(UserError, match=message):
        Plan(**wrong)


def test_what_plays_goes_on_until_a_composer_in_the_background_is_done():
    stage = Stage(Plan("loop"))
    slow = SlowComposer()
    stage.feed.compose_with(slow, at_bar(0))
    stage.feed.update(at_bar(0))
    assert (stage.feed.playing, stage.feed.settled, stage.supplied) == (None, False, [])
    slow.finish()
    stage.feed.update(at_bar(0))
    first = stage.feed.playing
    assert (stage.feed.settled, stage.feed.phrase) == (True, 1)
    stage.feed.turn(at_bar(1), Knobs(density=3), at="step")
    stage.feed.turn(at_bar(1), Knobs(density=8), at="step")
    assert (stage.feed.playing, stage.feed.settled) == (first, False)
    slow.finish()
    stage.feed.update(at_bar(1))
    assert stage.supplied[2:] == [(0, 16, 3, "step"), (16, 16, 4, "step")]
    assert (stage.feed.playing == first, stage.feed.settled, stage.feed.phrase) == (False, True, 3)


@pytest.mark.parametrize("mode", ["loop", "renew", "evolve"])
def test_an_idea_that_somebody_chose_is_where_the_music_goes_on_from(mode):
    stage = Stage(Plan(mode, evolve=0.5))
    stage.feed.update(at_bar(40))
    chosen = np.array([0.1, 0.2, 0.3], np.float32)
    stage.feed.start_from(at_bar(40), chosen)
    assert np.array_equal(stage.feed.idea, chosen)
    playing, following = stage.composer.ideas[-2:]
    assert np.array_equal(playing, chosen)
    assert np.array_equal(following, chosen) is (mode == "loop")
    stage.feed.update(at_bar(0))
    assert np.array_equal(stage.feed.idea, chosen)  # from the top, too


def test_wandering_faster_leaves_what_plays():
    stage = Stage(Plan("evolve", evolve=0.2))
    stage.feed.update(at_bar(40))
    before, following = stage.feed.idea, stage.composer.ideas[-1]
    stage.feed.turn(at_bar(40), plan=Plan("evolve", evolve=0.8))
    assert np.array_equal(stage.feed.idea, before)
    assert not np.array_equal(stage.composer.ideas[-1], following)


def test_a_clip_of_32_bars_takes_a_slot_of_its_own_and_what_plays_goes_on():
    stage = Stage(Plan("evolve"))
    for bar in range(17):
        stage.feed.update(at_bar(bar))
    idea = stage.feed.idea
    stage.feed.turn(at_bar(20), Knobs(bars=32))
    assert (stage.feed.slot_bars, stage.supplied[-2:]) == (32, [(0, 32, 4, "bar"), (32, 32, 5, "bar")])
    assert np.array_equal(stage.feed.idea, idea)
    stage.feed.turn(at_bar(36), Knobs(bars=4))
    assert (stage.feed.slot_bars, stage.supplied[-2:]) == (16, [(32, 16, 6, "bar"), (48, 16, 7, "bar")])


def test_what_is_locked_is_fitted_to_a_clip_of_another_length():
    stage = Stage(Plan("loop"))
    tune = Melody.from_notes([Note(16 * bar, 16 * bar + 4, 60 + bar) for bar in range(BARS)])
    locked = Locked.of(tune, np.isin(np.arange(BARS), (1, 9)))
    stage.feed.turn(at_bar(0), locked=locked)
    stage.feed.turn(at_bar(0), Knobs(bars=4))
    assert stage.feed.locked == locked.fitted(4)
    assert stage.feed.locked.bars == (1,)
