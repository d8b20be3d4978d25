"""A studio in a process of its own: real engine, stand-in model. It plays at once, says where its first slot, the
handle of its roll and its second slot are, and then lives until it is killed.

python studio_app.py FOLDER [density]
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication
from studio_fakes import fake_model

from gui.parts import Parts
from gui.shared.view.widgets.roll_picture import GUTTER, RULER
from gui.studio import Studio
from lcmusic.live.player import Player

folder = Path(sys.argv[1])
app = QApplication([])
model, _ = fake_model()
studio = Studio(Parts(Player, lambda chosen: model, folder / "studio.json", folder, seed=1))
studio.window.show()
studio.window.move(0, 0)


def begin() -> None:
    """Once there is a melody: play, and keep it in the first slot."""
    if studio.melody.playing is None:
        QTimer.singleShot(20, begin)
        return
    if len(sys.argv) > 2:
        studio.melody.turn(density=float(sys.argv[2]))
        studio.transport.play_to("out", virtual=True)
        studio.transport.play_stop()
    studio.melody.store(0)
    (slot, other), roll = studio.page.slots[:2], studio.page.roll
    places = [slot.mapToGlobal(slot.rect().center()), roll.mapToGlobal(QPoint(GUTTER, RULER) / 2)]
    places.append(other.mapToGlobal(other.rect().center()))
    print("ready", *(number for place in places for number in place.toTuple()), flush=True)


begin()
app.exec()
studio.close()
