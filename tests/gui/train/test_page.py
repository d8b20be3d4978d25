"""The training page as a person uses it: real clicks and keys, a trainer that learns nothing."""

import pytest
from other_tongue import english
from pyqtgraph import PlotWidget
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox

from gui.shared.state import theme
from gui.shared.view.about import AboutPage
from gui.train.state.jobs import Job, corpus_job, melody_model_job, rule_job
from gui.train.state.library import Entry
from gui.train.view.curves import CurvesView, panels_of
from gui.train.view.page import TrainPage
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody, Note
from lcmusic.music.rewards import REWARDS

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, session):
    """The page, and lists of what it asked of the window."""
    asked = {"listen": [], "use": [], "confirm": []}
    page = TrainPage(
        theme.DARK,
        session,
        listen=asked["listen"].append,
        use=asked["use"].append,
        confirm=lambda parent, question: asked["confirm"].append(question) or True,
    )
    page.asked = asked
    page.setStyleSheet(theme.stylesheet(theme.DARK))
    page.resize(1212, 663)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    qtbot.waitUntil(lambda: not session.reading, timeout=60_000)
    return page


def texts(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def train(qtbot, page, job, until):
    """Start a job as the form would."""
    page.form.job = lambda: job
    qtbot.mouseClick(page.start_button, LEFT)
    qtbot.waitUntil(until, timeout=60_000)


def test_from_the_form_to_a_running_training_and_back(qtbot, page, session, corpus):
    lines = []
    page.line.connect(lines.append)
    part = page.form.parts[0]
    part.rewards.rows[0].set_argument("D dorian")
    qtbot.keyClicks(page.form.name, "dorian")
    part._corpus.addItem("long", corpus("long"))
    part._corpus.setCurrentIndex(part._corpus.count() - 1)
    assert page.start_button.isEnabled()
    qtbot.mouseClick(page.start_button, LEFT)
    assert session.job.arguments[:8] == (
        "lcmusic", "train", "constraint", "dorian", "--device", "auto", "--reward", "pitch_set(D dorian)",
    )  # fmt: skip
    assert session.job.minutes == 5.0
    assert not page.start_button.isEnabled()
    assert page.start_button.toolTip() == "One training at a time"
    qtbot.waitUntil(lambda: lines and lines[-1].endswith("left"), timeout=60_000)
    assert lines[0] == "Starting dorian"
    qtbot.waitUntil(lambda: "error, nats" in "".join(texts(page.curves)))
    qtbot.mouseClick(page.stop_button, LEFT)
    qtbot.waitUntil(lambda: session.state == "stopped" and not session.busy, timeout=60_000)
    qtbot.waitUntil(lambda: lines[-1] == "")
    steps = int(max(session.curves()["loss"][0]))
    assert f"Stopped after {steps} of 10,000 steps; it can go on from the library." in texts(page)


def test_a_mistake_in_the_form_is_a_sentence_in_the_page(qtbot, page, session):
    qtbot.keyClicks(page.form.name, "tune")
    page.form.parts[0].rewards.rows[0].set_argument("C majr")
    qtbot.mouseClick(page.start_button, LEFT)
    assert session.job is None
    (sentence,) = [text for text in texts(page) if "majr" in text]
    assert sentence.startswith("There is no scale")
    page.form.what.setCurrentIndex(1)
    assert not page._mistake.isVisible()  # it was the other form's


def test_the_list_of_rewards_is_the_registry(qtbot, page):
    rewards = page.form.parts[0].rewards
    for name in REWARDS:
        rewards.add(name)
    assert rewards.texts == ["pitch_set(C major)", *(kind.example for kind in REWARDS.values())]


def test_samples_can_be_listened_to(qtbot, page, session, corpus, tmp_path):
    folder = tmp_path / "samples"
    folder.mkdir()
    train(qtbot, page, melody_model_job("tune", corpus("long"), "compact", "cpu", 9.0), lambda: session.left != "")
    assert page.sample_button.isEnabled()
    qtbot.mouseClick(page.sample_button, LEFT)
    qtbot.waitUntil(lambda: len(session.samples) == 2, timeout=60_000)
    qtbot.waitUntil(lambda: len(_buttons(page.samples)) == 2)
    qtbot.mouseClick(_buttons(page.samples)[1], LEFT)
    assert page.asked["listen"] == [session.workshop.folder("tune") / "samples" / "melody-s0-2.mid"]


def _buttons(view):
    from PySide6.QtWidgets import QPushButton

    return [button for button in view.findChildren(QPushButton) if button.isVisible()]


def test_the_library_uses_goes_on_and_deletes(qtbot, page, session, corpus):
    job = melody_model_job("tune", corpus("short"), "compact", "cpu", 9.0)
    train(qtbot, page, job, lambda: session.state == "done" and not session.reading)
    shelf = page.shelf
    qtbot.waitUntil(lambda: shelf.entry is not None and shelf.entry.name == "tune")
    assert shelf.list.item(0).text() == "tune\nmelody model · ready"
    qtbot.mouseClick(shelf.use, LEFT)
    assert [entry.name for entry in page.asked["use"]] == ["tune"]
    qtbot.mouseClick(shelf.go_on, LEFT)
    assert session.busy
    qtbot.waitUntil(lambda: not session.busy and not session.reading, timeout=60_000)
    qtbot.mouseClick(shelf.delete, LEFT)
    assert page.asked["confirm"] == ["Delete tune and everything that was made in its training?"]
    assert not session.workshop.folder("tune").exists()


def test_trainings_leave_the_processor_to_the_music(qtbot, tmp_path, session, corpus):
    page = TrainPage(theme.DARK, session, playing=lambda: True)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    started = []
    session.start = lambda job, quiet: started.append(quiet)
    page.form.job = lambda: corpus_job("tunes", [str(tmp_path)])
    page.start_button.click()
    assert started == [True]


def test_devices_that_are_not_there_say_why(qtbot, page):
    page.form.show_absent({"mps": "This machine has none."})
    combo = page.form._device
    item = combo.model().item(combo.findData("mps"))
    assert (item.isEnabled(), item.toolTip()) == (False, "This machine has none.")


def test_every_form_fits_at_the_smallest_size(qtbot, page):
    for i, part in enumerate(page.form.parts):
        page.form.what.setCurrentIndex(i)
        assert [other.isVisible() for other in page.form.parts] == [other is part for other in page.form.parts]
        # No wider than its panel: nothing is cut off at the side.
        assert page.form.minimumSizeHint().width() <= 304
        clipped = [text for combo in part.findChildren(QComboBox) for text in texts_that_do_not_fit(combo)]
        assert clipped == []


def test_an_image_model_of_ones_own_says_itself_what_it_learned_from(qtbot, page, session, tmp_path):
    form = page.form
    qtbot.keyClicks(form.name, "smiles")
    form.what.setCurrentText("Teach an image model")
    part = form.part
    part._root.edit.setText(str(tmp_path))
    vae = tmp_path / "vae.safetensors"
    mine = Entry("mine", "image model", vae, (), Job("image model", "mine", ()))
    form.offer([mine])
    assert part._learns_from.isVisible()
    assert part._data.currentData() == "celeba"
    part._vae.setCurrentIndex(1)
    assert not part._learns_from.isVisible()
    assert form.job() == Job(
        "image knobs",
        "smiles",
        ("lcvision", "train", "cgan", "--root", str(tmp_path), "--preset", "compact", "--device", "auto", "--model",
         str(vae)),
        10.0,
        str(vae),
    )  # fmt: skip
    form.offer([])  # it was deleted
    assert part._learns_from.isVisible()


def texts_that_do_not_fit(combo) -> list[str]:
    """Choices that would be cut off."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()
    choices = [combo.itemText(row) for row in range(combo.count())] if combo.isVisible() else []
    return [text for text in choices if combo.fontMetrics().horizontalAdvance(text) > room]


def test_closing_the_page_stops_what_runs(qtbot, session, corpus):
    page = TrainPage(theme.LIGHT, session)
    qtbot.addWidget(page)
    page.form.job = lambda: rule_job("rule", "cpu", 1.0, rewards=["stepwise()"], corpus=corpus("long"))
    page.start_button.click()
    qtbot.waitUntil(lambda: session.left != "", timeout=60_000)
    page.leave()
    assert not session.busy
    assert "Stopped by SIGINT" in (session.workshop.folder("rule") / "output.txt").read_text()


PRESETS = "Compact Paper Flat Small"
"""Names of presets, which the command line takes."""


def test_every_text_is_in_the_persons_language(other_tongue, qtbot, page, session, corpus):
    names = f"{PRESETS} major tune melody mid"
    assert english(page, names) == set()
    part = page.form.parts[0]
    part.rewards.add("contour")
    assert english(page, f"{names} up") == set()
    lines = []
    page.line.connect(lines.append)
    train(
        qtbot, page, melody_model_job("tune", corpus("short"), "compact", "cpu", 1.0), lambda: session.state == "done"
    )
    assert lines[0] == "«Starting tune»"
    qtbot.waitUntil(lambda: page.shelf.list.count() == 1 and page._message.text() == "«tune is ready.»")
    assert page.shelf.list.item(0).text() == "tune\n«melody model» · «ready»"
    qtbot.mouseClick(page.sample_button, LEFT)
    assert english(page, f"{names} up {session.entries[0].path}") == set()
    page.form.job = lambda: Job("corpus", "?", ())
    qtbot.mouseClick(page.start_button, LEFT)
    assert page._mistake.text().startswith("«'?' cannot be a name;")


def test_panels_are_those_that_have_curves():
    assert panels_of(["learning_rate", "kl", "reconstruction_nats"]) == [
        ("error, nats", {"reconstruction_nats": "a melody"}),
        ("information used (KL), nats", {"kl": "training"}),
    ]
    assert panels_of(["critic_loss", "d_data", "d_prior", "d_actor", "validation/d_held_out", "z_mse"]) == [
        ("how well the rule is kept", {"d_actor": "the critic's verdict"}),
        (
            "what the critic takes for real",
            {"d_data": "images", "validation/d_held_out": "unseen images", "d_prior": "random latents"},
        ),
        ("losses of critics and actor", {"critic_loss": "critic"}),
    ]


def test_a_first_point_is_seen(qtbot):
    view = CurvesView(theme.DARK)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()

    def greenest():
        image = view.findChild(PlotWidget).grab().toImage()
        colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(colour.green() - colour.red() for colour in colours)

    for minutes in ([1.0], [1.0, 2.0]):
        view.show_curves({"validation/psnr": (minutes, [20.0] * len(minutes))})
        qtbot.waitUntil(lambda: greenest() > 60)  # all but the curve is grey


def test_the_about_page_names_versions_and_licences(qtbot):
    page = AboutPage(theme.DARK)
    qtbot.addWidget(page)
    text = page.versions.toPlainText()
    assert "Latent Constraints Studio" in text
    assert "LGPL-3.0" in text
    assert "not installed" not in text
    assert "Melody VAE" in page.cards.toPlainText()


def test_a_samples_picture_is_drawn(qtbot, session, tmp_path):
    from gui.train.state.decoded import read_samples
    from gui.train.view.samples import SamplesView

    melody = Melody.from_notes([Note(4 * i, 4 * i + 4, 60 + i % 12) for i in range(64)])
    write_melody(tmp_path / "a.mid", melody)
    (tmp_path / "a.png").write_bytes(b"")
    samples = read_samples(tmp_path)
    assert [(sample.title, sample.melody) for sample in samples] == [("Idea 1", melody)]
    view = SamplesView(theme.DARK, lambda clip: None)
    qtbot.addWidget(view)
    view.show_samples(samples)
    view.resize(400, 200)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 200, 2)}
    assert theme.DARK.accent.lower() in colours
