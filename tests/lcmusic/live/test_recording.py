import random

import mido
from live_chaos import melody
from live_stage import Stage

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import phrase_bars
from lcmusic.live.recording import SentNote, Take
from lcmusic.media.midi import write_notes
from lcmusic.perform.recorder import save_take


def test_a_take_is_what_was_played_counted_from_its_bar_line():
    take = Take()
    take.add([p.TempoChanged(0, 120.0), p.Played(0, 100, 50, 90, 1)])
    take.start()
    take.add([p.Played(2100, 2200, 60, 91, 1), p.TempoChanged(2160, 90.0), p.Entered(16, 1, 1, False, 0.0)])
    take.add([p.Played(2220, 2300, 62, 92, 1)])
    take.stop()
    take.add([p.Played(4000, 4100, 64, 93, 1), p.TempoChanged(4000, 60.0)])
    assert take.notes() == [SentNote(180, 280, 60, 91), SentNote(300, 380, 62, 92)]
    assert take.tempos()[:2] == [(0, 120.0), (240, 90.0)]
    assert take.length == 1920
    take.start()
    assert (take.notes(), take.tempos()) == ([], [(4000, 60.0)])


def test_the_file_matches_what_was_sent_tick_for_tick(tmp_path):
    stage, take = Stage(), Take()
    take.start()
    stage.run(
        [
            (0.0, p.OpenOutput("out", virtual=True)),
            (0.0, Expression(gate=0.7, swing=0.6)),
            (0.0, p.Supply(0, phrase_bars(melody(random.Random(1), 4), 1))),
            (0.0, p.Start()),
            (3.0, p.Stop()),
            (4.0, p.Seek(9)),
            (5.0, p.Continue()),
            (9.0, p.Stop()),
        ]
    )
    take.add(stage.reports)
    write_notes(tmp_path / "take.mid", take.notes(), length=take.length, tempo=take.tempos()[0][1])

    written, tick = [], 0
    for message in mido.MidiFile(tmp_path / "take.mid").tracks[0]:
        tick += message.time
        if message.type in ("note_on", "note_off"):
            written.append((tick, message.type, message.note, message.velocity if message.type == "note_on" else 0))
    kinds = {0x90: "note_on", 0x80: "note_off"}
    sent = [(m.tick, kinds[m.data[0]], m.data[1], m.data[2]) for m in stage.sequencer.log]
    assert len(sent) > 20
    assert written == sent


def test_chords_and_bass_of_a_take_have_tracks_of_their_own(tmp_path):
    take = Take()
    take.start()
    take.add([p.TempoChanged(0, 90.0), p.Played(0, 100, 60, 90, 1)])
    take.add([p.Played(0, 400, pitch, 80, 2, "chords") for pitch in (64, 67)])
    take.add([p.Played(0, 400, 36, 80, 3, "bass")])
    assert save_take(take, tmp_path / "take.mid") == 4
    tracks = mido.MidiFile(tmp_path / "take.mid").tracks[1:]
    assert [
        [track.name, *((m.channel, m.note) for m in track if m.type == "note_on")] for track in tracks
    ] == [["melody", (0, 60)], ["Chords", (1, 64), (1, 67)], ["Bass", (2, 36)]]  # fmt: skip
