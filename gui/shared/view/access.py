"""What screen readers are told of widgets that draw themselves: a role, a name, a value in words and as a number."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@runtime_checkable
class Spoken(Protocol):
    """A widget that has a role and says its value."""

    spoken_role: QAccessible.Role

    def spoken_value(self) -> str:
        """Its value in words."""


@runtime_checkable
class Turned(Spoken, Protocol):
    """One whose value is a number that can be chosen."""

    def spoken_number(self) -> tuple[float, float, float]:
        """The value, and the lowest and the highest one."""

    def choose_number(self, value: float) -> None:
        """Choose a value, as a hand would."""


@cache
def install() -> None:
    """Tell Qt of these, once for the process."""
    QAccessible.installFactory(_made)


class _Number(QAccessibleValueInterface):
    def __init__(self, widget: Turned) -> None:
        super().__init__()
        self._widget = widget

    def currentValue(self) -> float:
        return self._widget.spoken_number()[0]

    def minimumValue(self) -> float:
        return self._widget.spoken_number()[1]

    def maximumValue(self) -> float:
        return self._widget.spoken_number()[2]

    def minimumStepSize(self) -> float:
        return 0.0  # as Qt has it for values without steps

    def setCurrentValue(self, value: object) -> None:
        self._widget.choose_number(float(str(value)))


class _Widget(QAccessibleWidget):
    def __init__(self, widget: QWidget, spoken: Spoken) -> None:
        super().__init__(widget, spoken.spoken_role)
        self._spoken = spoken
        self._number = _Number(spoken) if isinstance(spoken, Turned) else None

    def text(self, which: QAccessible.Text) -> str:
        return self._spoken.spoken_value() if which == QAccessible.Text.Value else super().text(which)

    def interface_cast(self, which: QAccessible.InterfaceType) -> Any:
        if which == QAccessible.InterfaceType.ValueInterface and self._number:
            return self._number
        return super().interface_cast(which)


def _made(_class: str, thing: QObject) -> QAccessibleInterface | None:
    return _Widget(thing, thing) if isinstance(thing, QWidget) and isinstance(thing, Spoken) else None
