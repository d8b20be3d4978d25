"""The window's words in the person's language: what is English in the code is looked up in a catalogue.

A catalogue is ``catalogues/LANGUAGE.ts``, which people translate, and the ``.qm`` made of it, which Qt reads;
``tools/catalogues.py`` keeps both up to date. What a catalogue lacks is shown in English.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from gui.shared.state.sentence import Sentence
from gui.shared.state.settings import LANGUAGES, SYSTEM

CONTEXT = "studio"
FOLDER = Path(__file__).parent / "catalogues"
ENGLISH = "en"  # which the code is written in
_installed: list[QTranslator] = []


def tr(text: str) -> str:
    """A text in the language of the window: a literal, one that was marked, a row of a table, what a state says."""
    if isinstance(text, Sentence):
        values = {place: tr(value) if isinstance(value, Sentence) else value for place, value in text.values.items()}
        return QCoreApplication.translate(CONTEXT, text.words).format(**values)
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def mark(text: str) -> str:
    """The text itself, which goes through ``tr`` where it is shown."""
    return text


def speak(language: str, system: str) -> None:
    """Let what is made from now on speak another language.

    Args:
        language: one of ``LANGUAGES``.
        system: the locale of the person's system, such as ``de_DE``; in one without a catalogue English is spoken.
    """
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    code = system.partition("_")[0] if language == SYSTEM else language
    if code not in LANGUAGES or code == ENGLISH:
        return
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", of_qt), (code, str(FOLDER))):  # Qt's own are of its dialogs
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
