"""What keys do to the notes of a roll, and what is said of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.shared.state.note_hand import NoteHand
from gui.shared.view.words import mark, tr
from lcmusic.music.melody import STEPS_PER_BAR, STEPS_PER_BEAT, Note
from lcmusic.music.pitches import note_name

Key, Modifier = Qt.Key, Qt.KeyboardModifier
OCTAVE = 12
MOVES = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
"""Sixteenths and semitones by which an arrow moves what is chosen."""
ON_NOTE = mark("{}\nDrag to move, its end for the length, double-click to delete, L to lock; it cuts what it is put on")
ON_LOCKED = mark("{}\nLocked: choose it, and L unlocks it")
BESIDE = mark("{}\nDouble-click to draw a note, drag to choose notes")


def named(note: Note) -> str:
    """A note as one says it."""
    bar, beat = note.start // STEPS_PER_BAR + 1, note.start % STEPS_PER_BAR / STEPS_PER_BEAT + 1
    return tr("{note} · bar {bar}, beat {beat:g}").format(note=note_name(note.pitch), bar=bar, beat=beat)


def takes(hand: NoteHand, event: QKeyEvent) -> bool:
    """Whether a key that is the window's as well is the notes' now: Escape and L, while some are chosen."""
    return bool(hand.chosen) and event.key() in (Key.Key_Escape, Key.Key_L) and not event.modifiers()


def press(hand: NoteHand, event: QKeyEvent, step: int) -> bool:
    """Do what a key says to the notes; false if it says nothing to them.

    Args:
        step: the sixteenth to begin at where no note is chosen.
    """
    key, shift = Key(event.key()), bool(event.modifiers() & Modifier.ShiftModifier)
    control = bool(event.modifiers() & Modifier.ControlModifier)
    steps, semitones = MOVES.get(key, (0, 0))
    if control and steps:
        hand.go(steps, step, shift)
    elif control and key == Key.Key_A:
        hand.choose_all()
    elif key == Key.Key_D and not control:
        hand.draw(step)
    elif not hand.chosen:
        return False
    elif shift and steps:
        hand.stretch(steps)
    elif steps or semitones:
        hand.move(steps, semitones * (OCTAVE if shift else 1))
    elif key in (Key.Key_Delete, Key.Key_Backspace):
        hand.delete()
    elif key == Key.Key_Escape:
        hand.choose(())
    else:
        return False
    return True
