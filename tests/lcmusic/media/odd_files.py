"""MIDI files as people met them and reported them, made by code: each stands for its kind.

Unless said, a file holds one tune of 64 quarter notes in 16 bars of 4/4 and must read as it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from lcmusic.music.melody import Melody, Note

BEAT, BAR = 480, 1920
PITCHES = [60 + 5 * i % 13 for i in range(64)]
TUNE = Melody.from_notes([Note(4 * i, 4 * i + 4, pitch) for i, pitch in enumerate(PITCHES)])

Event = tuple[int, bytes]
"""A tick and what happens there."""

FOUR_FOUR, TEMPO = (0, b"\xff\x58\x04\x04\x02\x18\x08"), (0, b"\xff\x51\x03\x07\xa1\x20")


def number(value: int) -> bytes:
    """A number of variable length."""
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(value & 0x7F | 0x80)
    return bytes(reversed(digits))


def note(tick: int, pitch: int, length: int = BEAT, channel: int = 0) -> list[Event]:
    return [(tick, bytes([0x90 | channel, pitch, 80])), (tick + length, bytes([0x80 | channel, pitch, 64]))]


def tune(start: int = 0, length: int = BEAT, channel: int = 0) -> list[Event]:
    """The tune, each note of which lasts so many ticks."""
    return [event for i, pitch in enumerate(PITCHES) for event in note(start + i * BEAT, pitch, length, channel)]


def meta(kind: int, content: bytes) -> bytes:
    return bytes([0xFF, kind]) + number(len(content)) + content


def named(name: bytes) -> Event:
    return 0, meta(0x03, name)


def body(events: Iterable[Event], end: int | None = None) -> bytes:
    """A track's events in order of time (of those at one time, as they come), and its end."""
    events = sorted(events, key=lambda event: event[0])
    now, data = 0, b""
    for tick, event in events:
        data += number(tick - now) + event
        now = tick
    return data + number((end if end is not None else now) - now) + b"\xff\x2f\x00"


def chunk(content: bytes, kind: bytes = b"MTrk", length: int | None = None) -> bytes:
    return kind + (len(content) if length is None else length).to_bytes(4, "big") + content


def smf(*tracks: bytes, kind: int | None = None, count: int | None = None, division: int = BEAT) -> bytes:
    """A file of chunks or, where they are none, of track bodies."""
    chunks = [track if track[:4].isalnum() else chunk(track) for track in tracks]
    numbers = (int(len(tracks) > 1) if kind is None else kind, len(tracks) if count is None else count, division)
    return chunk(b"".join(n.to_bytes(2, "big") for n in numbers), b"MThd") + b"".join(chunks)


def one(*more: Event, events: list[Event] | None = None) -> bytes:
    """The tune with other events ahead of it."""
    return smf(body([TEMPO, FOUR_FOUR, *more, *(tune() if events is None else events)]))


class Kind(NamedTuple):
    """One kind of file.

    Attributes:
        what: it is, in a few words.
        report: where people met it, "repository#issue"; empty if nowhere in particular.
        data: the file.
        outcome: "the tune", the remarks on it, or what the error says.
        melody: what is read, if anything is.
    """

    what: str
    report: str
    data: bytes
    outcome: str = "the tune"
    melody: Melody = TUNE

    @property
    def refused(self) -> bool:
        """Whether the outcome is the end of an error."""
        return self.outcome[0].islower() and self.outcome != "the tune"


def _running() -> bytes:
    """The tune in running status, a text event in the middle of every bar."""
    data = b"\x00\x90"
    for i, pitch in enumerate(PITCHES):
        text = b"" if i % 4 != 2 else meta(0x01, b"%+") + b"\x00"
        data += (b"" if i == 0 else b"\x00") + text + bytes([pitch, 80]) + number(BEAT) + bytes([pitch, 0])
    return smf(data + b"\x00\xff\x2f\x00")


PLAIN = one()
BODY = body([TEMPO, FOUR_FOUR, *tune()])
LOW = [event for bar in range(16) for event in note(bar * BAR, 36 + bar % 3, BAR, 1)]
CHORDS = [event for bar in range(16) for p in (48, 52, 55) for event in note(bar * BAR, p + bar % 2, BAR, 2)]

