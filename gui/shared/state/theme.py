"""Colours, sizes and the style sheet. Knows no Qt: colours are ``#RRGGBB``, sizes are logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True)
class Palette:
    """What every colour is for. Text on its ground has a contrast of at least 4.5:1.

    Attributes:
        window, panel, raised, line: grounds from the back to the front, and the thin lines between them.
        text, muted, disabled: writing. ``disabled`` is below that contrast on purpose, and its tooltip says why.
        accent: notes in the scale, arcs of knobs, the focus ring, what is on.
        alarm: notes out of the scale, errors, panic.
        now: the playhead, and what is about to land.
        strip, curve: the strip of densities and the first curve; the second curve.
        row_dark, row_lit: rows of the piano roll outside and inside the scale.
        beat, bar: its lines.
        on_accent: writing on a ground of ``accent``.
        marks: folder in ``ASSETS`` of arrows, as ``muted``, and of the tick of boxes, as ``on_accent``.
    """

    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    alarm: str
    now: str
    strip: str
    curve: str
    row_dark: str
    row_lit: str
    beat: str
    bar: str
    on_accent: str
    marks: str


DARK = Palette(
    window="#14161B",
    panel="#1B1E25",
    raised="#242933",
    line="#323846",
    text="#E7EAF0",
    muted="#9BA5B7",
    disabled="#5F6878",
    accent="#4FD1B5",
    alarm="#FF5C6C",
    now="#FFD166",
    strip="#7AA2F7",
    curve="#C099FF",
    row_dark="#171A20",
    row_lit="#1E222A",
    beat="#262B35",
    bar="#3D4555",
    on_accent="#0C1F1B",
    marks="dark",
)
LIGHT = Palette(
    window="#F3F4F6",
    panel="#FFFFFF",
    raised="#E6E9EE",
    line="#CDD3DC",
    text="#1B1E25",
    muted="#565F70",
    disabled="#A2A9B6",
    accent="#0A715E",
    alarm="#C4283A",
    now="#8A5A00",
    strip="#2F5FD0",
    curve="#7A3FD0",
    row_dark="#ECEEF2",
    row_lit="#FAFBFC",
    beat="#E0E4EA",
    bar="#B7BFCC",
    on_accent="#FFFFFF",
    marks="light",
)
PALETTES = {"dark": DARK, "light": LIGHT}
"""Every theme by name."""

FAMILIES = ("Inter", "SF Pro Text", "Segoe UI Variable", "Segoe UI", "Noto Sans", "Cantarell", "DejaVu Sans")
"""Typefaces, the best first; the system's own where none is there."""
BODY, LABEL, VALUE = 13, 11, 20
GRID, INSIDE, RADIUS = 8, 12, 6
RAIL, STRIP = 68, 56
"""Width of the rail and height of the transport strip."""
SMALLEST = (1024, 640)
"""Size of the window that still has room for everything."""


