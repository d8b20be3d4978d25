"""How well training uses the machine: melodies a second of one training step of preset ``compact``.

Rows: the same sizes written plainly, nn.LSTM on one-hots from end to end, float32; our step end to end and as stage 2
runs it (bar encoder frozen), each in float32 and, where the processor is fast in it, in bfloat16. Beside each its share
of the machine's measured matrix-product peak in the same precision, counting the multiply-adds of the matrix products
that the row does.
Run: python bench/vae_training.py
"""

import time

import torch
from lightning_fabric import Fabric
from rich.console import Console
from rich.table import Table
from torch import nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from lc_common.device import has_fast_bfloat16, hold_memory
from lc_common.train_state import TrainState
from lc_common.vae import kl_to_standard_normal, posterior, reparameterise
from lcmusic.music.melody import BARS, STEPS_PER_BAR, SYMBOLS
from lcmusic.vae.model import PRESETS, MelodyVAE, MelodyVAEConfig
from lcmusic.vae.training import TRAINING, melody_step

ROWS = 32


class Plain(nn.Module):
    """The compact model's sizes on one-hots, with every input product computed at every step."""

    def __init__(self, c: MelodyVAEConfig) -> None:
        super().__init__()
        self.bars = nn.LSTM(SYMBOLS, c.bar_encoder_units, bidirectional=True)
        self.embed = nn.Linear(2 * c.bar_encoder_units, c.embedding)
        self.phrase = nn.LSTM(c.embedding, c.encoder_units, bidirectional=True)
        self.squeeze = nn.Linear(2 * c.encoder_units, c.embedding)
        self.params = nn.Linear(2 * BARS * c.embedding, 2 * c.latent)
        self.read = nn.Linear(c.latent, BARS * c.position_read)
        self.conductor = nn.LSTM(c.position_read, c.conductor_units, c.conductor_layers)
        self.out = nn.Linear(c.conductor_units, c.embedding)
        self.decoder = nn.LSTM(SYMBOLS + c.embedding, c.decoder_units, c.decoder_layers)
        self.head = nn.Linear(c.decoder_units, SYMBOLS)

    def loss(self, symbols_bt: torch.Tensor) -> torch.Tensor:
        """Negative ELBO; initial states are zeros, which costs less than ours."""
        rows = len(symbols_bt)
        bars_sn = symbols_bt.reshape(-1, STEPS_PER_BAR).T
        hot_snv = functional.one_hot(bars_sn, SYMBOLS).float()
        _, (final, _) = self.bars(hot_snv)
        embedding_bke = self.embed(torch.cat([final[0], final[1]], -1)).unflatten(0, (rows, BARS))
        states, _ = self.phrase(embedding_bke.transpose(0, 1))
        squeezed = self.squeeze(states).relu().transpose(0, 1)
        mu, sigma = posterior(self.params(torch.cat([squeezed, embedding_bke], -1).flatten(1)))
        read = self.read(reparameterise(mu, sigma)).unflatten(1, (BARS, -1)).transpose(0, 1)
        bar_ne = self.out(self.conductor(read)[0]).transpose(0, 1).flatten(0, 1)
        previous = torch.cat([torch.zeros_like(hot_snv[:1]), hot_snv[:-1]])
        states, _ = self.decoder(torch.cat([previous, bar_ne.expand(STEPS_PER_BAR, -1, -1)], -1))
        nll = functional.cross_entropy(self.head(states).flatten(0, 1), bars_sn.flatten())
        return 256 * nll + kl_to_standard_normal(mu, sigma).sum(1).mean()


def seconds(work, repeats: int = 8) -> float:
    """Median wall time of a call, after two to warm up."""
    times = []
    for _ in range(repeats + 2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times[2:])[repeats // 2]


def peak(dtype: torch.dtype) -> float:
    """GFLOP/s of a square matrix product."""
    a, b = torch.randn(2, 2048, 2048).to(dtype)
    return 2 * 2048**3 / seconds(lambda: a @ b) / 1e9


def flops(work) -> float:
    """Matrix-product operations of a call; on a CPU nn.LSTM's own kernel hides its products, so they run unfused."""
    with torch.backends.mkldnn.flags(enabled=False), FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() / 1e9


def main() -> None:
    """Print the table."""
    hold_memory()
    symbols_bt = torch.randint(0, SYMBOLS, (ROWS, 256))
    generator = torch.Generator()
    table = Table("training step", "precision", "melodies/s", "GFLOP/s", "share of peak")
    precisions = {"32-true": torch.float32}
    if has_fast_bfloat16(torch.device("cpu")):
        precisions["bf16-mixed"] = torch.bfloat16
    peaks = {dtype: peak(dtype) for dtype in precisions.values()}

    plain = Plain(PRESETS["compact"])
    optimizer = torch.optim.Adam(plain.parameters())

    def plain_step() -> None:
        optimizer.zero_grad()
        plain.loss(symbols_bt).backward()
        optimizer.step()

    rows = [("nn.LSTM on one-hots, end to end", torch.float32, plain_step)]
    stage = TRAINING["compact"].melodies
    for what, train_bar_encoder in (("ours, end to end", True), ("ours, stage 2", False)):
        for precision, dtype in precisions.items():
            fabric = Fabric(accelerator="cpu", devices=1, precision=precision)
            model = MelodyVAE(PRESETS["compact"])
            model.bar_encoder.requires_grad_(train_bar_encoder)
            state = TrainState({"vae": model}, stage.fit, fabric)
            step = melody_step(stage)

            def ours(step=step, state=state, fabric=fabric) -> None:
                with fabric.autocast():
                    step(state, symbols_bt, generator)

            rows.append((what, dtype, ours))
    for what, dtype, work in rows:
        duration, work_gflop = seconds(work), flops(work)
        rate = work_gflop / duration
        table.add_row(what, str(dtype).removeprefix("torch."), f"{ROWS / duration:.0f}", f"{rate:.0f}",
                      f"{rate / peaks[dtype]:.0%}")  # fmt: skip
    console = Console()
    console.print(", ".join(f"peak {str(d).removeprefix('torch.')}: {p:.0f} GFLOP/s" for d, p in peaks.items()),
                  f"({torch.get_num_threads()} threads)")  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    main()
