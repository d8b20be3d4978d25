"""One 16-bar melody from one latent, batch 1, one thread: how long it takes.

Beside it the same weights decoded bar after bar, 256 sequential steps. Prints p50 and p95 in milliseconds.
Run: python bench/decode_latency.py
"""

import time

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from lcmusic.decode import decode, write_symbols
from lcmusic.melody import STEPS_PER_BAR
from lcmusic.model import PRESETS, MelodyVAE


@torch.inference_mode()
def one_bar_at_a_time(model: MelodyVAE, z_1d: torch.Tensor) -> None:
    """The same decoder, the same weights, each bar after the one before."""
    for embedding_1e in model.conductor(z_1d).flatten(0, 1).split(1):
        write_symbols(
            model.decoder, embedding_1e, STEPS_PER_BAR, lambda logits: torch.multinomial(logits.softmax(-1), 1)[:, 0]
        )


def milliseconds(work, repeats: int) -> np.ndarray:
    """Wall time of each call but the first three."""
    times = []
    for _ in range(repeats + 3):
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return np.array(times[3:])


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    table = Table("preset", "decode", "p50 ms", "p95 ms", "times faster (p50)")
    for name, repeats in (("compact", 100), ("paper", 12)):
        model = MelodyVAE(PRESETS[name]).eval().requires_grad_(False)
        z_1d = torch.randn(1, model.config.latent)
        parallel = milliseconds(lambda m=model, z=z_1d: decode(m, z), repeats)
        sequential = milliseconds(lambda m=model, z=z_1d: one_bar_at_a_time(m, z), max(5, repeats // 4))
        for how, times in (("16 bars side by side", parallel), ("256 steps in a row", sequential)):
            p50, p95 = np.percentile(times, [50, 95])
            faster = f"{np.median(sequential) / p50:.1f}" if times is parallel else ""
            table.add_row(name, how, f"{p50:.1f}", f"{p95:.1f}", faster)
    Console().print(table)


if __name__ == "__main__":
    main()
