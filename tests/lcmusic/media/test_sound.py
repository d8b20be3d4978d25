"""Notes as sound: where and how they sound, voices that are told apart by figures, and files."""

import itertools
import time
import tracemalloc
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lc_common.errors import UserError
from lcmusic.media.sound import DRIVE, PEAK, VOICES, SoundedNote, Synth, audio, rendered, wav
from lcmusic.music.melody import REST, Melody, Note

RELEASE = VOICES["keys"].release
RATE = 44_100
melodies = st.lists(st.integers(0, 129), min_size=16, max_size=16 * 3).map(
    lambda symbols: Melody(np.array(symbols[: len(symbols) // 16 * 16]))
)


def pitch_at(samples: np.ndarray, sample_rate: int) -> float:
    """MIDI pitch of the strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 8 * samples.size))
    return 69 + 12 * np.log2(spectrum.argmax() * sample_rate / (8 * samples.size) / 440)


@given(melodies, st.sampled_from(sorted(VOICES)))
@settings(max_examples=25)
def test_every_melody_can_be_played_in_every_voice(melody, voice):
    samples = audio(melody, sample_rate=8_000, voice=voice)
    assert samples.dtype == np.float32
    assert samples.shape == (round((len(melody) / 8 + VOICES[voice].release) * 8_000),)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 0.8


def test_notes_sound_at_their_time_and_pitch():
    melody = Melody.from_notes([Note(4, 8, 69), Note(8, 12, 57)], 16)
    samples = audio(melody, tempo=120, sample_rate=44_100)
    assert samples.shape == (2 * 44_100 + 4_410,)
    onset, second, end = 22_050, 44_100, 66_150 + 4_410
    assert not samples[: onset + 1].any()
    assert samples[onset + 1 : onset + 100].any()
    assert pitch_at(samples[onset : second - 1_000], 44_100) == pytest.approx(69, abs=0.02)
    assert pitch_at(samples[second + 4_500 : second + 22_000], 44_100) == pytest.approx(57, abs=0.02)
    assert not samples[end:].any()


def test_no_note_clicks():
    """Between the samples of a low note there is no jump beyond what its partials can make, on and off included."""
    samples = audio(Melody.from_notes([Note(0, 3, 40), Note(3, 6, 40)], 16))
    assert samples[0] == 0
    assert np.abs(np.diff(samples)).max() < 0.05


def test_tempo_stretches_time_alone():
    melody = Melody.from_notes([Note(0, 16, 64)], 16)
    slow = audio(melody, tempo=60, sample_rate=22_050)
    assert slow.shape == (round((4 + RELEASE) * 22_050),)
    assert pitch_at(slow, 22_050) == pytest.approx(64, abs=0.02)


def test_a_note_above_half_the_sample_rate_is_silent():
    assert not audio(Melody.from_notes([Note(0, 16, 127)], 16), sample_rate=8_000).any()


def test_the_wav_file_holds_the_audio(tmp_path):
    melody = Melody.from_notes([Note(0, 6, 60), Note(6, 16, 67)], 16)
    wav(melody, tmp_path / "a.wav", tempo=90, sample_rate=32_000)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:4] == (1, 2, 32_000, round((60 / 90 * 4 + RELEASE) * 32_000))
        written = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert np.array_equal(written, np.rint(audio(melody, tempo=90, sample_rate=32_000) * 32_767))


def test_a_long_melody_takes_no_more_memory_than_a_short_one(tmp_path):
    melody = Melody.from_notes([Note(4 * i, 4 * i + 4, 60 + i % 12) for i in range(4 * 256)], 256 * 16)
    tracemalloc.start()
    wav(melody, tmp_path / "a.wav", tempo=300, sample_rate=8_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = (tmp_path / "a.wav").stat().st_size
    assert size == 44 + 2 * round((256 * 4 / 5 + RELEASE) * 8_000)
    assert peak < size / 4


def test_sound_on_a_full_disk_leaves_no_half_file(tmp_path, full_disk):
    with full_disk(1000), pytest.raises(UserError, match="File too large; free some space"):
        wav(Melody.from_notes([Note(0, 16, 64)], 16), tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_sixteen_bars_take_little_work():
    melody = Melody.from_notes([Note(i, i + 1, 60 + i % 12) for i in range(256)])
    start = time.process_time()  # not the wall clock: the machine may be busy
    audio(melody)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("arguments", [{"tempo": 0}, {"tempo": float("nan")}, {"sample_rate": -1}])
def test_impossible_audio_is_refused(arguments):
    with pytest.raises(ValueError, match="lie above 0"):
        audio(Melody(np.full(16, REST)), **arguments)


def test_sound_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(UserError, match=r"Cannot write .*a\.wav: No such file or directory; free some space"):
        wav(Melody(np.full(16, REST)), tmp_path / "nowhere" / "a.wav")


def test_a_voice_that_there_is_not_is_named():
    with pytest.raises(UserError, match=r"no voice 'kazoo'; choose one of keys, electric-piano, organ, pluck, bass,"):
        audio(Melody(np.full(16, REST)), voice="kazoo")


def heard(voice: str) -> tuple[np.ndarray, float, float, float]:
    """Of an A4 of a second: the partials in dB below the strongest (40 at most), the seconds of its rise, by how many
    dB it has faded after 0.8 s, and its loudness.
    """
    blocks = rendered([SoundedNote(0, 1, 69, 0.75, VOICES[voice])], 1, RATE)
    samples = np.arctanh(np.concatenate(list(blocks)) / PEAK) / DRIVE
    loud = np.sqrt((samples.reshape(100, -1) ** 2).mean(axis=1))
    cut = samples[4_410:13_230] * np.hanning(8_820)
    spectrum = np.abs(np.fft.rfft(cut))
    partials = np.array([spectrum[88 * k - 3 : 88 * k + 4].max() for k in range(1, 11)])
    decibels = np.maximum(20 * np.log10(partials / partials.max()), -40)
    rise = (1 + np.argmax(loud > 0.9 * loud[:30].max())) / 100
    return decibels, rise, 20 * np.log10(loud[80] / loud[15]), np.sqrt((samples[:17_640] ** 2).mean())


def test_voices_sound_clearly_different_and_about_as_loud():
    """Of each two the partials are 7 dB apart on average, or one rises three times as slowly, or fades by 12 dB."""
    figures = {voice: heard(voice) for voice in VOICES}
    alike = [
        (a, b)
        for a, b in itertools.combinations(VOICES, 2)
        if np.abs(figures[a][0] - figures[b][0]).mean() < 7
        and max(figures[a][1], figures[b][1]) < 3 * min(figures[a][1], figures[b][1])
        and abs(figures[a][2] - figures[b][2]) < 12
    ]
    assert len(VOICES) >= 6
    assert alike == []
    loud = [20 * np.log10(loudness) for _, _, _, loudness in figures.values()]
    assert max(loud) - min(loud) < 3


@pytest.mark.parametrize("voice", VOICES)
def test_blocks_make_no_difference_and_a_note_dies_away_when_it_is_stopped(voice):
    def play(sizes):
        synth = Synth(RATE)
        synth.start("a", 60, 1.0, VOICES[voice], 100)
        blocks = [synth.read(sizes[0])]
        synth.stop("a", 10_000 - sizes[0])
        return np.concatenate([*blocks, *(synth.read(size) for size in sizes[1:])])

    whole, parts = play((9_000, 21_000)), play((333, 667, 8_000, *[1_000] * 21))
    assert np.array_equal(whole, parts)
    silent = 10_000 + round(VOICES[voice].release * RATE)
    assert not whole[: 100 + 1].any()
    assert whole[silent - 200 : silent].any()
    assert not whole[silent:].any()


def test_the_first_beat_clicks_higher_and_louder_and_a_click_is_short():
    synth = Synth(RATE)
    clicks = []
    for first in (True, False):
        synth.click(first, 10)
        clicks.append(synth.read(RATE // 4))
        assert not clicks[-1][RATE // 10 :].any()
    strong, weak = (np.abs(click).max() for click in clicks)
    assert strong > 1.3 * weak
    assert pitch_at(clicks[0], RATE) > pitch_at(clicks[1], RATE) + 5


def test_hushed_it_fades_at_once_and_is_silent_afterwards():
    synth = Synth(RATE)
    assert synth.hush(0.01).size == 0
    synth.start("a", 60, 1.0, VOICES["organ"])
    synth.read(RATE)
    last = synth.hush(0.01)
    assert last.size == 441
    assert last[-1] == 0
    assert np.abs(last).max() > 0.1
    assert not synth.read(RATE).any()
