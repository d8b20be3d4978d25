"""What was measured of the knobs, as tables and as numbers for a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table

from lcmusic.evaluate.form import COLUMN
from lcmusic.evaluate.knobs import ATTRIBUTES, CHORDS, KnobFigures, Tax

TAX_COLUMNS = ("windows like it", "C2ST", "C2ST of no knobs", "worse by")


def knob_tables(f: KnobFigures) -> list[Table]:
    """What was measured, a table a part."""
    tables = []
    if f.scale:
        table = _table("Scales, over 12 roots", "scale", "in scale", "wholly", *TAX_COLUMNS)
        for name, scale in f.scale.items():
            table.add_row(name, f"{scale.in_scale:.4f}", f"{scale.wholly:.1%}", *_tax_cells(scale.tax))
        share, wholly = (np.mean([getattr(row, key) for row in f.scale.values()]) for key in ("in_scale", "wholly"))
        table.add_section()
        table.add_row("mean", f"{share:.4f}", f"{wholly:.1%}", *[""] * len(TAX_COLUMNS))
        tables.append(table)
    if f.scale and f.music:
        title = "A scale's root as the tonic; last, the key that held-out music is heard in"
        shares = "ends on the root", "root on beats 1 and 3", "key by Krumhansl", "by Temperley"
        table = _table(title, "scale", *shares)
        tonics = {name: scale.tonic for name, scale in f.scale.items()} | {"held-out music": f.music}
        for name, tonic in tonics.items():
            table.add_row(name, *(f"{share:.1%}" for share in astuple(tonic)))
        tables.append(table)
    if f.density:
        error = np.median([row.error for row in f.density])
        title = f"Density: Spearman {f.spearman:.3f}, median of the errors {error:.2f}"
        table = _table(title, "notes per bar asked", "got (median)", "error (median)", *TAX_COLUMNS)
        for density in f.density:
            cells = f"{density.asked:g}", f"{density.got:.2f}", f"{density.error:.2f}"
            table.add_row(*cells, *_tax_cells(density.tax))
        tables.append(table)
    if f.pearson:
        title = "Asked and got, 16 bars; asked for are values of held-out melodies"
        table = _table(
            title, "attribute", "Pearson", "error (median)", "LC-Diff, 4 bars", "latent constr. VAE", "asked by"
        )
        for name, attribute in f.pearson.items():
            a = ATTRIBUTES[name]
            printed = ["-" if r is None else f"{r:.3f}" for r in (a.lc_diff, a.latent_constraint)]
            by = ", ".join((*(f"--{knob}" for knob in a.knobs), *a.labels))
            table.add_row(name, f"{attribute.pearson:.3f}", f"{attribute.error:.2f}", *printed, by)
        tables.append(table)
    if f.locked:
        columns = (
            "bars locked",
            "locked notes kept",
            "interval to new bars",
            "to the true ones",
            "C2ST",
            "p50 s",
            "p95 s",
        )
        table = _table("Locked bars; C2ST of melodies with new bars against the true ones", *columns)
        for bars, locked in f.locked.items():
            intervals = f"{locked.interval:.2f}", f"{locked.true_interval:.2f}"
            seconds = f"{locked.p50:.3f}", f"{locked.p95:.3f}"
            table.add_row(str(bars), f"{locked.kept:.2%}", *intervals, f"{locked.c2st:.3f}", *seconds)
        tables.append(table)
    if f.chords:
        title = f"Chords: {len(CHORDS)} progressions of four"
        table = _table(title, "melodies", "chord notes on beats 1 and 3", *TAX_COLUMNS)
        for name, chords in f.chords.items():
            tax = [""] * len(TAX_COLUMNS) if chords.tax is None else _tax_cells(chords.tax)
            table.add_row(name, f"{chords.on_chord:.3f}", *tax)
        tables.append(table)
    return tables


def _tax_cells(tax: Tax) -> tuple[str, ...]:
    if tax.c2st is None or tax.free is None:
        return str(tax.windows), "-", "-", "-"
    return str(tax.windows), f"{tax.c2st:.3f}", f"{tax.free:.3f}", f"{tax.c2st - tax.free:+.3f}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        left = number == 0 or column == "asked by"
        table.add_column(column, justify="left" if left else "right", max_width=None if left else COLUMN)
    return table


def knob_json(figures: KnobFigures, settings: Mapping[str, object]) -> dict[str, object]:
    """All numbers, and what they were measured with, for a file."""
    return {"settings": dict(settings), **asdict(figures)}
