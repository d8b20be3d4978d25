"""What was heard, as sound: the notes that are sent, each part in its voice."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from lcmusic.live.grid import TICKS_PER_BEAT
from lcmusic.live.protocol import Role
from lcmusic.media.sound import VOICES, SoundedNote, rendered, timbre_of, written
from lcmusic.media.tracks import TimedNote

SAMPLE_RATE = 44_100
VOICE_OF: Mapping[Role, str] = {"chords": "keys", "bass": "bass"}
"""What accompanies a melody has a voice of its own."""
SHARE: Mapping[Role, float] = {"melody": 1.0, "chords": 0.35, "bass": 0.8}
"""How loud each part is beside the melody."""
LOUDEST = 127


def voice_of(role: Role, voice: str) -> str:
    """The voice of a part, where ``voice`` is the melody's."""
    return VOICE_OF.get(role, voice)


def loudness_of(role: Role, velocity: int) -> float:
    """How loud a part's note of a velocity is, 0..1."""
    return SHARE[role] * velocity / LOUDEST


def write_sound(
    path: Path, notes: Mapping[Role, Sequence[TimedNote]], length: int, tempo: float, voice: str
) -> Generator[float]:
    """Write notes as a WAV file, bit by bit, as they are heard; the path has it once all is done.

    Args:
        notes: by what they are part of, in ticks.
        length: ticks to the end, after which the last notes die away.
        tempo: beats per minute.
        voice: of the melody.

    Yields:
        How much is done, 0..1.

    Raises:
        UserError: there is no such voice, or the file cannot be written.
    """
    second = tempo * TICKS_PER_BEAT / 60
    seconds = length / second + timbre_of(voice).release
    heard = []
    for role, part in notes.items():
        timbre = VOICES[voice_of(role, voice)]
        for note in part:
            loudness = loudness_of(role, note.velocity)
            heard.append(SoundedNote(note.start / second, note.end / second, note.pitch, loudness, timbre))
    for samples in written(path, rendered(heard, seconds, SAMPLE_RATE), SAMPLE_RATE):
        yield samples / round(seconds * SAMPLE_RATE)
