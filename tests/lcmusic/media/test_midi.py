from __future__ import annotations

import mido
import numpy as np
import pretty_midi
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lc_common.errors import UserError
from lcmusic.media.midi import Clip, TimedNote, read_clip, write_melody, write_notes
from lcmusic.media.smf import MAX_BYTES, read_song
from lcmusic.media.voices import voices
from lcmusic.music.melody import HOLD, REST, SYMBOLS, Melody
from tests.lcmusic.media.odd_files import body, smf, tune

H, R = HOLD, REST


def bar(*head: int) -> list[int]:
    """One bar that begins so and then rests."""
    return [*head, *[R] * (16 - len(head))]


def midi(*tracks: str, format: int = 1, division: str = "00 04") -> bytes:
    """A MIDI file from hex dumps of its tracks; as a default a tick is a sixteenth."""
    data = bytes.fromhex(f"4D546864 00000006 {format:04x} {len(tracks):04x} {division}")
    for track in map(bytes.fromhex, tracks):
        data += b"MTrk" + len(track).to_bytes(4, "big") + track
    return data


END = "00 FF 2F 00"
FOUR_FOUR, THREE_FOUR = "FF 58 04 04 02 18 08", "FF 58 04 03 02 18 08"
C4 = "00 90 3C 40  04 80 3C 00"  # a quarter note


def read(data: bytes) -> list[list[int]]:
    return [voice.symbols_t.tolist() for voice in voices(read_song(data, "a.mid"))]


# Reading


def test_a_file_without_a_signature_is_in_four_four():
    assert read(midi(C4 + END)) == [bar(60, H, H, H)]


def test_running_status_and_note_on_with_velocity_0_in_format_0():
    assert read(midi("00 90 3C 40  02 3C 00  00 3E 40  03 3E 00" + END, format=0)) == [bar(60, H, 62, H, H)]


@pytest.mark.parametrize(
    ("division", "on", "off"),
    [
        pytest.param("00 01", "01", "01", id="1 tick a quarter"),
        pytest.param("00 60", "60", "60", id="96 ticks"),
        pytest.param("27 60", "CE 60", "CE 60", id="10080 ticks"),
    ],
)
def test_any_number_of_ticks_per_quarter_note(division, on, off):
    assert read(midi(f"{on} 90 3C 40  {off} 80 3C 00" + END, division=division)) == [bar(R, R, R, R, 60, H, H, H)]


@pytest.mark.parametrize(
    ("on", "off", "symbols_t"),
    [
        pytest.param("3B", "78", bar(60), id="59 ticks late rounds down"),
        pytest.param("3C", "78", bar(R, 60), id="half a sixteenth rounds up"),
        pytest.param("00", "01", bar(60), id="a note lasts one step at least"),
        pytest.param("00", "81 33", bar(60), id="179 ticks round down"),
        pytest.param("00", "81 34", bar(60, H), id="180 ticks round up"),
    ],
)
def test_time_is_rounded_to_sixteenths(on, off, symbols_t):
    assert read(midi(f"{on} 90 3C 40  {off} 80 3C 00" + END, division="01 E0")) == [symbols_t]


def test_the_highest_note_wins():
    chord = "00 90 3C 40  00 90 43 40  04 80 3C 00  00 80 43 00"
    under = "00 90 43 40  01 90 3C 40  03 80 43 00  02 80 3C 00"
    over = "00 90 3C 40  01 90 43 40  01 80 43 00  06 80 3C 00"
    assert read(midi(chord + END)) == [bar(67, H, H, H)]
    assert read(midi(under + END)) == [bar(67, H, H, H)]
    assert read(midi(over + END)) == [bar(60, 67)]


def test_each_track_and_each_channel_is_a_voice_and_percussion_is_none():
    drums = "00 99 24 40  04 89 24 00"
    two_channels = "00 90 3C 40  00 91 40 40  04 80 3C 00  00 81 40 00"
    assert read(midi(drums + END, two_channels + END)) == [bar(60, H, H, H), bar(64, H, H, H)]


