"""Random evenings: everything a musician, a DAW, a cable and a bug may do to the engine, and what must hold."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import numpy as np
from live_stage import Crash, Stage, unmatched

from lcmusic.live import protocol as p
from lcmusic.live.expression import ACCENTS, Expression
from lcmusic.live.grid import HOLD, REST, Chords, Symbols, phrase_bars
from lcmusic.live.sync.link import LinkState
from lcmusic.music.editing import Held, edited_bars
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import LENGTHS, Melody
from lcmusic.perform.feed import Feed
from lcmusic.perform.plan import Plan

PORTS = ("Synth", "Drum machine", "DAW")
ATS: tuple[p.At, ...] = ("now", "step", "bar")


class FakeLink:
    """A session whose beats jump as others join."""

    def __init__(self, stage: Stage, rng: random.Random) -> None:
        self.stage, self.bpm, self.running, self.beat, self.rng = stage, 120.0, True, 0.0, rng
        self.since = 0.0

    def state(self, clock: Any) -> LinkState:
        now = clock()
        beat = self.beat + (now - self.since) * self.bpm / 60
        return LinkState(now, beat, self.bpm, self.running, 1)

    def set_tempo(self, bpm: float) -> None:
        now = self.stage.clock()
        self.beat, self.since, self.bpm = self.beat + (now - self.since) * self.bpm / 60, now, bpm

    def set_running(self, running: bool) -> None:
        self.running = running

    def close(self) -> None:
        pass


def melody(rng: random.Random, bars: int) -> list[int]:
    """Symbols as no model would write them, long holds included."""
    return [rng.choice((HOLD, HOLD, HOLD, REST, rng.randrange(128))) for _ in range(16 * bars)]


def progression(rng: random.Random) -> tuple[tuple[int, ...], ...]:
    """Chords of some bars that change where they like, or none."""
    chords = [(), (36, 60, 64, 67), (41, 60, 65, 69), (43, 62)]
    return tuple(rng.choice(chords) for _ in range(4 * rng.randrange(4)))


def channels(rng: random.Random) -> dict[str, int | None]:
    """Channels of melody, chords and bass; the last two may be off."""
    melody, *others = rng.sample(range(1, 17), 3)
    chords, bass = (rng.choice((channel, None)) for channel in others)
    return {"channel": melody, "chord_channel": chords, "bass_channel": bass}


def random_command(rng: random.Random) -> p.Command:
    """Any command, with any values."""
    at = rng.choice(ATS)
    return rng.choice(
        (
            lambda: p.Start(),
            lambda: p.Continue(),
            lambda: p.Stop(at),
            lambda: p.Seek(rng.randrange(2000), at),
            lambda: p.Tempo(rng.uniform(20, 300), at),
            lambda: p.Supply(
                rng.randrange(40),
                phrase_bars(melody(rng, rng.randint(1, 16)), rng.randrange(9), progression(rng)),
                at,
            ),
            lambda: Expression(
                **channels(rng),
                transpose=rng.randint(-48, 48),
                lowest=rng.randint(0, 50),
                highest=rng.randint(61, 127),
                velocity=rng.randint(1, 127),
                accent=rng.choice(list(ACCENTS)),
                accent_amount=rng.random(),
                humanise=rng.randint(0, 40),
                gate=rng.uniform(0.05, 1),
                swing=rng.uniform(0.5, 0.75),
            ),
            lambda: p.Sync(
                rng.choice(("internal", "midi", "link")),
                rng.uniform(-0.2, 0.2),
                rng.random() < 0.5,
                rng.random() < 0.5,
                rng.random() < 0.5,
            ),
            lambda: p.Panic(),
            lambda: p.OpenOutput(rng.choice((*PORTS, "")), rng.random() < 0.2),
        )
    )()


class Hands:
    """A person at the music: knobs, chords, lengths, locks and edits, and what the feed then supplies to the engine."""

    idea_shape = (1,)

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.supplied: list[p.Command] = []
        self.feed = Feed(self, self._supply, Knobs(), Plan())
        self.feed.update(p.Status())

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody:
        """As no model would write it, but for what is locked."""
        rng = random.Random(f"{idea.tolist()} {knobs.density_per_bar}")  # the same in every process
        return locked.kept_in(Melody(np.array(melody(rng, knobs.bars))))

    def idea(self, melody: Melody) -> np.ndarray:
        """None is found."""
        return np.zeros(1, np.float32)

    def act(self) -> list[p.Command]:
        """Do something at some bar of the song; what the engine is given for it."""
        rng, feed, status = self.rng, self.feed, p.Status(bar=self.rng.randrange(40))
        feed.update(status)
        at = rng.choice(ATS)
        playing = feed.playing
        assert playing is not None  # nothing is composed in the background
        match rng.randrange(5):
            case 0:
                counts = tuple(rng.choice((None, rng.randrange(17))) for _ in range(rng.randint(1, 8)))
                chords = rng.choice((None, "Am | F | C/E | G7", "ii7 V7 I", "C F G"))
                knobs = Knobs(bars=rng.choice(LENGTHS), chords=chords, density_per_bar=counts)
                feed.turn(status, knobs, at=at)
            case 1:
                kept_k = np.array([rng.random() < 0.3 for _ in range(playing.bars)])
                notes = [note for note in playing.notes() if rng.random() < 0.1]
                feed.turn(status, at=at, locked=Locked.of(feed.locked.kept_in(playing), kept_k, notes))
            case 2:
                held = Held.of(playing, [note for note in playing.notes() if rng.random() < 0.2])
                edited = held.moved(rng.randint(-20, 20), rng.randint(-12, 12)).stretched(rng.randint(-8, 8)).melody
                feed.turn(status, at=at, locked=Locked.of(edited, edited_bars(playing, edited)))
            case 3:
                feed.turn(status, at=at, locked=NOTHING)
            case _:
                feed.new_idea(status, at)
        given, self.supplied = self.supplied, []
        return given

    def _supply(self, first_bar: int, symbols: Symbols, phrase: int, at: p.At, chords: Chords) -> None:
        self.supplied.append(p.Supply(first_bar, phrase_bars(symbols, phrase, chords), at))


def happening(rng: random.Random, link: FakeLink) -> Any:
    """Something done to the engine from outside."""

    def unplug(stage: Stage) -> None:
        if stage.machine.plugged:
            stage.machine.unplug(rng.choice(stage.machine.plugged))

    def plug(stage: Stage) -> None:
        stage.machine.plugged = list(PORTS)

    def swallow(stage: Stage) -> None:
        stage.machine.deaf ^= {rng.choice(PORTS)}

    def restart_server(stage: Stage) -> None:
        stage.machine.restart(rng.choice((-1, abs(stage.machine.server) + 1)))

    def hang(stage: Stage) -> None:
        stage.clock.now += rng.uniform(0, 2)

    def join(_stage: Stage) -> None:
        link.beat += rng.uniform(-50, 50)

    def crash(_stage: Stage) -> None:
        raise Crash

    pick = rng.randrange(40)
    if pick == 0:
        return crash
    return (unplug, plug, plug, swallow, restart_server, hang, join)[pick % 7]


def clock_bytes(rng: random.Random) -> bytes:
    """A message of a MIDI clock master."""
    data = rng.choice((b"\xf8",) * 12 + (b"\xfa", b"\xfb", b"\xfc", b"\xf2"))
    return bytes((0xF2, rng.randrange(128), rng.randrange(128))) if data == b"\xf2" else data


def evening(rng: random.Random, events: int = 40) -> Stage:
    """Run the engine through a random script, and check that nothing was left sounding and time ran forwards."""
    stage = Stage(*PORTS)
    link, hands = FakeLink(stage, rng), Hands(rng)
    now = 0.0
    script: list[tuple[float, Any]] = [
        (0.0, p.OpenOutput(rng.choice(PORTS))),
        (0.0, Expression(**channels(rng))),
        (0.0, p.Supply(0, phrase_bars(melody(rng, 16), 0, progression(rng)))),
        (0.0, p.Start()),
    ]
    for _ in range(events):
        kind = rng.randrange(12)
        if kind < 4:
            now += rng.choice((0.0, 0.01, 0.3, 3.0)) * rng.random()
            script.append((now, random_command(rng)))
        elif kind > 9:
            now += rng.random()
            script += [(now, command) for command in hands.act()]
        elif kind < 8:
            for _ in range(rng.randint(1, 30)):
                now += 60 / 24 / 120 * rng.uniform(0.3, 1.7)
                script.append((now, clock_bytes(rng)))
        else:
            now += rng.random()
            script.append((now, happening(rng, link)))
    with contextlib.suppress(Crash):
        stage.run(script, late=lambda: rng.choice((0.0, 0.0, 0.0001, 0.002)), link=link)
    check(stage)
    return stage


def check(stage: Stage) -> None:
    """Every note-on is matched at every receiver that could still be reached; ``Played`` tells the same story."""
    assert not stage.machine.opened, "a port was left open"
    for port, messages in stage.machine.received.items():
        if port not in stage.machine.broken:
            assert not unmatched(messages), f"{port} still sounds {unmatched(messages)}"
    stage.sequencer.handle(stage.clock.now, p.Stop())
    stage.sequencer.due(stage.clock.now)
    assert not unmatched((m.time, m.data) for m in stage.sequencer.log), "the sequencer forgot a note"
    ends = [r.end for r in stage.reports if isinstance(r, p.Played)]
    assert ends == sorted(ends)
