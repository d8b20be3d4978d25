"""A recording is on disk while it is played."""

import itertools

import mido
import pytest

from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import Played, TempoChanged
from lcmusic.live.recording import Take
from lcmusic.perform.recorder import Recorder, save_take


@pytest.fixture
def take():
    take = Take()
    take.start()
    return take


def written(path):
    """Onsets in ticks with their pitches, and tempo changes in ticks and beats a minute."""
    notes, tempos, tick = [], [], 0
    for message in mido.MidiFile(path).tracks[0]:
        tick += message.time
        if message.type == "note_on":
            notes.append((tick, message.note))
        elif message.type == "set_tempo":
            tempos.append((tick, round(mido.tempo2bpm(message.tempo), 2)))
    return notes, tempos


def test_the_file_is_whole_at_any_moment_and_holds_every_tempo(take, tmp_path):
    path, now = tmp_path / "take.mid", [0.0]
    recorder = Recorder(take, path, lambda: now[0])
    recorder.update()
    assert not path.exists()
    seen = []
    for n in range(8):
        now[0] += 0.25
        take.add([TempoChanged(480 * n, 100.0 + n), Played(480 * n, 480 * n + 240, 60 + n, 90, 1)])
        recorder.update()
        seen.append(len(written(path)[0]))
    assert seen == [1, 1, 3, 3, 5, 5, 7, 7]
    assert recorder.finish() == f"{path}: 8 notes"
    assert written(path) == (
        [(480 * n, 60 + n) for n in range(8)],
        [(480 * n, 100.0 + n) for n in range(8)],
    )


def test_a_long_take_is_written_less_often(take, tmp_path):
    now = [0.0]

    def clock():
        now[0] += 0.1  # so that a writing seems to take a tenth of a second
        return now[0]

    recorder = Recorder(take, tmp_path / "take.mid", clock)
    writings = []
    for n in range(100):
        take.add([Played(480 * n, 480 * n + 240, 60, 90, 1), TempoChanged(480 * n, 100.0)])
        before = now[0]
        recorder.update()
        if now[0] - before > 0.15:
            writings.append(before)
    assert min(later - earlier for earlier, later in itertools.pairwise(writings)) >= 2.0


def test_a_file_that_cannot_be_written_is_said_and_tried_again_later(take, tmp_path):
    now, folder = [0.0], tmp_path / "takes"
    folder.mkdir()
    recorder = Recorder(take, folder / "take.mid", lambda: now[0])
    take.add([TempoChanged(0, 100.0), Played(0, 240, 60, 90, 1)])
    folder.rmdir()
    with pytest.raises(UserError, match="Cannot write"):
        recorder.update()
    folder.mkdir()
    for now[0], there in ((9.0, False), (10.0, True)):
        recorder.update()
        assert (folder / "take.mid").exists() is there


def test_a_take_has_the_programs_that_are_sent_and_else_none(take, tmp_path):
    take.add([TempoChanged(0, 120.0), Played(0, 480, 60, 90, 1), Played(0, 480, 48, 90, 3, "bass")])
    for sent, programs in ((Expression(), []), (Expression(program=25, bass_channel=3, bass_program=33), [24, 32])):
        save_take(take, tmp_path / "take.mid", sent)
        messages = [m for track in mido.MidiFile(tmp_path / "take.mid").tracks for m in track]
        assert [m.program for m in messages if m.type == "program_change"] == programs