def stylesheet(palette: Palette) -> str:
    """The Qt style sheet of a palette.

    Widgets ask for a role by a dynamic property: ``kind`` of a button is ``primary``, ``danger`` or ``flat``; of a
    label ``label``, ``key``, ``value``, ``title``, ``warning`` or ``error``; of a frame ``panel`` or ``card``.
    """
    p, marks = palette, (ASSETS / palette.marks).as_posix()
    return f"""
* {{ color: {p.text}; font-size: {BODY}px; outline: none; }}
QMainWindow, QDialog, QWidget#page {{ background: {p.window}; }}
QWidget#transport, QWidget#rail, QWidget#bottom {{ background: {p.panel}; }}
QFrame[kind="panel"] {{ background: {p.panel}; border: none; border-radius: {RADIUS}px; }}
QFrame[kind="card"] {{ background: {p.raised}; border: 1px solid {p.line}; border-radius: {RADIUS}px; }}
QLabel {{ background: transparent; }}
QLabel[kind="label"] {{ color: {p.muted}; font-size: {LABEL}px; }}
QLabel[kind="key"] {{ color: {p.text}; font-size: {LABEL}px; }}
QLabel[kind="value"] {{ font-size: {VALUE}px; }}
QLabel[kind="title"] {{ font-size: 15px; font-weight: 600; }}
QLabel[kind="warning"] {{ color: {p.now}; }}
QLabel[kind="error"] {{ color: {p.alarm}; }}
QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line}; padding: 4px 6px; }}

QPushButton, QToolButton, QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {{
    background: {p.raised}; border: 1px solid transparent; border-radius: {RADIUS}px; padding: 5px 10px;
    min-height: 20px;
}}
QLineEdit {{ placeholder-text-color: {p.muted}; }}
QPushButton:hover, QToolButton:hover, QComboBox:hover {{ border-color: {p.line}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {p.line}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
    border-color: {p.accent};
}}
QPushButton:checked, QToolButton:checked {{ background: {p.line}; color: {p.accent}; }}
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled, QCheckBox:disabled,
QSpinBox:disabled, QDoubleSpinBox:disabled {{ color: {p.disabled}; }}
QPushButton[kind="primary"] {{ background: {p.accent}; color: {p.on_accent}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {p.on_accent}; padding: 4px 9px; }}
QPushButton[kind="primary"]:disabled {{ background: {p.raised}; color: {p.disabled}; }}
QPushButton[kind="offer"] {{ border-color: {p.line}; color: {p.accent}; }}
QPushButton[kind="danger"], QToolButton[kind="danger"] {{ color: {p.alarm}; }}
QPushButton[kind="danger"]:disabled, QToolButton[kind="danger"]:disabled {{ color: {p.disabled}; }}
QPushButton[kind="flat"], QToolButton[kind="flat"] {{ background: transparent; }}
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover {{ background: {p.raised}; }}
QToolButton#railButton {{
    background: transparent; color: {p.muted}; font-size: {LABEL}px; padding: 6px 2px; border: none;
    border-radius: {RADIUS}px;
}}
QToolButton#railButton:hover {{ background: {p.raised}; }}
QToolButton#railButton:checked {{ background: {p.raised}; color: {p.accent}; }}
QToolButton#railButton:focus {{ border: 1px solid {p.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton::menu-button {{ border: none; width: 16px; }}
QToolButton::menu-arrow {{ image: url("{marks}/chevron.svg"); width: 10px; height: 10px; }}
QToolButton[popupMode="1"] {{ padding: 5px 16px 5px 4px; }}

QSpinBox QLineEdit, QDoubleSpinBox QLineEdit {{ background: transparent; border: none; padding: 0 8px; min-height: 0; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; }}

QComboBox {{ padding-right: 2px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{marks}/chevron.svg"); width: 12px; height: 12px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0 8px; min-height: 0; }}
QComboBox QAbstractItemView, QMenu {{
    background: {p.raised}; border: 1px solid {p.line}; selection-background-color: {p.line};
    selection-color: {p.text}; padding: 4px;
}}
QMenu::item {{ padding: 5px 20px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.line}; }}
QMenu::item:disabled {{ color: {p.disabled}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 6px; }}

QCheckBox {{ spacing: 8px; background: transparent; border: 1px solid transparent; border-radius: 4px; }}
QCheckBox:focus {{ border-color: {p.accent}; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border-radius: 4px; border: 1px solid {p.disabled}; }}
QCheckBox::indicator:checked {{
    background: {p.accent}; border-color: {p.accent}; image: url("{marks}/check.svg");
}}
QProgressBar {{ background: {p.raised}; border: none; border-radius: 3px; height: 6px; text-align: right; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
QSlider {{ border: 1px solid transparent; border-radius: 4px; min-height: 20px; }}
QSlider:focus {{ border-color: {p.accent}; }}
QSlider::groove:horizontal {{ background: {p.raised}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {p.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {p.text}; width: 14px; margin: -5px 0; border-radius: 7px; }}
QListView, QTreeView, QTextBrowser, QPlainTextEdit, QScrollArea {{
    background: {p.panel}; border: 1px solid transparent; border-radius: {RADIUS}px;
}}
QListView:focus, QTreeView:focus, QTextBrowser:focus, QPlainTextEdit:focus {{ border-color: {p.accent}; }}
QFileDialog {{
    backward-icon: url("{marks}/back.svg"); forward-icon: url("{marks}/forward.svg");
    filedialog-parent-directory-icon: url("{marks}/parent.svg");
}}
QHeaderView {{ background: {p.panel}; }}
QHeaderView::section {{ background: {p.panel}; color: {p.muted}; border: none; padding: 4px 8px; }}
QListView::item, QTreeView::item {{ padding: 6px 8px; border-radius: 4px; }}
QListView::item:selected, QTreeView::item:selected {{ background: {p.raised}; color: {p.text}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle {{ background: {p.line}; border-radius: 4px; margin: 1px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {p.muted}; padding: 4px 10px; border: 1px solid transparent;
    border-bottom: 2px solid {p.line};
}}
QTabBar::tab:selected {{ color: {p.text}; border-bottom: 2px solid {p.accent}; }}
QTabBar::tab:selected:focus {{ border: 1px solid {p.accent}; border-bottom-width: 2px; }}
QSplitter::handle {{ background: {p.window}; }}
"""
