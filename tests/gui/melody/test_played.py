"""What comes in over MIDI: chords for the lane, a key to be offered, programs that recall slots."""

from dataclasses import replace

import pytest

from gui.melody.state.offers import Offer
from gui.melody.state.played import ANY, NO_INPUT, NONE_HEARD
from gui.melody.state.setting import Remembered
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.live.protocol import NoteIn, ProgramIn
from lcmusic.media.midi import write_melody
from lcmusic.music.chords import parse_chord
from lcmusic.music.melody import Melody, Note
from tests.gui.melody.conftest import Stage
from tests.lcmusic.media.test_harmony import song_of
from tests.lcmusic.perform.test_key_in import A_DORIAN

BAR = 1920


def at(stage, tick, reports=(), rolling=True):
    """A frame at a moment of the song."""
    status = stage.engine.status
    stage.engine.status = replace(
        status, input="open", playing=rolling, rolling=rolling, tick=float(tick), bar=int(tick // BAR)
    )
    stage.engine.reports = list(reports)
    stage.session.update()


def play(stage, text, tick, length=1900, rolling=True, pitches=None):
    pitches = pitches or parse_chord(text).pitches
    for velocity, moment in ((90, tick), (0, tick + length)):
        at(stage, moment, [NoteIn(1, pitch, velocity, moment, 0.0) for pitch in pitches], rolling)


def test_chords_that_are_played_in_are_followed_when_the_song_stops_in_one_step(stage):
    session = stage.session
    session.turn(chords="Dm | G")
    at(stage, 16 * BAR)
    session.played.begin()
    so_far = []
    for bar, text in enumerate(("Am7", "F", "C/E", "G7"), 18):
        play(stage, text, bar * BAR)
        so_far.append(str(session.played.heard))
    assert so_far == ["Am7", "Am7 | F", "C/E | C/E | Am7 | F", "C/E | G7 | Am7 | F"]
    assert session.knobs.chords == "Dm | G"
    at(stage, 22 * BAR, rolling=False)
    assert (session.knobs.chords, session.played.listening) == ("C/E | G7 | Am7 | F", False)
    # Bar 18 is the third of the sixteen that play from bar 16 on.
    assert [str(session.knobs.progression.bar(bar - 16)[0]) for bar in range(18, 22)] == ["Am7", "F", "C/E", "G7"]
    session.undo()
    assert session.knobs.chords == "Dm | G"


def test_while_the_song_stands_still_each_chord_is_a_bar_and_enter_takes_them(stage):
    session = stage.session
    at(stage, 0, rolling=False)
    session.played.begin()
    for text in ("Am", "F", "Gsus4"):
        play(stage, text, 0, 0, rolling=False)
    session.played.take()
    assert session.knobs.chords == "Am | F | Gsus4"


def test_after_sixteen_bars_they_are_taken(stage):
    session = stage.session
    at(stage, 0)
    session.played.begin()
    for bar in range(16):
        play(stage, ["Am", "F", "C", "G"][bar % 4], bar * BAR)
    at(stage, 16 * BAR)
    assert (session.knobs.chords, session.played.listening) == ("Am | F | C | G", False)


def test_what_is_left_or_is_no_chord_changes_nothing_and_is_said(stage):
    session = stage.session
    with pytest.raises(UserError) as said:
        session.played.begin()
    assert str(said.value) == NO_INPUT
    at(stage, 0)
    session.played.begin()
    play(stage, "Am", 0)
    session.played.leave()
    session.played.begin()
    play(stage, "", BAR, pitches=(60,))
    at(stage, 2 * BAR, rolling=False)
    assert (session.notices, session.knobs.chords, session.can_undo) == ([NONE_HEARD], None, False)


def test_the_key_that_is_played_in_for_four_bars_is_offered_once_and_taken_in_one_step(stage):
    session = stage.session
    before = session.knobs

    def improvise(first_bar):
        for step in range(32):
            play(stage, "", first_bar * BAR + 240 * step, 230, pitches=(A_DORIAN[step % 8],))
        at(stage, (first_bar + 4) * BAR)

    improvise(0)
    (offer,) = session.offers.now
    values = {"root": 9, "scale": "dorian", "pitch_classes": None}
    assert offer == Offer("You play in A dorian.", "Use A dorian", values)
    assert session.knobs == before  # until it is taken
    session.offers.take(offer)
    assert (session.knobs.root, session.knobs.scale, session.offers.now) == (9, "dorian", ())
    session.undo()
    assert session.knobs == before
    improvise(4)
    assert session.offers.now == ()


def test_key_and_chords_of_a_dropped_file_are_offered(stage, until, tmp_path):
    session = stage.session
    song_of(tmp_path / "song.mid", "D | G | A | D", "D | G | A | D")
    session.load(tmp_path / "song.mid")
    until(lambda: session.offers.now, session.update)
    stage.settle()
    key, chords = session.offers.now
    assert key.said.startswith("song.mid is in ")
    assert chords == Offer("song.mid has the chords D | G | A | D.", "Use its chords", {"chords": "D | G | A | D"})
    assert session.knobs.chords is None
    session.offers.take(chords)
    assert (session.knobs.chords, session.offers.now) == ("D | G | A | D", (key,))
    session.offers.dismiss()
    assert session.offers.now == ()
    session.undo()
    assert session.knobs.chords is None


def test_what_is_so_already_is_not_offered_nor_what_goes_into_a_slot(stage, until, tmp_path):
    session = stage.session
    session.turn(root=0, scale="major", density=4.0)
    scale = Melody.from_notes(Note(4 * i, 4 * i + 4, 60 + (0, 4, 7, 5, 2, 11, 9, 0)[i % 8]) for i in range(64))
    write_melody(tmp_path / "tune.mid", scale)
    session.load(tmp_path / "tune.mid")
    until(lambda: session.playing == scale, session.update)
    done = []
    session._worker.later(lambda: None, lambda *_: done.append(True))  # after what is looked for in the file
    until(lambda: done, session.update)
    assert session.offers.now == ()
    song_of(tmp_path / "song.mid", "D | G", "D | G")
    session.load(tmp_path / "song.mid", 3)
    until(lambda: session.slots[3], session.update)
    assert session.offers.now == ()


@pytest.mark.parametrize(
    ("programs", "channel", "program", "recalled"),
    [(None, 1, 2, False), (ANY, 7, 2, True), (3, 3, 2, True), (3, 4, 2, False), (ANY, 1, 8, False), (ANY, 1, 5, False)],
)
def test_a_program_change_recalls_its_slot_on_its_channel_and_never_when_off(
    stage, until, programs, channel, program, recalled
):
    session = stage.session
    session.store(2)
    kept = session.playing
    session.new_idea()
    stage.settle()
    session.played.programs = programs
    stage.engine.reports = [ProgramIn(channel, program)]
    session.update()
    stage.settle()
    assert (session.playing == kept) == recalled
    assert session.notices == []
    if recalled:
        session.undo()
        stage.settle()
        assert session.playing != kept


def test_the_channel_of_programs_is_remembered(stage, worker, until):
    stage.session.played.programs = 5
    again = Stage(worker, until, from_dict(Remembered, to_dict(stage.session.remember())))
    assert again.session.played.programs == 5
    with pytest.raises(UserError, match="Program changes come on channel 1 to 16, or 0 for any, not 17"):
        Remembered(programs=17)
