"""Sixteen-bar windows from one file, and what tells them apart (paper, appendix 9.1).

Shapes: ``t`` steps of a stretch, ``n`` windows; a window has ``WINDOW`` steps.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from lcmusic.media.smf import Song, read_song
from lcmusic.media.voices import voices, why_none
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS, STEPS_PER_BAR, canonical

WINDOW = STEPS
"""Sixteenths of every window of a corpus."""
MAX_SILENCE = STEPS_PER_BAR
"""Sixteenths of silence in a row that a window may hold: one whole bar."""


@dataclass(frozen=True)
class Windows:
    """The windows of one stretch.

    Attributes:
        symbols_nt: uint8, shape ``[n, WINDOW]``, canonical; the clean windows in order, repeats included.
        windows: how many windows there were in all.
        empty: how many of them have no note that starts in them.
        silent: how many others hold more than one whole bar of silence in a row.
    """

    symbols_nt: np.ndarray
    windows: int
    empty: int
    silent: int


@dataclass(frozen=True)
class FileWindows(Windows):
    """The windows of one file: of its voices in file order.

    Attributes:
        melodic_n: float32, shape ``[n]``: how likely a window's part is its file's melody (``lcmusic.media.parts``).
        repairs: what had to be put right to read the file, each a phrase.
        useless: why there is no clean window, the end of a sentence; empty if there is one.
    """

    melodic_n: np.ndarray
    repairs: list[str]
    useless: str


def file_windows(data: bytes, name: str) -> FileWindows:
    """Every window of every 4/4 stretch of a MIDI file, stride one bar.

    Raises:
        UserError: as ``lcmusic.media.smf.read_song`` and ``lcmusic.media.voices.voices``.
    """
    song = read_song(data, name)
    some, found, melodic = False, [], [np.zeros(0, np.float32)]
    for voice in voices(song):
        some = True
        if voice.symbols_t.size >= WINDOW:
            found.append(stretch_windows(voice.symbols_t))
            melodic.append(np.full(len(found[-1].symbols_nt), voice.melodic, np.float32))
    melodic_n = np.concatenate(melodic)
    return FileWindows(
        symbols_nt=np.concatenate([np.zeros((0, WINDOW), np.uint8), *(part.symbols_nt for part in found)]),
        windows=sum(part.windows for part in found),
        empty=sum(part.empty for part in found),
        silent=sum(part.silent for part in found),
        melodic_n=melodic_n,
        repairs=song.repairs,
        useless="" if melodic_n.size else _useless(song, some, bool(found)),
    )


def _useless(song: Song, some: bool, long: bool) -> str:
    if not some:
        return why_none(song)
    if not long:
        return f"has no {WINDOW // STEPS_PER_BAR} bars of 4/4 in a row"
    return f"is silent for more than a bar in every {WINDOW // STEPS_PER_BAR}"


def stretch_windows(symbols_t: np.ndarray) -> Windows:
    """The windows of one stretch, canonical uint8 symbols of shape ``[t]``, ``t`` at least ``WINDOW``."""
    first_n = np.arange(0, symbols_t.size - WINDOW + 1, STEPS_PER_BAR)
    onsets = np.append(np.flatnonzero(symbols_t < PITCHES), symbols_t.size)
    # Up to its first onset a window is silent, whatever still sounds from before: an orphaned hold is a rest.
    lead_n = onsets[np.searchsorted(onsets, first_n)] - first_n
    empty_n = lead_n >= WINDOW
    # A run of more than MAX_SILENCE rests covers at least one stretch of exactly MAX_SILENCE + 1.
    rests_t = np.append(0, np.cumsum(symbols_t == REST))
    too_long_t = rests_t[MAX_SILENCE + 1 :] - rests_t[: -MAX_SILENCE - 1] > MAX_SILENCE
    too_long_t = np.append(0, np.cumsum(too_long_t))
    silent_n = (lead_n > MAX_SILENCE) | (too_long_t[first_n + WINDOW - MAX_SILENCE] > too_long_t[first_n])
    clean_n = first_n[~empty_n & ~silent_n]
    symbols_nt = np.lib.stride_tricks.sliding_window_view(symbols_t, WINDOW)[clean_n]
    orphaned_n = symbols_nt[:, 0] == HOLD
    symbols_nt[orphaned_n] = canonical(symbols_nt[orphaned_n])
    return Windows(symbols_nt, first_n.size, int(empty_n.sum()), int((silent_n & ~empty_n).sum()))


def fingerprints(symbols_nt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a window is up to transposition, and where it lies.

    Two windows are the same tune in two keys if their hashes are equal, and the same symbols if their first pitches
    are equal too. (64 bits: among ten million windows the chance of any false match is about 3 in a million.)

    Args:
        symbols_nt: uint8, shape ``[n, WINDOW]``; each window has a note.

    Returns:
        uint64 hashes of the windows transposed to a first pitch of 0, and the uint8 first pitches, shape ``[n]``.
    """
    pitched_nt = symbols_nt < PITCHES
    first_n = np.take_along_axis(symbols_nt, pitched_nt.argmax(axis=1)[:, None], axis=1)[:, 0]
    # Intervals lie in -127..127; holds and rests stay apart from them at 128 and 129.
    relative_nt = symbols_nt.astype("<i2") - pitched_nt * first_n[:, None].astype("<i2")
    digests = b"".join(hashlib.blake2b(row.data, digest_size=8).digest() for row in relative_nt)
    return np.frombuffer(digests, "<u8").astype(np.uint64), first_n
