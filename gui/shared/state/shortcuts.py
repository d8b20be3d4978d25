"""Every key of the studio, in one table: the window binds it, the overlay and docs/studio.md show it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """A row of the table.

    Attributes:
        keys: as people and Qt spell them; any of them will do.
        what: they do.
        action: that a page or the window binds them to; empty where the widget with the focus takes them itself.
    """

    keys: tuple[str, ...]
    what: str
    action: str = ""


EVERYWHERE, MELODY, SLOT, ROLL = "Everywhere", "Melody page", "On a slot", "In the roll"
PRESETS = "In the presets"
KNOBS, FACES = "On a knob or slider", "Faces page"
SHORTCUTS: dict[str, tuple[Shortcut, ...]] = {
    EVERYWHERE: (
        Shortcut(("Space",), "play, stop", "play"),
        Shortcut(("T",), "tap the tempo", "tap"),
        Shortcut(("S",), "built-in voice on, off", "sound"),
        Shortcut(("M",), "metronome on, off", "metronome"),
        Shortcut(tuple(f"Ctrl+{n}" for n in range(1, 9)), "play a slot", "slot"),
        Shortcut(("Tab", "Shift+Tab"), "to the next control, back"),
        Shortcut(("Enter",), "press the button with the focus"),
        Shortcut(("Esc",), "leave a field; panic", "panic"),
        Shortcut(("F1", "?"), "show these keys", "keys"),
        Shortcut(("Ctrl+Q",), "quit", "quit"),
    ),
    MELODY: (
        Shortcut(("N",), "new idea", "new"),
        Shortcut(("V",), "vary", "vary"),
        Shortcut(("L",), "lock the idea", "lock"),
        Shortcut(("B",), "compare with the idea before", "compare"),
        Shortcut(("R",), "make the chosen bars anew", "renew"),
        Shortcut(("P",), "presets", "presets"),
        Shortcut(("Shift+R",), "let chance turn the knobs of the group that is shown", "dice"),
        Shortcut(("Ctrl+C",), "copy the slot, or what plays, as a MIDI file", "copy"),
        Shortcut(("Ctrl+V",), "paste a MIDI file into the slot, or play it", "paste"),
        Shortcut(("Ctrl+Z",), "undo", "undo"),
        Shortcut(("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "redo"),
    ),
    SLOT: (
        Shortcut(("Enter",), "keep what plays, or play what was kept"),
        Shortcut(("Ctrl+R",), "rename the clip"),
        Shortcut(("Ctrl+Left", "Ctrl+Right"), "move the clip"),
        Shortcut(("Del",), "empty the slot"),
    ),
    ROLL: (
        Shortcut(("Left", "Right", "Home", "End"), "go to a bar; with Shift choose up to there"),
        Shortcut(("Enter",), "lock or unlock what is chosen"),
        Shortcut(("Ctrl+Left", "Ctrl+Right"), "choose the note before, the next; with Shift one more"),
        Shortcut(("Ctrl+A",), "choose all notes"),
        Shortcut(("Left", "Right", "Up", "Down"), "move chosen notes by a sixteenth or semitone"),
        Shortcut(("Shift+Up", "Shift+Down"), "by an octave"),
        Shortcut(("Shift+Left", "Shift+Right"), "make them shorter, longer"),
        Shortcut(("Del",), "delete them"),
        Shortcut(("L",), "lock or unlock the chosen notes"),
        Shortcut(("D",), "draw a note after them, or in the chosen bar"),
        Shortcut(("Esc",), "choose no notes"),
        Shortcut(("+", "-", "0"), "zoom in, out, show everything"),
    ),
    PRESETS: (
        Shortcut(("Up", "Down"), "hear the one before, the next"),
        Shortcut(("Enter",), "stay with it, or with the first that was found"),
        Shortcut(("Esc",), "go back to what was before"),
        Shortcut(("Ctrl+S",), "save the knobs under a name"),
        Shortcut(("Ctrl+R", "Ctrl+D"), "rename, delete"),
    ),
    KNOBS: (
        Shortcut(("Up", "Down"), "turn; with Shift a tenth"),
        Shortcut(("PgUp", "PgDown"), "turn by a tenth of the range"),
        Shortcut(("Home", "End"), "all the way down, up"),
        Shortcut(("Enter",), "type a value, or just type it"),
        Shortcut(("Del",), "back to the default"),
    ),
    FACES: (
        Shortcut(("N",), "new face", "new"),
        Shortcut(("O",), "open a photo", "open"),
        Shortcut(("Ctrl+Left", "Ctrl+Right"), "the face before, the next in the photo", "face"),
        Shortcut(("B",), "see it before, and after", "compare"),
        Shortcut(("+", "-", "0"), "on the photo: nearer, farther, all of it; Shift+arrows push it"),
        Shortcut(("V",), "vary", "vary"),
        Shortcut(("R",), "reset all", "reset"),
        Shortcut(("Ctrl+Z",), "undo", "undo"),
        Shortcut(("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "redo"),
    ),
}
"""Where -> what keys do there."""


def spelled(keys: Sequence[str]) -> str:
    """Keys for people; of many the first and the last."""
    return ", ".join(keys) if len(keys) < 5 else f"{keys[0]} … {keys[-1]}"
