"""Sound without a DAW: the samples, and the device that may be missing."""

import wave

import numpy as np
import pytest
from studio_fakes import FakeEngine, FakeSink, no_device

from gui.shared.state.sound import HeardEngine, Sound, SoundSettings
from gui.shared.state.voice import LiveVoice
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import Status
from lcmusic.music.chords import parse_progression
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.sounding import SAMPLE_RATE, write_sound
from lcmusic.perform.writing import sent_notes

RATE = 48_000
TUNE = Melody.from_notes([Note(4, 8, 69)], 16)
STEP = RATE * 60 // 120 // 4  # samples of a sixteenth at 120 BPM


def supplied():
    voice = LiveVoice(RATE)
    voice.supply(0, TUNE.symbols_t, 1, "bar", None)
    return voice


def read_bar(voice, block=1000, bpm=120.0):
    per_tick = 60 * RATE / bpm / 480
    blocks = [voice.read(block, first / per_tick, bpm, Expression()) for first in range(0, 16 * STEP, block)]
    return np.concatenate(blocks)


def test_a_note_sounds_where_it_stands_and_blocks_do_not_matter():
    samples = read_bar(supplied())
    assert not samples[: 4 * STEP].any()
    assert np.abs(samples[4 * STEP : 7 * STEP]).max() > 0.2
    assert not samples[9 * STEP :].any()
    spectrum = np.abs(np.fft.rfft(samples[4 * STEP : 7 * STEP]))
    assert abs(np.argmax(spectrum) * RATE / (3 * STEP) - 440) < 5
    assert np.allclose(samples[: 15 * STEP], read_bar(supplied(), 777)[: 15 * STEP], atol=1e-5)


def test_a_replacement_waits_for_the_bar_as_the_engine_does():
    voice = supplied()
    other = Melody.from_notes([Note(0, 16, 72)], 16)
    voice.supply(0, np.tile(other.symbols_t, 2), 2, "bar", playing_bar=0)
    assert np.array_equal(read_bar(voice), read_bar(supplied()))
    voice.supply(0, np.tile(other.symbols_t, 2), 3, "step", playing_bar=0)
    assert read_bar(voice)[:STEP].any()


def test_what_is_heard_live_is_what_the_file_holds(tmp_path):
    """Melody, chords and bass, in the voice that was chosen, swung and accented; sample for sample but for rounding."""
    sent = Expression(swing=0.6, gate=0.7, chord_channel=2, bass_channel=3)
    melody = Melody.from_notes([Note(0, 3, 72), Note(3, 9, 69), Note(11, 16, 76)], 16)
    chords = parse_progression("Am F", 0)
    voice = LiveVoice(SAMPLE_RATE)
    voice.voice = "organ"
    voice.supply(0, melody.symbols_t, 1, "bar", None, chords.voiced())
    block = 1_050  # 10 ticks at 100 BPM, more or less
    ticks = block / (60 * SAMPLE_RATE / 100 / 480)
    live = np.concatenate([voice.read(block, n * ticks, 100.0, sent) for n in range(100)])
    path = tmp_path / "a.wav"
    list(write_sound(path, sent_notes(melody, sent, 100.0, chords=chords), 1920, 100.0, "organ"))
    with wave.open(str(path)) as file:
        written = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_767
    same = slice(0, 104_000)  # the bar but for its last sixtieth, as it goes round in the one and not in the other
    assert np.abs(live[same]).max() > 0.3
    assert np.abs(live[same] - written[same]).max() < 2e-4


def test_the_metronome_clicks_on_the_beats_and_the_first_one_is_louder():
    voice = LiveVoice(RATE)
    voice.metronome = True
    samples = read_bar(voice)
    beat = 4 * STEP
    loud = [np.abs(samples[n * beat : n * beat + 500]).max() for n in range(4)]
    assert loud[0] > 1.3 * loud[1] > 0.2
    assert loud[1] == pytest.approx(loud[2], rel=0.1)
    for n in range(4):
        assert not samples[n * beat + beat // 2 : (n + 1) * beat].any()
    voice.supply(0, TUNE.symbols_t, 1, "bar", None)
    voice.melody = False
    assert np.array_equal(read_bar(voice), samples)


def test_stopping_fades_at_once():
    voice = supplied()
    voice.read(6 * STEP, 0.0, 120.0, Expression())
    last = voice.hush()
    assert last.size == RATE // 100
    assert abs(last[-1]) < 1e-6
    assert voice.hush().size == 0


def test_it_follows_the_song_and_jumps_with_it():
    sink = FakeSink(RATE)
    sound = Sound(lambda rate: sink)
    HeardEngine(FakeEngine(), sound.voice).supply(0, TUNE.symbols_t, 1)
    sound.update(Status(rolling=True), 0.0, Expression())
    assert sink.written == []
    sound.switch(True)
    sound.update(Status(rolling=True), 480.0, Expression())
    assert np.abs(sink.written[-1]).max() > 0
    sound.update(Status(rolling=True), 0.0, Expression())
    sound.update(Status(), 0.0, Expression())
    count = len(sink.written)
    sound.update(Status(), 0.0, Expression())
    assert len(sink.written) == count
    sound.switch(False)
    assert (sink.closed, sound.on) == (True, False)


def test_a_machine_without_a_device_stays_silent_and_says_so():
    sound = Sound(no_device)
    with pytest.raises(UserError, match="no sound device"):
        sound.switch(True)
    assert not sound.on
    sound.begin(True, SoundSettings(metronome=True))  # as it was left on another day, with headphones
    assert (sound.on, sound.metronome, sound.wanted) == (False, False, True)
    assert "no sound device" in sound.problem
    with pytest.raises(UserError, match="no sound device"):
        sound.use(metronome=True)
    sound.use(voice="organ", volume=0.3)  # of the files
    assert sound.settings == SoundSettings("organ", 0.3, True)


def test_volume_voice_and_metronome_are_heard_at_once():
    sink = FakeSink()
    sound = Sound(lambda rate: sink)
    HeardEngine(FakeEngine(), sound.voice).supply(0, TUNE.symbols_t, 1)

    def bar(**settings):
        sound.use(**settings)
        sink.written.clear()
        for block in range(16 * STEP // 480):
            sound.update(Status(rolling=True, bpm=120.0), block * 480 / RATE * 960, Expression())
        sound.update(Status(), 0.0, Expression())
        return np.concatenate(sink.written)

    sound.begin(True, SoundSettings(volume=1.0))
    full, half, silent = bar(), bar(volume=0.5), bar(volume=0.0)
    assert np.allclose(half, full / 4, atol=1e-6)
    assert not silent.any()
    organ = bar(volume=1.0, voice="organ")
    assert np.abs(organ - full).max() > 0.1
    clicked = bar(metronome=True)
    assert np.abs(clicked[:2_000]).max() > 0.2
    assert not organ[:2_000].any()
    sound.switch(False)
    alone = bar()
    assert np.abs(alone[:2_000]).max() > 0.2
    assert not alone[4 * STEP + 6_000 : 8 * STEP - 10].any()  # where the note is
    assert (sound.on, sound.metronome, sink.closed) == (False, True, False)
    sound.use(metronome=False)
    assert sink.closed


@pytest.mark.parametrize("wrong", [{"volume": 1.5}, {"voice": "kazoo"}])
def test_a_setting_that_cannot_be_changes_nothing(wrong):
    sound = Sound(FakeSink)
    with pytest.raises(UserError, match=r"The volume is 1\.5|There is no voice 'kazoo'"):
        sound.use(**wrong)
    assert sound.settings == SoundSettings()
