"""The notes of every part of a standard MIDI file, and what is said about them.

It reads what real programs write, not only what the standard allows: wrong track lengths and counts, files that break
off, wrappers around a file, notes that are never ended. What was put right is told in ``Song.repairs``.

Shapes: ``n`` notes of a part, in order of their starts.
"""

from __future__ import annotations

import contextlib
from array import array
from collections import Counter, defaultdict, deque
from dataclasses import dataclass

import numpy as np

from lc_common.errors import UserError

MAX_BYTES = 10_000_000
"""A longer file is refused unread: the longest symphonies take well under a tenth of it."""
MAX_TRACKS = 1000
"""A file of more tracks, or of more channels in them, is refused: each takes memory for all of its bars."""
DRUM_CHANNEL = 9
"""Channel 10 as people count, General MIDI's percussion."""
LONGEST_NAME = 200
"""Bytes of a track's name that are read."""
WRAPPER = 4096
"""Bytes before the header that are skipped: a RIFF or MacBinary header, a byte order mark."""

NOTE_OFF, NOTE_ON, CONTROL, PROGRAM, PRESSURE, META = 0x80, 0x90, 0xB0, 0xC0, 0xD0, 0xFF
ALL_OFF = (120, 123)
"""Controllers: all sound off, all notes off."""
SYSTEM_DATA_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1, **dict.fromkeys((0xF4, 0xF5, 0xF6, *range(0xF8, 0xFF)), 0)}
"""Of messages without a length; they have no place in a file, and some programs write them all the same."""


@dataclass(frozen=True)
class Part:
    """The notes of one channel of one track, of whatever programs: a change in mid-track is the same player's.

    Attributes:
        name: of the track, on one line; possibly empty.
        track: its place in the file, from 0.
        channel: 0..15.
        program: General MIDI program that most of its notes are played with, 0..127.
        start_n: int64, ticks.
        end_n: int64, ticks, each above its start.
        pitch_n: int64, 0..127.
    """

    name: str
    track: int
    channel: int
    program: int
    start_n: np.ndarray
    end_n: np.ndarray
    pitch_n: np.ndarray

    @property
    def drums(self) -> bool:
        """Whether the channel is General MIDI's for percussion."""
        return self.channel == DRUM_CHANNEL


@dataclass(frozen=True)
class Song:
    """A file, read.

    Attributes:
        name: what an error calls the file.
        tpq: ticks per quarter note.
        parts: with a note each, by track and channel.
        signatures: ``(tick, numerator, denominator)`` in order of time, and as written at one time.
        tempos: ``(tick, microseconds per quarter note)``, likewise.
        lyric_n: int64, ticks of syllables, ascending.
        repairs: what had to be put right, each a phrase for a person.
        private: ``(track, data)`` that programs wrote for themselves; data begins with a manufacturer's number.
    """

    name: str
    tpq: int
    parts: list[Part]
    signatures: list[tuple[int, int, int]]
    tempos: list[tuple[int, int]]
    lyric_n: np.ndarray
    repairs: list[str]
    private: list[tuple[int, bytes]]


def read_song(data: bytes, name: str) -> Song:
    """Read a MIDI file of format 0 or 1.

    Args:
        data: the file's bytes.
        name: what an error calls the file.

    Raises:
        UserError: not a MIDI file that can be read in beats; longer than ``MAX_BYTES``; more than ``MAX_TRACKS``.
    """
    if not data:
        raise UserError(f"{name} is empty; give a standard MIDI file.")
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; cut it into shorter files.")
    header = data.find(b"MThd", 0, WRAPPER)
    if header < 0:
        raise UserError(f"{name} is not a MIDI file; export it as a standard MIDI file (.mid).")
    if len(data) < header + 14:
        raise UserError(f"{name} breaks off in its header; export it again.")
    repairs = Counter[str]()
    if header and not data.startswith(b"RIFF"):
        repairs[f"{header} bytes before the header skipped"] = 1
    kind, count, tpq = (int.from_bytes(data[header + i : header + i + 2]) for i in (8, 10, 12))
    if kind == 2:
        raise UserError(f"{name} is a MIDI file of format 2; export it in format 0 or 1.")
    if tpq & 0x8000:
        raise UserError(f"{name} counts time in SMPTE frames, not in beats; export it with ticks per quarter note.")
    if tpq == 0:
        raise UserError(f"{name} has zero ticks per quarter note; export it again.")
    tracks = _tracks(data, header + 14, repairs)
    if len(tracks) != count:
        repairs[f"the header counts {count} tracks, there are {len(tracks)}"] = 1
    parts_k = [track.parts(number, tpq) for number, track in enumerate(tracks)]
    if max(len(tracks), sum(map(len, parts_k))) > MAX_TRACKS:
        raise UserError(f"{name} has more than {MAX_TRACKS} tracks; cut it into smaller files.")
    for track in tracks:
        repairs.update(track.repairs)
    # A karaoke file has its words as plain text, in a track without notes.
    lyrics = [tick for track in tracks for tick in track.lyrics]
    lyrics = lyrics or [tick for track, parts in zip(tracks, parts_k, strict=True) if not parts for tick in track.texts]
    return Song(
        name=name,
        tpq=tpq,
        parts=[part for parts in parts_k for part in parts],
        signatures=sorted((s for track in tracks for s in track.signatures), key=lambda s: s[0]),
        tempos=sorted((t for track in tracks for t in track.tempos), key=lambda t: t[0]),
        lyric_n=np.array(sorted(lyrics), np.int64),
        private=[(number, data) for number, track in enumerate(tracks) for data in track.private],
        repairs=[what if times == 1 else f"{what} ({times} times)" for what, times in repairs.items()],
    )


