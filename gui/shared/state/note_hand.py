"""The hand on the notes of a roll: which are chosen, and what mouse and keys make of them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from lcmusic.music.editing import Held
from lcmusic.music.melody import STEPS_PER_BEAT, Melody, Note

MIDDLE_C = 60
"""Pitch of a note that is drawn by key where there is no other."""


@dataclass(frozen=True)
class Place:
    """Where the hand is.

    Attributes:
        step: in sixteenths, not rounded.
        pitch: of the row.
        slack: sixteenths by which it may miss a note.
    """

    step: float
    pitch: int
    slack: float = 0.0


class NoteHand:
    """What is done to notes. A drag is heard once, when it ends.

    Args:
        edited: called with every melody that the hand makes.
    """

    def __init__(self, edited: Callable[[Melody], object]) -> None:
        self._edited = edited
        self._held: Held | None = None
        self._start: Held | None = None  # of a drag
        self._dragged: Held | None = None
        self._doing: Literal["", "band", "move", "stretch"] = ""
        self._pressed = Place(0.0, 0)
        self._beside: tuple[Note, ...] = ()  # what a rubber band adds to

    @property
    def melody(self) -> Melody | None:
        """The melody as it would be if the hand let go; None if there is none that can be edited."""
        held = self._dragged or self._held
        return held.melody if held else None

    @property
    def chosen(self) -> tuple[Note, ...]:
        """The notes that are chosen, where the hand has them."""
        held = self._dragged or self._held
        return held.notes if held else ()

    @property
    def band(self) -> Place | None:
        """The corner at which a rubber band began; None if there is none."""
        return self._pressed if self._doing == "band" else None

    def show(self, melody: Melody | None) -> None:
        """This plays now; what is chosen stays chosen as far as it is there, and a drag over another melody ends."""
        if melody == (self._held.melody if self._held else None):
            return
        chosen, self._doing, self._dragged = set(self.chosen), "", None
        self._held = Held.of(melody, chosen.intersection(melody.notes())) if melody else None

    # -------------------------------------------------------------------------------------------------------- choosing

    def choose(self, notes: Iterable[Note]) -> None:
        """Choose these and no others."""
        wanted = set(notes)
        if self._held and wanted != set(self._held.notes):
            self._held = Held.of(self._held.melody, wanted)

    def choose_all(self) -> None:
        """Choose every note."""
        self.choose(self._notes)

    def go(self, by: int, from_step: int, adds: bool) -> None:
        """Choose the next note, or the one before (``by`` 1 or -1); ``from_step`` counts where none is chosen.

        Args:
            adds: to what is chosen.
        """
        at = self.chosen[-1 if by > 0 else 0].start if self.chosen else from_step - (by > 0)
        notes = self._notes if by > 0 else self._notes[::-1]
        found = next((note for note in notes if (note.start - at) * by > 0), None)
        if found:
            self.choose({*(self.chosen if adds else ()), found})

    def at(self, place: Place) -> Note | None:
        """The note at a place: the one that is hit, or else the nearest that is missed by no more than its slack."""
        near = [
            (max(note.start - place.step, place.step - note.end, 0.0), note)
            for note in self._notes
            if note.pitch == place.pitch and note.start - place.slack <= place.step < note.end + place.slack
        ]
        return min(near)[1] if near else None

    def is_edge(self, place: Place) -> bool:
        """Whether a drag from here would stretch a note: at its right end, twice the slack wide, a third at most."""
        note = self.at(place)
        return note is not None and place.step >= note.end - min(2 * place.slack, (note.end - note.start) / 3)

    # ------------------------------------------------------------------------------------------------------- the mouse

    def press(self, place: Place, adds: bool = False) -> None:
        """Choose the note here, alone or beside others, or begin a rubber band."""
        note, chosen = self.at(place), self.chosen
        self._pressed, self._beside = place, chosen if adds else ()
        if note is None:
            self._doing = "band"
            self.choose(self._beside)
        elif adds:
            self._doing = ""
            self.choose({*chosen} ^ {note})
        else:
            self._doing = "stretch" if self.is_edge(place) else "move"
            if note not in chosen:
                self.choose([note])
        self._start = self._held

    def press_twice(self, place: Place) -> None:
        """Take the note here away, or draw one that is a beat long; a drag makes it longer."""
        note = self.at(place)
        self._pressed, self._doing = place, ""
        if note:
            self.choose([note])
            self.delete()
        elif self._held and 0 <= place.step < len(self._held.under):
            self._doing = "stretch"
            self._start = self._dragged = self._drawn(int(place.step), place.pitch)

    def drag(self, place: Place) -> None:
        """Go on to another place."""
        steps, semitones = round(place.step - self._pressed.step), place.pitch - self._pressed.pitch
        if self._doing == "band":
            left, right = sorted((self._pressed.step, place.step))
            low, high = sorted((self._pressed.pitch, place.pitch))
            inside = {n for n in self._notes if n.start < right and n.end > left and low <= n.pitch <= high}
            self.choose(inside.union(self._beside))
        elif self._start and self._doing == "move":
            self._dragged = self._start.moved(steps, semitones)
        elif self._start and self._doing == "stretch":
            self._dragged = self._start.stretched(steps)

    def release(self) -> None:
        """Let go; of several notes that were not dragged the one that was pressed stays chosen."""
        dragged, doing, self._dragged, self._doing = self._dragged, self._doing, None, ""
        if dragged:
            self._make(dragged)
        elif doing in ("move", "stretch") and (note := self.at(self._pressed)):
            self.choose([note])

    # -------------------------------------------------------------------------------------------------------- the keys

    def move(self, steps: int, semitones: int = 0) -> None:
        """Nudge what is chosen; nudges in a row carry it over other notes without harm."""
        if self._held:
            self._make(self._held.moved(steps, semitones))

    def stretch(self, steps: int) -> None:
        """Make what is chosen longer or shorter."""
        if self._held:
            self._make(self._held.stretched(steps))

    def delete(self) -> None:
        """Take what is chosen away."""
        if self._held and self.chosen:
            self._make(Held(self._held.under))

    def draw(self, step: int) -> None:
        """Draw a note after those that are chosen, like the last of them, or else a beat from this sixteenth on."""
        if not self._held:
            return
        last = self.chosen[-1] if self.chosen else None
        before = [note.pitch for note in self._notes if note.start <= step]
        pitch = last.pitch if last else before[-1] if before else MIDDLE_C
        start, length = (last.end, last.end - last.start) if last else (step, STEPS_PER_BEAT)
        if start < len(self._held.under):
            self._make(self._drawn(start, pitch, length))

    # --------------------------------------------------------------------------------------------------------- within

    @property
    def _notes(self) -> list[Note]:
        return self._held.melody.notes() if self._held else []

    def _drawn(self, start: int, pitch: int, length: int = STEPS_PER_BEAT) -> Held:
        assert self._held is not None  # there is a melody to draw in
        return Held(self._held.melody, (Note(start, min(len(self._held.under), start + length), pitch),))

    def _make(self, held: Held) -> None:
        before, self._held = self.melody, held
        if held.melody != before:
            self._edited(held.melody)
