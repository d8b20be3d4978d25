"""The window in other languages: catalogues that fit the code, and a German window that clips nothing."""

import copy
import importlib.util
import json
import string
from pathlib import Path

import pytest
from face_fakes import FakeFaces, FakeJudge
from other_tongue import english
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from studio_stage import choose

from gui.shared.state.sentence import sentence
from gui.shared.state.theme import LABEL
from gui.shared.view.widgets.amount import TITLE, AmountSlider
from gui.shared.view.widgets.choices import ChoiceBox
from gui.shared.view.widgets.knob import Knob
from gui.shared.view.widgets.paint import font
from gui.shared.view.words import CONTEXT, FOLDER, speak, tr
from lc_common.errors import UserError

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
    stage = make(load_faces=FakeFaces, make_judge=FakeJudge)
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


def test_a_sentence_keeps_its_values_in_every_language_and_through_errors_and_processes(qapp):
    saving = sentence("Saving {name}", name="a {b}.png")
    said = sentence("{what}: {share:.0f} %.", what=saving, share=49.6)
    again = str(copy.deepcopy(UserError(said)))
    assert said == again == tr(said) == "Saving a {b}.png: 50 %."
    speak("de", "en")
    assert tr(again) == "Speichere a {b}.png: 50 %."
    speak("en", "en")


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


def fits(*wholes):
    """Nothing that is seen there is wider than its place."""
    for whole in wholes:
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
        for slider in whole.findChildren(AmountSlider):
            assert QFontMetrics(font(13)).horizontalAdvance(slider.title) <= TITLE - 10, slider.title
        for box in whole.findChildren(ChoiceBox):
            assert not box.isVisible() or box.shown() == box.currentText()


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_nothing_is_clipped_in_german(german, qtbot, size):
    german.window.resize(*size)
    page, strip = german.studio.page, german.studio.strip
    for group in range(page.panel.groups.count()):
        page.panel.groups.setCurrentIndex(group)
        qtbot.waitUntil(lambda: fits(page, strip), timeout=5000)
    page.presets.open()
    qtbot.waitUntil(lambda: fits(page.presets), timeout=5000)
    page.presets.go_back()
    pattern = page.panel.accents
    for row in range(pattern.count()):
        pattern.setCurrentIndex(row)
        assert pattern.shown() == pattern.itemText(row)


def test_nothing_of_faces_and_forms_is_clipped_in_german(german, qtbot):
    german.window.resize(1024, 640)
    german.window.show_page("Faces")
    qtbot.waitUntil(lambda: fits(german.window.page("Faces")), timeout=5000)
    german.window.show_page("Train")
    page = german.window.page("Train")
    for row in range(page.form.what.count()):
        page.form.what.setCurrentIndex(row)
        qtbot.waitUntil(lambda: fits(page), timeout=5000)


def test_keys_have_the_names_that_are_printed_on_them(german):
    german.window.resize(1024, 640)
    overlay = german.window.keys
    overlay.toggle()
    shown = [label.text() for label in overlay.findChildren(QLabel)]
    assert {"Strg+Umschalt+Z, Strg+Y", "Leertaste", "Entf", "Strg+1 … Strg+8"} <= set(shown)
    assert german.window.rect().contains(overlay.geometry())
    for label in overlay.findChildren(QLabel):
        longest = max(label.text().split(), key=len)
        assert label.fontMetrics().horizontalAdvance(longest) <= label.width(), longest


def test_no_text_of_the_melody_page_and_the_strip_is_left_untranslated(other_tongue, stage):
    stage.studio.melody.store(0)
    stage.studio.tick()
    stage.studio.page.presets.open()
    assert english(stage.studio.page) == set()
    assert english(stage.studio.strip, "Synth LC Studio") == set()  # ports


def test_the_form_of_a_training_speaks_another_language_at_once(stage, qtbot):
    stage.window.show_page("Train")
    stage.window.page("Train").form.name.setText("bass line")
    stage.studio.choose_language("de")
    qtbot.waitUntil(lambda: stage.window.page("Train").start_button.text() == "Starten")
    form = stage.window.page("Train").form
    assert (form.name.text(), form.what.currentText()) == ("", "Regel lehren")
    stage.studio.choose_theme("light")
    assert stage.window.page("Train").form is form
    speak("en", "en")
