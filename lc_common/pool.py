"""A pool of latents and what is known of them: costly labels are used many times, old ones give way to new ones."""

from __future__ import annotations

import torch
from torch import Tensor


class Pool:
    """Rows of several tensors that belong together; when full, the oldest row goes first."""

    def __init__(self, capacity: int):
        self.capacity = capacity
        self._columns: tuple[Tensor, ...] = ()
        self._added = 0

    def __len__(self) -> int:
        return min(self._added, self.capacity)

    def add(self, *columns: Tensor) -> None:
        """Add rows: tensors ``[n, ...]`` of the same n, in the same order and of the same shapes every time."""
        columns = tuple(column.detach()[-self.capacity :] for column in columns)
        if not self._columns:
            self._columns = tuple(c.new_empty(self.capacity, *c.shape[1:]) for c in columns)
        rows = (self._added + torch.arange(len(columns[0]), device=columns[0].device)) % self.capacity
        for kept, column in zip(self._columns, columns, strict=True):
            kept[rows] = column
        self._added += len(rows)

    def draw(self, rows: int, generator: torch.Generator) -> tuple[Tensor, ...]:
        """So many rows at random, with repeats."""
        device = self._columns[0].device
        row_b = torch.randint(len(self), (rows,), generator=generator, device=device)
        return tuple(column[row_b] for column in self._columns)
