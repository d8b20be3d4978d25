"""The about page: what this is, the models that ship, versions and licences."""

from __future__ import annotations

import platform
import re
from importlib import metadata

from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.words import tr
from gui.train.state.library import model_cards
from gui.train.view.plain import label, panel

PARTS = {
    "torch": "BSD-3-Clause",
    "torchvision": "BSD-3-Clause",
    "lightning-fabric": "Apache-2.0",
    "numpy": "BSD-3-Clause",
    "pyside6": "LGPL-3.0",
    "pyqtgraph": "MIT",
    "mido": "MIT",
    "python-rtmidi": "MIT",
    "pretty_midi": "MIT",
    "safetensors": "Apache-2.0",
    "pillow": "MIT-CMU",
    "matplotlib": "PSF-based",
    "rich": "MIT",
    "typer": "MIT",
    "platformdirs": "MIT",
    "tensorboard": "Apache-2.0",
}
"""What this program stands on, and its licence."""
PAPER = "https://arxiv.org/abs/1711.05772"


def versions_text() -> str:
    """Versions and licences as Markdown."""
    rows = [f"| {name} | {_version(name)} | {licence} |" for name, licence in PARTS.items()]
    return "\n".join(
        [
            f"**Latent Constraints Studio {_version('latent-constraints-studio')}**, Apache-2.0",
            "",
            tr(
                "Turn *scale* and *density* and hear 16-bar melodies change: a generative model that is learned once, "
                "and constraints that are learned afterwards in its latent space."
            ),
            "",
            tr("After Engel, Hoffman, Roberts: [Latent Constraints]({paper}), 2017.").format(paper=PAPER),
            "",
            f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
            "",
            f"| {tr('Stands on')} | {tr('Version')} | {tr('Licence')} |",
            "|---|---|---|",
            *rows,
        ]
    )


class AboutPage(QWidget):
    """Versions and licences on the left, model cards on the right."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("page")
        self.versions, self.cards = _browser(tr("Versions and licences")), _browser(tr("Model cards"))
        _show(self.versions, versions_text(), palette)
        _show(
            self.cards, model_cards() or tr("No weights come with this version; train some on the Train page."), palette
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        row.setSpacing(INSIDE)
        row.addWidget(panel(label(tr("About"), "title"), self.versions, stretch=self.versions), 2)
        row.addWidget(panel(label(tr("Models"), "title"), self.cards, stretch=self.cards), 3)


def _show(browser: QTextBrowser, text: str, palette: Palette) -> None:
    """Markdown in the colours of the theme, headings no larger than the window's."""
    browser.setMarkdown(re.sub(r"^#+ ", "#### ", text, flags=re.MULTILINE))
    its_link = QGuiApplication.palette().color(QPalette.ColorRole.Link).name()  # which Qt writes into the document
    browser.setHtml(browser.toHtml().replace(its_link, palette.strip))
    for table in browser.document().rootFrame().childFrames():
        assert isinstance(table, QTextTable)  # Markdown makes no other frames
        looks = table.format()
        looks.setBorderBrush(QColor(palette.line))
        table.setFormat(looks)
        if not any(table.cellAt(0, column).firstCursorPosition().block().text() for column in range(table.columns())):
            table.removeRows(0, 1)  # a table without a head


def _browser(name: str) -> QTextBrowser:
    browser = QTextBrowser()
    browser.setOpenExternalLinks(True)
    browser.setAccessibleName(name)
    browser.document().setDocumentMargin(GRID)
    return browser


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
