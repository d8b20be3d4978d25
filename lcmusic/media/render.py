"""Melodies to look at: a piano roll as PNG, which needs no font of the system."""

from __future__ import annotations

import io
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lc_common.files import legible, write_bytes
from lcmusic.music.melody import PITCHES, STEPS, STEPS_PER_BAR, STEPS_PER_BEAT, Melody, Note
from lcmusic.music.pitches import note_name

# The piano roll, in pixels.
STEP_WIDTH = 6
ROW_HEIGHT = 12
MARGIN = 16
GUTTER = 40  # left of step 0, where the note names stand
NUMBER_HEIGHT = 18  # above the rows, where the bar numbers stand
TITLE_SIZE, CAPTION_SIZE, SMALL_SIZE = 18, 13, 11
NOTE_RADIUS = 3
SMOOTHING = 4  # notes are drawn so many times larger and shrunk, for round corners
PAGE_HEIGHT = 16_000  # more than that is more than programs open
SPARE_ROWS = 3  # above the highest and below the lowest note

WINDOW = "#14161B"
ROW_DARK, ROW_LIT = "#181B21", "#21252E"
BEAT_LINE, BAR_LINE = "#2A2F3A", "#4B5466"
TEXT, MUTED = "#E7EAF0", "#9BA5B7"
IN_SCALE = "#4FD1B5"
OUT_OF_SCALE, OUT_OF_SCALE_GROUND = "#FF5C6C", "#7A2E39"

BLACK_KEYS = frozenset({1, 3, 6, 8, 10})


def piano_roll(
    melody: Melody | Sequence[tuple[str, Melody]],
    path: Path,
    *,
    out_of_scale: Collection[int] | None = None,
    title: str = "",
) -> None:
    """Write a picture of one melody, or of several under each other as in figure 6 of the paper, as a PNG file.

    Args:
        melody: a melody, or ``(label, melody)`` panels from top to bottom; any number of bars each.
        path: overwritten if it exists; a picture that is higher than programs open goes on in files beside it, for
            ``a.png`` in ``a-page2.png`` and so on.
        out_of_scale: pitch classes 0..11 whose notes are drawn red and hatched, and counted.
        title: one line above everything.

    Raises:
        UserError: the file cannot be written.
        ValueError: no panels, or a pitch class outside 0..11.
    """
    panels = [("", melody)] if isinstance(melody, Melody) else melody
    for number, page in enumerate(piano_roll_pages(panels, out_of_scale=out_of_scale, title=title), 1):
        png = io.BytesIO()
        page.save(png, "PNG")
        write_bytes(path if number == 1 else path.with_name(f"{path.stem}-page{number}{path.suffix}"), png.getvalue())


def piano_roll_pages(
    panels: Sequence[tuple[str, Melody]], *, out_of_scale: Collection[int] | None = None, title: str = ""
) -> Iterator[Image.Image]:
    """The pictures that ``piano_roll`` writes. All panels share one range of pitches; bars wrap after every 16."""
    if not panels:
        raise ValueError("a piano roll shows at least one melody")
    out_of_scale = frozenset(out_of_scale or ())
    if not out_of_scale <= set(range(12)):
        raise ValueError(f"pitch classes lie in 0..11, got {sorted(out_of_scale)}")
    rows = _rows([note.pitch for _, melody in panels for note in melody.notes()])
    page = [_text_line(title, TITLE_SIZE, TEXT)] if title else []
    for label, melody in panels:
        caption = _caption(label, melody, out_of_scale)
        notes = melody.notes()
        for first in range(0, len(melody), STEPS):
            heard = notes[
                bisect(notes, first, key=attrgetter("end")) : bisect_left(notes, first + STEPS, key=attrgetter("start"))
            ]
            strips = [_text_line(caption, CAPTION_SIZE, MUTED)] if caption and first == 0 else []
            strips.append(_bars(heard, first, min(len(melody) - first, STEPS), rows, out_of_scale))
            if sum(strip.height for strip in (*page, *strips)) + 2 * MARGIN > PAGE_HEIGHT:
                yield _stacked(page)
                page = []
            page += strips
    yield _stacked(page)


def _stacked(strips: Sequence[Image.Image]) -> Image.Image:
    size = max(strip.width for strip in strips) + 2 * MARGIN, sum(strip.height for strip in strips) + 2 * MARGIN
    image = Image.new("RGB", size, WINDOW)
    top = MARGIN
    for strip in strips:
        image.paste(strip, (MARGIN, top))
        top += strip.height
    return image


