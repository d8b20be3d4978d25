"""The studio's window: how soon it is up, how soon a turned knob is in the roll, how long it is ever held up.

python bench/studio_latency.py [--model FILE] [--knobs FILE] [--turns 100] [--busy]

Runs without a screen. ``--busy`` lets a process compute beside it, as a training does. Targets: window up in 2 s
(warm), knob to roll p95 80 ms, no hold-up over 50 ms while playing, 900 MB resident. A knob is in the roll when its
melody is painted. On a machine that is busy with other things part of a hold-up is time for which the window was ready
and no core was free, or for which it waited for a thread that had none; where the system counts it, it is told.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui.melody.state.elsewhere import ModelProcess
from gui.melody.state.inference import Chosen
from gui.parts import Parts
from gui.shared.state.heavy import settle
from gui.shared.state.transport import PortList
from gui.shared.view.widgets.roll import PianoRoll
from gui.studio import Studio
from lcmusic.live.player import Player
from lcmusic.music.melody import Melody

BEGUN = time.perf_counter() - time.process_time()  # before the imports, which are part of what one waits for
BEAT_MS = 5  # between looks at whether the event loop turns
TRAINING = (
    "import os, torch\nos.nice(10)\ntorch.set_num_threads(1)\na = torch.rand(600, 600)\nwhile True: a = (a @ a).tanh()"
)


LOOK_S = 1.0
"""For which a hand rests when the slot after is made too, to hear what it did."""
DRAG_S, MOVE_S = 3.0, 0.008  # how long a knob is dragged, and between two moves of the mouse


class Pulse:
    """How long the event loop was held up, in ms, between two beats of a timer."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.longest_queued = 0.0
        self._last, self._queued = time.perf_counter(), queued_ms()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, queued = time.perf_counter(), queued_ms()
        gap = 1000 * (now - self._last) - BEAT_MS
        if gap > max(self.gaps, default=0.0):
            self.longest_queued = queued - self._queued
        self.gaps.append(gap)
        self._last, self._queued = now, queued

    def __str__(self) -> str:
        gaps = np.array(self.gaps)
        return (
            f"{len(gaps)} beats: p99 {np.percentile(gaps, 99):.0f} ms, longest {gaps.max():.0f} ms "
            f"({self.longest_queued:.0f} of it for want of a core), {int((gaps > 50).sum())} over 50 ms"
        )

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()


class Painted(QObject):
    """Which melody a roll has painted last."""

    def __init__(self, roll: PianoRoll) -> None:
        super().__init__(roll)
        self.melody: Melody | None = None
        self._roll = roll
        roll.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.paintEvent(event)
            self.melody = self._roll.view.playing
            return True
        return False


def main(
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option()] = None,
    turns: Annotated[int, typer.Option()] = 100,
    busy: Annotated[bool, typer.Option()] = False,
) -> None:
    """Play, turn the density and the scale again and again, and print what was measured."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    chosen = Chosen(*(str(path) if path else "" for path in (model, knobs)))
    training = subprocess.Popen([sys.executable, "-c", TRAINING]) if busy else None
    with TemporaryDirectory() as folder:
        models = ModelProcess(Path(folder))
        parts = Parts(
            Player,
            lambda _: models.load(chosen),
            Path(folder) / "studio.json",
            Path(folder),
            find_ports=PortList,
            seed=0,
        )
        studio = Studio(parts)
        studio.window.show()
        app.processEvents()
        settle()
        print(f"window up after {time.perf_counter() - BEGUN:.2f} s")
        try:
            measure(app, studio, turns)
        finally:
            studio.window.close()
            models.close()
            if training:
                training.kill()
                training.wait()


def measure(app: QApplication, studio: Studio, turns: int) -> None:
    """Everything after the window is up."""
    melody, painted = studio.melody, Painted(studio.page.roll)
    loading = Pulse()
    until(app, lambda: melody.problem or painted.melody is not None, 120)
    loading.stop()
    if melody.problem:
        raise SystemExit(melody.problem)
    print(f"first melody after {time.perf_counter() - BEGUN:.2f} s; event loop meanwhile, {loading}")
    studio.transport.play_stop()
    until(app, lambda: studio.engine.status.rolling, 10)
    until(app, lambda: False, 1.0)
    playing = Pulse()
    latencies = []
    for turn in range(turns):
        before, follower = painted.melody, melody.performance.feed.following
        begun = time.perf_counter()
        melody.turn(density=1.0 + turn % 13, temperature=0.3 + turn % 7 / 10, root=turn % 12)
        until(app, lambda before=before: painted.melody != before, 2)
        latencies.append(1000 * (time.perf_counter() - begun))
        until(app, lambda follower=follower: melody.performance.feed.following not in (None, follower), 2)
        until(app, lambda: False, LOOK_S)
    p50, p95, p99 = np.percentile(latencies, [50, 95, 99])
    print(f"knob to roll, {turns} turns: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")
    drag(app, studio, painted)
    print(f"event loop while playing, {playing}")
    window, *others = resident_mb() or [0.0]
    print(f"resident {window:.0f} MB, {sum(others):.0f} in its processes; bars late {studio.engine.status.late_bars}")


def drag(app: QApplication, studio: Studio, painted: Painted) -> None:
    """Drag the density without a rest, and print how often the roll followed."""
    seen, begun = [painted.melody], time.perf_counter()
    moves = 0
    while time.perf_counter() < begun + DRAG_S:
        studio.melody.turn("drag", density=1 + moves / 20 % 12)
        moves += 1
        until(app, lambda: False, MOVE_S)
        if painted.melody != seen[-1]:
            seen.append(painted.melody)
    print(f"dragged for {DRAG_S:.0f} s, {moves} moves: {(len(seen) - 1) / DRAG_S:.0f} new melodies a second")


def queued_ms() -> float:
    """How long this thread was ready to run and had no core, so far; 0 where the system does not tell."""
    counts = Path("/proc/thread-self/schedstat")
    return int(counts.read_text().split()[1]) / 1e6 if counts.exists() else 0.0


def until(app: QApplication, condition: Callable[[], object], patience: float) -> None:
    """Let the window live until something holds or time is up."""
    end = time.perf_counter() + patience
    while not condition() and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.001)


def resident_mb(process: str = "self") -> list[float]:
    """Memory of a process and of each that it began, and so on; none where the system does not tell."""
    folder = Path("/proc") / process
    if not (folder / "status").exists():  # it has ended, too
        return []
    memory = next((line for line in (folder / "status").read_text().splitlines() if line.startswith("VmRSS")), "- 0")
    begun = [child for thread in (folder / "task").iterdir() for child in (thread / "children").read_text().split()]
    return [int(memory.split()[1]) / 1024, *(mb for child in begun for mb in resident_mb(child))]


if __name__ == "__main__":
    typer.run(main)
