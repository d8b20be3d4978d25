"""The command ``doctor``: what this machine offers to make music with."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from lc_common.doctor import Finding, computing, findings_table
from lc_common.errors import UserError
from lcmusic.cli.options import console

SOUND_CARDS = Path("/proc/asound/cards")
"""Where Linux lists them."""

app = typer.Typer()


@app.command()
def doctor() -> None:
    """Say what MIDI, sound, graphics card and display are here, what is used, and what to do for the rest."""
    console.print(findings_table([*_midi(), _link(), *_sound(), *computing(), _display(), _synthesiser()]))


def _midi() -> Iterator[Finding]:
    import rtmidi

    from lcmusic.live.ports import MidiSystem

    try:
        with contextlib.closing(MidiSystem(rtmidi)) as system:
            advice = "" if system.can_create else "loopMIDI for a virtual port"
            yield Finding("MIDI", system.name, advice)
            yield Finding("MIDI outputs", ", ".join(system.ports("output")) or "none")
            yield Finding("MIDI inputs", ", ".join(system.ports("input")) or "none")
    except UserError as problem:
        yield Finding("MIDI", "none", str(problem))


def _link() -> Finding:
    there = importlib.util.find_spec("aalink") is not None
    advice = "" if there else "pip install 'latent-constraints-studio[link]'"
    return Finding("Ableton Link", "yes" if there else "no", advice)


def _sound() -> Iterator[Finding]:
    """Sound cards, where the system lists them in a file."""
    with contextlib.suppress(OSError):
        lines = SOUND_CARDS.read_text().splitlines()
        names = [line.partition(" - ")[2] for line in lines if " - " in line]
        advice = "" if names else "music goes out as MIDI all the same"
        yield Finding("sound", ", ".join(names) or "no sound card", advice)


def _display() -> Finding:
    there = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return Finding("display", "yes" if there else "none", "" if there else "'lcmusic play' works without one")


def _synthesiser() -> Finding:
    there = shutil.which("fluidsynth")
    return Finding(
        "synthesiser", "fluidsynth" if there else "none", "" if there else "a DAW, or the package fluidsynth"
    )
