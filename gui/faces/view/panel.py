"""What came of an edit: what was asked for, what else changed, how far the person is from before."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gui.faces.state.face import REACH, ROWS
from gui.faces.state.session import FaceSession
from gui.faces.state.work import Change
from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.widgets.changes import Bar, ChangeBars
from gui.shared.view.words import mark, tr
from gui.train.view.plain import label

WIDTH = 240
LIKE_WHAT = mark("Distance of the two persons as dlib sees them: below 0.60 it takes them for one.")
LIKENESSES = (mark("the same person"), mark("still the same person"), mark("somebody else"))
"""What ``lcvision.faces.finding.likeness`` says."""
KEPT = mark("Reconstruction: {now:.2f} from the photo, {before:.2f} before refining.")
PIXELS_KEPT = mark("Reconstruction: {now:.1f} dB like the photo's pixels, {before:.1f} dB before refining.")
MOVED = mark("Moved {share:.0f} % of the way to an unrelated face.")
MOVED_ALL = mark("Moved {share:.0f} % of the way to an unrelated face, as far as it may.")


class ReadOuts(QFrame):
    """The column at the right of the page."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self.asked = ChangeBars(tr("What was asked for"), palette.accent, palette, tr("No slider is moved."), 76)
        self.others = ChangeBars(tr("What else changed"), palette.strip, palette, tr("Nothing yet."), 38)
        for bars in (self.asked, self.others):
            bars.setToolTip(tr("Probability as the model itself sees it, and by how many points it changed."))
        self.distance, self.likeness = label("", "value"), label("", "label")
        self.distance.setAccessibleName(tr("Distance of the persons"))
        self.travelled, self.kept = label("", "label"), label("", "label")
        for widget in (self.distance, self.likeness, self.kept):
            widget.setToolTip(tr(LIKE_WHAT))
        self.travelled.setToolTip(tr("100 % is the distance between two unrelated faces."))
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.setSpacing(4)
        for title, *widgets in (
            (tr("Asked for"), self.asked),
            (tr("What else changed"), self.others),
            (tr("The person"), self.distance, self.likeness, self.travelled, self.kept),
        ):
            column.addWidget(label(title, "label"))
            for part in widgets:
                column.addWidget(part)
            column.addSpacing(GRID)
        column.addStretch(1)

    def refresh(self, session: FaceSession) -> None:
        """Show the session as it is now."""
        moved = session.step.wish.moved
        changes = session.changes
        self.asked.show_rows([Bar(tr(ROWS[c.k].title), c.by, _way(c)) for c in changes if c.k in moved])
        others = [Bar(tr(ROWS[c.k].title), c.by, _points(c)) for c in changes if c.k not in moved]
        self.others.show_rows(others if moved else [])
        if session.without_identity and moved:
            number, word = "", tr(session.without_identity)
        elif not moved:
            number, word = "–", tr("Move a slider, and the persons are compared.")
        elif session.identity:
            number, word = f"{session.identity[0]:.2f}", tr(session.identity[1])
        else:
            number, word = "…", tr("The persons are being compared.")
        kept, pixels = session.kept_identity, session.kept_pixels
        far = tr(KEPT).format(now=kept[1], before=kept[0]) if kept else ""
        if pixels and session.without_identity:
            far = tr(PIXELS_KEPT).format(now=pixels[1], before=pixels[0])
        _show(self.kept, far)
        edit = session.edit
        _show(self.distance, number)
        self.distance.setVisible(bool(number))
        _show(self.likeness, word)
        share = edit.moved if edit else 0.0
        bound = session.step.wish.reach < REACH and share >= session.step.wish.reach - 0.001
        far = tr(MOVED_ALL if bound else MOVED).format(share=100 * share) if moved else ""
        _show(self.travelled, far)


def _way(change: Change) -> str:
    """From where to where, such as "6 → 98 %"."""
    return f"{100 * change.before:.0f} → {100 * change.after:.0f} %"


def _points(change: Change) -> str:
    """By how many points, such as "+13"."""
    points = round(100 * change.by)
    return f"{points:+d}" if points else "0"


def _show(widget, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
