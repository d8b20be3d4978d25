"""The panel at the right of the melody page: key, scale and every knob."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.melody.state.session import MelodySession
from gui.melody.view.chords import ChordField
from gui.melody.view.specs import DIALS, FRONT, GROUPS, LANDS, MODES, SWITCHES, spoken
from gui.shared.state.theme import INSIDE, Palette
from gui.shared.view.widgets.choices import ChoiceBox
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.keyboard import OctaveKeyboard
from gui.shared.view.widgets.knob import Knob, KnobSpec
from gui.shared.view.words import mark, tr
from lc_common.errors import UserError
from lcmusic.live.expression import ACCENTS
from lcmusic.music.melody import LENGTHS
from lcmusic.music.rows import Group, Row
from lcmusic.music.scales import ROOTS, SCALES
from lcmusic.perform.table import TABLE

WIDTH = 320
COLUMNS: dict[Group, int] = {"idea": 4, "form": 4, "sound": 5}  # of small knobs
LARGE, SMALL = 80, 48  # diameters
FREE, OWN = mark("any notes"), mark("notes of my own")
ANY_STYLE = mark("any style")
ACCENT_TIP = mark("Which sixteenths of a bar are louder; the knob Accent says by how much")
DICE_TIP = mark("Let chance turn the knobs of this group, within what sounds good (Shift+R)")
PRESETS_TIP = mark("Presets: knobs under a name, to hear, choose and save (P)")
LENGTH_TIP = mark("Length of the clip: a short one is made as a loop, 32 bars are two halves that are related")
STYLE_TIP = mark("A collection that the model has learned from: melodies of its kind")


class KnobPanel(QFrame):
    """Key, scale and density in front; the rest in groups, of which tabs show one.

    Args:
        session: what the knobs turn.
        palette: of the theme.

    Attributes:
        chords, length: their fields, which the page puts above the roll.
        presets: the button that asks for them.

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
        self.root = self._choice(tr("Root"), ROOTS, self._choose_scale, tr("The scale's first note"))
        self.scale = self._choice(tr("Scale"), (FREE, *SCALES), self._choose_scale, tr("Which notes may sound"))
        self.keyboard = OctaveKeyboard(palette)
        self.keyboard.chosen.connect(self._choose_set)
        self.chords = ChordField(
            palette,
            lambda text: self._turn("", chords=text or None),
            lambda: session.performance.expression,
            lambda name, channel: self._turn("", **{name: channel}),
            session.played,
            session.offers,
            self._act,
        )
        self.knobs = {
            spec.name: self._knob(spec, palette, LARGE if group == FRONT else SMALL)
            for group, specs in DIALS.items()
            for spec in specs
        }
        self.switches = {row.name: self._switch(row) for row in SWITCHES}
        self.styles = self._choice(tr("Style"), (ANY_STYLE,), self._choose_style, tr(STYLE_TIP))
        accents = tuple(map(str.capitalize, ACCENTS))
        self.accents = self._choice(tr("Accent pattern"), accents, self._choose_accent, tr(ACCENT_TIP))
        self.dice = _button("dice", tr("Let chance turn the knobs of this group"), palette)
        self.dice.clicked.connect(self.roll_dice)
        self.presets = _button("presets", tr("Presets"), palette)
        self.presets.setToolTip(tr(PRESETS_TIP))
        self.groups = QTabBar()
        self.groups.setAccessibleName(tr("Groups of knobs"))
        self.groups.setDrawBase(False)
        self.groups.setExpanding(True)
        for title in GROUPS.values():
            self.groups.addTab(tr(title))
        self.mode = self._choice(tr("The music"), tuple(MODES.values()), self._choose_mode, tr("How the music goes on"))
        self.lands = self._choice(
            tr("Lands"), tuple(LANDS.values()), self._choose_landing, tr("When a turned knob is heard")
        )
        self.length = self._choice(tr("Length"), tuple(map(_bars, LENGTHS)), self._choose_length, tr(LENGTH_TIP))
        self._lay_out()

    def refresh(self, sounding: frozenset[int]) -> None:
        """Show the session as it is now, and the pitch classes that sound."""
        session = self._session
        performance = session.performance
        knobs = performance.feed.knobs
        learned = {
            knob: tr("CC {number}, channel {channel}").format(number=c, channel=ch)
            for (ch, c), knob in performance.controls.assignments().items()
        }
        for name, knob in self.knobs.items():
            knob.set_value(performance.value(name))
            knob.set_pending(name in session.pending)
            knob.set_why(tr(session.why_not(name)))
            knob.set_midi(learned.get(name, ""), performance.controls.learning == name)
        _show(self.root, ROOTS[knobs.root])
        own = knobs.pitch_classes is not None
        if own == (self.scale.findData(OWN) < 0):
            if own:
                self.scale.addItem(tr(OWN), OWN)
            else:
                self.scale.removeItem(self.scale.findData(OWN))
        _show(self.scale, OWN if own else knobs.scale or FREE)
        self.keyboard.set_state(knobs.allowed, None if own or knobs.scale is None else knobs.root, sounding)
        self.chords.set_chords(knobs.chords, knobs.root, session.why_not("chords"))
        for name, switch in self.switches.items():
            if switch.isChecked() != performance.value(name):
                switch.setChecked(bool(performance.value(name)))
            shown = TABLE[name].shown
            _explain(switch, session.why_not(name), tr(shown.tip) if shown else "")
        self._refresh_style()
        _show(self.accents, performance.expression.accent.capitalize())
        _explain(self.dice, tr("Locked: unlock the idea first.") if session.locked else "", tr(DICE_TIP))
        self._mark_groups()
        _show(self.mode, MODES[performance.feed.plan.mode])
        _show(self.lands, LANDS[session.lands])
        _show(self.length, _bars(knobs.bars))
        waits = bool(session.pending & {"root", "scale", "pitch_classes"})
        title = tr("Key and scale  ·  lands at the next bar" if waits and session.lands == "bar" else "Key and scale")
        if self._title.text() != title:
            self._title.setText(title)

    def _refresh_style(self) -> None:
        session, style = self._session, self._session.knobs.style
        known = session.model.styles if session.model else ()
        # A preset may ask for what this model does not know.
        names = [ANY_STYLE, *known, *([] if style is None or style in known else [style])]
        if [self.styles.itemData(n) for n in range(self.styles.count())] != names:
            self.styles.clear()
            for name in names:
                self.styles.addItem(tr(name), name)
        _show(self.styles, style or ANY_STYLE)
        _explain(self.styles, session.why_not("style"), tr(STYLE_TIP))

    def _mark_groups(self) -> None:
        """A dot at the groups in which something is turned: nothing works unseen."""
        value = self._session.performance.value
        for number, (group, title) in enumerate(GROUPS.items()):
            rows = [row for row in TABLE.values() if row.shown and row.shown.group == group]
            turned = any(value(row.name) != row.default for row in rows)
            turned |= group == "form" and self._session.knobs.style is not None
            turned |= group == "sound" and value("accent") != TABLE["accent"].default
            text = f"{tr(title)} •" if turned else tr(title)
            if self.groups.tabText(number) != text:
                self.groups.setTabText(number, text)

    def roll_dice(self) -> None:
        """Let chance turn the knobs of the group that is shown."""
        self._act(lambda: self._session.roll_dice(list(GROUPS)[self.groups.currentIndex()]))

    def _choose_scale(self) -> None:
        name = self.scale.currentData()
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

    def _choose_style(self) -> None:
        name = self.styles.currentData()
        self._turn("", style=None if name == ANY_STYLE else name)

    def _choose_accent(self) -> None:
        self._turn("", accent=list(ACCENTS)[self.accents.currentIndex()])

    def _choose_length(self) -> None:
        self._turn("", bars=LENGTHS[self.length.currentIndex()])

    def _choose_landing(self) -> None:
        self._session.lands = list(LANDS)[self.lands.currentIndex()]

    def _turn(self, gesture: str, **values: object) -> bool:
        return self._act(lambda: self._session.turn(gesture, **values))

    def _act(self, action: Callable[[], object]) -> bool:
        """Do something, and say what a person can repair; whether it was done."""
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))
            return False
        return True

    def _knob(self, spec: KnobSpec, palette: Palette, diameter: int) -> Knob:
        knob = Knob(spoken(spec), palette, diameter)
        whole = bool(spec.step)
        knob.turned.connect(lambda value: self._turn(spec.name, **{spec.name: round(value) if whole else value}))
        knob.reset.connect(lambda: self._turn("", **{spec.name: spec.default}))
        knob.refused.connect(self.said)
        knob.learn.connect(lambda: self._learn(spec.name))
        knob.forget.connect(lambda: self._session.performance.controls.forget(spec.name))
        return knob

    def _switch(self, row: Row) -> QCheckBox:
        switch = QCheckBox(tr(row.shown.label) if row.shown else row.name)
        switch.clicked.connect(lambda on: self._turn("", **{row.name: on}))
        return switch

    def _learn(self, name: str) -> None:
        performance = self._session.performance
        if performance.engine.status.input != "open":
            self.said.emit(tr("Choose a MIDI input first, with the sliders in the strip above; then learn again."))
            return
        performance.controls.learn(name)

    def _choice(self, name: str, rows: Sequence[str], chosen: object, tip: str) -> QComboBox:
        box = ChoiceBox()
        for row in rows:
            box.addItem(tr(row), row)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setMinimumContentsLength(4)
        box.setMaxVisibleItems(20)
        box.activated.connect(chosen)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.setSpacing(6)  # of the smallest window, which has no more
        self._title = QLabel(tr("Key and scale"))
        self._title.setProperty("kind", "label")
        column.addLayout(_row((self._title, 1), (self.switches["strict"], 0)))
        self.root.setFixedWidth(72)
        column.addLayout(_row((self.root, 0), (self.scale, 1)))
        column.addWidget(self.keyboard)
        column.addStretch(1)
        column.addLayout(_row(*((self.knobs[spec.name], 1) for spec in DIALS[FRONT])))
        column.addStretch(1)
        column.addLayout(_row((self.groups, 1), (self.dice, 0), (self.presets, 0)))
        stack = QStackedWidget()
        self.pages = [self._page(group) for group in GROUPS]
        for page in self.pages:
            stack.addWidget(page)
        self.groups.currentChanged.connect(stack.setCurrentIndex)
        column.addWidget(stack)
        column.addStretch(1)

    def _page(self, group: Group) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        columns = COLUMNS[group]
        for place, spec in enumerate(DIALS[group]):
            grid.addWidget(self.knobs[spec.name], place // columns, place % columns)
        if group == "idea":
            mode = _labelled(tr("The music"), self.mode), _labelled(tr("A turn lands at the"), self.lands)
            row = QHBoxLayout()
            row.addLayout(mode[0], 3)
            row.addLayout(mode[1], 2)
            grid.addLayout(row, 1, 0, 1, columns)
        elif group == "form":
            beside = QVBoxLayout()
            beside.addWidget(self.styles)
            beside.addWidget(self.switches["ending"])
            grid.addLayout(beside, 1, 2, 1, 2)
        else:
            grid.addLayout(_labelled(tr("Accent pattern"), self.accents), 1, 3, 1, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(2, 1)
        return page


def _bars(number: int) -> str:
    return f"{number} bar{'' if number == 1 else 's'}"


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget, share in widgets:
        row.addWidget(widget, share)
    return row


def _button(name: str, spoken: str, palette: Palette) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, palette, 16))
    button.setIconSize(QSize(16, 16))
    button.setStyleSheet("padding: 2px; min-height: 0")  # no higher than the tabs beside it
    button.setFixedSize(36, 26)
    button.setAccessibleName(spoken)
    return button


def _explain(widget: QWidget, why_not: str, tip: str) -> None:
    """A widget that works, or one that says why not."""
    widget.setEnabled(not why_not)
    widget.setToolTip(tr(why_not) or tip)


def _labelled(text: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    label = QLabel(text)
    label.setProperty("kind", "label")
    column.addWidget(label)
    column.addWidget(widget)
    return column


def _show(box: QComboBox, chosen: str) -> None:
    if box.currentData() != chosen:
        with QSignalBlocker(box):
            box.setCurrentIndex(box.findData(chosen))
