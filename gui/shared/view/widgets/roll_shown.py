"""What a roll shows: the melodies, how much of them is seen, what is chosen, the playhead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.shared.state.count_hand import CountHand
from gui.shared.state.note_hand import NoteHand
from gui.shared.state.theme import Palette
from gui.shared.view.widgets import roll_over
from gui.shared.view.widgets.bars import Selection, spoken
from gui.shared.view.widgets.note_keys import named
from gui.shared.view.widgets.roll_picture import LANE, Frame, RollPicture, RollView
from gui.shared.view.words import tr
from lcmusic.music.melody import STEPS_PER_BAR, Note

NEAREST = 2 * STEPS_PER_BAR  # sixteenths that are shown at least


class ShownRoll(QWidget):
    """A roll that is looked at; ``PianoRoll`` takes mouse and keys.

    Args:
        palette: of the theme.

    Signals:
        edited(Melody): what plays was edited by hand to this.
        drew(counts): so many notes were drawn for each bar, None for as many as come; None for all of them.
    """

    edited = Signal(object)
    drew = Signal(object)
    spoken_role = QAccessible.Role.Canvas

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._view = RollView()
        self._step: float | None = None
        self._picture = RollPicture(palette)
        self._frame = Frame(self.width(), self.height())
        self._still: QPixmap | None = None
        self._selection: Selection | None = None
        self._hand = NoteHand(self.edited.emit)
        self._counts = CountHand(self.drew.emit)
        self._band: QRectF | None = None  # round the notes that are being chosen
        self._dropping = False
        self.setAccessibleName(tr("Piano roll"))

    @property
    def view(self) -> RollView:
        """What is shown."""
        return self._view

    @property
    def span(self) -> tuple[float, float]:
        """First sixteenth and number of sixteenths that are shown."""
        return self._frame.first, self._frame.steps

    def show_view(self, view: RollView) -> None:
        """Show other notes; costs nothing if nothing has changed."""
        before = self._hand.melody
        if view.bars != self._frame.bars:
            self._selection = None
            self._fit(replace(self._frame, bars=view.bars, first=0.0, steps=float(view.bars * STEPS_PER_BAR)))
        self._hand.show(view.playing if view.playing and view.playing.bars == view.bars else None)
        self._counts.show(view.counts)
        if view != self._view or self._hand.melody != before:
            self._view = view
            self._redraw()

    def set_playhead(self, step: float | None) -> None:
        """Where the music is, in sixteenths of what plays; None takes the line away."""
        if step == self._step:
            return
        for at in (self._step, step):
            if at is not None:
                x = round(self._frame.x(at))
                self.update(x - 40, 0, 80, self.height())  # the note that sounds is lit, too
        self._step = step

    def sounding(self) -> int | None:
        """The pitch under the playhead; None if nothing sounds there."""
        return next((note.pitch for note in self._lit()), None)

    def _lit(self) -> list[Note]:
        if self._step is None:
            return []
        return [note for note in self._view.notes[0] if note.start <= self._step < note.end]

    # ----------------------------------------------------------------------------------------------------------- chosen

    @property
    def chosen(self) -> list[int]:
        """The bars that were chosen, from 0; none at first."""
        return list(self._selection.bars) if self._selection else []

    def choose(self, selection: Selection | None) -> None:
        """Choose other bars, and no notes."""
        self._selection = selection
        self._hand.choose(())
        self._redraw()

    def choose_notes(self, notes: Iterable[Note]) -> None:
        """Choose other notes, and no bars."""
        self._hand.choose(notes)
        self._notes_done()

    def _notes_done(self) -> None:
        """Something was done to the notes: they and bars are never chosen together."""
        if self._hand.chosen:
            self._selection = None
        self._redraw()

    def _describe(self) -> None:
        view = self._view
        told = [tr("{number} notes in {bars} bars").format(number=len(view.notes[0]), bars=self._frame.bars)]
        told += (
            [tr("asked for: {counts} notes").format(counts=self._counts)]
            if any(c is not None for c in self._counts.counts)
            else []
        )
        told += [tr("{bars} locked").format(bars=spoken(list(view.locked)))] if view.locked else []
        told += (
            [tr("locked: {notes}").format(notes=", ".join(map(named, view.locked_notes)))] if view.locked_notes else []
        )
        told += [tr("{bars} chosen").format(bars=spoken(self.chosen))] if self.chosen else []
        told += (
            [tr("chosen: {notes}").format(notes=", ".join(map(named, self._hand.chosen)))] if self._hand.chosen else []
        )
        self.setAccessibleDescription(view.waiting or ", ".join(told))

    def spoken_value(self) -> str:
        """For screen readers: how many notes there are, what is locked and what is chosen."""
        return self.accessibleDescription()

    # ---------------------------------------------------------------------------------------------------------- the eye

    def _redraw(self) -> None:
        self._still = None
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(replace(self._frame, width=self.width(), height=self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        lane = LANE if self._view.chords else 0
        self._fit(replace(self._frame, ratio=self.devicePixelRatioF(), lane=lane))
        if self._still is None:
            self._still = self._picture.draw(self._in_hand(), self._frame)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roll_over.draw_chosen_bars(painter, self._palette, self._frame, self.chosen, self.hasFocus())
        roll_over.draw_chosen_notes(painter, self._palette, self._frame, self._hand.chosen, self._view.rows)
        if self._band and self._hand.band:
            roll_over.draw_band(painter, self._palette, self._frame, self._band)
        if self._step is not None and self._view.playing:
            roll_over.draw_playhead(painter, self._palette, self._frame, self._step, self._lit(), self._view.rows)
        if self._dropping:
            roll_over.draw_drop(painter, self._palette, QRectF(self.rect()))
        painter.end()

    def _in_hand(self) -> RollView:
        """The view with the notes where the hand has them, in the rows that it shows."""
        melody, view = self._hand.melody, replace(self._view, counts=self._counts.counts)
        if melody is None or melody == view.playing:
            return view
        return replace(view, playing=melody, pitches=self._view.rows)

    def _zoom(self, notches: float, at: float) -> None:
        """Show more or less around a sixteenth, which stays where it is."""
        first, shown = self.span
        steps = min(self._frame.whole, max(float(NEAREST), shown * 0.8**notches))
        self._look(at - (at - first) / shown * steps, steps)

    def _reveal(self) -> None:
        """Scroll to the first note that is chosen."""
        first, shown = self.span
        if self._hand.chosen and not first <= self._hand.chosen[0].start < first + shown:
            self._look(self._hand.chosen[0].start - shown / 2, shown)

    def _look(self, first: float, steps: float) -> None:
        self._fit(replace(self._frame, first=min(max(0.0, first), self._frame.whole - steps), steps=steps))
        self.update()

    def _fit(self, frame: Frame) -> None:
        if frame != self._frame:
            self._frame, self._still = frame, None
