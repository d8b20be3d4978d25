"""A clip back into its file: its notes changed where they stand, and all else left as it is."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass
from pathlib import Path

import mido
from mido.midifiles.meta import KeySignatureError

from lc_common.files import write_bytes
from lcmusic.media.midi import Clip
from lcmusic.media.place import Place
from lcmusic.music.melody import Melody

ENDS, STAYS, BEGINS = range(3)
"""Order of what happens at one tick: ends that are new, what was there, beginnings that are new."""
CHARSET = "latin-1"
"""Every byte of a text is a letter of it, so that texts in any alphabet come back as they were."""


@dataclass
class _Event:
    tick: int
    message: mido.Message | mido.MetaMessage
    order: int = STAYS


@dataclass
class _Sounding:
    """A note: its beginning and its end, if it has one."""

    on: _Event
    off: _Event | None = None


def rewrite(path: Path, source: Path, clip: Clip, changed: Melody) -> bool:
    """Write a file again with a clip of it changed; False, and nothing is written, where that cannot be done.

    Notes that stay keep their time to the tick and their velocity, those of another pitch too; those that are new stand
    on the grid and have the velocity of the nearest that was there. Other notes of the part, such as a chord's, stay.

    Args:
        path: what to write.
        source: the file that the clip was read from. One that is damaged cannot be written again.
        changed: as many bars as the clip has.

    Raises:
        UserError: the folder cannot be written, or the disk is full.
    """
    place = clip.place
    file = _opened(source)
    if place is None or file is None or place.part.track >= len(file.tracks):
        return False
    track = file.tracks[place.part.track]
    events, now = [], 0
    for message in track:
        now += message.time
        events.append(_Event(now, message))
    notes = _notes(events, place.part.channel)
    expected = list(zip(place.part.start_n, place.part.pitch_n, strict=True))
    ended = all(note.off is not None for note in notes)
    if not ended or [(note.on.tick, note.on.message.note) for note in notes] != expected:
        return False
    length = max((event.tick for event in events), default=0)
    events = [event for event in events if event.message.type != "end_of_track"]
    events = _changed(events, notes, place, clip.melody, changed)
    events.sort(key=lambda event: (event.tick, event.order))
    track.clear()
    now = 0
    for event in events:
        track.append(event.message.copy(time=event.tick - now))
        now = event.tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, length - now)))
    content = io.BytesIO()
    try:
        file.save(file=content)
    except ValueError:  # messages that have no place in a file
        return False
    write_bytes(path, content.getvalue())
    return True


def _opened(source: Path) -> mido.MidiFile | None:
    data = source.read_bytes()
    content = io.BytesIO(data[max(0, data.find(b"MThd")) :])
    try:
        return mido.MidiFile(file=content, charset=CHARSET, clip=True)
    except (OSError, EOFError, ValueError, LookupError, TypeError, KeySignatureError):
        return None


def _notes(events: list[_Event], channel: int) -> list[_Sounding]:
    """The notes of a channel in order of their beginnings; of one pitch the first to begin is the first to end."""
    notes: list[_Sounding] = []
    sounding: defaultdict[int, deque[_Sounding]] = defaultdict(deque)
    for event in events:
        message = event.message
        if message.type not in ("note_on", "note_off") or message.channel != channel:
            continue
        if message.type == "note_on" and message.velocity:
            notes.append(_Sounding(event))
            sounding[message.note].append(notes[-1])
        elif sounding[message.note]:
            sounding[message.note].popleft().off = event
    return notes


def _changed(events: list[_Event], notes: list[_Sounding], place: Place, before: Melody, after: Melody) -> list[_Event]:
    of_step: defaultdict[int, list[_Sounding]] = defaultdict(list)
    for there, step, used in zip(notes, place.steps().tolist(), place.used(before), strict=True):
        if used:
            of_step[step].append(there)
    steps = sorted(of_step)
    was, now = ({note.start: note for note in melody.notes()} for melody in (before, after))
    gone = {id(event) for step in was.keys() - now.keys() for note in of_step[step] for event in (note.on, note.off)}
    new: list[_Event] = []
    for step, note in now.items():
        if step not in was:
            at = bisect_left(steps, step)
            nearest = min(steps[max(0, at - 1) : at + 1], key=lambda other: abs(other - step), default=None)
            velocity = 80 if nearest is None else of_step[nearest][0].on.message.velocity
            on, off = (
                mido.Message(kind, note=note.pitch, velocity=velocity, channel=place.part.channel)
                for kind in ("note_on", "note_off")
            )
            new += [_Event(place.tick(step), on, BEGINS), _Event(place.end(note.end), off, ENDS)]
            continue
        for there in of_step[step]:
            there.on.message = there.on.message.copy(note=note.pitch)
            if there.off is not None:
                there.off.message = there.off.message.copy(note=note.pitch)
                if note.end != was[step].end:
                    there.off.tick, there.off.order = max(there.on.tick + 1, place.end(note.end)), ENDS
    return [event for event in events if id(event) not in gone] + new