def _tracks(data: bytes, position: int, repairs: Counter[str]) -> list[_Track]:
    """Every track, whatever the header counts and however wrong the lengths are; of too many, one too many."""
    tracks: list[_Track] = []
    while len(tracks) <= MAX_TRACKS and (found := data.find(b"MTrk", position)) >= 0 and found + 8 <= len(data):
        start = found + 8
        stated = start + int.from_bytes(data[found + 4 : start])
        sound = stated == len(data) or data.startswith(b"MTrk", stated)
        # A length that does not lead to the next track is wrong, or other chunks follow: the track's own end counts.
        following = stated if sound else data.find(b"MTrk", start)
        end = following if following >= 0 else len(data)
        track = _Track(data[start:end])
        read = start + track.length if track.ended else end
        if not track.ended:
            repairs["a track that breaks off"] += 1
        elif not sound and read != stated:
            repairs["a track of another length than it says"] += 1
        tracks.append(track)
        position = stated if sound else read
    return tracks


class _Notes:
    """The notes of one channel while they are read; an end of -1 is not known yet."""

    def __init__(self) -> None:
        self.start, self.end, self.pitch = array("q"), array("q"), array("q")
        self.programs: Counter[int] = Counter()
        # By pitch, the notes that wait for their end: the first to begin is the first to end.
        self.sounding: defaultdict[int, deque[int]] = defaultdict(deque)

    def end_all(self, now: int) -> None:
        for waiting in self.sounding.values():
            for note in waiting:
                self.end[note] = now
        self.sounding.clear()