def _rows(pitches: Sequence[int]) -> range:
    """Pitches to show: those in use and some spare, at least an octave, so that there is a C to read."""
    if not pitches:
        return range(60, 72)
    low = max(0, min(min(pitches) - SPARE_ROWS, PITCHES - 12))
    return range(low, min(PITCHES, max(max(pitches) + SPARE_ROWS + 1, low + 12)))


def _caption(label: str, melody: Melody, out_of_scale: Collection[int]) -> str:
    if not out_of_scale:
        return label
    notes = melody.notes()
    wrong = sum(note.pitch % 12 in out_of_scale for note in notes)
    return f"{label}   {wrong} of {len(notes)} notes out of scale".strip()


def _text_line(text: str, size: int, colour: str) -> Image.Image:
    font = ImageFont.load_default(size)
    text = legible(text)
    strip = Image.new("RGB", (GUTTER + int(font.getlength(text)) + 1, 2 * size), WINDOW)
    ImageDraw.Draw(strip).text((GUTTER, size // 4), text, fill=colour, font=font)
    return strip


def _bars(notes: Sequence[Note], first: int, steps: int, rows: range, out_of_scale: Collection[int]) -> Image.Image:
    """So many steps from step ``first`` on, in which these notes sound; the lowest pitch of ``rows`` at the bottom."""
    right, bottom = GUTTER + steps * STEP_WIDTH, NUMBER_HEIGHT + len(rows) * ROW_HEIGHT
    image = Image.new("RGB", (right + 1, bottom + MARGIN), WINDOW)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(SMALL_SIZE)
    top_of = {pitch: bottom - row * ROW_HEIGHT for row, pitch in enumerate(rows, 1)}
    for pitch, top in top_of.items():
        dark = pitch % 12 in (out_of_scale or BLACK_KEYS)
        draw.rectangle((GUTTER, top, right, top + ROW_HEIGHT - 1), fill=ROW_DARK if dark else ROW_LIT)
        if pitch % 12 == 0:
            draw.line((GUTTER, top + ROW_HEIGHT - 1, right, top + ROW_HEIGHT - 1), fill=BEAT_LINE)
            middle = top + ROW_HEIGHT // 2
            draw.text((GUTTER - 8, middle), note_name(pitch), fill=MUTED, font=font, anchor="rm")
    for step in range(0, steps + 1, STEPS_PER_BEAT):
        x = GUTTER + step * STEP_WIDTH
        draw.line((x, NUMBER_HEIGHT, x, bottom - 1), fill=BAR_LINE if step % STEPS_PER_BAR == 0 else BEAT_LINE)
    for step in range(0, steps, STEPS_PER_BAR):
        x = GUTTER + step * STEP_WIDTH
        draw.text((x + 1, 3), str((first + step) // STEPS_PER_BAR + 1), fill=MUTED, font=font)
    for note in notes:
        start, end = max(note.start - first, 0), min(note.end - first, steps)
        tile = _note((end - start) * STEP_WIDTH - 1, ROW_HEIGHT - 1, note.pitch % 12 in out_of_scale)
        image.paste(tile, (GUTTER + start * STEP_WIDTH + 1, top_of[note.pitch]), tile)
    return image


@cache
def _note(width: int, height: int, out_of_scale: bool) -> Image.Image:
    """A rounded bar with transparent corners; out of scale it is red, and hatched so that nobody needs the colour."""
    large = Image.new("RGBA", (width * SMOOTHING, height * SMOOTHING))
    draw = ImageDraw.Draw(large)
    box, radius = (0, 0, large.width - 1, large.height - 1), NOTE_RADIUS * SMOOTHING
    if not out_of_scale:
        draw.rounded_rectangle(box, radius, fill=IN_SCALE)
    else:
        draw.rounded_rectangle(box, radius, fill=OUT_OF_SCALE_GROUND)
        for x in range(-large.height, large.width, 5 * SMOOTHING):
            draw.line((x, large.height, x + large.height, 0), fill=OUT_OF_SCALE, width=2 * SMOOTHING)
        draw.rounded_rectangle(box, radius, outline=OUT_OF_SCALE, width=SMOOTHING)
        corners = Image.new("L", large.size)
        ImageDraw.Draw(corners).rounded_rectangle(box, radius, fill=255)
        large.putalpha(corners)
    return large.reduce(SMOOTHING)
