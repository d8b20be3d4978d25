"""A simulated DAW that sends MIDI clock with jitter, and knows the truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from lcmusic.live.grid import phrase_bars
from lcmusic.live.protocol import Start, Supply, Sync
from lcmusic.live.sequencer import Sequencer


@dataclass
class Master:
    """Sends clocks all the time, as DAWs do; transport messages fall between them.

    Attributes:
        wire: what is sent, (seconds, bytes), in order.
        song: (seconds, clock of the song) of every clock sent while playing, without jitter.
    """

    bpm: float
    rng: random.Random
    jitter: float = 0.003
    now: float = 0.0
    wire: list[tuple[float, bytes]] = field(default_factory=list)
    song: list[tuple[float, int]] = field(default_factory=list)
    clock: int = -1
    playing: bool = False

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
            if heard:
                late = self.rng.uniform(-self.jitter, self.jitter)
                before = self.wire[-1][0] if self.wire else 0.0
                self.wire.append((max(before, self.now + late), b"\xf8"))

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


def follow(master: Master, sequencer: Sequencer) -> list[tuple[float, bytes]]:
    """Let a sequencer that was told to play follow the master; what it sends, and when."""
    sequencer.handle(0.0, Supply(0, COUNTING_BARS))
    sequencer.handle(0.0, Sync("midi"))
    sequencer.handle(0.0, Start())
    sent, now = [], 0.0
    for time, data in [*master.wire, (master.now + master.jitter, b"\xfe")]:
        while (deadline := sequencer.deadline()) is not None and deadline <= time:
            now = max(now, deadline)
            sent += [(now, message.data) for message in sequencer.due(now)]
        now = time
        sequencer.midi(now, data)
        sent += [(now, message.data) for message in sequencer.due(now)]
    return sent
