"""The faces page: from a slider to its picture in the window, of the face and in a photo, and how long the window is
held up; with the weights that ship, in a window that nobody sees unless --screen is given.

    python bench/faces_latency.py [--turns 200] [--screen]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

SEED = 36
"""Of a face in which faces are found, too."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--screen", action="store_true", help="show the window")
    options = parser.parse_args()
    if not options.screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QObject, Qt, Signal
    from PySide6.QtWidgets import QApplication

    from gui.faces.state.judge import Judge
    from gui.faces.state.load import load_faces
    from gui.faces.state.session import FaceSession
    from gui.faces.view.page import FacesPage
    from gui.shared.state.theme import DARK, stylesheet
    from lc_common.worker import Worker

    class Wake(QObject):
        called = Signal()

    qt = QApplication([])
    held: list[tuple[float, float]] = []  # seconds, and how many of them this program worked

    def turn_over() -> None:
        # A pause is late by as long as another thread holds Python's lock.
        for step in (qt.processEvents, lambda: time.sleep(0.001)):
            started, began = time.perf_counter(), time.process_time()
            step()
            took = time.perf_counter() - started
            held.append((took, min(took, time.process_time() - began)))

    def until(condition: Callable[[], object]) -> float:
        started = time.perf_counter()
        while not condition():
            turn_over()
        return time.perf_counter() - started

    def report(name: str, seconds: float | None = None) -> None:
        took = "" if seconds is None else f"{seconds:6.2f} s, "
        longest, work = (1000 * max(column) for column in zip(*held, strict=True))
        print(f"{name:42} {took}held up {longest:5.1f} ms at most, by this program {work:5.1f} ms", flush=True)
        held.clear()

    wake = Wake()
    worker = Worker(wake.called.emit)
    session = FaceSession(worker, Judge(), load_faces, np.random.default_rng(SEED), time.monotonic)
    page = FacesPage(session, DARK, Path.home())
    wake.called.connect(page.refresh, Qt.ConnectionType.QueuedConnection)
    page.setStyleSheet(stylesheet(DARK))
    page.resize(1372, 843)
    page.show()
    opened = until(lambda: session.problem or session.step.face)
    if session.problem:
        page.leave()
        print(session.problem)
        return
    report("page opened until there is a face", opened)

    passed, worked = [], []
    for turn in range(options.turns):
        k, amount = turn % 10, (-1) ** turn * (0.3 + 0.7 * (turn % 7) / 7)
        before = page.edited.pixels
        started, began = time.perf_counter(), time.process_time()
        page.act(lambda k=k, amount=amount: session.move(k, amount))
        until(lambda before=before: page.edited.pixels is not before and session.settled)
        page.edited.repaint()
        passed.append(time.perf_counter() - started)
        worked.append(time.process_time() - began)
        if turn % 20 == 19:
            page.act(session.reset)
    (median, late), (_, work) = (1000 * np.quantile(seconds, [0.5, 0.95]) for seconds in (passed, worked))
    report("while sliders were turned")
    print(f"{'slider to picture in the window':42} median {median:.1f} ms, p95 {late:.1f} ms", end=" ")
    print(f"(p95 of the processor's work {work:.1f} ms, both threads)")

    page.act(lambda: session.move(7, 0.9))
    report("persons compared for the first time", until(lambda: session.identity or session.without_identity))
    page.act(session.vary)
    report("six variations", until(lambda: session.neighbours))
    with tempfile.TemporaryDirectory() as folder:
        page.act(lambda: session.save_animation(Path(folder) / "edit.gif"))
        report("an animation", until(lambda: (Path(folder) / "edit.gif").exists()))
        photo = Path(folder) / "photo.jpg"
        grey = Image.new("RGB", (8000, 6250), "grey")
        large = Image.fromarray(session.step.face.kept_hwc).resize((2500, 2500), Image.Resampling.BICUBIC)
        grey.paste(large, (2500, 2000))
        grey.save(photo)
        page.act(lambda: session.open_photo(photo))
        report("50 megapixels searched", until(lambda: not session.doing))
        report("its face refined and the photo shown", until(lambda: session.shown or session.notices))
        in_photo = []
        for turn in range(options.turns // 5 if session.step.photo else 0):
            page.act(lambda turn=turn: session.move(7, 0.3 + 0.1 * (turn % 7)))
            in_photo.append(until(lambda: session.settled and session.sight.settled(session.step)))
        if in_photo:
            median, late = 1000 * np.quantile(in_photo, [0.5, 0.95])
            print(f"{'slider to picture in the photo':42} median {median:.1f} ms, p95 {late:.1f} ms")
    page.leave()
    page.close()


if __name__ == "__main__":
    main()
