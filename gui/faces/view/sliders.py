"""A slider for each label in two columns, and beside them what holds the edit back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from gui.faces.state.face import REACH, REALISM, ROWS, Origin
from gui.faces.state.session import FaceSession
from gui.shared.state.theme import INSIDE, Palette
from gui.shared.view.widgets.amount import HEIGHT, AmountSlider
from gui.shared.view.words import mark, tr
from gui.train.view.plain import button, label

ORIGINS: dict[Origin, tuple[str, str]] = {
    "photo": (
        mark("Photo"),
        mark("Start from the photo: only what the edit changes is added to it, and its detail stays"),
    ),
    "reconstruction": (
        mark("Rebuilt"),
        mark("Start from the reconstruction: the face as the model makes it, softer but all of it"),
    ),
}
"""What an edit in a photo may start from: its name and what that means."""
LINES = (len(ROWS) + 1) // 2
RESET = mark("Put every slider to rest (R)")


class SliderPanel(QFrame):
    """Sliders of a session.

    Args:
        session: what they move.
        act: does something for the person, and says what went wrong.
    """

    def __init__(self, session: FaceSession, palette: Palette, act: Callable[[Callable[[], object]], None]) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._session = session
        self.sliders = [AmountSlider(tr(row.title), tr(row.tip), palette) for row in ROWS]
        self.realism = AmountSlider(
            tr("Realism"),
            tr("How strongly the edit is drawn to where real faces lie; counts once a slider is moved"),
            palette, REALISM, 0.0, lambda value: f"{100 * value:.0f} %",
        )  # fmt: skip
        self.reach = AmountSlider(
            tr("May move"),
            tr("How far the edit may go; 100 % lets it go as far as it likes. Less stays closer to the person"),
            palette, 1.0, 0.0, lambda value: f"{100 * value:.0f} %",
        )  # fmt: skip
        self.origins = {origin: button(tr(name), tr(tip)) for origin, (name, tip) in ORIGINS.items()}
        group = QButtonGroup(self)
        for origin, choice in self.origins.items():
            choice.setCheckable(True)
            choice.setAccessibleName(f"{tr('Start from')}: {tr(ORIGINS[origin][0])}")
            group.addButton(choice)
            choice.clicked.connect(lambda _, origin=origin: act(lambda: session.start_from(origin)))
        self.reset_all = button(tr("Reset all"), tr(RESET))
        for k, slider in enumerate(self.sliders):
            slider.turned.connect(lambda amount, k=k: act(lambda: session.move(k, amount)))
            slider.reset.connect(lambda k=k: act(lambda: session.reset(k)))
        self.realism.turned.connect(lambda amount: act(lambda: session.set_realism(amount)))
        self.realism.reset.connect(lambda: act(lambda: session.set_realism(REALISM)))
        self.reach.turned.connect(lambda amount: act(lambda: session.set_reach(REACH * amount)))
        self.reach.reset.connect(lambda: act(lambda: session.set_reach(REACH)))
        self.reset_all.clicked.connect(lambda: act(session.reset))
        self.all = (*self.sliders, self.realism, self.reach)
        grid = QGridLayout(self)
        grid.setContentsMargins(INSIDE, 6, INSIDE, 6)
        grid.setHorizontalSpacing(INSIDE)
        grid.setVerticalSpacing(0)
        for k, slider in enumerate(self.sliders):
            grid.addWidget(slider, k % LINES, k // LINES)
        side = QVBoxLayout()
        side.setSpacing(0)
        self.realism.setFixedHeight(HEIGHT)
        self.reach.setFixedHeight(HEIGHT)
        for widget in (self.realism, self.reach):
            side.addWidget(widget)
        start_from = QHBoxLayout()
        start_from.setSpacing(4)
        start_from.addWidget(label(tr("Start from"), "label"))
        for each in self.origins.values():
            start_from.addWidget(each)
        side.addStretch(1)
        side.addLayout(start_from)
        side.addSpacing(4)
        side.addWidget(self.reset_all)
        grid.addLayout(side, 0, 2, LINES, 1)
        for column, stretch in enumerate((3, 3, 2)):
            grid.setColumnStretch(column, stretch)

    def refresh(self) -> None:
        """Show the session as it is now."""
        session = self._session
        why, wish, changes = tr(session.why_not()), session.step.wish, session.changes
        for k, slider in enumerate(self.sliders):
            slider.set_amount(wish.amounts[k])
            if changes:
                slider.set_seen(changes[k].before, changes[k].after)
            else:
                slider.set_seen(None, 0.0)
        self.realism.set_amount(wish.realism)
        self.reach.set_amount(wish.reach / REACH)
        for slider in self.all:
            slider.set_why(why)
        for origin, choice in self.origins.items():
            choice.setEnabled(not session.no_photo)
            choice.setToolTip(tr(session.no_photo or ORIGINS[origin][1]))
            choice.setChecked(origin == wish.origin)
        idle = why or ("" if any(slider.moved for slider in self.all) else tr("Every slider is at rest."))
        self.reset_all.setEnabled(not idle)
        self.reset_all.setToolTip(idle or tr(RESET))
