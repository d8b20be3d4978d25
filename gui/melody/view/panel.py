"""The panel at the right of the melody page: key, scale and every knob."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.melody.state.session import MelodySession
from gui.melody.view.specs import LANDS, LARGE, MODES, SMALL, SWITCHES
from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.widgets.keyboard import OctaveKeyboard
from gui.shared.view.widgets.knob import Knob, KnobSpec
from lc_common.errors import UserError
from lcmusic.music.rows import Row
from lcmusic.music.scales import ROOTS, SCALES
from lcmusic.perform.table import TABLE

WIDTH = 320
COLUMNS = 4  # of small knobs
FREE, OWN = "any notes", "notes of my own"


class KnobPanel(QFrame):
    """Key, scale, density and the rest.

    Args:
        session: what the knobs turn.
        palette: of the theme.

    Signals:
        said(str): a sentence for the person.
        scale_turned(): a root or scale was chosen.
    """

    said = Signal(str)
    scale_turned = Signal()

    def __init__(self, session: MelodySession, palette: Palette) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._session = session
        self.root = self._choice("Root", list(ROOTS), self._choose_scale, "The scale's first note")
        self.scale = self._choice("Scale", [FREE, *SCALES], self._choose_scale, "Which notes may sound")
        self.keyboard = OctaveKeyboard(palette)
        self.keyboard.chosen.connect(self._choose_set)
        self.knobs = {spec.name: self._knob(spec, palette, large=spec in LARGE) for spec in (*LARGE, *SMALL)}
        self.switches = {row.name: self._switch(row) for row in SWITCHES}
        self.mode = self._choice("The music", list(MODES.values()), self._choose_mode, "How the music goes on")
        self.lands = self._choice("Lands", list(LANDS.values()), self._choose_landing, "When a turned knob is heard")
        self._lay_out()

    def refresh(self, sounding: frozenset[int]) -> None:
        """Show the session as it is now, and the pitch classes that sound."""
        session = self._session
        performance = session.performance
        knobs = performance.feed.knobs
        learned = {knob: f"CC {c}, channel {ch}" for (ch, c), knob in performance.controls.assignments().items()}
        for name, knob in self.knobs.items():
            knob.set_value(performance.value(name))
            knob.set_pending(name in session.pending)
            knob.set_why(session.why_not(name))
            knob.set_midi(learned.get(name, ""), performance.controls.learning == name)
        _show(self.root, ROOTS[knobs.root])
        own = knobs.pitch_classes is not None
        if own == (self.scale.findText(OWN) < 0):
            if own:
                self.scale.addItem(OWN)
            else:
                self.scale.removeItem(self.scale.findText(OWN))
        _show(self.scale, OWN if own else knobs.scale or FREE)
        self.keyboard.set_state(knobs.allowed, None if own or knobs.scale is None else knobs.root, sounding)
        for name, switch in self.switches.items():
            if switch.isChecked() != performance.value(name):
                switch.setChecked(bool(performance.value(name)))
            why = session.why_not(name)
            switch.setEnabled(not why)
            switch.setToolTip(why or TABLE[name].shown.tip)
        _show(self.mode, MODES[performance.feed.plan.mode])
        _show(self.lands, LANDS[session.lands])
        waits = bool(session.pending & {"root", "scale", "pitch_classes"})
        title = "Key and scale" + ("  ·  lands at the next bar" if waits and session.lands == "bar" else "")
        if self._title.text() != title:
            self._title.setText(title)

    def _choose_scale(self) -> None:
        name = self.scale.currentText()
        root = self.root.currentIndex()
        if name != OWN:
            self._turn("", root=root, scale=None if name == FREE else name, pitch_classes=None)
        else:
            self._turn("", root=root)
        self.scale_turned.emit()

    def _choose_set(self, pitch_classes: frozenset[int]) -> None:
        self._turn("", scale=None, pitch_classes=tuple(sorted(pitch_classes)))
        self.scale_turned.emit()

    def _choose_mode(self) -> None:
        self._turn("", mode=list(MODES)[self.mode.currentIndex()])

    def _choose_landing(self) -> None:
        self._session.lands = list(LANDS)[self.lands.currentIndex()]

    def _turn(self, gesture: str, **values: object) -> None:
        try:
            self._session.turn(gesture, **values)
        except UserError as problem:
            self.said.emit(str(problem))

    def _knob(self, spec: KnobSpec, palette: Palette, large: bool) -> Knob:
        knob = Knob(spec, palette, 96 if large else 48)
        whole = bool(spec.step)
        knob.turned.connect(lambda value: self._turn(spec.name, **{spec.name: round(value) if whole else value}))
        knob.reset.connect(lambda: self._turn("", **{spec.name: spec.default}))
        knob.learn.connect(lambda: self._learn(spec.name))
        knob.forget.connect(lambda: self._session.performance.controls.forget(spec.name))
        return knob

    def _switch(self, row: Row) -> QCheckBox:
        switch = QCheckBox(row.shown.label)
        switch.clicked.connect(lambda on: self._turn("", **{row.name: on}))
        return switch

    def _learn(self, name: str) -> None:
        performance = self._session.performance
        if performance.engine.status.input != "open":
            self.said.emit("Choose a MIDI input first, with the sliders in the strip above; then learn again.")
            return
        performance.controls.learn(name)

    def _choice(self, name: str, rows: list[str], chosen: object, tip: str) -> QComboBox:
        box = QComboBox()
        box.addItems(rows)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setMinimumContentsLength(4)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMaxVisibleItems(20)
        box.activated.connect(chosen)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.setSpacing(GRID)
        self._title = QLabel("Key and scale")
        self._title.setProperty("kind", "label")
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        for switch in self.switches.values():
            row.addWidget(switch)
        column.addLayout(row)
        row = QHBoxLayout()
        self.root.setFixedWidth(72)
        row.addWidget(self.root)
        row.addWidget(self.scale, 1)
        column.addLayout(row)
        column.addWidget(self.keyboard)
        column.addStretch(1)
        large = QHBoxLayout()
        for spec in LARGE:
            large.addWidget(self.knobs[spec.name], 1)
        column.addLayout(large)
        column.addStretch(1)
        small = QGridLayout()
        small.setSpacing(4)
        for place, spec in enumerate(SMALL):
            small.addWidget(self.knobs[spec.name], place // COLUMNS, place % COLUMNS)
        column.addLayout(small)
        column.addStretch(1)
        row = QHBoxLayout()
        for text, box, share in (("The music", self.mode, 3), ("A turn lands at the", self.lands, 2)):
            row.addLayout(_labelled(text, box), share)
        column.addLayout(row)


def _labelled(text: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    label = QLabel(text)
    label.setProperty("kind", "label")
    column.addWidget(label)
    column.addWidget(widget)
    return column


def _show(box: QComboBox, text: str) -> None:
    if box.currentText() != text:
        with QSignalBlocker(box):
            box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchExactly))
