"""A language in which every text that is translated stands in guillemets, so that what is not can be told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QWidget

from gui.shared.view.widgets.amount import AmountSlider
from gui.shared.view.widgets.changes import ChangeBars
from gui.shared.view.widgets.wipe import PictureTile


class Guillemets(QTranslator):
    """Translates "Start" into "«Start»"."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, text, disambiguation=None, n=-1) -> str:
        return f"«{text}»" if context == "studio" else ""


def texts_of(whole: QWidget) -> Iterator[str]:
    """What a widget and all within it show and tell, also what is hidden now."""
    for widget in (whole, *whole.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(row) for row in range(widget.count()))
            case QListWidget():
                yield from (widget.item(row).text() for row in range(widget.count()))
            case PictureTile():
                yield from (widget.title, widget.spoken_value())
            case AmountSlider():
                yield widget.title
            case ChangeBars():
                yield widget.spoken_value()


def english(whole: QWidget, names: str = "") -> set[str]:
    """The texts with words outside guillemets; those among the names, and the tags of rich text, are none."""
    return {text for text in texts_of(whole) if _words(text) - _words(names)}


def _words(text: str) -> set[str]:
    text = re.sub(r"<[^>]*>", " ", text)
    text = html.unescape(text)
    while text != (fewer := re.sub(r"«[^«»]*»", " ", text)):
        text = fewer
    return set(re.findall(r"[^\W\d_]{2,}", text))
