"""What a file says beside its notes."""

from dataclasses import replace

import mido
import numpy as np
import pytest

from lcmusic.live.expression import Expression
from lcmusic.music.chords import parse_progression
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.music.scales import key_signature
from lcmusic.perform.writing import Piece, chord_markers, sent_notes, write_pieces

FLAT = Expression(accent="flat", humanise=0, gate=1.0)


def piece(name, pitch, knobs):
    melody = Melody(np.array([pitch, *[128] * 31]))
    return Piece(melody, sent_notes(melody, FLAT, 90.0), name, knobs, b"\x7dmine")


def said(track):
    tick, events = 0, []
    for message in track:
        tick += message.time
        values = {k: v for k, v in vars(message).items() if k not in ("type", "time", "channel")}
        events.append((tick, message.type, *values.values()))
    return events


def test_one_melody_with_tempo_key_chords_name_and_program(tmp_path):
    knobs = Knobs(root=2, scale="dorian", chords="Dm7 | G7 C")
    write_pieces(tmp_path / "a.mid", [piece("Flöte", 62, knobs)], 90.0, replace(FLAT, program=74))
    file = mido.MidiFile(tmp_path / "a.mid", charset="utf-8")
    assert (file.type, file.ticks_per_beat) == (0, 480)
    assert said(file.tracks[0]) == [
        (0, "track_name", "Flöte"),
        (0, "sequencer_specific", tuple(b"\x7dmine")),
        (0, "set_tempo", 666_667),
        (0, "time_signature", 4, 4, 24, 8),
        (0, "key_signature", "Dm"),
        (0, "marker", "Dm7"),
        (0, "program_change", 73),
        (0, "note_on", 62, 96),
        (1920, "marker", "G7"),
        (2880, "marker", "C"),
        (3840, "note_off", 62, 64),
        (3840, "end_of_track"),
    ]


def test_several_melodies_follow_each_other_on_tracks_of_their_own(tmp_path):
    pieces = [piece("verse", 60, Knobs(scale="major")), piece("chorus", 67, Knobs(root=10, scale="blues"))]
    write_pieces(tmp_path / "song.mid", pieces, 120.0)
    file = mido.MidiFile(tmp_path / "song.mid")
    head, *tracks = (said(track) for track in file.tracks)
    assert file.type == 1
    assert head[2:] == [
        (0, "key_signature", "C"),
        (0, "marker", "verse"),
        (3840, "key_signature", "Bbm"),
        (3840, "marker", "chorus"),
        (7680, "end_of_track"),
    ]
    assert [track[0][2] for track in tracks] == ["verse", "chorus"]
    assert [[event for event in track if event[1].startswith("note")] for track in tracks] == [
        [(0, "note_on", 60, 96), (3840, "note_off", 60, 64)],
        [(3840, "note_on", 67, 96), (7680, "note_off", 67, 64)],
    ]
    assert {track[-1] for track in tracks} == {(7680, "end_of_track")}


@pytest.mark.parametrize(
    ("root", "scale", "key"),
    [
        (0, "major", "C"), (2, "dorian", "Dm"), (3, "natural minor", "Ebm"), (6, "lydian", "F#"), (8, "blues", "G#m"),
        (10, "mixolydian", "Bb"), (0, "chromatic", ""), (0, "whole tone", ""), (11, "locrian", ""), (4, None, ""),
    ],
)  # fmt: skip
def test_keys_are_major_or_minor_by_the_third(root, scale, key):
    assert key_signature(root, scale) == key


def test_chords_that_go_round_are_marked_where_they_change():
    assert chord_markers(parse_progression("Am | F"), 3, 1920) == [(1920, "Am"), (3840, "F"), (5760, "Am")]
    assert chord_markers(parse_progression("Am"), 4) == [(0, "Am")]


def test_chords_and_bass_have_tracks_of_their_own(tmp_path):
    knobs = Knobs(chords="Am | C/E G")
    melody = Melody(np.array([69, *[128] * 31]))
    sent = replace(FLAT, chord_channel=5, bass_channel=6, bass_program=33)
    notes = sent_notes(melody, sent, 120.0, chords=knobs.progression)
    write_pieces(tmp_path / "a.mid", [Piece(melody, notes, "tune", knobs)], 120.0, sent)
    _, tune, chords, bass = (said(track) for track in mido.MidiFile(tmp_path / "a.mid").tracks)
    assert tune[:2] == [(0, "track_name", "tune"), (0, "note_on", 69, 96)]  # a DAW's instrument stays as it is
    assert [event[:3] for event in chords if event[1] in ("track_name", "program_change", "note_on")] == [
        (0, "track_name", "Chords"),
        *((0, "note_on", pitch) for pitch in (57, 60, 64)),
        *((1920, "note_on", pitch) for pitch in (55, 60, 64)),
        *((2880, "note_on", pitch) for pitch in (55, 59, 62)),
    ]
    assert bass[:-1] == [
        (0, "track_name", "Bass"),
        (0, "program_change", 32),
        (0, "note_on", 45, 96),
        (1920, "note_off", 45, 64),
        (1920, "note_on", 40, 96),
        (2880, "note_off", 40, 64),
        (2880, "note_on", 43, 96),
        (3840, "note_off", 43, 64),
    ]
