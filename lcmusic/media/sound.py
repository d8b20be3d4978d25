"""Notes as sound: the built-in voices, and the metronome's click. Needs no sound font and no sound card.

``Synth`` plays notes as they come, block by block; ``audio`` and ``wav`` play a melody, ``rendered`` any notes whose
ends are known. Which voices there are is one table, ``VOICES``.
"""

from __future__ import annotations

import wave
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lc_common.errors import UserError
from lc_common.files import replacing
from lcmusic.music.melody import STEPS_PER_BEAT, Melody

DRIVE = 0.9  # how far the loudest moments are rounded off
PEAK = 0.8  # of full scale: no sample is louder
VIBRATO_RATE = 5.5  # per second
BLOCK = 0.25  # seconds that are rendered at once
FULL_SCALE = 32_767  # of 16 bits
CLICKS = (96, 89)  # pitches of the metronome: of the first beat of a bar, and of the others
CLICK_SECONDS = 0.05
CLICK_LOUDNESS = (0.7, 0.4)


@dataclass(frozen=True)
class Timbre:
    """How a voice sounds.

    Attributes:
        partials: weights of the fundamental and of what sounds above it.
        attack, release: seconds in which a note rises, and in which it dies away once it has ended.
        fade: how fast a note that is held fades, per second; partial k fades k times as fast.
        sustain: the share of the fundamental that does not fade.
        vibrato: semitones up and down.
        level: brings all voices to about the same loudness.
    """

    partials: tuple[float, ...]
    attack: float
    release: float
    fade: float = 0.0
    sustain: float = 1.0
    vibrato: float = 0.0
    level: float = 1.0


VOICES: dict[str, Timbre] = {
    "keys": Timbre((1.0, 0.4, 0.22, 0.1, 0.05, 0.02), attack=0.004, release=0.1, fade=3, sustain=0.4),
    "electric-piano": Timbre((1.0, 0.05, 0.45, 0, 0, 0, 0.5), 0.003, 0.2, fade=0.8, sustain=0.45, level=0.85),
    "organ": Timbre((0.8, 1.0, 0.6, 0.5, 0, 0.35, 0, 0.35), attack=0.012, release=0.05, level=0.48),
    "pluck": Timbre(tuple(1 / k for k in range(1, 15)), attack=0.002, release=0.1, fade=6, sustain=0, level=1.4),
    "bass": Timbre((0.8, 1.0, 0.5, 0.4, 0.25, 0.12), attack=0.008, release=0.06, fade=1.5, sustain=0.7, level=0.6),
    "lead": Timbre(tuple(1 / k for k in range(1, 21)), attack=0.02, release=0.08, vibrato=0.12, level=0.6),
    "flute": Timbre((1.0, 0.1, 0.04), attack=0.09, release=0.15, vibrato=0.18, level=0.85),
}
"""The built-in voices by name."""
DEFAULT_VOICE = "keys"
CLICK = Timbre((1.0, 0, 0.3), attack=0.001, release=0.02, fade=60, sustain=0)
"""Of the metronome."""


def timbre_of(voice: str) -> Timbre:
    """A voice by its name; ``UserError`` if there is none."""
    if voice not in VOICES:
        raise UserError(f"There is no voice {voice!r}; choose one of {', '.join(VOICES)}.")
    return VOICES[voice]


class SoundedNote(NamedTuple):
    """A note in seconds; ``loudness`` 0..1."""

    start: float
    end: float
    pitch: int
    loudness: float
    timbre: Timbre


@dataclass
class _Sounding:
    """A note that sounds or will: ``start`` and ``end`` are samples; ``end`` is None until it is known."""

    key: Hashable
    start: int
    pitch: int
    loudness: float
    timbre: Timbre
    end: int | None = None