def test_all_voices_run_to_the_last_note_of_the_file():
    late = "10 90 40 40  01 80 40 00"
    assert read(midi(C4 + END, late + END)) == [bar(60, H, H, H) + bar(), bar() + bar(64)]


def test_an_upbeat_in_another_signature_stays_outside():
    upbeat = "00 FF 58 04 01 02 18 08  00 90 37 40  04 80 37 00"
    assert read(midi(upbeat + f"00 {FOUR_FOUR}" + C4 + END)) == [bar(60, H, H, H)]


def test_only_the_four_four_stretches_of_a_file_are_read():
    notes = "00 90 {0:02x} 40  10 80 {0:02x} 00"
    track = (
        f"00 {FOUR_FOUR}" + notes.format(60) + f"00 {THREE_FOUR}  00 90 3E 40  0C 80 3E 00"
        f"00 {FOUR_FOUR}" + notes.format(64) + f"00 {FOUR_FOUR}" + notes.format(65)
    )
    hold = [H] * 15
    assert read(midi(track + END)) == [[60, *hold], [64, *hold, 65, *hold]]


def test_a_stretch_that_a_change_closes_loses_its_unfinished_bar_and_cuts_what_passes_its_end():
    # 4/4 for 20 sixteenths: one bar and a quarter. The first note passes the bar line, the second begins behind it.
    track = f"0E 90 3C 40  03 80 3C 00  00 90 3E 40  03 {THREE_FOUR}  08 80 3E 00"
    assert read(midi(track + END)) == [[R] * 14 + [60, H]]


def test_a_note_from_before_a_stretch_is_not_in_it():
    track = f"00 {THREE_FOUR}  0A 90 3C 40  02 {FOUR_FOUR}  04 80 3C 00  00 90 3E 40  04 80 3E 00"
    assert read(midi(track + END)) == [bar(R, R, R, R, 62, H, H, H)]


def test_of_two_signatures_at_one_time_the_last_holds():
    assert read(midi(f"00 {THREE_FOUR} 00 {FOUR_FOUR}" + C4 + END)) == [bar(60, H, H, H)]
    assert read(midi(f"00 {FOUR_FOUR} 00 {THREE_FOUR}" + C4 + END)) == []


GOOD = midi(C4 + END)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "a.mid is empty; give a standard MIDI file.", id="empty"),
        pytest.param(b"Dear diary", "a.mid is not a MIDI file; export it as a standard MIDI file (.mid).", id="text"),
        pytest.param(GOOD[:9], "a.mid breaks off in its header; export it again.", id="torn header"),
        pytest.param(
            midi(C4 + END, division="E7 28"),
            "a.mid counts time in SMPTE frames, not in beats; export it with ticks per quarter note.",
            id="SMPTE",
        ),
        pytest.param(
            midi(C4 + END, division="00 00"), "a.mid has zero ticks per quarter note; export it again.", id="0 ticks"
        ),
        pytest.param(
            midi(C4 + END, format=2), "a.mid is a MIDI file of format 2; export it in format 0 or 1.", id="format 2"
        ),
        pytest.param(GOOD + bytes(MAX_BYTES), "a.mid is larger than 10 MB; cut it into shorter files.", id="huge"),
        pytest.param(
            midi("FF FF FF 7F 90 3C 40  04 80 3C 00" + END),
            "a.mid runs over more than 20000 bars; cut it into shorter files.",
            id="endless",
        ),
        pytest.param(
            midi("FF FF FF 7F FE" * 9 + "00 90 3C 40  04 80 3C 00" + END),
            "a.mid runs over more than 20000 bars; cut it into shorter files.",
            id="overflow",
        ),
    ],
)
def test_a_bad_file_gives_one_line(data, message):
    with pytest.raises(UserError) as caught:
        list(voices(read_song(data, "a.mid")))
    assert str(caught.value) == message


# Clips


