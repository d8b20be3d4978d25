"""How far a sound file is, for a file that takes long."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from gui.melody.state.saving import Saving
from gui.shared.view.words import tr

PATIENCE_MS = 1_000
"""What takes no longer is written without a word; Qt judges that by how far it is."""

WIDTH = 320


class SavingDialog(QProgressDialog):
    """How far it is, and a button that gives it up; nothing else waits for it.

    Args:
        saving: what is shown.
        over: the page that asked for it.
    """

    def __init__(self, saving: Saving, over: QWidget) -> None:
        super().__init__(tr("Writing {name}").format(name=saving.path.name), tr("Cancel"), 0, 100, over)
        self.setWindowTitle(tr("Export"))
        bar = QProgressBar()
        bar.setTextVisible(False)  # it is too thin for one
        self.setBar(bar)
        self.setMinimumWidth(WIDTH)
        self.setMinimumDuration(PATIENCE_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.canceled.connect(saving.cancel)
        self.setValue(0)  # from now on it counts the time
        self.saving = saving

    def refresh(self) -> None:
        """Show how far it is."""
        self.setValue(round(100 * self.saving.share))
