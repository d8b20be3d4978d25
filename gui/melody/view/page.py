"""The melody page: the roll, the panel of knobs, the row of ideas and clips."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui.melody.state.presets import Shelf
from gui.melody.state.session import MelodySession
from gui.melody.state.setting import SLOTS, Clip
from gui.melody.view.files import ClipFiles
from gui.melody.view.panel import KnobPanel
from gui.melody.view.presets import PresetBrowser
from gui.melody.view.saving import SavingDialog
from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.ideas import IdeaStrip, Small
from gui.shared.view.widgets.roll import PianoRoll
from gui.shared.view.widgets.roll_picture import RollView
from gui.shared.view.widgets.slots import ClipSlot
from gui.shared.view.words import tr
from lc_common.errors import UserError
from lcmusic.live.expression import ACCENT_DEPTH, ACCENTS, Expression
from lcmusic.music.melody import STEPS_PER_BAR, Melody

TICKS_PER_STEP = 120


class MelodyPage(QWidget):
    """Shows a session and does what hands ask for.

    Args:
        session: what the page does.
        shelf: presets.
        palette: of the theme.
        files: what goes from it into files, and comes from them.
        above: stands above the chords.
        beside: stands beside the thumbs.

    Signals:
        said(str): a sentence for the person.
        scale_turned(): the person chose a root or scale.
    """

    said = Signal(str)
    scale_turned = Signal()

    def __init__(
        self,
        session: MelodySession,
        shelf: Shelf,
        palette: Palette,
        files: ClipFiles,
        above: QWidget | None = None,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session, self._palette, self.files = session, palette, files
        self.saving: SavingDialog | None = None
        files.said.connect(self.said)
        self.roll = PianoRoll(palette, lambda: files.dragged(session.clip("melody")))
        self.roll.dropped.connect(self.session.load)
        self.roll.lock.connect(lambda bars, on: self.act(lambda: session.lock_bars(bars, on)))
        self.roll.lock_notes.connect(lambda notes, on: self.act(lambda: session.lock_notes(notes, on)))
        self.roll.renew.connect(lambda bars: self.act(lambda: session.renew_bars(bars)))
        self.roll.edited.connect(lambda melody: self.act(lambda: session.edit(melody)))
        self.roll.drew.connect(lambda counts: self.act(lambda: session.turn("bars", density_per_bar=counts)))
        self.ideas = IdeaStrip(tr("The last ideas"), palette)
        self.ideas.chosen.connect(lambda number: self.act(lambda: session.go_back(number)))
        self.panel = KnobPanel(session, palette)
        self.panel.said.connect(self.said)
        self.panel.scale_turned.connect(self.scale_turned)
        self.slots = [ClipSlot(n + 1, palette, partial(self._dragged, n)) for n in range(SLOTS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, GRID, GRID, GRID)
        grid.setSpacing(GRID)
        if above:
            grid.addWidget(above, 0, 0)
        above_roll = QHBoxLayout()
        above_roll.addWidget(self.panel.chords, 1)
        above_roll.addWidget(self.panel.length)
        grid.addLayout(above_roll, 1, 0)
        grid.addWidget(self.roll, 2, 0)
        bottom = self._bottom()
        grid.addLayout(self._heard(beside), 3, 0)
        grid.addWidget(self.panel, 0, 1, 4, 1)
        grid.addWidget(bottom, 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(2, 1)
        self.presets = PresetBrowser(session, shelf, palette, self, self.panel)
        self.presets.said.connect(self.said)
        self.panel.presets.clicked.connect(self.presets.open)

    # ------------------------------------------------------------------------------------------------------ the moment

    def refresh(self, tick: float) -> None:
        """Show the session as it is now; ``tick`` is the song position."""
        session, bars = self.session, self.session.length
        self.roll.show_view(
            RollView(
                session.playing,
                _of_length(session.following, bars),
                _of_length(session.ghost, bars),
                session.knobs.allowed,
                session.knobs.density,
                session.first_bar,
                levels_of(session.performance.expression),
                self._waiting(),
                session.bars.bars,
                session.played.heard or session.knobs.progression,
                session.played.listening or "chords" in session.pending,
                locked_notes=session.bars.notes,
                bars=bars,
                counts=tuple(session.knobs.notes_in(bar) for bar in range(bars)),
                no_counts=session.why_not("density_per_bar"),
            )
        )
        status = session.performance.engine.status
        started = status.rolling or tick > 0
        step = max(0.0, tick / TICKS_PER_STEP - session.first_bar * STEPS_PER_BAR) % (bars * STEPS_PER_BAR)
        self.roll.set_playhead(step if started else None)
        pitch = self.roll.sounding() if status.rolling else None
        self.panel.refresh(frozenset() if pitch is None else frozenset({pitch % 12}))
        for slot, clip in zip(self.slots, session.slots, strict=True):
            slot.set_clip(
                clip.name if clip else "", clip.melody if clip else None, clip.knobs.allowed if clip else None
            )
        ideas = session.ideas
        self.ideas.show_ideas([Small(clip.name, clip.melody, clip.knobs.allowed) for clip in ideas.clips], ideas.at)
        liked = session.liked
        for button, on in (
            (self.lock, session.locked),
            (self.up, liked is True),
            (self.down, liked is False),
        ):
            if button.isChecked() != on:
                button.setChecked(on)
        locked = tr("Locked: unlock the idea first.") if session.locked else ""
        missing = tr(session.why_not("temperature"))
        _offer(self.new, missing or locked, tr("Go on from an idea that was never heard (N)"))
        _offer(self.vary, missing or locked, tr("Go on from a neighbour of this idea (V)"))
        _offer(
            self.ab,
            "" if ideas.other else tr("No other idea yet."),
            tr("Compare with {other} (B)").format(other=_name(ideas.other)),
        )
        _offer(self.undo, "" if session.can_undo else tr("Nothing to undo yet."), tr("Undo (Ctrl+Z)"))
        _offer(self.redo, "" if session.can_redo else tr("Nothing to redo."), tr("Redo (Ctrl+Shift+Z)"))
        for button, tip in (
            (self.up, tr("I like this one: your taste can be learned from it")),
            (self.down, tr("Not this one")),
        ):
            _offer(button, missing, tip)

        self._show_saving()

    def _show_saving(self) -> None:
        saving = self.session.saving
        if self.saving and (self.saving.saving is not saving or self.saving.saving.ended):
            self.saving.deleteLater()
            self.saving = None
        if saving and not saving.ended:
            self.saving = self.saving or SavingDialog(saving, self)
            self.saving.refresh()

    def _waiting(self) -> str:
        session = self.session
        if session.problem:
            return tr(session.problem)
        if session.playing:
            return ""
        return (
            tr("Listening")
            if session.performance.feed.plan.mode == "respond" and session.model
            else tr("Loading the model")
        )

    # ---------------------------------------------------------------------------------------------------------- hands

    def act(self, action: Callable[[], object]) -> None:
        """Do something; what a person can repair is said, not raised."""
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))

    def copy(self, slot: int | None = None) -> None:
        """Put a slot's clip on the clipboard as a MIDI file; that of the one that has the focus, or else what plays."""
        slot = self._slot_with_focus() if slot is None else slot
        self.files.copy(self.session.clip("melody") if slot is None else self.session.slots[slot])

    def paste(self, slot: int | None = None) -> None:
        """Take the file on the clipboard into a slot; the one that has the focus, or else as the tune that plays."""
        self.files.paste(self._slot_with_focus() if slot is None else slot)

    def _dragged(self, slot: int) -> Path | None:
        return self.files.dragged(self.session.slots[slot])

    def _slot_with_focus(self) -> int | None:
        return next((number for number, slot in enumerate(self.slots) if slot.hasFocus()), None)

    def _push(self, slot: int, by: int) -> None:
        target = slot + by
        if 0 <= target < SLOTS and self.session.slots[slot]:
            self.session.move(slot, target)
            self.slots[target].setFocus()

    def renew_chosen(self) -> None:
        """Make the bars that are chosen in the roll anew."""
        if not self.roll.chosen:
            self.said.emit(
                tr("Choose bars first: drag along the numbers above the roll, or go there by shift and arrows.")
            )
        else:
            self.roll.renew.emit(self.roll.chosen)

    def more_menu(self) -> QMenu:
        """Files and presets."""
        return self.files.menu(self, self.presets.open)

    def _heard(self, beside: QWidget | None) -> QHBoxLayout:
        """The last ideas, and what the person thinks of the one that plays."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.ideas, 1)
        for widget in (self.up, self.down, *([beside] if beside else [])):
            row.addWidget(widget)
        return row

    def _bottom(self) -> QWidget:
        bottom = QFrame()
        bottom.setProperty("kind", "panel")
        bottom.setFixedHeight(80)
        row = QHBoxLayout(bottom)
        row.setContentsMargins(INSIDE, GRID, INSIDE, GRID)
        row.setSpacing(4)
        session = self.session
        self.new = QPushButton(tr("New idea"))
        self.new.setProperty("kind", "primary")
        self.new.clicked.connect(lambda: self.act(session.new_idea))
        self.vary = QPushButton(tr("Vary"))
        self.vary.clicked.connect(lambda: self.act(session.vary))
        self.ab = QToolButton()
        self.ab.setText("A/B")
        self.ab.setAccessibleName(tr("Compare with the idea before"))
        self.ab.setFixedSize(44, 32)
        self.ab.clicked.connect(lambda: self.act(session.compare))
        self.undo = self._button("undo", tr("Undo"), session.undo)
        self.redo = self._button("redo", tr("Redo"), session.redo)
        self.lock = self._button("lock", tr("Lock the idea"), None, tr("Stay with this idea (L)"))
        self.lock.clicked.connect(lambda on: self.act(lambda: session.lock(on)))
        self.up = self._button("up", tr("Like"), None)
        self.up.clicked.connect(lambda: self.act(lambda: session.mark(True)))
        self.down = self._button("down", tr("Dislike"), None)
        self.down.clicked.connect(lambda: self.act(lambda: session.mark(False)))
        self.more = self._button("export", tr("Files and presets"), None, tr("Export, open a MIDI file, presets"))
        self.more.clicked.connect(lambda: self.more_menu().exec(self.more.mapToGlobal(self.more.rect().topLeft())))
        for button in (self.lock, self.up, self.down):
            button.setCheckable(True)
        for widget in (self.new, self.vary, self.ab, self.undo, self.redo, self.lock, self.more):
            row.addWidget(widget)
        row.addSpacing(GRID)
        for number, slot in enumerate(self.slots):
            slot.store.connect(lambda n=number: self.act(lambda: session.store(n)))
            slot.recall.connect(lambda n=number: self.act(lambda: session.recall(n)))
            slot.clear.connect(lambda n=number: session.clear(n))
            slot.export.connect(lambda n=number: self.files.export(self, session.slots[n]))
            slot.dropped.connect(lambda path, n=number: session.load(path, n))
            slot.brought.connect(lambda source, copy, n=number: session.move(source - 1, n, copy))
            slot.pushed.connect(lambda by, n=number: self._push(n, by))
            slot.renamed.connect(lambda name, n=number: session.rename(n, name))
            slot.copy.connect(lambda n=number: self.act(lambda: self.copy(n)))
            slot.paste.connect(lambda n=number: self.act(lambda: self.paste(n)))
            row.addWidget(slot, 1)
        return bottom

    def _button(self, name: str, spoken: str, action: Callable[[], None] | None, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._palette, 18))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(36, 32)
        button.setToolTip(tip or spoken)
        button.setAccessibleName(spoken)
        if action:
            button.clicked.connect(lambda: self.act(action))
        return button


def levels_of(expression: Expression) -> tuple[float, ...]:
    """Brightness of a note by its sixteenth, as loud as it is played."""
    accents = ACCENTS[expression.accent]
    loud = (expression.velocity + a * expression.accent_amount * ACCENT_DEPTH for a in accents)
    return tuple(0.45 + 0.55 * min(127.0, max(1.0, v)) / 127 for v in loud)


def _of_length(melody: Melody | None, bars: int) -> Melody | None:
    """A melody, but none that is still of another length."""
    return melody if melody and melody.bars == bars else None


def _name(clip: Clip | None) -> str:
    return clip.name if clip else ""


def _offer(button: QPushButton | QToolButton, why_not: str, tip: str) -> None:
    """A button that works, or one that says why not."""
    if button.isEnabled() == bool(why_not):
        button.setEnabled(not why_not)
    if button.toolTip() != (why_not or tip):
        button.setToolTip(why_not or tip)
