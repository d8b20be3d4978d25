"""What the piano roll shows, where it lies, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from gui.shared.state.theme import LABEL, Palette
from gui.shared.view.widgets.icons import pixmap
from gui.shared.view.widgets.notes import draw_note, draw_outline, note_box, rows_of
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import tr
from lcmusic.music.chords import BEATS_PER_BAR, Chord, Progression
from lcmusic.music.melody import BARS, STEPS, STEPS_PER_BAR, STEPS_PER_BEAT, Melody, Note
from lcmusic.music.pitches import note_name

GUTTER, RULER, GAP, STRIP = 44, 20, 22, 58
LANE = 18  # height of the chords' names, where there are chords
PADLOCK = 11
MOST = 12  # notes a bar that the strip shows
FOLDED = 40  # height of what follows when there is little room
ROOM = 600  # below this height it folds
WHITE_KEYS = frozenset({0, 2, 4, 5, 7, 9, 11})


@dataclass(frozen=True)
class RollView:
    """What the roll shows.

    Attributes:
        playing, following, ghost: melodies; None where there is none.
        allowed: the scale; None for no scale.
        density: notes per bar that are asked for; None for none.
        first_bar: the song's bar at which what plays begins.
        levels: brightness 0..1 of a note by its sixteenth in the bar.
        waiting: a sentence instead of notes.
        locked: bars that are kept.
        locked_notes: notes that are kept.
        bars: length of what plays.
        counts: notes that each bar is asked to have, None for as many as come; empty for none.
        no_counts: why none can be asked for; empty if they can.
        chords: that are asked for; None for none.
        chords_wait: they are not heard yet.
        pitches: the lowest and the highest pitch to show; None for those in use and some spare.
    """

    playing: Melody | None = None
    following: Melody | None = None
    ghost: Melody | None = None
    allowed: frozenset[int] | None = None
    density: float | None = None
    first_bar: int = 0
    levels: tuple[float, ...] = field(default=(0.9,) * STEPS_PER_BAR)
    waiting: str = ""
    locked: tuple[int, ...] = ()
    chords: Progression | None = None
    chords_wait: bool = False
    pitches: tuple[int, int] | None = None
    locked_notes: tuple[Note, ...] = ()
    bars: int = BARS
    counts: tuple[int | None, ...] = ()
    no_counts: str = ""

    @cached_property
    def changes(self) -> list[tuple[int, int, Chord]]:
        """The chords of the bars: first beat, beats that it lasts within its bar, and the chord."""
        found: list[tuple[int, int, Chord]] = []
        for bar in range(self.bars if self.chords else 0):
            for beat, chord in enumerate(self.chords.bar(bar) if self.chords else ()):
                if beat and found[-1][2] == chord:
                    found[-1] = (found[-1][0], found[-1][1] + 1, chord)
                else:
                    found.append((bar * BEATS_PER_BAR + beat, 1, chord))
        return found

    @cached_property
    def notes(self) -> tuple[list[Note], list[Note], list[Note]]:
        """Those of ``playing``, ``following`` and ``ghost``."""
        melodies = (self.playing, self.following, self.ghost)
        playing, following, ghost = (melody.notes() if melody else [] for melody in melodies)
        return playing, following, ghost

    @cached_property
    def rows(self) -> tuple[int, int]:
        """The lowest and the highest pitch to show."""
        return self.pitches or rows_of(note.pitch for notes in self.notes for note in notes)

    @cached_property
    def per_bar(self) -> tuple[int, ...]:
        """How many notes begin in each bar of what plays."""
        starts = [note.start // STEPS_PER_BAR for note in self.notes[0]]
        return tuple(starts.count(bar) for bar in range(self.bars))


@dataclass(frozen=True)
class Frame:
    """Where things lie in the roll, in logical pixels.

    Attributes:
        width, height: of the roll.
        ratio: pixels of the screen to one of these.
        first, steps: the sixteenths that are shown.
        lane: height of the lane of chords above what plays.
        bars: length of what plays.
    """

    width: int
    height: int
    ratio: float = 1.0
    first: float = 0.0
    steps: float = float(STEPS)
    lane: int = 0
    bars: int = BARS

    @property
    def whole(self) -> float:
        """Sixteenths of what plays."""
        return float(self.bars * STEPS_PER_BAR)

    @cached_property
    def areas(self) -> tuple[QRectF, QRectF, QRectF]:
        """What plays, what follows, the strip."""
        width = self.width - GUTTER - 8
        strip = STRIP if self.height > ROOM else 36
        rest = self.height - RULER - self.lane - 2 * GAP - strip - 4
        below = rest * 0.34 if self.height > ROOM else FOLDED
        playing = QRectF(GUTTER, RULER + self.lane, width, rest - below)
        following = QRectF(GUTTER, playing.bottom() + GAP, width, below)
        return playing, following, QRectF(GUTTER, following.bottom() + GAP, width, strip)

    @property
    def inside(self) -> QRectF:
        """Everything beside the gutter."""
        return QRectF(GUTTER, 0, self.width - GUTTER, self.height)

    def x(self, step: float) -> float:
        """Where a sixteenth begins."""
        return GUTTER + (step - self.first) / self.steps * (self.width - GUTTER - 8)

    @property
    def handle(self) -> QRectF:
        """By which the melody is dragged out: the corner beside the ruler."""
        return QRectF(0, 0, GUTTER, RULER)

    def step_at(self, x: float) -> float:
        """The sixteenth at a place, not rounded."""
        return self.first + (x - GUTTER) / max(1, self.width - GUTTER - 8) * self.steps

    def steps_of(self, pixels: float) -> float:
        """How many sixteenths are so wide."""
        return pixels / max(1, self.width - GUTTER - 8) * self.steps

    def bar_at(self, x: float) -> int:
        """The bar at a place, the nearest one beside the roll."""
        return min(self.bars - 1, max(0, int(self.step_at(x) // STEPS_PER_BAR)))

    def pitch_at(self, y: float, area: QRectF, rows: tuple[int, int]) -> int:
        """The pitch of the row at a place, the nearest one beside the area."""
        low, high = rows
        return min(high, max(low, high - int((y - area.top()) / max(1.0, area.height()) * (high - low + 1) // 1)))

    def bar(self, number: int, count: int = 1) -> tuple[float, float]:
        """Where some bars begin and end."""
        return self.x(number * STEPS_PER_BAR), self.x((number + count) * STEPS_PER_BAR)

    def y_of(self, count: float) -> float:
        """The height in the strip of so many notes a bar; of more than it shows, its top."""
        strip = self.areas[2]
        return strip.bottom() - strip.height() * min(MOST, count) / MOST

    def count_at(self, y: float) -> int:
        """The notes a bar at a height; above the strip more than it shows."""
        strip = self.areas[2]
        return min(STEPS_PER_BAR, max(0, round((strip.bottom() - y) / strip.height() * MOST)))

    def box(self, note: Note, area: QRectF, rows: tuple[int, int]) -> QRectF:
        """Where a note lies in an area."""
        return note_box(note, area, *rows, self.first, self.steps)


class RollPicture:
    """Draws a view. What lies under the notes is kept, for it seldom changes and costs as much as they do."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._ground: tuple[object, QPixmap] = (None, QPixmap())

    def draw(self, view: RollView, frame: Frame) -> QPixmap:
        """Everything but what moves."""
        key = (frame, view.rows, view.allowed, view.first_bar, view.locked, view.chords, view.chords_wait)
        if key != self._ground[0]:
            self._ground = key, self._draw_ground(view, frame)
        still = self._ground[1].copy()
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing, following, strip = frame.areas
        painter.setClipRect(frame.inside)
        if view.ghost != view.playing:
            for note in view.notes[2]:
                draw_outline(painter, frame.box(note, playing, view.rows), self._palette)
        for notes, area, share in ((view.notes[0], playing, 1.0), (view.notes[1], following, 0.5)):
            for note in notes:
                inside = view.allowed is None or note.pitch % 12 in view.allowed
                level = share * view.levels[note.start % STEPS_PER_BAR]
                draw_note(painter, frame.box(note, area, view.rows), self._palette, inside, level)
        self._locked_notes(painter, view, frame)
        self._strip(painter, view, frame, strip)
        painter.setClipping(False)
        if view.waiting:
            painter.setFont(font(14))
            painter.setPen(colour(self._palette.muted))
            painter.drawText(playing, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, view.waiting)
        painter.end()
        return still

    def _draw_ground(self, view: RollView, frame: Frame) -> QPixmap:
        ground = QPixmap(round(frame.width * frame.ratio), round(frame.height * frame.ratio))
        ground.setDevicePixelRatio(frame.ratio)
        ground.fill(colour(self._palette.window))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing, following, _ = frame.areas
        self._grid(painter, view, frame, playing, names=True)
        self._grid(painter, view, frame, following, names=following.height() > 120)
        painter.setClipRect(frame.inside)
        self._chord_tones(painter, view, frame, playing)
        self._locks(painter, view, frame)
        painter.setClipping(False)
        self._ruler(painter, view, frame)
        self._handle(painter, frame)
        self._label(
            painter,
            playing.bottom() + 4,
            tr("Next bar") if frame.bars == 1 else tr("Next {number} bars").format(number=frame.bars),
        )
        self._label(painter, following.bottom() + 2, tr("Notes per bar"))
        painter.end()
        return ground

    def _grid(self, painter: QPainter, view: RollView, frame: Frame, area: QRectF, names: bool) -> None:
        p, (low, high) = self._palette, view.rows
        row = area.height() / (high - low + 1)
        painter.fillRect(area, colour(p.row_dark))
        lit = view.allowed if view.allowed is not None else WHITE_KEYS
        boxes = {n: QRectF(area.left(), area.top() + (high - n) * row, area.width(), row) for n in range(low, high + 1)}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(p.row_lit))
        painter.drawRects([box for pitch, box in boxes.items() if pitch % 12 in lit])
        painter.setFont(font(10))
        for pitch, box in boxes.items():
            if names and pitch % 12 == 0:
                painter.setPen(colour(p.muted))
                label = QRectF(0, box.center().y() - 8, GUTTER - 8, 16)
                painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note_name(pitch))
                painter.setPen(QPen(colour(p.bar), 1))
                painter.drawLine(QPointF(area.left(), box.bottom()), QPointF(area.right(), box.bottom()))
        beats = frame.steps <= 8 * STEPS_PER_BAR or area.width() > 600
        for every, name in ((STEPS_PER_BEAT, p.beat), (STEPS_PER_BAR, p.bar)):
            places = [frame.x(s) for s in range(0, round(frame.whole) + 1, every) if beats or every == STEPS_PER_BAR]
            painter.setPen(QPen(colour(name), 1))
            painter.drawLines(
                [QLineF(x, area.top(), x, area.bottom()) for x in places if area.left() <= x <= area.right()]
            )

    def _chord_tones(self, painter: QPainter, view: RollView, frame: Frame, area: QRectF) -> None:
        """The rows of each chord's notes, and above them its name."""
        low, high = view.rows
        row = area.height() / (high - low + 1)
        painter.setFont(font(LABEL))
        for beat, count, chord in view.changes:
            left, right = (frame.x(b * STEPS_PER_BEAT) for b in (beat, beat + count))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._palette.curve, 0.16))
            rows = [pitch for pitch in range(low, high + 1) if pitch % 12 in chord.classes]
            painter.drawRects([QRectF(left, area.top() + (high - pitch) * row, right - left, row) for pitch in rows])
            painter.setPen(colour(self._palette.now if view.chords_wait else self._palette.curve))
            name = QRectF(left + 2, RULER, right - left - 2, LANE)
            painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(chord))

    def _locks(self, painter: QPainter, view: RollView, frame: Frame) -> None:
        """Locked bars: lit, between lines, with a padlock in the ruler."""
        accent = self._palette.accent
        for bar in view.locked:
            left, right = frame.bar(bar)
            for area in frame.areas[:2]:
                painter.fillRect(QRectF(left, area.top(), right - left, area.height()), colour(accent, 0.10))
            painter.fillRect(QRectF(left, 1, right - left - 1, RULER - 4), colour(accent, 0.22))
            painter.setPen(QPen(colour(accent, 0.8), 1.2))
            top, bottom = frame.areas[0].top(), frame.areas[0].bottom()
            edges = [x for x, beside in ((left, bar - 1), (right, bar + 1)) if beside not in view.locked]
            painter.drawLines([QLineF(x, top, x, bottom) for x in edges])
            painter.drawPixmap(QPointF(right - PADLOCK - 5, 4), pixmap("lock", accent, PADLOCK))

    def _locked_notes(self, painter: QPainter, view: RollView, frame: Frame) -> None:
        """Locked notes: between lines, as locked bars are, and under a padlock."""
        accent = self._palette.accent
        lock = pixmap("lock", accent, PADLOCK)
        painter.setPen(QPen(colour(accent), 1.6))
        for note in view.locked_notes:
            for area in frame.areas[:2] if frame.height > ROOM else frame.areas[:1]:
                box = frame.box(note, area, view.rows).adjusted(0, -3, 0, 3)
                painter.drawLines([QLineF(box.topLeft(), box.topRight()), QLineF(box.bottomLeft(), box.bottomRight())])
            box = frame.box(note, frame.areas[0], view.rows)
            painter.drawPixmap(QPointF(box.center().x() - PADLOCK / 2, box.top() - PADLOCK - 5), lock)

    def _ruler(self, painter: QPainter, view: RollView, frame: Frame) -> None:
        painter.setFont(font(10))
        painter.setPen(colour(self._palette.muted))
        for bar in range(frame.bars):
            x = frame.x(bar * STEPS_PER_BAR)
            if x >= GUTTER:
                painter.setPen(colour(self._palette.accent if bar in view.locked else self._palette.muted))
                painter.drawText(QPointF(x + 3, RULER - 7), str(view.first_bar + bar + 1))

    def _handle(self, painter: QPainter, frame: Frame) -> None:
        box = frame.handle.adjusted(2, 1, -6, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._palette.raised))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour(self._palette.muted))
        painter.setFont(font(10))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("MIDI"))

    def _label(self, painter: QPainter, top: float, text: str) -> None:
        painter.setFont(font(LABEL))
        painter.setPen(colour(self._palette.muted))
        painter.drawText(QRectF(GUTTER, top, 300, 16), Qt.AlignmentFlag.AlignVCenter, text)

    def _strip(self, painter: QPainter, view: RollView, frame: Frame, area: QRectF) -> None:
        p = self._palette
        if view.playing:
            for bar, count in enumerate(view.per_bar):
                left, right = frame.x(bar * STEPS_PER_BAR) + 2, frame.x((bar + 1) * STEPS_PER_BAR) - 2
                height = area.bottom() - frame.y_of(count)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(p.strip, 0.55))
                painter.drawRoundedRect(QRectF(left, area.bottom() - height, right - left, height), 2, 2)
            if view.density is not None and (not view.counts or None in view.counts):
                y = frame.y_of(view.density)
                painter.setPen(QPen(colour(p.text, 0.8), 1.4, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QPen(colour(p.accent), 2.4))
            for bar, asked in enumerate(view.counts):
                if asked is not None:
                    (left, right), y = frame.bar(bar), frame.y_of(asked)
                    painter.drawLine(QPointF(left + 2, y), QPointF(right - 3, y))
        painter.setPen(QPen(colour(p.bar), 1))
        painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()))
