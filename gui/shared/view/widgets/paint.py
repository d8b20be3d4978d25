"""Small helpers for drawing."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette

from gui.shared.state import theme


def colour(name: str, share: float = 1.0) -> QColor:
    """A colour of the palette, let through to a share."""
    out = QColor(name)
    out.setAlphaF(share)
    return out


def mixed(name: str, ground: str, share: float) -> QColor:
    """A share of one colour on another, opaque."""
    over, under = QColor(name), QColor(ground)
    parts = ((over.red(), under.red()), (over.green(), under.green()), (over.blue(), under.blue()))
    return QColor(*(round(share * a + (1 - share) * b) for a, b in parts))


def toolkit_palette(palette: theme.Palette) -> QPalette:
    """The theme for what a style sheet does not reach: the frames of lists that pop up are windows of their own."""
    role, out = QPalette.ColorRole, QPalette()
    for ground in (role.Window, role.Base):
        out.setColor(ground, QColor(palette.raised))
    for ink in (role.WindowText, role.Text):
        out.setColor(ink, QColor(palette.text))
    return out


def font(size: int, bold: bool = False) -> QFont:
    """The window's typeface with digits of one width, in logical pixels."""
    out = QFont(list(theme.FAMILIES))
    out.setPixelSize(size)
    out.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    out.setFeature(QFont.Tag("tnum"), 1)
    return out
