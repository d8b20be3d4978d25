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
    ROW_DARK,
    ROW_HEIGHT,
    ROW_LIT,
    STEP_WIDTH,
    WINDOW,
    piano_roll,
    piano_roll_pages,
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
def test_every_melody_can_be_drawn(melody, out_of_scale):
    image = piano_roll_image([("", melody)], out_of_scale=out_of_scale)
    assert image.width >= len(melody) * STEP_WIDTH


def test_the_png_file_holds_the_image(tmp_path):
    melody = Melody.from_notes([Note(0, 4, 60)], 16)
    piano_roll(melody, tmp_path / "a.png", out_of_scale=SHARPS, title="one")
    written = Image.open(tmp_path / "a.png")
    drawn = piano_roll_image([("", melody)], out_of_scale=SHARPS, title="one")
    assert np.array_equal(np.asarray(written), np.asarray(drawn))


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


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(UserError, match=r"Cannot write .*a\.out: No such file or directory; free some space"):
        piano_roll(Melody(np.full(16, REST)), tmp_path / "nowhere" / "a.out")


def test_impossible_pictures_are_refused():
    with pytest.raises(ValueError, match="at least one melody"):
        piano_roll_image([])
    with pytest.raises(ValueError, match=r"0\.\.11, got \[12\]"):
        piano_roll_image([("", Melody(np.full(16, REST)))], out_of_scale={12})
