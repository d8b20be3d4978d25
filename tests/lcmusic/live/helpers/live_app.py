"""A small app that plays one long note on the virtual port ``out`` and then does as its argument says."""

import os
import sys
import time

from lcmusic.live.expression import Expression
from lcmusic.live.player import Player
from lcmusic.live.protocol import OpenOutput, Start

if __name__ == "__main__":
    with Player() as player:
        player.send(OpenOutput("out", virtual=True))
        player.send(Expression(gate=1.0))
        player.supply(0, [60] + [128] * 255, phrase=1)
        while player.status.output != "open":
            time.sleep(0.01)
        print(player.pid, flush=True)
        sys.stdin.readline()
        player.send(Start())
        sys.stdin.readline()
        if sys.argv[1] == "raise":
            raise RuntimeError("a bug in the app")
        if sys.argv[1] == "fork" and os.fork() == 0:
            # As a data loader's worker would, the child keeps the pipe to the engine open.
            print(os.getpid(), flush=True)
        time.sleep(60)
