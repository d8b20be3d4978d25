"""Training curves as a PNG, as in figure 11 of the paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lc_common.errors import UserError

WIDTH, PANEL, MARGIN, LEFT = 900, 180, 24, 70
GROUND, LINE, GRID, TEXT = "#14161B", "#4FD1B5", "#2A2F3A", "#E7EAF0"


def read_curves(run_dir: Path, names: Sequence[str]) -> dict[str, list[tuple[int, float]]]:
    """Metrics of a run by name, as ``(step, value)``; those that it did not record are left out.

    Raises:
        UserError: the folder holds no run.
    """
    path = run_dir / "metrics.jsonl"
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is missing or torn; give the folder of a training run.") from error
    curves = {name: [(r["step"], r[name]) for r in records if name in r] for name in names}
    return {name: curve for name, curve in curves.items() if curve}


def plot(curves: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """Draw each curve in a panel of its own, one above the other, over the same steps."""
    if not curves:
        raise ValueError("there is no curve to draw")
    last = max(step for curve in curves.values() for step, _ in curve) or 1
    image = Image.new("RGB", (WIDTH, MARGIN + len(curves) * (PANEL + MARGIN)), GROUND)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(13)
    for i, (name, curve) in enumerate(curves.items()):
        top, bottom = MARGIN + i * (PANEL + MARGIN), MARGIN + i * (PANEL + MARGIN) + PANEL
        low, high = min(value for _, value in curve), max(value for _, value in curve)
        span = (high - low) or 1.0
        for value, y in ((high, top), (low, bottom)):
            draw.line((LEFT, y, WIDTH - MARGIN, y), fill=GRID)
            draw.text((LEFT - 6, y), f"{value:.3g}", fill=TEXT, font=font, anchor="rm")
        scale = (WIDTH - MARGIN - LEFT) / last
        points = [(LEFT + step * scale, bottom - (value - low) / span * PANEL) for step, value in curve]
        draw.line(points if len(points) > 1 else points * 2, fill=LINE, width=2)
        draw.text((LEFT + 6, top + 4), name, fill=TEXT, font=font)
    draw.text((WIDTH - MARGIN, image.height - 4), f"{last} steps", fill=TEXT, font=font, anchor="rs")
    try:
        image.save(path)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror}; choose another place.") from error
