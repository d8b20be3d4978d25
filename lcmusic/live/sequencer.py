"""The player as a state machine: commands, clock and time in; timed MIDI messages and reports out.

It reads no clock and touches no port. Whoever drives it says what time it is, asks for what is due, and asks when to
come back (``deadline``). Everything happens at a tick; a ``Timeline`` says when that tick is. Within one tick, waiting
commands come first, then the MIDI clock, then the melody.

Who leads the song, our own tempo or a master, is a matter of the sources in ``lcmusic.live.sync``.

Two counts of ticks: the song position, which seeks move, and playing time, which only grows and is what is recorded.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.clock import Timeline
from lcmusic.live.expression import Expression
from lcmusic.live.grid import (
    CLOCKS_PER_STEP,
    TICKS_PER_BAR,
    TICKS_PER_CLOCK,
    TICKS_PER_STEP,
)
from lcmusic.live.sync import SOURCES, Source, Sync
from lcmusic.live.sync.internal import START_AHEAD
from lcmusic.live.voice import Voice

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
LAST_SONG_POSITION = 0x3FFF  # sixteenths that a song position message can express
TOO_LATE = 0.25  # seconds behind at which catching up would be heard as a burst, so the song jumps instead
TEMPO_STEP = 0.1  # BPM by which a followed tempo has to change to be reported


Placed = p.Stop | p.Seek | p.Tempo
"""Commands that may wait for a place in the song."""


class Timed(NamedTuple):
    """A MIDI message, the time it is meant for, and its tick of playing time."""

    time: float
    tick: int
    data: bytes


class Sequencer:
    """Transport, clock and melody in one place. All times are seconds of one monotonic clock.

    Args:
        bpm: tempo until told otherwise.
        sources: who may lead, by name; one of each kind there is if None.

    Attributes:
        playing: told to play.
        rolling: the song moves; a follower that plays may still be waiting for its master.
        sync: how to follow.
        source: who leads.
        line: the tempo line.
    """

    def __init__(self, bpm: float = 120.0, sources: Mapping[str, Source] | None = None) -> None:
        self.playing = False
        self.rolling = False
        self.sync = Sync()
        self._sources = sources or {name: kind() for name, kind in SOURCES.items()}
        self.source = self._sources[self.sync.source]
        self.line = Timeline(0.0, 0.0, bpm)
        self._voice = Voice()
        self._clock = 0  # number of the next clock to send
        self._idle_clock: float | None = None  # time of the next clock while the song stands still
        self._waiting: list[tuple[int, Placed]] = []  # by tick at which they take effect
        self._played_offset = 0  # playing time minus song position, whole ticks
        self._played = 0  # playing time so far
        self._reported_bpm = 0.0
        self._last_time = 0.0
        self._counting = False  # before the top of the song
        self._out: list[Timed] = []
        self._reports: list[p.Report] = []

    # ------------------------------------------------------------------------------------------------ what comes in

    def handle(self, now: float, command: p.Command) -> None:
        """Take a command; its messages come with the next ``due``. What cannot be done is reported."""
        try:
            self._handle(now, command)
        except UserError as problem:
            self.notify(str(problem))

    def midi(self, time: float, data: bytes) -> None:
        """A clock, transport or song position message has come in; heard even by those who do not lead."""
        for source in self._sources.values():
            source.hear(self, time, data)

    def listen(self, now: float, again: bool) -> None:
        """The MIDI input was opened; ``again``: the same one, which had been away."""
        for source in self._sources.values():
            source.listen(self, now, again)

    def send_programs(self, now: float, known: Collection[tuple[int, int]] = ()) -> None:
        """Send the parts' programs, but for those that are known, as channel and program."""
        for channel, program in self._voice.expression.programs:
            if (channel, program) not in known:
                self._send(now, bytes((0xBF + channel, program - 1)))

    def close(self) -> None:
        """Let go of whoever leads."""
        self.source.leave()

    # ----------------------------------------------------------------------------------------------- what comes out

    def due(self, now: float) -> list[Timed]:
        """The messages due by now, in order. None is given twice and time never runs backwards."""
        while (tick := self._next_tick()) is not None and (time := self.line.time_of(tick)) <= now:
            if now - time > TOO_LATE:
                self._catch_up(now, tick)
            else:
                self._run(tick, time)
        while self._idle_clock is not None and self._idle_clock <= now:
            self._send(self._idle_clock, CLOCK)
            skipped = now - self._idle_clock > TOO_LATE
            self._idle_clock = (now if skipped else self._idle_clock) + TICKS_PER_CLOCK / self.line.rate
        out, self._out = self._out, []
        return out

    def deadline(self) -> float | None:
        """When to ask for ``due`` again; None if only something coming in can change anything."""
        if self._out:
            return self._last_time
        tick = self._next_tick()
        return self._idle_clock if tick is None else self.line.time_of(tick)

    def reports(self) -> list[p.Report]:
        """What has happened since the last call."""
        reports = self._reports + self._voice.reports
        self._reports, self._voice.reports = [], []
        return reports

    def position(self, now: float) -> float:
        """Song position in ticks."""
        return self.line.tick_at(now) if self.rolling else self._voice.step * TICKS_PER_STEP

    def status(self, now: float) -> p.Status:
        """Transport, position and sync; the ports are not known here."""
        tick = self.position(now)
        bar = max(0, math.floor(tick)) // TICKS_PER_BAR
        return p.Status(
            playing=self.playing,
            rolling=self.rolling,
            time=now,
            tick=tick,
            bpm=self.source.bpm(self, now),
            bar=bar,
            supplied_until=self._voice.plan.supplied_until(bar),
            late_bars=self._voice.late_bars,
            sync=self.sync.source,
            lock=self.source.lock(now),
            peers=self.source.peers,
        )

    # ----------------------------------------------------------------------------------- the song, as sources see it

    @property
    def step(self) -> int:
        """The next sixteenth to be played."""
        return self._voice.step

    def locate(self, step: int) -> None:
        """Choose the next sixteenth, while the song stands still."""
        self._voice.locate(step)

    def go(self, time: float, position: float, line: Timeline, silent_until: int = 0) -> None:
        """Move from ``position`` on along ``line``, and tell who follows our clock; no note before ``silent_until``."""
        self._leave(time)
        self._counting = position < 0
        if not self._counting:
            self._announce(time, position)
        self.line = line
        self._roll(position, silent_until)

    def wait(self, time: float) -> None:
        """Stand still, silent, until the next ``go``; what waits for its tick goes on waiting."""
        self._leave(time)
        self.rolling = False

    def halt(self, time: float) -> None:
        """Stop, silent; the position is kept. What was waiting for its tick happens at once."""
        self._leave(time)
        if self.rolling and self.sync.send_clock:
            self._send(time, STOP)
        self.rolling = False
        waiting, self._waiting = self._waiting, []
        for _, command in waiting:
            self._apply(self.position(time), time, command)
        self._start_idle_clock(time)

    def report_tempo(self, bpm: float) -> None:
        """Report the tempo from here on, if it is another."""
        if self.rolling and abs(bpm - self._reported_bpm) >= TEMPO_STEP:
            self._reported_bpm = bpm
            self._reports.append(p.TempoChanged(self._played, bpm))

    def notify(self, text: str) -> None:
        """Report something that a person should read."""
        self._reports.append(p.Notice(text))

    # ---------------------------------------------------------------------------------------------------- transport

    def _handle(self, now: float, command: p.Command) -> None:
        match command:
            case p.Supply():
                self._supply(command)
            case Expression():
                before, self._voice.expression = self._voice.expression, command
                self.send_programs(now, known=before.programs)
            case Sync():
                self._set_sync(now, command)
            case p.Start() | p.Continue():
                bars = command.count_in if isinstance(command, p.Start) else 0
                if bars and not self.source.own_time:
                    raise UserError("Only our own clock counts in; choose internal sync, or start without a count-in.")
                self.playing = True
                self.send_programs(now)
                self._waiting = [(tick, c) for tick, c in self._waiting if isinstance(c, p.Tempo)]
                if bars:
                    self._count_in(now, bars)
                else:
                    self.source.play(self, now, from_top=isinstance(command, p.Start))
            case p.Stop():
                if command.at == "now":
                    self.source.stop(self)
                self._take(now, command)
            case p.Seek():
                self._take(now, self.source.seek(command))
            case p.Tempo():
                if self.source.tempo(command.bpm):
                    self._take(now, command)
            case _:
                raise TypeError(f"{type(command).__name__} is not for the sequencer")

    def _count_in(self, now: float, bars: int) -> None:
        position = -bars * TICKS_PER_BAR
        self.go(now, position, Timeline(now + START_AHEAD, position, self.line.bpm))
        self.report_tempo(self.line.bpm)

    def _take(self, now: float, command: Placed) -> None:
        """Apply a command now, or keep it until its tick comes."""
        if not self.rolling or command.at == "now":
            self._apply(self.position(now), now, command)
            return
        # A follower's line may have been moved back: never wait for a boundary whose notes have been played.
        self._wait(max(self.line.tick_at(now), (self._voice.step - 1) * TICKS_PER_STEP + 1), command)

    def _wait(self, position: float, command: Placed) -> None:
        unit = TICKS_PER_BAR if command.at == "bar" else TICKS_PER_STEP
        self._waiting.append((math.ceil(position / unit) * unit, command))
        self._waiting.sort(key=lambda entry: entry[0])

    def _apply(self, tick: float, time: float, command: Placed) -> None:
        match command:
            case p.Stop():
                self.playing = False
                self.halt(time)
            case p.Tempo():
                self.line = Timeline(time, tick, command.bpm)
                if self.rolling:
                    self._played = max(self._played, math.floor(tick) + self._played_offset)
                    self.report_tempo(command.bpm)
            case p.Seek() if self.rolling:
                self._leave(time)  # before the stop that ends the old place
                target = command.step * TICKS_PER_STEP
                if self.sync.send_clock:
                    self._send(time, STOP)
                self.source.moved(target - tick)
                self.go(time, target, Timeline(time, target, self.line.bpm))
            case p.Seek():
                self._voice.locate(command.step)

    def _leave(self, time: float) -> None:
        """End what sounds and settle the playing time, before the song position moves or stops."""
        if self.rolling:
            self._played = max(self._played, math.floor(self.line.tick_at(time)) + self._played_offset)
        for data in self._voice.release(self._played):
            self._send(time, data)

    def _roll(self, position: float, silent_until: int = 0) -> None:
        """Let the song move from this position on. Leave the old one first; ``_line`` has to run through the new."""
        self._played_offset = self._played - math.floor(position)
        self._voice.locate(math.ceil(position / TICKS_PER_STEP), silent_until)
        self._clock = math.ceil(position / TICKS_PER_CLOCK)
        self._idle_clock = None
        self.rolling = True
        waiting, self._waiting = self._waiting, []
        for _, command in waiting:
            self._wait(position, command)

    def _start_idle_clock(self, time: float) -> None:
        idle = self.sync.send_clock and self.source.own_time
        self._idle_clock = time + TICKS_PER_CLOCK / self.line.rate if idle else None

    def _announce(self, time: float, position: float) -> None:
        """Tell those who follow our clock where its next tick belongs."""
        if not self.sync.send_clock:
            return
        if position == 0:
            self._send(time, START)
            return
        step = min(math.ceil(position / TICKS_PER_STEP), LAST_SONG_POSITION)
        self._send(time, bytes((0xF2, step & 0x7F, step >> 7)))
        self._send(time, CONTINUE)

    def _set_sync(self, now: float, sync: Sync) -> None:
        source = self._sources[sync.source]
        source.join(self.source.bpm(self, now))
        old, self.sync = self.sync, sync
        if source is not self.source:
            left, self.source = self.source, source
            if old.send_clock and not sync.send_clock and self.rolling:
                self._send(now, STOP)
            self.halt(now)
            left.leave()
            if source.own_time and self.playing:
                source.play(self, now, from_top=False)
        elif not self.rolling:
            self._start_idle_clock(now)
        elif sync.send_clock and not old.send_clock:
            self._announce(now, self._voice.step * TICKS_PER_STEP)
            self._clock = self._voice.step * CLOCKS_PER_STEP
        elif old.send_clock and not sync.send_clock:
            self._send(now, STOP)

    def _catch_up(self, now: float, tick: float) -> None:
        """We were held up. On our own clock, go on from here; with a master, skip to where it is."""
        if self.source.own_time:
            for data in self._voice.release(self._played):
                self._send(now, data)
            self.line = Timeline(now, tick, self.line.bpm)
        else:
            self._leave(now)
            self._roll(self.line.tick_at(now))

    # ---------------------------------------------------------------------------------------------- melody and clock

    def _supply(self, command: p.Supply) -> None:
        bars, first = command.bars, command.first_bar
        playing = self._voice.bar_in_progress if self.rolling and command.at == "bar" else None
        if playing is not None and first <= playing:
            self._voice.plan.supply(first, bars[: playing - first])
            bars, first = bars[playing - first + 1 :], playing + 1
        self._voice.plan.supply(first, bars)

    def _next_tick(self) -> int | None:
        if not self.rolling:
            return None
        ticks = [self._voice.next_tick()]
        if self.sync.send_clock:
            ticks.append(self._clock * TICKS_PER_CLOCK)
        if self._waiting:
            ticks.append(self._waiting[0][0])
        return min(ticks)

    def _run(self, tick: int, time: float) -> None:
        """What happens at this tick, the earliest that is pending."""
        if self._waiting and self._waiting[0][0] <= tick:
            self._apply(tick, time, self._waiting.pop(0)[1])
            return
        self._played = max(self._played, tick + self._played_offset)
        if self._counting and tick >= 0:
            self._counting = False
            self._announce(time, 0)
        if self.sync.send_clock and self._clock * TICKS_PER_CLOCK <= tick:
            self._send(time, CLOCK)
            self._clock += 1
        for data in self._voice.run(tick, self._played, time, self.line.bpm):
            self._send(time, data)

    def _send(self, time: float, data: bytes) -> None:
        # A follower's line moves a little with every clock of its master, so the order of time is kept by hand.
        self._last_time = max(self._last_time, time)
        self._out.append(Timed(self._last_time, self._played, data))
