"""How much the encoder of the melody VAE misses: the same melodies from its own posterior and from the refined one.

512 melodies of pieces it was trained on and 512 of pieces it never saw, drawn with the balance of training and as they
are. Where both rows of a posterior are alike the model does not overfit; what refining gains is the encoder's gap.
Run: python bench/long/amortisation.py CORPUS
"""

from pathlib import Path

import typer
from rich.table import Table

from lc_common.terminal import output
from lcmusic.corpus import load
from lcmusic.pretrained import load_vae
from lcmusic.vae.measuring import reconstruction
from lcmusic.vae.training import validation_melodies


def main(corpus: Path) -> None:
    """Print both posteriors on both splits."""
    vae, opened = load_vae(), load(corpus)
    table = Table("split", "posterior", "argmax steps", "argmax onsets", "sampled steps", "nats a step", "KL")
    for split in ("train", "validation"):
        symbols_nt = validation_melodies(opened.split(split))
        for name, refined in (("the encoder's", False), ("refined", True)):
            kept = reconstruction(vae, symbols_nt, refined=refined)
            shares = [f"{share:.3f}" for share in (kept.argmax, kept.argmax_onsets, kept.sampled, kept.nll_per_step)]
            table.add_row(split, name, *shares, f"{kept.kl:.0f}")
    output().print(table)


if __name__ == "__main__":
    typer.run(main)
