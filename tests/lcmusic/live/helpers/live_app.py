"""A small app that plays one long note on the virtual port ``out`` and then does as its argument says."""

import os
import sys
import threading
import time

from lcmusic.live.expression import Expression
from lcmusic.live.player import Player
from lcmusic.live.protocol import Lateness, OpenOutput, Start, Stop, Sync


def hog(player: Player) -> None:
    """Keep the interpreter busy, import torch, and say how late our engine and a thread of this process were."""
    late = []

    def clock() -> None:
        begin = time.perf_counter()
        for n in range(10**6):
            time.sleep(max(0.0, begin + n / 48 - time.perf_counter()))
            late.append(time.perf_counter() - begin - n / 48)

    threading.Thread(target=clock, daemon=True).start()
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        pass
    import torch  # noqa: F401

    player.send(Stop())
    found: list[Lateness] = []
    while not found:
        time.sleep(0.05)
        found = [report for report in player.poll() if isinstance(report, Lateness)]
    print(found[0].count, found[0].p95, found[0].p99, int(player.status.realtime), max(late), flush=True)


if __name__ == "__main__":
    with Player() as player:
        player.send(OpenOutput("out", virtual=True))
        player.send(Expression(gate=1.0))
        player.send(Sync(send_clock=sys.argv[1] == "hog"))
        player.supply(0, [60] + [128] * 255, phrase=1)
        while player.status.output != "open":
            time.sleep(0.01)
        print(player.pid, flush=True)
        sys.stdin.readline()
        player.send(Start())
        sys.stdin.readline()
        if sys.argv[1] == "raise":
            raise RuntimeError("a bug in the app")
        if sys.argv[1] == "hog":
            hog(player)
            sys.exit()
        if sys.argv[1] == "fork" and os.fork() == 0:
            # As a data loader's worker would, the child keeps the pipe to the engine open.
            print(os.getpid(), flush=True)
        time.sleep(60)
