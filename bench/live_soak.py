"""Long runs of the live player: random evenings, random transports of a DAW, MIDI clock with jitter, ten minutes.

Evenings: any command, port loss, hang and crash on a stage without machines, and beside them knobs, chords, lengths,
locks and edits as the feed supplies them; a note left sounding or time running
backwards ends the run with its seed. Transports: start, stop, continue and song position at 20 to 300 BPM with +-3 ms
of jitter, and as many again with a master that pauses in silence, is held up while it plays, or whose clocks come late
in a burst; every note has to be the master's sixteenth. Ten minutes: the engine process on a JACK dummy server and the
model composing, while tempo, expression, every knob, chords, lengths and locks turn at random; late bars and memory of
its own.

Run: python bench/live_soak.py --evenings 20000 --transports 2000 --minutes 10
"""

import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from rich.console import Console
from rich.progress import track

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "lcmusic" / "live" / "helpers"))

from live_chaos import evening
from live_jack import Jack
from live_master import Master, follow, phase_errors, random_transport, rough_transport, wrong_notes

from lcmusic.instrument import Instrument
from lcmusic.live import protocol as p
from lcmusic.live.expression import ACCENTS
from lcmusic.live.player import Player
from lcmusic.live.sequencer import Sequencer
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import LENGTHS
from lcmusic.music.scales import SCALES
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session

console = Console(highlight=False)

TURNS = (
    lambda rng: {"tempo": rng.uniform(60, 200)},
    lambda rng: {"gate": rng.uniform(0.1, 1), "swing": rng.uniform(0.5, 0.75), "accent": rng.choice(list(ACCENTS))},
    lambda rng: {"density": ROWS["density"].at(rng.random())},
    lambda rng: {"root": rng.randrange(12), "scale": rng.choice([*SCALES, None])},
    lambda rng: {"chords": rng.choice(["Am | F | C | G", "ii7 V7 I", "C F G", None])},
    lambda rng: {"bars": rng.choice(LENGTHS)},
    lambda rng: {"density_per_bar": tuple(rng.choice([None, 2, 5, 9]) for _ in range(8))},
    lambda rng: {"realism": rng.random(), "reach": rng.random(), "temperature": rng.random()},
)
"""What a hand may do."""


LOCKS = 0.15
"""How often a hand locks bars and notes, or lets them go, in place of turning a knob."""


def some_bars(session: Session, rng: random.Random) -> Locked:
    """Some bars and notes of what plays, or none."""
    playing = session.feed.playing
    if playing is None or playing.bars != session.feed.knobs.bars or rng.random() < 0.3:
        return NOTHING
    notes = [note for note in playing.notes() if rng.random() < 0.1]
    kept_k = np.array([rng.random() < 0.3 for _ in range(playing.bars)])
    return Locked.of(session.feed.locked.kept_in(playing), kept_k, notes)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def evenings(count: int) -> None:
    messages = 0
    for seed in track(range(count), "evenings", console=console):
        try:
            stage = evening(random.Random(seed), events=12)
        except Exception:
            console.print(f"evening {seed} failed")
            raise
        messages += sum(map(len, stage.machine.received.values()))
    console.print(f"{count} evenings, {messages} messages received: no unmatched note-on, time never ran backwards")


def transports(count: int) -> None:
    late, wrong = [], 0
    for seed in track(range(count), "transports", console=console):
        master = random_transport(random.Random(seed))
        notes = [(t, d[1]) for t, d, _ in follow(master, Sequencer()) if d[0] == 0x90]
        errors, complaints = phase_errors(master, notes)
        late += [abs(e) for e in errors]
        wrong += bool(complaints)
    figures = " / ".join(f"{1000 * percentile(late, share):.2f}" for share in (0.5, 0.95, 0.99, 1))
    console.print(
        f"{count} transports, {len(late)} notes: {wrong} with a wrong sixteenth; error {figures} ms p50/95/99/max"
    )