class Synth:
    """Plays notes block by block. ``after`` is in samples, from the first one of the next block on.

    Args:
        sample_rate: samples per second.
    """

    def __init__(self, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._now = 0
        self._sounding: list[_Sounding] = []

    def start(self, key: Hashable, pitch: int, loudness: float, timbre: Timbre, after: int = 0) -> None:
        """Begin a note; ``key`` is what ``stop`` knows it by."""
        self._sounding.append(_Sounding(key, self._now + after, pitch, loudness, timbre))

    def stop(self, key: Hashable, after: int = 0) -> None:
        """End a note, which dies away."""
        for note in self._sounding:
            if note.key == key and note.end is None:
                note.end = self._now + after

    def click(self, first: bool, after: int = 0) -> None:
        """A click of the metronome, higher and louder on the first beat of a bar."""
        kind = 0 if first else 1
        start = self._now + after
        end = start + round(CLICK_SECONDS * self.sample_rate)
        self._sounding.append(_Sounding(None, start, CLICKS[kind], CLICK_LOUDNESS[kind], CLICK, end))

    def read(self, frames: int) -> np.ndarray:
        """The next samples, float32 ``[frames]`` in -0.8..0.8."""
        mix = np.zeros(frames, np.float32)
        until = self._now + frames
        for note in self._sounding:
            last = until if note.end is None else min(until, note.end + self._samples(note.timbre.release))
            first = max(note.start, self._now)
            if last > first:
                heard = _tone(note, first - note.start, last - first, self.sample_rate)
                mix[first - self._now : last - self._now] += np.float32(note.loudness) * heard
        self._now = until
        self._sounding = [n for n in self._sounding if n.end is None or n.end + self._samples(n.timbre.release) > until]
        return PEAK * np.tanh(DRIVE * mix)

    def hush(self, seconds: float) -> np.ndarray:
        """Forget every note: the last samples, in which what sounds fades to nothing; empty if nothing does."""
        size = round(seconds * self.sample_rate) if self._sounding else 0
        last = self.read(size) * np.linspace(1, 0, size, dtype=np.float32)
        self._sounding = []
        return last

    def _samples(self, seconds: float) -> int:
        return round(seconds * self.sample_rate)


def _tone(note: _Sounding, first: int, size: int, sample_rate: int) -> np.ndarray:
    """Samples of a note from its ``first`` on, float32, shape ``[size]``."""
    timbre = note.timbre
    frequency = 440 * 2 ** ((note.pitch - 69) / 12)
    seconds = np.arange(first, first + size) / sample_rate
    turns = frequency * seconds
    if timbre.vibrato:
        swing = (2 ** (timbre.vibrato / 12) - 1) * frequency / VIBRATO_RATE / (2 * np.pi)
        turns = turns + swing * (1 - np.cos(2 * np.pi * VIBRATO_RATE * seconds))
    phase = (2 * np.pi * (turns % 1)).astype(np.float32)
    # Partial k is the k-th power of the fundamental, and so fades faster; their weighted sum is a polynomial (Horner).
    fade = (timbre.sustain + (1 - timbre.sustain) * np.exp(-timbre.fade * seconds)).astype(np.float32)
    fundamental = fade * (np.cos(phase) + 1j * np.sin(phase))
    wave_t: np.ndarray = np.zeros(size, np.complex64)
    # What lies above half the sample rate would fold back.
    for weight in reversed(timbre.partials[: int(sample_rate / 2 / frequency)]):
        wave_t = (wave_t + np.float32(weight)) * fundamental
    swell = np.minimum(seconds / timbre.attack, 1)
    if note.end is not None:
        left = (note.end - note.start) / sample_rate + timbre.release - seconds
        swell = np.minimum(swell, left / timbre.release)
    return wave_t.imag * (timbre.level * np.sin(np.pi / 2 * swell) ** 2).astype(np.float32)


def rendered(notes: Iterable[SoundedNote], seconds: float, sample_rate: int) -> Iterator[np.ndarray]:
    """Notes, in any order, as sound in blocks: however long it is, it takes no more memory than a short one."""
    synth, waiting = Synth(sample_rate), sorted(notes, key=lambda note: note.start, reverse=True)
    left, block, done = round(seconds * sample_rate), round(BLOCK * sample_rate), 0
    while left > 0:
        size = min(block, left)
        while waiting and round(waiting[-1].start * sample_rate) < done + size:
            note = waiting.pop()
            key = len(waiting)
            after = round(note.start * sample_rate) - done
            synth.start(key, note.pitch, note.loudness, note.timbre, after)
            synth.stop(key, round(note.end * sample_rate) - done)
        yield synth.read(size)
        left, done = left - size, done + size


def audio(
    melody: Melody, *, tempo: float = 120.0, sample_rate: int = 44_100, voice: str = DEFAULT_VOICE
) -> np.ndarray:  # fmt: skip
    """The melody played by a built-in voice.

    Args:
        melody: any number of bars.
        tempo: quarter notes per minute, above 0.
        sample_rate: samples per second, above 0.
        voice: one of ``VOICES``.

    Returns:
        float32 mono samples in -0.8..0.8, shape ``[round((melody's seconds + the voice's release) * sample_rate)]``.
        The loudness is the same for every melody, so that clips compare.

    Raises:
        UserError: there is no such voice.
        ValueError: a tempo or sample rate that is not above 0.
    """
    return np.concatenate(list(_played(melody, tempo, sample_rate, voice)))


def wav(
    melody: Melody, path: Path, *, tempo: float = 120.0, sample_rate: int = 44_100, voice: str = DEFAULT_VOICE
) -> None:  # fmt: skip
    """Write ``audio`` as a mono 16-bit WAV file, overwritten if it exists; ``UserError`` if it cannot be written."""
    for _ in written(path, _played(melody, tempo, sample_rate, voice), sample_rate):
        pass


def written(path: Path, blocks: Iterable[np.ndarray], sample_rate: int) -> Iterator[int]:
    """Write blocks of samples as a mono 16-bit WAV file; the path has it once all were taken, and else stays as it was.

    Yields:
        After each block, how many samples there are so far.

    Raises:
        UserError: the file cannot be written.
    """
    with replacing(path) as stream, wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        for block in blocks:
            file.writeframesraw(sixteen_bits(block))
            yield file.tell()


def sixteen_bits(samples: np.ndarray) -> bytes:
    """Samples in -1..1 as little-endian whole numbers of 16 bits."""
    return np.rint(samples * FULL_SCALE).astype("<i2").tobytes()


def _played(melody: Melody, tempo: float, sample_rate: int, voice: str) -> Iterator[np.ndarray]:
    if not (tempo > 0 and sample_rate > 0):
        raise ValueError(f"tempo and sample rate lie above 0, got {tempo} and {sample_rate}")
    timbre, step = timbre_of(voice), 60 / tempo / STEPS_PER_BEAT
    notes = [SoundedNote(note.start * step, note.end * step, note.pitch, 1.0, timbre) for note in melody.notes()]
    return rendered(notes, len(melody) * step + timbre.release, sample_rate)
