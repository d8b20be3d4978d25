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
    for ground in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase):
        out.setColor(ground, QColor(palette.raised))
    for ink in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText):
        out.setColor(ink, QColor(palette.text))
        out.setColor(QPalette.ColorGroup.Disabled, ink, QColor(palette.disabled))
    out.setColor(role.Highlight, QColor(palette.line))
    out.setColor(role.PlaceholderText, QColor(palette.muted))
    out.setColor(role.Link, QColor(palette.strip))
    return out


def font(size: int, bold: bool = False) -> QFont:
    """The window's typeface with digits of one width, in logical pixels."""
    out = QFont(list(theme.FAMILIES))
    out.setPixelSize(size)
    out.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    out.setFeature(QFont.Tag("tnum"), 1)
    return out