def test_read_clip(tmp_path):
    path = tmp_path / "a.mid"
    tempo, program = "00 FF 51 03 09 27 C0", "00 C0 18"  # 100 beats a minute, a guitar
    path.write_bytes(midi(tempo + END, "00 FF 03 04 54756E65" + program + C4 + END))
    assert read_clip(path) == Clip(Melody(np.array(bar(60, H, H, H))), 100.0, 24, "Tune")
    assert read_clip(path, bars=2).melody.symbols_t.tolist() == bar(60, H, H, H) + bar()


def test_read_clip_cuts_after_the_bars_it_is_asked_for(tmp_path):
    path = tmp_path / "a.mid"
    write_melody(path, Melody(np.array([60, *[H] * 31])))
    assert read_clip(path, bars=1).melody.symbols_t.tolist() == [60, *[H] * 15]


def test_a_clip_takes_the_tempo_at_its_stretch(tmp_path):
    tempo = "FF 51 03 {:06x}"
    track = (
        f"00 {tempo.format(500_000)} 00 {THREE_FOUR} 0C {tempo.format(400_000)} 00 {FOUR_FOUR}"
        + C4
        + f"00 {tempo.format(300_000)}"
    )
    (tmp_path / "a.mid").write_bytes(midi(track + END))
    assert read_clip(tmp_path / "a.mid").tempo == 150.0


SLOW = b"\xff\x51\x03\x0a\x2c\x2b"  # 90 beats a minute


@pytest.mark.parametrize(
    ("events", "tempo"),
    [
        pytest.param(tune(), 120, id="none"),
        pytest.param([(1, SLOW), *tune()], 90, id="a tick late"),
        pytest.param([(1920, SLOW), *tune(1920)], 90, id="where the first note is"),
        pytest.param([*tune(), (20 * 1920, SLOW)], 120, id="after the last note"),
        pytest.param([*tune(), (12 * 1920, SLOW)], 120, id="a slow ending"),
        pytest.param([*tune(), (4 * 1920, SLOW)], 90, id="a fast beginning"),
        pytest.param([*tune(), *[(i * 480, SLOW) for i in range(64) if i % 3]], 90, id="to and fro"),
        pytest.param([(0, b"\xff\x51\x03\0\0\0"), *tune()], 120, id="0"),
        pytest.param([(0, b"\xff\x51\x03\0\x04\xb0"), *tune()], 120, id="50,000"),
        pytest.param([(0, b"\xff\x51\x03\xff\xff\xff"), *tune()], 120, id="3.6"),
    ],
)
def test_the_tempo_is_that_of_most_of_the_melody(tmp_path, events, tempo):
    (tmp_path / "a.mid").write_bytes(smf(body(events)))
    assert read_clip(tmp_path / "a.mid").tempo == pytest.approx(tempo, abs=1e-3)


def test_a_clip_without_a_melody(tmp_path):
    path = tmp_path / "drums.mid"
    path.write_bytes(midi("00 99 24 40  04 89 24 00" + END))
    with pytest.raises(UserError, match=r"drums\.mid has notes on channel 10 only, which is percussion"):
        read_clip(path)


@pytest.mark.parametrize(("name", "reason"), [("none.mid", "No such file or directory"), (".", "Is a directory")])
def test_a_clip_that_cannot_be_opened(tmp_path, name, reason):
    with pytest.raises(UserError) as caught:
        read_clip(tmp_path / name)
    assert str(caught.value) == f"Cannot read {tmp_path / name}: {reason}; give a MIDI file."


# Writing


