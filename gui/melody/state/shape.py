"""What is done to many knobs at once: presets, hearing one before it is chosen, and knobs that chance turns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gui.melody.state.music import Music
from gui.melody.state.setting import Setting
from lc_common.errors import UserError
from lcmusic.music.rows import Group, Row
from lcmusic.perform.table import TABLE

ROLLED = 2
"""Decimals of a value that chance has chosen."""


class Shape(Music):
    """The music, and the shape that all of its knobs have together."""

    _before: Setting | None = None

    def apply_preset(self, setting: Setting) -> None:
        """Put the knobs, plan and expression of a preset in place, and keep the idea.

        The MIDI channels stay, and how the music goes on: it goes on being locked, or listening. So does the length.
        """
        self._keep_idea()
        self._turn_to(setting)
        self._push("")

    def audition(self, setting: Setting) -> None:
        """Hear a preset before it is chosen: ``choose`` stays with it, ``back_from_audition`` does not."""
        self._keep_idea()
        if self._before is None:
            self._before = self._history.now
        self._turn_to(setting)
        self._history.replace(self.setting())

    def choose(self) -> None:
        """Stay with what is heard; one step of undo."""
        if self._before is not None:
            self._history.replace(self._with_idea(self._before))
            self._push("")
            self._before = None

    def back_from_audition(self) -> None:
        """All knobs are again as they were before the first preset was heard; the idea is the one that plays."""
        if self._before is not None:
            self._keep_idea()
            before, self._before = self._before, None
            self._recall_all(before)
            self._history.replace(self._with_idea(before))

    def roll_dice(self, group: Group) -> None:
        """Let chance turn the knobs of a group, within what sounds good; one that can be off is so half of the time.

        Raises:
            UserError: the idea is locked, or none of these knobs does anything now.
        """
        self._need_unlocked()
        rows = [row for row in TABLE.values() if row.shown and row.shown.group == group and row.dice]
        values = {row.name: self._rolled(row) for row in rows if not self.why_not(row.name)}
        if not values:
            raise UserError(self.why_not(rows[0].name))
        self.turn("", **values)

    def _rolled(self, row: Row) -> float | None:
        assert row.dice is not None  # of all that are rolled
        if row.optional and self._rng.random() < 0.5:
            return None
        value = float(self._rng.uniform(*row.dice))
        return round(value) if row.type is int else float(np.round(value, ROLLED))

    def _turn_to(self, setting: Setting) -> None:
        plan, sent = self.performance.feed.plan, self.performance.expression
        self._recall_all(
            replace(
                setting,
                knobs=replace(setting.knobs, bars=self.knobs.bars),
                plan=replace(setting.plan, mode=plan.mode, seed=plan.seed, listen=plan.listen),
                expression=setting.expression.on_channels_of(sent),
            )
        )
        self._mention_contradiction()

    def _recall_all(self, setting: Setting) -> None:
        self._landing.wait_for(setting.differs_from(self.setting()))
        self.performance.recall(setting.knobs, setting.plan, setting.expression, at=self.lands)

    def _with_idea(self, setting: Setting) -> Setting:
        """The knobs of a state, and the idea and locked bars of what plays."""
        now = self._history.now
        return replace(setting, idea=now.idea, tune=now.tune, locked=now.locked)
