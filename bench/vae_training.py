"""How well training uses a device: melodies and images a second of one training step.

Rows: the same sizes written plainly, nn.LSTM on one-hots from end to end, float32; our step end to end and as stage 2
runs it (bar encoder frozen), each in float32 and, where the device is fast in it, in bfloat16; then faces. Beside each
its share of the device's measured matrix-product peak in the same precision, counting the multiply-adds of the matrix
products and convolutions that the row does.
Run: python bench/vae_training.py [cpu|cuda|mps] [compact|paper]
"""

import sys
import time
from collections.abc import Callable

import torch
from lightning_fabric import Fabric
from rich.console import Console
from rich.table import Table
from torch import nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from lc_common.device import has_fast_bfloat16, hold_memory, pick
from lc_common.fit import FitConfig, Step, TrainState
from lc_common.vae import kl_to_standard_normal, posterior, reparameterise
from lcmusic.music.melody import BARS, STEPS_PER_BAR, SYMBOLS
from lcmusic.vae.model import PRESETS, MelodyVAE, MelodyVAEConfig
from lcmusic.vae.training import TRAINING, melody_step
from lcvision.data.registry import find
from lcvision.vae.config import preset_vae
from lcvision.vae.models import ImageVAE
from lcvision.vae.training import TRAINING as IMAGES
from lcvision.vae.training import vae_step

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


def seconds(work: Callable[[], object], device: torch.device, repeats: int = 8) -> float:
    """Median wall time of a call, after two to warm up."""
    times = []
    for _ in range(repeats + 2):
        start = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return sorted(times[2:])[repeats // 2]


def peak(dtype: torch.dtype, device: torch.device) -> float:
    """GFLOP/s of a square matrix product."""
    size = 8192 if device.type == "cuda" else 2048
    a, b = torch.randn(2, size, size, device=device).to(dtype)
    return 2 * size**3 / seconds(lambda: a @ b, device) / 1e9


def flops(work: Callable[[], object]) -> float:
    """Matrix-product operations of a call in GFLOP; nn.LSTM's own kernels hide their products, so they run unfused."""
    unfused = torch.backends.mkldnn.flags(enabled=False), torch.backends.cudnn.flags(enabled=False)
    with unfused[0], unfused[1], FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() / 1e9


def plain_step(preset: str, device: torch.device) -> Callable[[], object]:
    """A training step of ``Plain``."""
    plain = Plain(PRESETS[preset]).to(device)
    optimizer = torch.optim.Adam(plain.parameters())
    symbols_bt = torch.randint(0, SYMBOLS, (ROWS, 256), device=device)

    def step() -> None:
        optimizer.zero_grad()
        plain.loss(symbols_bt).backward()
        optimizer.step()

    return step


def melodies(preset: str, device: torch.device, precision: str, end_to_end: bool) -> Callable[[], object]:
    """Our step, with the bar encoder trained or as it is."""
    stage = TRAINING[preset].melodies
    model = MelodyVAE(PRESETS[preset])
    model.bar_encoder.requires_grad_(end_to_end)
    symbols_bt = torch.randint(0, SYMBOLS, (ROWS, 256), device=device)
    return our_step(model, stage.fit, melody_step(stage), symbols_bt, device, precision)


def faces(preset: str, device: torch.device, precision: str) -> Callable[[], object]:
    config = preset_vae(preset, find("celeba"))
    images_bchw = torch.rand(ROWS, *config.shape, device=device)
    return our_step(
        ImageVAE(config), IMAGES[preset][find("celeba").network].vae.fit, vae_step, images_bchw, device, precision
    )


def our_step(
    model: nn.Module, fit: FitConfig, step: Step, batch: torch.Tensor, device: torch.device, precision: str
) -> Callable[[], object]:
    fabric = Fabric(accelerator=device.type, devices=1, precision=precision)
    state = TrainState({"vae": model.to(device)}, fit, fabric)
    generator = torch.Generator(device)

    def work() -> None:
        with fabric.autocast():
            step(state, batch, generator)

    return work


def main() -> None:
    """Print the table."""
    hold_memory()
    device = pick(sys.argv[1] if sys.argv[1:] else "cpu")
    preset = sys.argv[2] if sys.argv[2:] else "compact"
    precisions = {"32-true": torch.float32}
    if has_fast_bfloat16(device):
        precisions["bf16-mixed"] = torch.bfloat16
    peaks = {dtype: peak(dtype, device) for dtype in precisions.values()}
    rows = [("nn.LSTM on one-hots, end to end", torch.float32, plain_step(preset, device))]
    for precision, dtype in precisions.items():
        rows.append(("ours, end to end", dtype, melodies(preset, device, precision, True)))
        if TRAINING[preset].bars:
            rows.append(("ours, stage 2", dtype, melodies(preset, device, precision, False)))
        rows.append(("faces", dtype, faces(preset, device, precision)))
    table = Table("training step", "precision", "rows/s", "GFLOP/s", "share of peak", title=f"preset {preset}")
    for what, dtype, work in rows:
        duration = seconds(work, device)
        rate = flops(work) / duration
        table.add_row(what, str(dtype).removeprefix("torch."), f"{ROWS / duration:.0f}", f"{rate:.0f}",
                      f"{rate / peaks[dtype]:.0%}")  # fmt: skip
    console = Console()
    where = torch.cuda.get_device_name() if device.type == "cuda" else f"{torch.get_num_threads()} threads"
    console.print(", ".join(f"peak {str(d).removeprefix('torch.')}: {p:.0f} GFLOP/s" for d, p in peaks.items()),
                  f"({where})")  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    main()
