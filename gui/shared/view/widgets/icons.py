"""Icons as lines on a grid of 24, drawn in any colour of the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.shared.state.theme import Palette

SCALE = 3  # drawn so many times larger, for screens with many pixels

_SHAPES = {
    "play": '<path d="M7 4.5v15l12-7.5z" fill="{c}" stroke-linejoin="round"/>',
    "stop": '<rect x="6" y="6" width="12" height="12" rx="1.5" fill="{c}"/>',
    "melody": '<path d="M9 18V6l10-2v12"/><circle cx="6.5" cy="18" r="2.5"/><circle cx="16.5" cy="16" r="2.5"/>',
    "faces": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9 9.5v.5M15 9.5v.5M8.5 14.5c1 1.6 2.2 2.3 3.5 2.3s2.5-.7 3.5-2.3"/>',
    "train": '<path d="M4 4v16h16"/><path d="M7 8c3 0 2.5 8 7 8h6"/>',
    "about": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.2v.3"/>',
    "panic": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 8v5M12 16v.3"/>',
    "refresh": '<path d="M20 12a8 8 0 1 1-2.4-5.7"/><path d="M20.5 3v4.5H16"/>',
    "undo": '<path d="M9 5L4 10l5 5"/><path d="M4 10h9a6 6 0 0 1 0 12h-2" transform="translate(0,-2)"/>',
    "redo": '<path d="M15 5l5 5-5 5"/><path d="M20 10h-9a6 6 0 0 0 0 12h2" transform="translate(0,-2)"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "unlock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 7.6-1.7"/>',
    "up": '<path d="M7 11v9H4v-9zM7 11l4-7.5c1.6 0 2.4 1 2.2 2.6L12.8 9.5H19a1.8 1.8 0 0 1 1.8 2.1l-1.2 6.8'
    'A1.9 1.9 0 0 1 17.7 20H7"/>',
    "down": '<g transform="rotate(180 12 12)"><path d="M7 11v9H4v-9zM7 11l4-7.5c1.6 0 2.4 1 2.2 2.6L12.8 9.5H19'
    'a1.8 1.8 0 0 1 1.8 2.1l-1.2 6.8A1.9 1.9 0 0 1 17.7 20H7"/></g>',
    "new": '<path d="M12 3l1.9 5.6L19.5 10.5l-5.6 1.9L12 18l-1.9-5.6L4.5 10.5l5.6-1.9z"/>'
    '<path d="M19 16v5M16.5 18.5h5"/>',
    "vary": '<path d="M3 14c2.5-7 5-7 7 0s4.5 7 6 2 3-7 5-6"/>',
    "export": '<path d="M12 15V4M8 7.5L12 3.5l4 4"/>'
    '<path d="M4 14v4.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V14"/>',
    "more": '<circle cx="5" cy="12" r="1.4" fill="{c}"/><circle cx="12" cy="12" r="1.4" fill="{c}"/>'
    '<circle cx="19" cy="12" r="1.4" fill="{c}"/>',
    "sound": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z"/><path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "mute": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z"/><path d="M16 9.5l5 5M21 9.5l-5 5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "list": '<path d="M5 9l7 7 7-7"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "dice": '<rect x="4" y="4" width="16" height="16" rx="3"/><circle cx="8.5" cy="8.5" r="1" fill="{c}"/>'
    '<circle cx="15.5" cy="8.5" r="1" fill="{c}"/><circle cx="12" cy="12" r="1" fill="{c}"/>'
    '<circle cx="8.5" cy="15.5" r="1" fill="{c}"/><circle cx="15.5" cy="15.5" r="1" fill="{c}"/>',
    "presets": '<path d="M4 6h3M10 6h10M4 12h3M10 12h10M4 18h3M10 18h10"/>',
    "record": '<circle cx="12" cy="12" r="6" fill="{c}"/>',
}


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels."""
    body = _SHAPES[name].replace("{c}", colour)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="none" stroke="{colour}" '
        f'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{body}</g></svg>'
    )
    picture = QPixmap(size * SCALE, size * SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * SCALE, size * SCALE))
    painter.end()
    picture.setDevicePixelRatio(SCALE)
    return picture


def icon(name: str, palette: Palette, size: int = 20, colour: str = "") -> QIcon:
    """An icon for a button: ``colour`` (or the palette's text), the accent while it is on, dull while it is off."""
    out = QIcon()
    out.addPixmap(pixmap(name, colour or palette.text, size), QIcon.Mode.Normal, QIcon.State.Off)
    out.addPixmap(pixmap(name, palette.accent, size), QIcon.Mode.Normal, QIcon.State.On)
    out.addPixmap(pixmap(name, palette.disabled, size), QIcon.Mode.Disabled, QIcon.State.Off)
    return out


ICONS = tuple(_SHAPES)
"""Names of all icons."""
