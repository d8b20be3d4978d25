"""One 16-bar melody from one latent, batch 1, one thread: how long it takes.

Beside it the same weights decoded bar after bar, 256 sequential steps: by our own step, and by one call of ``nn.LSTM``
a step, as one would write it first. Prints p50 and p95 in milliseconds.
Run: python bench/decode_latency.py
"""

import time

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.vae.layers import START
from lcmusic.vae.model import PRESETS, MelodyVAE
from lcmusic.vae.sampling import decode, write_symbols


@torch.inference_mode()
def one_bar_at_a_time(model: MelodyVAE, z_1d: torch.Tensor) -> None:
    """The same decoder, the same weights, each bar after the one before."""
    for embedding_1e in model.conductor(z_1d).flatten(0, 1).split(1):
        write_symbols(
            model.decoder,
            embedding_1e,
            STEPS_PER_BAR,
            lambda _, logits_1v: torch.multinomial(logits_1v.softmax(-1), 1)[:, 0],
        )


@torch.inference_mode()
def lstm_call_by_call(model: MelodyVAE, z_1d: torch.Tensor) -> None:
    """The same again, without our step: symbol and embedding into ``nn.LSTM`` at each of the 256 steps."""
    decoder = model.decoder
    for embedding_1e in model.conductor(z_1d).flatten(0, 1).split(1):
        state, symbol_1 = decoder.initial_state(embedding_1e), torch.tensor([START])
        for _ in range(STEPS_PER_BAR):
            inputs_11x = torch.cat([decoder.symbols(symbol_1), embedding_1e], dim=-1)[None]
            out_11u, state = decoder.lstm(inputs_11x, state)
            symbol_1 = torch.multinomial(decoder.head(out_11u[0]).softmax(-1), 1)[:, 0]


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
    table = Table("preset", "decode", "p50 ms", "p95 ms", "times slower (p50)")
    for name, repeats in (("compact", 100), ("paper", 12)):
        model = MelodyVAE(PRESETS[name]).eval().requires_grad_(False)
        z_1d = torch.randn(1, model.config.latent)
        parallel = milliseconds(lambda m=model, z=z_1d: decode(m, z), repeats)
        table.add_row(name, "16 bars side by side", *(f"{p:.1f}" for p in np.percentile(parallel, [50, 95])), "")
        for how, work in (("256 steps, our step", one_bar_at_a_time), ("256 steps, nn.LSTM", lstm_call_by_call)):
            times = milliseconds(lambda m=model, z=z_1d, work=work: work(m, z), max(5, repeats // 4))
            p50, p95 = np.percentile(times, [50, 95])
            table.add_row(name, how, f"{p50:.1f}", f"{p95:.1f}", f"{p50 / np.median(parallel):.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
