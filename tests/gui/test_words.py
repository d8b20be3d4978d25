"""The window in other languages: catalogues that fit the code, and a German window that clips nothing."""

import importlib.util
import json
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from studio_stage import choose

from gui.shared.state.theme import LABEL
from gui.shared.view.widgets.knob import Knob
from gui.shared.view.widgets.paint import font
from gui.shared.view.words import CONTEXT, FOLDER, speak

CATALOGUES = Path(__file__).parents[2] / "tools/catalogues.py"


@pytest.fixture(scope="module")
def catalogues():
    spec = importlib.util.spec_from_file_location("catalogues", CATALOGUES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(make, tmp_path, qtbot):
    """A studio that was left in German."""
    (tmp_path / "studio.json").write_text(json.dumps({"language": "de"}))
    stage = make()
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    yield stage
    speak("en", "en")


@pytest.mark.parametrize("language", ["de", "ja"])
def test_a_catalogue_has_every_text_of_the_code_and_no_other(catalogues, language):
    known = catalogues.read(FOLDER / f"{language}.ts")
    assert set(known) == set(catalogues.texts()), "run tools/catalogues.py"


@pytest.mark.parametrize("language", ["de", "ja"])
def test_translations_have_the_places_for_values_of_their_texts(catalogues, language):
    fields = string.Formatter().parse
    for text, translation in catalogues.read(FOLDER / f"{language}.ts").items():
        if translation:
            # Thousands are set apart by a comma in some languages only.
            asked, given = (
                sorted((name, spec.replace(",", ""), how or "") for _, name, spec, how in fields(t) if name is not None)
                for t in (text, translation)
            )
            assert given == asked, text


@pytest.mark.parametrize("language", ["de", "ja"])
def test_what_qt_reads_is_what_people_translated(catalogues, language):
    compiled = QTranslator()
    assert compiled.load(language, str(FOLDER))
    for text, translation in catalogues.read(FOLDER / f"{language}.ts").items():
        assert (compiled.translate(CONTEXT, text) or "") == translation


@pytest.mark.parametrize("system", ["de_AT", "fr_FR"])
def test_the_systems_language_is_spoken_where_there_is_a_catalogue(make, system):
    stage = make(locale=system)
    said = {"de_AT": "Neue Idee", "fr_FR": "New idea"}[system]
    assert stage.studio.page.new.text() == said
    speak("en", "en")


def test_a_language_is_chosen_by_keyboard_holds_at_once_and_is_remembered(stage, make, qtbot):
    stage.window.show_page("Settings")
    choose(qtbot, stage.studio._settings_page().language, "Deutsch")
    qtbot.waitUntil(lambda: stage.studio.page.new.text() == "Neue Idee")
    page = stage.studio._settings_page()
    assert page.language.accessibleName() == "Sprache"
    assert page.language.currentText() == "Deutsch"
    assert stage.studio.page.panel.knobs["density"].spec.title == "Dichte"
    stage.window.close()
    assert make().studio.page.new.text() == "Neue Idee"
    speak("en", "en")


def test_a_scale_that_is_chosen_in_german_is_the_same_scale(german, qtbot):
    panel = german.studio.page.panel
    choose(qtbot, panel.scale, "Moll-Pentatonik")
    qtbot.waitUntil(lambda: german.studio.melody.knobs.scale == "minor pentatonic")
    assert panel.scale.currentText() == "Moll-Pentatonik"
    choose(qtbot, panel.scale, "alle Noten")
    qtbot.waitUntil(lambda: german.studio.melody.knobs.scale is None)


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_nothing_is_clipped_in_german(german, qtbot, size):
    german.window.resize(*size)
    page, strip = german.studio.page, german.studio.strip

    def laid_out():
        for whole in (page, strip):
            assert whole.width() >= whole.minimumSizeHint().width()
            assert whole.height() >= whole.minimumSizeHint().height()
            for label in whole.findChildren(QLabel):
                if label.isVisible() and not label.wordWrap():
                    assert label.width() >= label.sizeHint().width(), label.text()
            for button in whole.findChildren(QAbstractButton):
                if button.isVisible() and button.text():
                    edges = 16 if isinstance(button, QPushButton) else 0
                    need = button.fontMetrics().horizontalAdvance(button.text()) + edges
                    assert button.width() >= need, button.text()
            for knob in whole.findChildren(Knob):
                if knob.isVisible():
                    wide = QFontMetrics(font(LABEL)).horizontalAdvance(knob.spec.title)
                    assert knob.width() >= wide, knob.spec.title

    for group in range(page.panel.groups.count()):
        page.panel.groups.setCurrentIndex(group)
        qtbot.waitUntil(laid_out, timeout=5000)
