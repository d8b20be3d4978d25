"""What was heard, as a sound file."""

import wave

import numpy as np
import pytest

from lcmusic.live.expression import Expression
from lcmusic.media.sound import PEAK
from lcmusic.music.chords import parse_progression
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.sounding import SAMPLE_RATE, write_sound
from lcmusic.perform.writing import sent_notes

LENGTH = 2 * 1920
BEAT = SAMPLE_RATE * 60 // 90


def samples_of(path):
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (1, 2, SAMPLE_RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_767


def strongest(samples, count):
    """The pitches of the strongest frequencies, which lie a semitone or more apart."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 4 * samples.size))
    found = []
    while len(found) < count:
        top = int(spectrum.argmax())
        found.append(round(69 + 12 * np.log2(top * SAMPLE_RATE / (4 * samples.size) / 440)))
        spectrum[int(top / 1.04) : int(top * 1.04)] = 0
    return sorted(found)


def test_melody_chords_and_bass_are_heard_as_they_are_sent(tmp_path):
    sent = Expression(swing=0.67, chord_channel=2, bass_channel=3)
    melody = Melody.from_notes([Note(4, 8, 88), Note(17, 18, 90)], 32)
    notes = sent_notes(melody, sent, 90.0, chords=parse_progression("Am | C", 0))
    shares = list(write_sound(tmp_path / "a.wav", notes, LENGTH, 90.0, "flute"))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    samples = samples_of(tmp_path / "a.wav")
    assert samples.size == round((8 * 60 / 90 + 0.15) * SAMPLE_RATE)
    assert np.abs(samples).max() <= PEAK
    assert {n.pitch for n in notes["chords"] if n.start < 1920} < set(strongest(samples[BEAT // 4 : BEAT], 7))
    assert 88 in strongest(samples[BEAT + 4_000 : 2 * BEAT - 4_000], 4)
    swung = round((17 * 120 + 41) / 480 * BEAT)  # the off-beat sixteenth comes late
    alone = {"melody": notes["melody"]}
    assert list(write_sound(tmp_path / "b.wav", alone, LENGTH, 90.0, "flute"))[-1] == 1.0
    lone = samples_of(tmp_path / "b.wav")
    assert not lone[4 * BEAT : swung - 5].any()
    assert lone[swung : swung + 500].any()


def test_a_file_that_is_given_up_leaves_the_old_one(tmp_path):
    path = tmp_path / "a.wav"
    path.write_text("mine")
    notes = sent_notes(Melody.from_notes([Note(0, 16, 60)], 32), Expression(), 90.0)
    writing = write_sound(path, notes, LENGTH, 90.0, "keys")
    assert 0 < next(writing) < 0.1
    writing.close()
    assert [p.name for p in tmp_path.iterdir()] == ["a.wav"]
    assert path.read_text() == "mine"


@pytest.mark.parametrize("voice", ["keys", "organ"])
def test_softer_notes_are_softer(tmp_path, voice):
    melody = Melody.from_notes([Note(0, 16, 60)], 16)
    loud = []
    for velocity in (30, 120):
        notes = sent_notes(melody, Expression(velocity=velocity, accent="flat", humanise=0), 90.0)
        list(write_sound(tmp_path / "a.wav", notes, 1920, 90.0, voice))
        loud.append(np.abs(samples_of(tmp_path / "a.wav")).max())
    assert loud[1] > 2 * loud[0]
