"""How late MIDI goes out: our engine beside mido's play() and isobar's clock, idle and under load, one after the other.

120 BPM, sixteenths and MIDI clock. The load is what an app does meanwhile, all in the parent process: a window that
repaints 60 times a second, a busy Python thread, and the model decoding melodies. Ours is measured against its absolute
schedule and sends to a real port if there is one; the others send nowhere and are measured against their own earliest
message. Milliseconds.

Run: python bench/live_timing.py --seconds 60          (isobar: pip install isobar)
Without real-time priority: setpriv --bounding-set -sys_nice --inh-caps -sys_nice python bench/live_timing.py
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Annotated

import mido
import numpy as np
import torch
import typer
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from rich.console import Console
from rich.table import Table

from lcmusic.live import protocol as p
from lcmusic.live.player import Player
from lcmusic.vae.model import PRESETS, MelodyVAE
from lcmusic.vae.sampling import decode

BPM, CLOCK = 120, 60 / 120 / 24
Work = Callable[[threading.Event], None]


class Roll(QWidget):
    """A window that is painted anew 60 times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1440, 900)
        self.frames = 0
        self._timer = QTimer(self, interval=16, timeout=self.update)
        self._timer.start()

    def paintEvent(self, event) -> None:
        self.frames += 1
        with QPainter(self) as painter:
            for n in range(400):
                painter.drawRect((n * 37 + self.frames) % 1440, n * 53 % 900, 40, 8)


def busy(stop: threading.Event) -> None:
    """A thread of pure Python."""
    while not stop.is_set():
        sum(range(1000))


def generating(stop: threading.Event) -> None:
    """The model at work, one melody after the other."""
    model = MelodyVAE(PRESETS["compact"]).eval()
    while not stop.is_set():
        decode(model, torch.randn(1, model.config.latent))


def mido_play(seconds: float) -> np.ndarray:
    """Times at which mido's play() hands out its messages, less their ideal distance."""
    track = mido.MidiTrack()
    for n in range(int(seconds / CLOCK)):
        track.append(mido.Message("clock", time=20 if n else 0))
        if n % 6 == 0:
            track.append(mido.Message("note_on", note=60, velocity=64, time=0))
    song = mido.MidiFile(type=0, ticks_per_beat=480, tracks=[track])
    ideal, times = 0.0, []
    for message in song.play(now=time.perf_counter):
        ideal += message.time
        times.append(time.perf_counter() - ideal)
    return np.array(times)


def isobar_clock(seconds: float) -> np.ndarray:
    """The same for the ticks of isobar's clock."""
    from isobar.timelines.clock import Clock

    class Target:
        ticks_per_beat = 24

        def __init__(self) -> None:
            self.times: list[float] = []

        def tick(self) -> None:
            self.times.append(time.perf_counter() - len(self.times) * CLOCK)

    target = Target()
    clock = Clock(target, BPM, 24)
    clock.background()
    time.sleep(seconds)
    clock.stop()
    return np.array(target.times)


def ours(seconds: float) -> p.Lateness:
    """The engine's own account of a run."""
    with Player() as player:
        player.send(p.OpenOutput("out", virtual=True))
        player.send(p.Sync(send_clock=True))
        player.supply(0, [60, 64] * 128, phrase=1)
        player.send(p.Start())
        time.sleep(seconds)
        player.send(p.Stop())
        while True:
            time.sleep(0.1)
            for report in player.poll():
                if isinstance(report, p.Lateness):
                    port = "real port" if player.status.output == "open" else "no port"
                    print(f"ours: real-time priority {player.status.realtime}, {port}")
                    return report


def row(name: str, load: str, times: np.ndarray | p.Lateness) -> list[str]:
    if isinstance(times, p.Lateness):
        count, figures = times.count, [times.p50, times.p95, times.p99, times.worst]
    else:
        late = times - times.min()
        count, figures = len(late), [*np.quantile(late, (0.5, 0.95, 0.99)), late.max()]
    return [name, load, str(count), *(f"{1000 * figure:.3f}" for figure in figures)]


def measure(app: QApplication, work: list[Work], window: bool, play: Callable[[], object]) -> object:
    """Play in a thread, beside the work, while the event loop runs."""
    stop, result = threading.Event(), []
    roll = Roll() if window else None
    if roll:
        roll.show()
    workers = [threading.Thread(target=job, args=(stop,)) for job in work]
    for worker in workers:
        worker.start()
    time.sleep(1.0 if work else 0.0)

    def run() -> None:
        try:
            result.append(play())
        finally:
            stop.set()

    player = threading.Thread(target=run)
    player.start()
    watch = QTimer(interval=100, timeout=lambda: None if player.is_alive() else app.quit())
    watch.start()
    app.exec()
    for thread in (player, *workers):
        thread.join()
    if roll:
        roll.close()
    return result[0]


def main(
    seconds: Annotated[float, typer.Option(min=1, help="Length of each run.")] = 60.0,
    idle: Annotated[bool, typer.Option(help="Also measure without load.")] = True,
) -> None:
    """Print lateness p50, p95, p99 and maximum."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    torch.set_num_threads(1)
    app = QApplication([])
    table = Table("", "load", "messages", "p50", "p95", "p99", "max")
    players = {"ours": ours, "mido play()": mido_play, "isobar Clock": isobar_clock}
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for load in (["idle"] if idle else []) + ["window, busy thread, model"]:
        work = [] if load == "idle" else [busy, generating]
        for name, play in players.items():
            times = measure(app, work, load != "idle", lambda play=play: play(seconds))
            table.add_row(*row(name, load, times))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
