"""Combo boxes: long choices end in an ellipsis, and some cannot be made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

FIELD_WIDTH = 220  # of a box among settings
WIDEST = 480  # pixels of a list that is wider than its box


class ChoiceBox(QComboBox):
    """A combo box that shortens what it has no room for; the list has it whole, in its rows and their tooltips."""

    spoken_role = QAccessible.Role.ComboBox  # Qt's own tells the choice instead of the name on Linux

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def shown(self) -> str:
        """The choice as far as there is room for it."""
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, self._option(), QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())

    def spoken_value(self) -> str:
        """For screen readers: the choice."""
        return self.currentText()

    def showPopup(self) -> None:
        for row in range(self.count()):
            if self.itemData(row, Qt.ItemDataRole.ToolTipRole) is None:
                self.setItemData(row, self.itemText(row), Qt.ItemDataRole.ToolTipRole)
        need = self.view().sizeHintForColumn(0) + 32  # the scroll bar and the frame
        self.view().setMinimumWidth(min(WIDEST, need))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        option, painter = self._option(), QStylePainter(self)
        option.currentText = self.shown()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option


def grey(box: QComboBox, row: int, why: str) -> None:
    """Grey a choice; its tooltip says why it is not to be had."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)  # a combo box's own, if no other is set
    item = model.item(row)
    item.setEnabled(False)
    item.setToolTip(why)


class PortBox(ChoiceBox):
    """Outputs; the list is asked for anew whenever it is opened.

    Signals:
        opened(): the list is about to be shown.
    """

    opened = Signal()

    def showPopup(self) -> None:
        self.opened.emit()
        super().showPopup()


def choices(rows: Mapping[Any, str], chosen: object) -> ChoiceBox:
    """A box among settings, of values with their names."""
    box = ChoiceBox()
    box.setFixedWidth(FIELD_WIDTH)
    for value, text in rows.items():
        box.addItem(text, value)
    box.setCurrentIndex(list(rows).index(chosen))
    return box