class _Track:
    """One track's bytes, read event by event as far as they go."""

    def __init__(self, data: bytes):
        self._data = data
        self._name = ""
        self._now = 0
        self._program = [0] * 16
        self._channels: defaultdict[int, _Notes] = defaultdict(_Notes)
        # By pitch, when a note was ended that its channel did not play.
        self._astray: defaultdict[int, array] = defaultdict(lambda: array("q"))
        self.length = 0
        self.ended = False
        self.lyrics: list[int] = []
        self.texts: list[int] = []
        self.signatures: list[tuple[int, int, int]] = []
        self.tempos: list[tuple[int, int]] = []
        self.private: list[bytes] = []
        self.repairs: Counter[str] = Counter()
        # A file may break off anywhere.
        with contextlib.suppress(IndexError):
            self._read()

    def _read(self) -> None:
        data, position, status = self._data, 0, 0
        while not self.ended:
            delta = data[position]
            position += 1
            if delta & 0x80:
                delta, position = self._number(position - 1)
                if delta >= 1 << 31:
                    self.repairs["a time stamp before the one before it"] += 1
                    delta = 0
            self._now += delta
            byte = data[position]
            if byte & 0x80:
                position += 1
                if byte >= 0xF0:
                    # By the standard this ends running status; programs that go on with it mean what they meant before.
                    position = self._system(byte, position)
                    continue
                status = byte
            elif not status:
                self.repairs["bytes that are no event"] += 1
                position += 1
                continue
            one, channel, kind = data[position], status & 0xF, status & 0xF0
            if kind == PROGRAM:
                self._program[channel] = one & 0x7F
            if kind in (PROGRAM, PRESSURE):
                position += 1
                continue
            two = data[position + 1]
            position += 2
            if (one | two) & 0x80:
                self.repairs["a number above 127"] += 1
                one, two = one & 0x7F, two & 0x7F
            if kind == NOTE_ON and two:
                self._begin(self._channels[channel], one, self._program[channel])
            elif kind in (NOTE_ON, NOTE_OFF):
                self._end(channel, one)
            elif kind == CONTROL and one in ALL_OFF and channel in self._channels:
                self._channels[channel].end_all(self._now)

    def _begin(self, notes: _Notes, pitch: int, program: int) -> None:
        notes.sounding[pitch].append(len(notes.start))
        notes.start.append(self._now)
        notes.end.append(-1)
        notes.pitch.append(pitch)
        notes.programs[program] += 1

    def _end(self, channel: int, pitch: int) -> None:
        notes = self._channels.get(channel)
        if notes and notes.sounding[pitch]:
            notes.end[notes.sounding[pitch].popleft()] = self._now
        else:
            self._astray[pitch].append(self._now)

    def _number(self, position: int) -> tuple[int, int]:
        """A number of variable length, and the position behind it; 32 bits of it, if there are more."""
        number, byte = 0, 0x80
        while byte & 0x80:
            byte = self._data[position]
            position += 1
            number = (number << 7 | byte & 0x7F) & 0xFFFFFFFF
        return number, position

    def _system(self, status: int, position: int) -> int:
        """Read a message that belongs to no channel; the position behind it."""
        if status in SYSTEM_DATA_BYTES:
            return position + SYSTEM_DATA_BYTES[status]
        kind = 0
        if status == META:
            kind = self._data[position]
            position += 1
        length, position = self._number(position)
        content = self._data[position : position + length]
        match kind:
            case 0x01:
                if not content.startswith(b"@"):
                    self.texts.append(self._now)
            case 0x03 if not self._name:
                self._name = _legible(content[:LONGEST_NAME])
            case 0x05:
                self.lyrics.append(self._now)
            case 0x2F:
                self.ended, self.length = True, position + length
            case 0x51 if len(content) == 3:
                self.tempos.append((self._now, int.from_bytes(content)))
            case 0x58 if len(content) >= 2 and content[0] and content[1] < 8:
                self.signatures.append((self._now, content[0], 1 << content[1]))
            case 0x7F:
                self.private.append(content)
        return position + length

    def parts(self, number: int, tpq: int) -> list[Part]:
        """What its channels play; ``number`` is its place in the file.

        A note ends at the latest where its pitch begins anew. One without an end lasts until the next begins or the
        track ends, a bar at most; an end on another channel counts.
        """
        channels = sorted(self._channels.items())
        return [self._part(number, channel, notes, tpq) for channel, notes in channels if notes.start]

    def _part(self, number: int, channel: int, notes: _Notes, tpq: int) -> Part:
        start_n, end_n, pitch_n = (np.array(column, np.int64) for column in (notes.start, notes.end, notes.pitch))
        open_k = np.flatnonzero(end_n < 0)
        if open_k.size:
            self.repairs["a note without an end"] += open_k.size
            start_k = start_n[open_k]
            following_k = np.append(start_n, self._now)[np.searchsorted(start_n, start_k, side="right")]
            end_n[open_k] = np.minimum(following_k, start_k + 4 * tpq)
            for pitch in np.unique(pitch_n[open_k]):
                same_k = open_k[pitch_n[open_k] == pitch]
                # An end that is there says more than a guess.
                ends = np.append(np.array(self._astray[pitch], np.int64), -1)
                found_k = ends[np.searchsorted(ends[:-1], start_n[same_k], side="right")]
                end_n[same_k] = np.where(found_k >= 0, found_k, end_n[same_k])
        order = np.lexsort((start_n, pitch_n))
        one, other = order[:-1], order[1:]
        anew = (pitch_n[one] == pitch_n[other]) & (start_n[one] < start_n[other])
        end_n[one[anew]] = np.minimum(end_n[one[anew]], start_n[other[anew]])
        program = max(notes.programs, key=lambda p: notes.programs[p])
        return Part(self._name, number, channel, program, start_n, np.maximum(end_n, start_n + 1), pitch_n)


def _legible(content: bytes) -> str:
    """A name on one line: UTF-8, or Latin-1 as older programs write it; nothing that a terminal would obey."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
