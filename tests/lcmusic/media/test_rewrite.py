"""A clip back into its file: the rest stays to the tick, whatever kind of file it is."""

import io

import mido
import numpy as np
import pytest

from lcmusic.media.midi import read_clip
from lcmusic.media.rewrite import rewrite
from lcmusic.music.melody import Melody, Note
from lcmusic.music.scales import pitch_classes
from lcmusic.music.snap import snap
from tests.lcmusic.media.odd_files import BAR, BEAT, CHORDS, LOW, TEMPO, body, kinds, meta, named, note, smf, tune

DAMAGED = {
    "track length 10 too long", "track length 3 too short", "track length 0", "header counts one track of two",
    "header counts a vendor's chunk as a track", "events between the end of a track and the next one",
    "last byte missing", "file breaks off after the last note", "note number 195 (high bit set)",
    "running status goes on after a system exclusive message", "negative first time stamp", "unknown meta events",
    "clock and active sensing among the notes", "key of 18 flats", "key in mode 255", "last note without an end",
    "ends of notes on another channel", "all notes off instead of ends",
}  # fmt: skip
"""Kinds that ``mido`` reads otherwise or refuses; the command writes the melody alone."""


@pytest.mark.parametrize("kind", [pytest.param(k, id=k.what) for k in kinds() if not k.refused])
def test_every_kind_of_file_reads_as_it_was_changed(tmp_path, kind):
    source, path = tmp_path / "a.mid", tmp_path / "b.mid"
    source.write_bytes(kind.data)
    clip = read_clip(source)
    snapped = Melody(snap(clip.melody.symbols_t, pitch_classes(9, "blues")))
    backwards = Melody(clip.melody.symbols_t.reshape(-1, 16)[::-1].ravel())
    for changed in (clip.melody, snapped, backwards):
        written = rewrite(path, source, clip, changed)
        assert written == (kind.what not in DAMAGED)
        if written:
            track = str(read_clip(source).remarks).partition("Took track ")[2][:1] or None
            assert read_clip(path, track=track).melody == changed


def song() -> bytes:
    """A bass, and a tune with its own velocities and controllers; signatures of key and time, tempos, names."""
    loud = [(t, bytes([e[0], e[1], 30 + i]) if e[0] & 0xF0 == 0x90 else e) for i, (t, e) in enumerate(tune()[:64])]
    return smf(
        body(
            [named("Élan".encode("latin-1")), TEMPO, (0, meta(0x59, b"\x02\x00")), (4 * BAR, (TEMPO[1][:-1] + b"\0"))]
        ),
        body([named(b"Bass"), *LOW]),
        body([named(b"Tune"), (0, b"\xc0\x18"), (0, b"\xb0\x07\x60"), *loud, (5 * BEAT, b"\xe0\x01\x40")]),
    )


def events(data: bytes, track: int) -> list[tuple[int, str]]:
    now, found = 0, []
    for message in mido.MidiFile(file=io.BytesIO(data)).tracks[track]:
        now += message.time
        found.append((now, str(message.copy(time=0))))
    return found


def test_a_note_of_another_pitch_keeps_its_time_and_velocity_and_the_rest_stays(tmp_path):
    source, path = tmp_path / "a.mid", tmp_path / "b.mid"
    source.write_bytes(song())
    clip = read_clip(source, track="Tune")
    symbols_t = clip.melody.symbols_t.copy()
    symbols_t[4] += 1
    assert rewrite(path, source, clip, Melody(symbols_t))
    before, after = (song(), path.read_bytes())
    for track in (0, 1):
        assert events(after, track) == events(before, track)
    gone, come = (set(events(a, 2)) - set(events(b, 2)) for a, b in ((before, after), (after, before)))
    pitch = int(clip.melody.symbols_t[4])
    assert sorted((tick, text.replace(f"note={pitch + 1}", f"note={pitch}")) for tick, text in come) == sorted(gone)
    assert len(come) == 2


def test_new_notes_stand_on_the_grid_with_the_velocity_of_the_nearest(tmp_path):
    source, path = tmp_path / "a.mid", tmp_path / "b.mid"
    source.write_bytes(
        smf(body([(0, b"\x90\x3c\x20"), (100, b"\x80\x3c\x00"), (BEAT, b"\x90\x3e\x60"), (900, b"\x80\x3e\x00")]))
    )
    clip = read_clip(source)
    notes = [*clip.melody.notes(), Note(6, 8, 72), Note(1, 2, 70)]
    assert rewrite(path, source, clip, Melody.from_notes(notes, 16))
    new = {(tick, text) for tick, text in events(path.read_bytes(), 0) if "=72" in text or "=70" in text}
    assert new == {
        (120, "note_on channel=0 note=70 velocity=32 time=0"), (240, "note_off channel=0 note=70 velocity=32 time=0"),
        (720, "note_on channel=0 note=72 velocity=96 time=0"), (960, "note_off channel=0 note=72 velocity=96 time=0"),
    }  # fmt: skip


def test_what_was_not_used_is_said_in_numbers(tmp_path):
    path = tmp_path / "a.mid"
    triplets = [event for i in range(3) for event in note(6 * BAR // 2 + i * BEAT // 3, 60 + i, BEAT // 3)]
    chords = [(tick, bytes([event[0] & 0xF0, *event[1:]])) for tick, event in CHORDS[:12]]
    three = [(0, meta(0x58, b"\3\2\x18\x08")), *note(0, 60), *note(3 * BEAT, 62)]
    start = 6 * BEAT
    four = [(start, meta(0x58, b"\4\2\x18\x08")), *[(t + start, e) for t, e in [*tune()[:16], *chords, *triplets]]]
    path.write_bytes(smf(body([*three, *four])))
    assert read_clip(path).remarks == (
        "Left out 2 bars in 3/4.",
        "Left out 6 notes of chords and inner voices.",
        "Put 2 notes on the grid of sixteenths, such as triplets.",
    )


def test_a_song_that_is_not_there_any_more_is_not_written(tmp_path):
    source = tmp_path / "a.mid"
    source.write_bytes(song())
    clip = read_clip(source)
    source.write_bytes(smf(body(LOW)))
    assert not rewrite(tmp_path / "b.mid", source, clip, clip.melody)
    assert not (tmp_path / "b.mid").exists()
    assert np.array_equal(clip.place.bars_k, np.arange(8))