def test_a_written_file_event_by_event(tmp_path):
    path = tmp_path / "a.mid"
    melody = Melody(np.array([R, 60, H, 62, *[H] * 12, *bar()]))
    write_melody(path, melody, tempo=90, program=73, name="Flöte", velocity=99)
    file = mido.MidiFile(path, charset="utf-8")
    assert (file.type, file.ticks_per_beat) == (0, 480)
    assert [message.dict() for message in file.tracks[0]] == [
        {"type": "track_name", "name": "Flöte", "time": 0},
        {"type": "set_tempo", "tempo": 666_667, "time": 0},
        {
            "type": "time_signature",
            "numerator": 4,
            "denominator": 4,
            "clocks_per_click": 24,
            "notated_32nd_notes_per_beat": 8,
            "time": 0,
        },
        {"type": "program_change", "program": 73, "channel": 0, "time": 0},
        {"type": "note_on", "note": 60, "velocity": 99, "channel": 0, "time": 120},
        {"type": "note_off", "note": 60, "velocity": 64, "channel": 0, "time": 240},
        {"type": "note_on", "note": 62, "velocity": 99, "channel": 0, "time": 0},
        {"type": "note_off", "note": 62, "velocity": 64, "channel": 0, "time": 1560},
        {"type": "end_of_track", "time": 1920},
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["a.mid"]


def test_other_programs_read_the_same_notes(tmp_path):
    path = tmp_path / "a.mid"
    write_melody(path, Melody(np.array([60, H, 62, R] * 4)), tempo=120, program=40, name="fiddle")
    score = pretty_midi.PrettyMIDI(str(path))
    (voice,) = score.instruments
    assert (voice.program, voice.name, voice.is_drum) == (40, "fiddle", False)
    assert [(note.pitch, note.start, note.end) for note in voice.notes] == [
        (pitch, beat / 2 + start, beat / 2 + start + length)
        for beat in range(4)
        for pitch, start, length in [(60, 0, 0.25), (62, 0.25, 0.125)]
    ]
    assert [(s.numerator, s.denominator, s.time) for s in score.time_signature_changes] == [(4, 4, 0)]


@given(
    symbols_t=arrays(np.uint8, st.integers(1, 16).map(lambda n: 16 * n), elements=st.integers(0, SYMBOLS - 1)),
    tempo=st.floats(20, 300),
    program=st.integers(0, 127),
)
def test_melody_to_midi_to_melody_is_the_identity(tmp_path_factory, symbols_t, tempo, program):
    melody = Melody(symbols_t)
    path = tmp_path_factory.mktemp("clips", numbered=True) / "a.mid"
    write_melody(path, melody, tempo=tempo, program=program, name="a tune")
    if not melody.notes():
        with pytest.raises(UserError, match="has no notes"):
            read_clip(path)
        return
    clip = read_clip(path, bars=melody.bars)
    assert clip.melody == melody
    assert (clip.program, clip.name) == (program, "a tune")
    assert clip.tempo == pytest.approx(tempo, rel=1e-5)


def test_notes_may_overlap_and_come_in_any_order(tmp_path):
    path = tmp_path / "a.mid"
    write_notes(path, [TimedNote(7, 9, 64, 1), TimedNote(0, 8, 60, 127)], length=10)
    assert [message.bytes() for message in mido.MidiFile(path).tracks[0][4:-1]] == [
        [0x90, 60, 127],
        [0x90, 64, 1],
        [0x80, 60, 64],
        [0x80, 64, 64],
    ]
    assert [message.time for message in mido.MidiFile(path).tracks[0][4:]] == [0, 7, 1, 1, 1]


@pytest.mark.parametrize("note", [(-1, 4, 60, 80), (4, 4, 60, 80), (0, 11, 60, 80), (0, 4, 128, 80), (0, 4, 60, 128)])
def test_numbers_that_midi_cannot_hold(tmp_path, note):
    with pytest.raises(ValueError, match=r"."):
        write_notes(tmp_path / "a.mid", [TimedNote(*note)], length=10)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    path = tmp_path / "nowhere" / "a.mid"
    with pytest.raises(UserError) as caught:
        write_melody(path, Melody(np.array(bar(60))))
    assert str(caught.value) == (
        f"Cannot write {path}: No such file or directory; free some space or choose another folder."
    )


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, full_disk):
    path = tmp_path / "a.mid"
    path.write_bytes(b"old")
    with full_disk(10), pytest.raises(UserError, match="File too large; free some space"):
        write_melody(path, Melody(np.array(bar(60))))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.mid", b"old")]
