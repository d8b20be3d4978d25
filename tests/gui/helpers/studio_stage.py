"""A whole window with stand-ins for engine and model, and a hand without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from studio_fakes import FakeEngine, fake_model, no_device

from gui.parts import Parts
from gui.shared.state.transport import PortList
from gui.studio import Studio


class Stage:
    """A studio, and what it is made of."""

    def __init__(self, qtbot, tmp_path, load=None, ports=PortList(("Synth",)), open_sink=no_device, **parts) -> None:
        self.engines: list[FakeEngine] = []
        self.model, self.likes = fake_model()
        self.parts = Parts(
            self._engine,
            load or (lambda chosen: self.model),
            tmp_path / "studio.json",
            tmp_path,
            lambda: ports,
            open_sink,
            seed=1,
            **parts,
        )
        self.studio = Studio(self.parts)
        self.window = self.studio.window
        self.window.show()
        qtbot.waitExposed(self.window)

    def _engine(self) -> FakeEngine:
        self.engines.append(FakeEngine())
        return self.engines[-1]

    @property
    def pitches(self) -> set[int]:
        return {note.pitch % 12 for note in self.studio.melody.playing.notes()}


def choose(qtbot, box: QComboBox, text: str) -> None:
    """By keyboard, as a person without a mouse would."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != text:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{text} is not in the list"
