"""A simulated DAW that sends MIDI clock with jitter, pauses, is held up, and knows the truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

from lcmusic.live.grid import phrase_bars
from lcmusic.live.protocol import Start, Supply, Sync
from lcmusic.live.sequencer import Sequencer


@dataclass
class Master:
    """Sends clocks all the time, or only while it plays; transport messages fall between them.

    Attributes:
        quiet: no clocks while it stands still.
        wire: what is sent, (seconds, bytes), in order.
        song: (seconds, clock of the song) of every clock sent while playing, without jitter.
        stalls: (from, to) seconds in which nobody who listens can know where the song is: from the last clock before
            the master was held up to the second after it.
    """

    bpm: float
    rng: random.Random
    jitter: float = 0.003
    now: float = 0.0
    wire: list[tuple[float, bytes]] = field(default_factory=list)
    song: list[tuple[float, int]] = field(default_factory=list)
    clock: int = -1
    playing: bool = False
    quiet: bool = False
    stalls: list[tuple[float, float]] = field(default_factory=list)

    @property
    def interval(self) -> float:
        return 60 / self.bpm / 24

    def clocks(self, count: int, heard: bool = True) -> None:
        """Let so many clocks pass; unheard ones are lost on the way."""
        for _ in range(count):
            self.now += self.interval
            if self.playing:
                self.clock += 1
                self.song.append((self.now, self.clock))
            if heard and (self.playing or not self.quiet):
                late = self.rng.uniform(-self.jitter, self.jitter)
                before = self.wire[-1][0] if self.wire else 0.0
                self.wire.append((max(before, self.now + late), b"\xf8"))

    def stall(self, seconds: float) -> None:
        """Be held up: no clock, and the song goes on where it was."""
        begin = self.wire[-1][0]
        self.now += seconds
        self.clocks(2)
        self.stalls.append((begin, self.wire[-1][0] + self.jitter))

    def burst(self, count: int) -> None:
        """So many clocks are delayed on the way and come all at once, as the last of them is due."""
        before = len(self.wire)
        self.clocks(count)
        late = self.wire[-1][0]
        self.wire[before:] = [(late + 0.0005 * n, data) for n, (_, data) in enumerate(self.wire[before:])]

    def say(self, data: bytes) -> None:
        """A transport message, half-way between two clocks (or right after a late one)."""
        before = self.wire[-1][0] if self.wire else 0.0
        self.wire.append((max(before, self.now + self.interval / 2), data))

    def start(self) -> None:
        self.say(b"\xfa")
        self.playing, self.clock = True, -1

    def go_on(self) -> None:
        self.say(b"\xfb")
        self.playing = True

    def stop(self) -> None:
        self.say(b"\xfc")
        self.playing = False

    def locate(self, step: int) -> None:
        self.say(bytes((0xF2, step & 0x7F, step >> 7)))
        self.clock = step * 6 - 1


COUNTING_BARS = phrase_bars(range(128), 1)
"""Eight bars in which every sixteenth starts a note, whose pitch counts the sixteenths; they repeat."""


def phase_errors(master: Master, notes: list[tuple[float, int]], settle: int = 0) -> tuple[list[float], list[str]]:
    """Compare notes of ``COUNTING_BARS`` with the master's song.

    Args:
        notes: (seconds, pitch) as they were sent.
        settle: clocks at the beginning of the run whose errors are left out.

    Returns:
        By how many seconds each note came late, and a sentence for every note that belongs to another sixteenth or is
        missing.
    """
    expected = [(time, clock // 6 % 128, n) for n, (time, clock) in enumerate(master.song) if clock % 6 == 0]
    errors, wrong = [], []
    if [pitch for _, pitch in notes] != [pitch for _, pitch, _ in expected]:
        wrong.append(f"sent {[n[1] for n in notes]}, expected {[e[1] for e in expected]}")
    for (time, _), (true, _, n) in zip(notes, expected, strict=False):
        if abs(time - true) > 3 * master.interval:
            wrong.append(f"a note for {true:.3f} came at {time:.3f}")
        if n >= settle:
            errors.append(time - true)
    return errors, wrong


def random_transport(rng: random.Random) -> Master:
    """A master whose user starts, stops, continues and moves about the song at random, at any tempo."""
    master = Master(rng.uniform(20, 300), rng)
    master.stop()  # who hears nothing but clocks takes them for those of a song that plays
    master.clocks(rng.choice((0, 1, 30)))
    for _ in range(rng.randint(2, 6)):
        if not master.playing:
            match rng.choice(("start", "continue", "locate", "tempo", "idle")):
                case "start":
                    master.start()
                case "continue":
                    master.go_on()
                case "locate":
                    master.locate(rng.randrange(0x4000))
                    master.clocks(rng.choice((0, 5)))
                    master.go_on()
                case "tempo":
                    master.bpm = rng.uniform(20, 300)
                    master.clocks(30)
                    master.go_on()
                case "idle":
                    master.clocks(rng.randint(1, 50))
        else:
            match rng.choice(("stop", "restart", "locate", "play on")):
                case "stop":
                    master.stop()
                case "restart":
                    master.start()
                case "locate":
                    master.locate(rng.randrange(0x4000))
        master.clocks(rng.randint(1, 150))
    return master


def rough_transport(rng: random.Random) -> Master:
    """A master that pauses, clocking or not, is held up while it plays, and whose clocks may come late in a burst."""
    master = Master(rng.uniform(20, 300), rng, quiet=rng.random() < 0.7)
    master.start()
    master.clocks(rng.randint(48, 150))
    for _ in range(rng.randint(2, 6)):
        match rng.choice(("pause", "stall", "burst")):
            case "pause":
                master.stop()
                master.now += rng.choice((0.05, 0.3, 1.0, 3.2, 10.0)) * rng.uniform(0.5, 1)
                master.clocks(rng.randint(0, 100))
                match rng.choice(("start", "continue", "locate")):
                    case "start":
                        master.start()
                    case "continue":
                        master.go_on()
                    case "locate":
                        master.locate(rng.randrange(0x4000))
                        master.go_on()
            case "stall":
                master.stall(rng.choice((0.05, 0.2, 1.0, 3.2)) * rng.uniform(0.5, 1))
            case "burst":
                master.burst(rng.randint(2, 60))
        master.clocks(rng.randint(30, 150))
    return master


def wrong_notes(master: Master, sent: list[Sent]) -> tuple[list[float], list[str]]:
    """Compare notes of ``COUNTING_BARS`` with the song of a master that may have been held up.

    Returns:
        By how many seconds each note came late, and a sentence for every note that is missing, or lies on no sixteenth
        of its pitch although it was not said that the song goes on alone. (It is said a tenth of a second after the
        last clock.)
    """
    expected = {n: (time, clock // 6 % 128) for n, (time, clock) in enumerate(master.song) if clock % 6 == 0}
    errors, wrong, unheard = [], [], dict(expected)
    for time, data, lock in sent:
        if data[0] != 0x90:
            continue
        fits = [
            n for n, (true, pitch) in unheard.items() if pitch == data[1] and abs(time - true) <= 3 * master.interval
        ]
        patience = max(0.1, 2.5 * master.interval) + 0.01
        if fits:
            errors.append(time - unheard.pop(fits[0])[0])
        elif lock != "free-wheeling" and not any(begin < time <= begin + patience for begin, _ in master.stalls):
            wrong.append(f"{data[1]} came at {time:.3f}, {lock}, where it does not belong")
    for true, pitch in unheard.values():
        # While the master is held up we may have gone ahead of it by less than a sixteenth, and do not play it again.
        ahead = 6 * master.interval + master.jitter
        if not any(begin < true <= end + ahead for begin, end in master.stalls):
            wrong.append(f"{pitch} for {true:.3f} is missing")
    return errors, wrong


class Sent(NamedTuple):
    """A message, when it was sent, and how far the clock was said to be trusted."""

    time: float
    data: bytes
    lock: str


def follow(master: Master, sequencer: Sequencer) -> list[Sent]:
    """Let a sequencer that was told to play follow the master; what it sends."""
    sequencer.handle(0.0, Supply(0, COUNTING_BARS))
    sequencer.handle(0.0, Sync("midi"))
    sequencer.handle(0.0, Start())
    sent: list[Sent] = []

    def send(now: float) -> None:
        messages = sequencer.due(now)
        sent.extend(Sent(now, message.data, sequencer.source.lock(now)) for message in messages)

    now = 0.0
    for time, data in [*master.wire, (master.now + master.jitter, b"\xfe")]:
        while (deadline := sequencer.deadline()) is not None and deadline <= time:
            now = max(now, deadline)
            send(now)
        now = time
        sequencer.midi(now, data)
        send(now)
    return sent