def rough_transports(count: int) -> None:
    late, wrong = [], 0
    for seed in track(range(count), "rough transports", console=console):
        master = rough_transport(random.Random(seed))
        errors, complaints = wrong_notes(master, follow(master, Sequencer()))
        late += [abs(e) for e in errors]
        wrong += bool(complaints)
    figures = " / ".join(f"{1000 * percentile(late, share):.2f}" for share in (0.5, 0.95, 0.99))
    console.print(
        f"{count} transports with pauses, hold-ups and bursts, {len(late)} notes: {wrong} with a wrong sixteenth; "
        f"error {figures} ms p50/95/99"
    )


def tempos() -> None:
    for bpm in (20, 60, 120, 174, 300):
        late, shown = [], []
        for seed in range(10):
            master = Master(bpm, random.Random(seed))
            master.start()
            master.clocks(8 * 96)
            sequencer = Sequencer()
            sent = follow(master, sequencer)
            notes = [(t, d[1]) for t, d, _ in sent if d[0] == 0x90]
            late += [abs(e) for e in phase_errors(master, notes, settle=24)[0]]
            shown.append(abs(sequencer.status(master.now).bpm - bpm))
        console.print(
            f"{bpm} BPM, +-3 ms: phase error after one beat p95 {1000 * percentile(late, 0.95):.2f} ms, "
            f"shown tempo after eight bars off by at most {max(shown):.3f} BPM"
        )


def own_mb(pid: int) -> float:
    """Memory that is the process's alone; JACK's shared memory is not."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) / 1000


def long_run(minutes: float) -> None:
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        server = Jack(Path(folder))
        server.start()
        server.export()
        try:
            with Player() as player:
                play_with_knobs(player, rng, minutes)
        finally:
            server.close()


def play_with_knobs(player: Player, rng: random.Random, minutes: float) -> None:
    """Do what an app does: let the model compose ahead, and turn a knob every now and then."""
    torch.set_num_threads(1)
    session = Session(player, Instrument.load(), Knobs(density=6), Plan())
    player.send(p.OpenOutput("out", virtual=True))
    player.send(p.Sync(send_clock=True))
    session.update()
    player.send(p.Start())
    begin, memory, turns, notes, lateness = time.perf_counter(), [], 0, 0, None
    next_turn = next_look = begin + 5
    while (now := time.perf_counter()) < begin + minutes * 60:
        if now >= next_turn:
            next_turn, turns = now + rng.uniform(0.02, 1.0), turns + 1
            if rng.random() < LOCKS:
                session.recall(locked=some_bars(session, rng), at=rng.choice(("step", "bar")))
            else:
                session.turn(rng.choice(("step", "bar")), **rng.choice(TURNS)(rng))
        if now >= next_look:
            next_look = now + 5
            memory.append(own_mb(player.pid))
        notes += sum(isinstance(report, p.Played) for report in session.update())
        time.sleep(0.02)
    player.send(p.Stop())
    while lateness is None:
        time.sleep(0.1)
        lateness = next((r for r in player.poll() if isinstance(r, p.Lateness)), None)
    third = max(1, len(memory) // 3)
    first, last = statistics.mean(memory[:third]), statistics.mean(memory[-third:])
    console.print(f"{minutes:g} minutes, {notes} notes, {turns} turns: {player.status.late_bars} late bars")
    console.print(f"engine memory {first:.2f} MB in the first third, {last:.2f} MB in the last")
    console.print(f"lateness p99 {1000 * lateness.p99:.2f} ms, max {1000 * player.status.worst:.2f} ms")


def main(
    evenings_: Annotated[int, typer.Option("--evenings")] = 20000,
    transports_: Annotated[int, typer.Option("--transports")] = 2000,
    minutes: Annotated[float, typer.Option(help="Length of the run with knobs; 0 leaves it out.")] = 10.0,
) -> None:
    """Print what was run and what was found."""
    if evenings_:
        evenings(evenings_)
    if transports_:
        transports(transports_)
        rough_transports(transports_)
        tempos()
    if minutes:
        long_run(minutes)


if __name__ == "__main__":
    typer.run(main)
