"""Choices of a combo box that cannot be made."""

from __future__ import annotations

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox


def grey(box: QComboBox, row: int, why: str) -> None:
    """Grey a choice; its tooltip says why it is not to be had."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)  # a combo box's own, if no other is set
    item = model.item(row)
    item.setEnabled(False)
    item.setToolTip(why)
