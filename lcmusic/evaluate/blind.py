"""Blind pairs for people: a model's melody against a held-out one, on a page that collects the answers.

The page is one HTML file with the sounds beside it. It asks nothing of any network, and gives its answers away only as
a file that the listener saves.

Shapes: ``n`` pairs, ``t`` steps.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np

from lc_common.files import write_text
from lcmusic.media import sound
from lcmusic.media.export import make_folder
from lcmusic.music.melody import Melody

SAMPLE_RATE = 22_050
"""Of the sounds: all partials of the built-in voice below 11 kHz, at half the size."""
SIDES = ("A", "B")


def blind_pairs(real_nt: np.ndarray, made_nt: np.ndarray, folder: Path, *, model: str, seed: int, tempo: float) -> Path:
    """Write ``index.html`` and two sounds a pair into a folder, which is made if it is not there.

    Which side is the model's is drawn by the seed, and so is nowhere in the names of the files. The answers that the
    page saves say for each pair which side was the model's and which one was preferred: A, B or neither.

    Args:
        real_nt, made_nt: as many held-out melodies as melodies of the model, ``[n, t]``.
        model: what made them, as the answers will name it.
        tempo: quarter notes per minute.

    Returns:
        The page.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    make_folder(folder)
    model_is_b_n = np.random.default_rng(seed).random(len(real_nt)) < 0.5
    pairs = []
    for i, model_is_b in enumerate(model_is_b_n):
        sides = (real_nt[i], made_nt[i]) if model_is_b else (made_nt[i], real_nt[i])
        names = [f"pair-{i + 1:02}-{side}.wav" for side in SIDES]
        for name, symbols_t in zip(names, sides, strict=True):
            sound.wav(Melody(symbols_t), folder / name, tempo=tempo, sample_rate=SAMPLE_RATE)
        pairs.append({"sounds": names, "model": SIDES[int(model_is_b)]})
    page = files(__package__).joinpath("blind.html").read_text(encoding="utf-8")
    # "<" could end the script that the data stands in.
    data = json.dumps({"model": model, "seed": seed, "pairs": pairs}).replace("<", "\\u003c")
    write_text(folder / "index.html", page.replace("__STUDY__", data))
    return folder / "index.html"
