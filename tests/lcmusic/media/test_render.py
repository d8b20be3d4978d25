import time
import tracemalloc
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from lc_common.errors import UserError
from lcmusic.media.render import (
    BAR_LINE,
    BEAT_LINE,
    CAPTION_SIZE,
    GUTTER,
    IN_SCALE,
    MARGIN,
    NUMBER_HEIGHT,
    OUT_OF_SCALE,
    OUT_OF_SCALE_GROUND,
    PAGE_HEIGHT,
    RELEASE,
    ROW_DARK,
    ROW_HEIGHT,
    ROW_LIT,
    STEP_WIDTH,
    WINDOW,
    audio,
    piano_roll,
    piano_roll_pages,
    wav,
)
from lcmusic.music.melody import REST, Melody, Note

SHARPS = {1, 3, 6, 8, 10}
melodies = st.lists(st.integers(0, 129), min_size=16, max_size=16 * 3).map(
    lambda symbols: Melody(np.array(symbols[: len(symbols) // 16 * 16]))
)


def colour_at(image: Image.Image, step: float, row_from_top: int) -> str:
    """The colour in the middle of a row, ``step`` sixteenths from the start, of a lone panel without a caption."""
    x = MARGIN + GUTTER + round(step * STEP_WIDTH)
    y = MARGIN + NUMBER_HEIGHT + row_from_top * ROW_HEIGHT + ROW_HEIGHT // 2
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((x, y)))


def pitch_at(samples: np.ndarray, sample_rate: int) -> float:
    """MIDI pitch of the strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 8 * samples.size))
    return 69 + 12 * np.log2(spectrum.argmax() * sample_rate / (8 * samples.size) / 440)


def piano_roll_image(panels, **options) -> Image.Image:
    (page,) = piano_roll_pages(panels, **options)
    return page


def test_one_bar_of_piano_roll():
    # Pitches 60..66 in use, three spare rows on both sides: 69 at the top, 57 at the bottom.
    melody = Melody.from_notes([Note(0, 4, 66), Note(6, 12, 60)], 16)
    image = piano_roll_image([("", melody)])
    assert image.size == (
        MARGIN + GUTTER + 16 * STEP_WIDTH + 1 + MARGIN,
        MARGIN + NUMBER_HEIGHT + 13 * ROW_HEIGHT + 2 * MARGIN,
    )
    assert [colour_at(image, step, 3) for step in (2, 4.5, 10)] == [IN_SCALE, ROW_DARK, ROW_DARK]
    assert [colour_at(image, step, 9) for step in (2.5, 5.5, 9, 12.5)] == [ROW_LIT, ROW_LIT, IN_SCALE, ROW_LIT]
    assert [colour_at(image, step, 0) for step in (0, 4, 8, 12, 16)] == [BAR_LINE, *3 * [BEAT_LINE], BAR_LINE]
    assert image.getpixel((0, 0)) == image.getpixel((image.width - 1, image.height - 1)) == (0x14, 0x16, 0x1B)


def test_out_of_scale_notes_are_red_with_an_outline_and_a_hatch():
    melody = Melody.from_notes([Note(0, 8, 61), Note(8, 16, 60)], 16)
    image = piano_roll_image([("", melody)], out_of_scale=SHARPS)
    # One panel with a caption; 61 is the eighth row of twelve, and the last pixel of a row is free.
    x, y = MARGIN + GUTTER + 2 * STEP_WIDTH, MARGIN + 2 * CAPTION_SIZE + NUMBER_HEIGHT + 7 * ROW_HEIGHT
    row = np.asarray(image)[y : y + ROW_HEIGHT, x : x + 5]
    red, ground, free = (ImageColor.getrgb(name) for name in (OUT_OF_SCALE, OUT_OF_SCALE_GROUND, ROW_DARK))
    assert [set(map(tuple, line.tolist())) for line in row[[0, -2, -1]]] == [{red}, {red}, {free}]
    assert {red, ground} < set(map(tuple, row[ROW_HEIGHT // 2].tolist()))
    assert image.getpixel((x + 8 * STEP_WIDTH, y + ROW_HEIGHT + 4)) == ImageColor.getrgb(IN_SCALE)


def test_panels_share_their_rows_and_stand_under_each_other():
    low, high = (Melody.from_notes([Note(0, 16, pitch)], 16) for pitch in (60, 72))
    alone = piano_roll_image([("", low)])
    both = piano_roll_image([("", low), ("", high)])
    rows_alone, rows_both = 12, 19  # 57..68 and 57..75
    assert both.width == alone.width
    assert alone.height == 2 * MARGIN + NUMBER_HEIGHT + rows_alone * ROW_HEIGHT + MARGIN
    assert both.height == 2 * MARGIN + 2 * (NUMBER_HEIGHT + rows_both * ROW_HEIGHT + MARGIN)


def test_a_note_goes_on_where_the_bars_wrap():
    melody = Melody.from_notes([Note(250, 262, 60)], 17 * 16)
    image = piano_roll_image([("", melody)])
    system = NUMBER_HEIGHT + 12 * ROW_HEIGHT + MARGIN
    assert image.size == (2 * MARGIN + GUTTER + 256 * STEP_WIDTH + 1, 2 * MARGIN + 2 * system)
    assert [colour_at(image, step, 8) for step in (249.5, 253)] == [ROW_LIT, IN_SCALE]
    second = image.crop((0, system, image.width, image.height))
    assert [colour_at(second, step, 8) for step in (3, 6.5, 17)] == [IN_SCALE, ROW_LIT, WINDOW]


def test_a_title_and_labels_make_room_for_themselves():
    melody = Melody(np.full(16, REST))
    plain = piano_roll_image([("", melody)])
    titled = piano_roll_image([("before", melody)], title="A long title over a single short bar")
    assert titled.height > plain.height
    assert titled.width > plain.width


@given(melodies, st.sets(st.integers(0, 11)))
@settings(max_examples=25)
def test_every_melody_can_be_drawn_and_played(melody, out_of_scale):
    image = piano_roll_image([("", melody)], out_of_scale=out_of_scale)
    assert image.width >= len(melody) * STEP_WIDTH
    samples = audio(melody, sample_rate=8_000)
    assert samples.dtype == np.float32
    assert samples.shape == (round((len(melody) / 8 + RELEASE) * 8_000),)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 0.8


def test_the_png_file_holds_the_image(tmp_path):
    melody = Melody.from_notes([Note(0, 4, 60)], 16)
    piano_roll(melody, tmp_path / "a.png", out_of_scale=SHARPS, title="one")
    written = Image.open(tmp_path / "a.png")
    drawn = piano_roll_image([("", melody)], out_of_scale=SHARPS, title="one")
    assert np.array_equal(np.asarray(written), np.asarray(drawn))


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


def test_a_long_picture_goes_on_in_further_files(tmp_path):
    notes = [Note(256 * i, 256 * i + 4, 60) for i in range(100)]  # at the beginning of each strip
    piano_roll([("one", Melody.from_notes(notes, 100 * 256)), ("two", Melody.from_notes([Note(0, 4, 60)], 16))],
               tmp_path / "a.png", title="a long one")  # fmt: skip
    pages = [Image.open(tmp_path / name) for name in ("a.png", "a-page2.png")]
    assert len(list(tmp_path.iterdir())) == 2
    assert all(page.height <= PAGE_HEIGHT for page in pages)
    one = piano_roll_image([("", Melody.from_notes(notes[:1], 256))])
    lit, lit_of_one = ([int((np.asarray(i) == ImageColor.getrgb(IN_SCALE)).all(-1).sum()) for i in images]
                       for images in (pages, [one]))  # fmt: skip
    assert min(lit) > 0
    assert sum(lit) == 101 * lit_of_one[0]


def test_a_title_that_is_no_text_is_drawn_all_the_same():
    assert piano_roll_image([("", Melody(np.full(16, REST)))], title="caf\udce9").size[1] > 0


def test_sixteen_bars_take_little_work():
    melody = Melody.from_notes([Note(i, i + 1, 60 + i % 12) for i in range(256)])
    start = time.process_time()  # not the wall clock: the machine may be busy
    audio(melody)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("write", [piano_roll, wav])
def test_a_file_that_cannot_be_written_is_named(write, tmp_path):
    with pytest.raises(UserError, match=r"Cannot write .*a\.out: No such file or directory; free some space"):
        write(Melody(np.full(16, REST)), tmp_path / "nowhere" / "a.out")


@pytest.mark.parametrize("arguments", [{"tempo": 0}, {"tempo": float("nan")}, {"sample_rate": -1}])
def test_impossible_audio_is_refused(arguments):
    with pytest.raises(ValueError, match="lie above 0"):
        audio(Melody(np.full(16, REST)), **arguments)


def test_impossible_pictures_are_refused():
    with pytest.raises(ValueError, match="at least one melody"):
        piano_roll_image([])
    with pytest.raises(ValueError, match=r"0\.\.11, got \[12\]"):
        piano_roll_image([("", Melody(np.full(16, REST)))], out_of_scale={12})
