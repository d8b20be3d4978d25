"""The key of a file, and the chords under its melody."""

import pytest

from lcmusic.media.harmony import chords_of, key_of
from lcmusic.media.midi import clip_of, open_song
from lcmusic.media.tracks import Signs, TimedNote, Track, write_tracks
from lcmusic.music.chords import parse_progression

BAR = 1920
TUNE = (69, 72, 76, 74, 72, 71, 69, 67)  # A C E D C B A G


def song_of(path, chords="", bass="", first_bar=0, bars=8):
    """A tune in eighths, with the chords in a part of their own and their roots in another, as a DAW would export."""
    length = bars * BAR

    def at(tick, span, pitch):
        return TimedNote(tick + first_bar * BAR, tick + first_bar * BAR + span - 10, pitch, 80)

    tracks = [Track([at(i * 240, 240, TUNE[i % 8]) for i in range(bars * 8)], "tune")]
    for name, text, part in (("keys", chords, slice(1, None)), ("bass", bass, slice(0, 1))):
        if text:
            beats = [parse_progression(text).bar(bar) for bar in range(bars)]
            notes = [
                at(bar * BAR + beat * 480, 480, pitch)
                for bar, row in enumerate(beats)
                for beat, chord in enumerate(row)
                for pitch in chord.pitches[part]
            ]
            tracks.append(Track(notes, name, channel=len(tracks)))
    write_tracks(path, tracks, length + first_bar * BAR, Signs(120.0))
    return open_song(path)


@pytest.mark.parametrize(
    ("chords", "bass", "found"),
    [
        ("Am | F | C | G", "Am | F | C | G", "Am | F | C | G"),
        ("Am | F | C | G7", "Am | F | C/E | G7", "Am | F | C/E | G7"),
        ("Am F | C G7", "Am F | C G7", "Am F | C G7"),
        ("", "Am | F | C | G", None),
        ("", "", None),
    ],
)
@pytest.mark.parametrize("first_bar", [0, 3])
def test_chords_of_other_parts_stand_under_the_bars_of_the_clip(tmp_path, chords, bass, found, first_bar):
    song = song_of(tmp_path / "song.mid", chords, bass, first_bar)
    progression = chords_of(song, clip_of(song).place, 16)
    assert (progression and str(progression)) == found


def test_the_key_is_that_of_all_parts(tmp_path):
    assert key_of(song_of(tmp_path / "a.mid", "Am | F | C | G", "Am | F | C | G")) in (
        (9, "natural minor"),
        (0, "major"),
    )
    assert key_of(song_of(tmp_path / "b.mid")) == (9, "natural minor")