BREAKS = "Repaired: a track that breaks off."
LENGTH = "Repaired: a track of another length than it says."


def kinds() -> list[Kind]:
    """Every kind."""
    swapped = sorted(tune(), key=lambda event: (event[0], event[1][0] & 0xF0 == 0x80))
    return [
        # Bytes
        Kind("track length 10 too long", "mido/mido#480", smf(chunk(BODY, length=len(BODY) + 10)), LENGTH),
        Kind("track length 3 too short", "gearmulator#163", smf(chunk(BODY, length=len(BODY) - 3)), LENGTH),
        Kind("track length 0", "AudioKit/AudioKit#2109", smf(chunk(BODY, length=0)), LENGTH),
        Kind(
            "header counts one track of two",
            "craigsapp/midifile#44",
            smf(body([TEMPO]), body(tune()), count=1),
            "Repaired: the header counts 1 tracks, there are 2.",
        ),
        Kind(
            "header counts a vendor's chunk as a track",
            "dusk-audio/dusk-studio#502",
            smf(chunk(b"\0\1\2", b"SEM1"), BODY, kind=1),
            "Repaired: the header counts 2 tracks, there are 1.",
        ),
        Kind("a vendor's chunk after the tune", "vishnubob/python-midi#88", PLAIN + chunk(b"\0\1\2", b"XFIH")),
        Kind(
            "events between the end of a track and the next one",
            "craigsapp/midifile#31",
            smf(body([TEMPO, FOUR_FOUR]), BODY).replace(b"\x2f\x00MTrk", b"\x2f\x00\x00" + TEMPO[1] + b"MTrk", 1),
        ),
        Kind("last byte missing", "jazz-soft/test-midi-files#13", PLAIN[:-1], BREAKS),
        Kind("file breaks off after the last note", "kovaxis/midly#8", PLAIN[:-4], BREAKS),
        Kind("a byte too many", "jazz-soft/test-midi-files#13", PLAIN + b"\0"),
        Kind("zeros up to the next 128 bytes", "chip-player-js#144", PLAIN + bytes(-len(PLAIN) % 128)),
        Kind("no end of track", "modern-midi#4", smf(BODY[:-4]), BREAKS),
        Kind("header of 8 bytes", "craigsapp/midifile#44", PLAIN[:7] + b"\x08" + PLAIN[8:14] + b"\0\0" + PLAIN[14:]),
        Kind("RIFF around the file", "jcmoyer/Nuked-SC55#21", b"RIFF\0\0\0\0RMIDdata\0\0\0\0" + PLAIN),
        Kind(
            "MacBinary header",
            "chip-player-js#144",
            b"\0\x04tune".ljust(128, b"\0") + PLAIN,
            "Repaired: 128 bytes before the header skipped.",
        ),
        Kind("byte order mark", "", b"\xef\xbb\xbf" + PLAIN, "Repaired: 3 bytes before the header skipped."),
        Kind("running status goes on after text", "gomidi/midi#20", _running()),
        Kind(
            "running status goes on after a system exclusive message",
            "PolyMeilex/Neothesia#245",
            _running().replace(b"\xff\x01\x02%+", b"\xf0\x03\x43\x12\xf7"),
        ),
        Kind("note number 195 (high bit set)", "craigsapp/midifile#44", PLAIN.replace(b"\x90\x41", b"\x90\xc1", 1),
             "Repaired: a number above 127."),
        Kind("velocity 208 (high bit set)", "mido/mido#63", PLAIN.replace(b"\x90\x41\x50", b"\x90\x41\xd0", 1),
             "Repaired: a number above 127."),
        Kind("negative first time stamp", "vishnubob/python-midi#70",
             smf(body(tune()).replace(b"\0", b"\x8f\xff\xff\xff\x00", 1)),
             "Repaired: a time stamp before the one before it."),
        Kind("time stamps padded to 5 bytes", "craigsapp/midifile#27",
             smf(body(tune()).replace(b"\x83\x60", b"\x80\x80\x80\x83\x60"))),
        Kind("clock and active sensing among the notes", "kaitai-io/kaitai_struct_formats#708",
             one(*[(BEAT * i, bytes([status])) for i in range(64) for status in (0xF8, 0xFE)])),
        Kind("song position and song select", "kaitai-io/kaitai_struct_formats#708",
             one((BEAT, b"\xf2\x10\x00"), (BEAT, b"\xf3\x01"))),
        Kind("system exclusive message in two packets", "atsushieno/ktmidi#54",
             one((0, b"\xf0\x03\x43\x12\x00"), (200, b"\xf7\x03\x43\x12\xf7"))),
        Kind("text of 300 bytes", "craigsapp/midifile#45", one((0, meta(0x01, b"x" * 300)))),
        Kind("unknown meta events", "muse-sequencer/muse#80", one((0, meta(0x60, b"1")), (9, meta(0x4B, b"")))),
        Kind("sequence number of two bytes", "ahlstromcj/sequencer64#121", one((0, meta(0x00, b"\1\1")))),
        Kind("SMPTE offset", "colxi/midi-parser-js#7", one((0, meta(0x54, b"\x60\0\3\0\0")))),
        Kind("key of 18 flats", "craffel/pretty-midi#165", one((0, meta(0x59, b"\xee\1")))),
        Kind("key in mode 255", "mido/mido#235", one((0, meta(0x59, b"\xfe\xff")))),
        Kind("port and channel prefix", "", one((0, meta(0x21, b"\1")), (0, meta(0x20, b"\0")))),
        Kind("no track at all", "cuthbertLab/music21#569", smf(), "has no notes; give a file with a melody."),
        Kind("a web page", "", b"<!DOCTYPE html>",
             "is not a MIDI file; export it as a standard MIDI file (.mid)."),
        Kind("header alone, torn", "", PLAIN[:9], "breaks off in its header; export it again."),
        Kind("empty file", "", b"", "is empty; give a standard MIDI file."),
        Kind("format 2", "", smf(BODY, kind=2), "is a MIDI file of format 2; export it in format 0 or 1."),
        Kind("0 ticks a quarter note", "", smf(BODY, division=0), "has zero ticks per quarter note; export it again."),
        Kind("-10096 ticks a quarter note", "craffel/pretty-midi#173", smf(BODY, division=0x10000 - 10096),
             "counts time in SMPTE frames, not in beats; export it with ticks per quarter note."),
        # Notes
        Kind("notes end by velocity 0", "shriramters/chordcat#8",
             one(events=[(t, b"\x90" + e[1:2] + b"\0" if e[0] == 0x80 else e) for t, e in tune()])),
        Kind("each note begins before the last ends, at one tick", "dusk-audio/dusk-studio#463", one(events=swapped)),
        Kind("zero-length double before every note", "fosfrancesco/asap-dataset#8",
             one(events=[event for i, p in enumerate(PITCHES) for event in
                         [(i * BEAT, bytes([0x90, p, 80])), (i * BEAT, bytes([0x80, p, 64])), *note(i * BEAT, p)]])),
        Kind("every note twice", "fosfrancesco/asap-dataset#8", one(*tune())),
        Kind("every note ended twice", "craffel/pretty-midi#131",
             one(*[event for event in tune() if event[1][0] == 0x80])),
        Kind("zero-length notes", "Yikai-Liao/symusic#38", one(events=tune(length=0)), "the tune",
             Melody.from_notes([Note(n.start, n.start + 1, n.pitch) for n in TUNE.notes()])),
        Kind("repeated notes that overlap", "craffel/pretty-midi#163",
             one(events=[e for i in range(64) for e in note(i * BEAT, 60, BEAT + 60)]), "the tune",
             Melody.from_notes([Note(n.start, n.end, 60) for n in TUNE.notes()])),
        Kind("legato by an eighth of a note", "MGen#202", one(events=tune(length=BEAT + 60))),
        Kind("legato by half a note", "MGen#202", one(events=tune(length=BEAT + 240))),
        Kind("last note without an end", "modern-midi#4", smf(body([*tune()[:-1]], end=16 * BAR)),
             "Repaired: a note without an end."),
        Kind("ends of notes on another channel", "zynthian/zynthian-issue-tracking#461",
             one(events=[(t, bytes([0x81, *e[1:]]) if e[0] == 0x80 else e) for t, e in tune()]),
             "Repaired: a note without an end (64 times)."),
        Kind("all notes off instead of ends", "schismtracker/schismtracker#94",
             one(events=[(t, b"\xb0\x7b\0" if e[0] == 0x80 else e) for t, e in tune()])),
        Kind("a chord under every note", "", one(*CHORDS, events=[(t, e) for t, e in tune(channel=2)]),
             "Left out 48 notes of chords and inner voices."),
        Kind("program change at bar 9", "Yikai-Liao/symusic#22", one((8 * BAR, b"\xc0\x19"))),
        Kind("program change a tick after the first note", "OpenNBS/NoteBlockStudio#194", one((1, b"\xc0\x49"))),
        Kind("a bank and program for every note", "Yikai-Liao/symusic#22",
             one(*[(BEAT * i, bytes([0xC0, i])) for i in range(64)])),
        # Parts
        Kind("bass first", "magenta/magenta#1933", smf(body([named(b"Bass"), *LOW]), body([named(b"Melody"), *tune()])),
             "Took track 2 (Melody) of 2."),
        Kind("bass first, without names", "magenta/magenta#1933", smf(body(LOW), body(tune())), "Took track 2 of 2."),
        Kind("one track, a channel for each part (format 0)", "AMNS/Nightingale#128",
             smf(body([*LOW, *CHORDS, *tune()])),
             "Took track 1 of 3."),
        Kind("notes in the tempo track as well", "craigsapp/midifile#31", smf(body([TEMPO, *LOW]), body(tune())),
             "Took track 2 of 2."),
        Kind("drums beside the melody", "musescore/MuseScore#439",
             smf(body(tune(channel=9)), body(tune())), "Took track 2 of 2."),
        Kind("melody on channel 10", "SDL_mixer#105", smf(body(tune(channel=9))),
             "has notes on channel 10 only, which is percussion; take them as a melody with --track 1."),
        Kind("karaoke: words as text in a track of their own", "",
             smf(body([named(b"Words"), *[(i * BEAT, meta(1, b"la")) for i in range(64)]]), body(CHORDS), body(tune())),
             "Took track 2 of 2."),
        Kind("track named in Shift-JIS", "LMMS/lmms#6056", one(named(b"\x83\x81\x83\x8d\x83\x66\x83\x42"))),
        Kind("track named in Latin-1", "melanchall/drywetmidi#2", one(named(b"T\xe9nor"))),
        # Time
        Kind("cut time", "magenta/magenta#215", one((0, b"\xff\x58\x04\x02\x01\x18\x08"))),
        Kind("2/4", "magenta/magenta#215", one((0, b"\xff\x58\x04\x02\x02\x18\x08"))),
        Kind("3/4", "magenta/magenta#215", smf(body([(0, b"\xff\x58\x04\x03\x02\x18\x08"), *tune()])),
             "has no melody in 4/4, 2/2 or 2/4 (it is in 3/4); give a file with a melody in 4/4."),
        Kind("signature of 2 to the power of 33", "craffel/pretty-midi#88", one((0, b"\xff\x58\x04\x02\x21\x18\x08"))),
        Kind("signature of 0/4", "Meowchestra/MidiEditor#60", one((0, b"\xff\x58\x04\x00\x02\x18\x08"))),
        Kind("a bar of 1/4 before the tune", "LMMS/lmms#8002",
             smf(body([(0, b"\xff\x58\x04\x01\x02\x18\x08"), (BEAT, FOUR_FOUR[1]), *tune(BEAT)]))),
        Kind("upbeat of 1/4, downbeat 6 ticks early", "salu133445/pypianoroll#6",
             smf(body([(0, b"\xff\x58\x04\x01\x02\x18\x08"), (BEAT, FOUR_FOUR[1]), *note(0, 55, 470),
                       *[(t - 6 * (t == BEAT), e) for t, e in tune(BEAT)]])),
             "Left out 1 bar in 1/4."),
        Kind("two bars, a bar of 2/4, then the tune", "",
             smf(body([FOUR_FOUR, (2 * BAR, b"\xff\x58\x04\x02\x02\x18\x08"), (2 * BAR + 960, FOUR_FOUR[1]),
                       *note(0, 60), *tune(2 * BAR + 960)])),
             "Took the longest of 2 stretches of 4/4, from bar 4. Left out 1 bar in 4/4."),
        Kind("tempo in the second track", "Tonejs/Midi#116", smf(body([FOUR_FOUR]), body([TEMPO, *tune()]))),
        Kind("tempo 0", "craffel/pretty-midi#209", one((0, b"\xff\x51\x03\0\0\0")),
             "A tempo of 60,000,000 is none; read as 120."),
        Kind("tempo of 50,000", "", one((0, b"\xff\x51\x03\0\x04\xb0")), "A tempo of 50,000 is none; read as 120."),
        Kind("half an hour of tempo changes after the tune", "magenta/magenta#512",
             one(*[(16 * BAR + BAR * i, TEMPO[1]) for i in range(900)])),
        Kind("pedal off after the last bar line", "CPJKU/partitura#40", one((16 * BAR + 10, b"\xb0\x40\0"))),
        Kind("loop of four bars, pedal off 10 ticks after it", "CPJKU/partitura#40",
             one((4 * BAR + 10, b"\xb0\x40\0"), events=tune()[:32]),
             "the tune", Melody(TUNE.symbols_t[: 4 * 16])),
        Kind("volume change at bar 40", "CPJKU/partitura#40", one((39 * BAR, b"\xb0\x07\x40"))),
        Kind("end of track an hour late", "", smf(body([*tune()], end=1800 * BAR))),
        Kind("tune from bar 33", "", one(events=tune(32 * BAR)), "Left out 32 silent bars."),
        Kind("stray note at bar 19,990", "Tonejs/Midi#187", one(*note(19989 * BAR, 60)),
             "Left out 19,968 silent bars.",
             Melody.from_notes([*TUNE.notes(), Note(21 * 16, 21 * 16 + 4, 60)], 22 * 16)),
        Kind("a note at bar 40,000", "Tonejs/Midi#187", one(*note(39999 * BAR, 60)),
             "runs over more than 20000 bars; cut it into shorter files."),
        Kind("96 ticks a quarter note", "", smf(body([(t // 5, e) for t, e in tune()]), division=96)),
        Kind("25,200 ticks a quarter note", "", smf(body([(t * 105 // 2, e) for t, e in tune()]), division=25200)),
        Kind("1 tick a quarter note", "", smf(body([(t // BEAT, e) for t, e in tune()]), division=1)),
        Kind("played up to 50 ticks early or late", "musescore/MuseScore#28402",
             one(events=[event for i, p in enumerate(PITCHES)
                         for event in note(max(0, i * BEAT + 37 * i % 101 - 50), p, 360)]),
             "Put 24 notes on the grid of sixteenths, such as triplets.",
             Melody.from_notes([Note(n.start, n.start + 3, n.pitch) for n in TUNE.notes()])),
    ]  # fmt: skip


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """A file with a few of its bytes changed, taken out, doubled or moved, or cut off."""
    damaged = bytearray(data)
    for _ in range(rng.integers(1, 9)):
        if not damaged:
            break
        start = int(rng.integers(len(damaged)))
        end = min(len(damaged), start + int(rng.geometric(0.2)))
        match int(rng.integers(7)):
            case 0:
                damaged[start] ^= 1 << int(rng.integers(8))
            case 1:
                damaged[start:end] = rng.bytes(end - start)
            case 2:
                del damaged[start:end]
            case 3:
                damaged[start:start] = damaged[start:end] * int(rng.integers(1, 5))
            case 4:
                damaged[start:start] = [
                    b"MTrk",
                    b"MThd",
                    b"\xff\x2f\x00",
                    b"\xff\xff\xff\x7f",
                    b"\x90\x3c\x40",
                    b"\xf0",
                ][int(rng.integers(6))]
            case 5:
                damaged[start:end] = [0xFF] * (end - start)
            case 6:
                if rng.random() < 0.2:
                    del damaged[start:]
    return bytes(damaged)
