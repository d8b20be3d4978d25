"""Is a note left hanging when its port closes? Port changes and quits in mid-note, as two real JACK receivers hear it.

JACK passes messages on with its next period, so what was sent just before a port closes is easily lost; hence the three
lengths of period. A note hangs that has not ended at its receiver half a second after it was left.

Run: python bench/live_closes.py --changes 400 --quits 100
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "lcmusic" / "live" / "helpers"))

from live_jack import Jack, Receiver
from live_stage import unmatched

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.player import Player

console = Console(highlight=False)
HANGS = 0.5  # seconds


def until(condition: Callable[[], object], patience: float) -> bool:
    end = time.perf_counter() + patience
    while not condition():
        if time.perf_counter() > end:
            return False
        time.sleep(0.002)
    return True


def play(player: Player, receiver: Receiver, port: str) -> None:
    """Let notes without a gap sound there."""
    player.send(p.OpenOutput(port))
    assert until(lambda: unmatched(receiver.got), 30), f"nothing sounds at {port}"


def is_left_hanging(receiver: Receiver) -> bool:
    silent = until(lambda: not unmatched(receiver.got), HANGS)
    receiver.got.clear()
    return not silent


def sounding_player() -> Player:
    player = Player()
    player.send(Expression(gate=1.0))
    player.send(p.Tempo(300))
    player.supply(0, [60 + n % 12 for n in range(16)], phrase=1)
    player.send(p.Start())
    return player


def closes(period: int, changes: int, quits: int) -> None:
    receivers = {f"{name}:in": Receiver(name) for name in ("one", "two")}
    ports = list(receivers)
    hung = 0
    with sounding_player() as player:
        play(player, receivers[ports[0]], ports[0])
        for n in track(range(changes), f"changes at {period}", console=console):
            left, entered = ports[n % 2], ports[(n + 1) % 2]
            play(player, receivers[entered], entered)
            hung += is_left_hanging(receivers[left])
    for receiver in receivers.values():
        receiver.got.clear()
    for _ in track(range(quits), f"quits at {period}", console=console):
        with sounding_player() as player:
            play(player, receivers[ports[0]], ports[0])
        hung += is_left_hanging(receivers[ports[0]])
    for receiver in receivers.values():
        receiver.close()
    console.print(f"period {period}: {changes} port changes and {quits} quits in mid-note, {hung} left a note hanging")


def main(changes: Annotated[int, typer.Option()] = 400, quits: Annotated[int, typer.Option()] = 100) -> None:
    """Print how many notes were left hanging."""
    for period in (64, 256, 1024):
        with tempfile.TemporaryDirectory() as folder:
            server = Jack(Path(folder), period)
            server.export()
            server.start()
            try:
                closes(period, changes, quits)
            finally:
                server.close()


if __name__ == "__main__":
    typer.run(main)
