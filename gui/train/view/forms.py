"""The form of a new training, in plain words; the researcher's names are in the tooltips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gui.shared.state.theme import GRID
from gui.shared.view.widgets.choices import ChoiceBox, grey
from gui.shared.view.widgets.fields import Line, NumberBox
from gui.shared.view.words import mark, tr
from gui.train.state.devices import DEVICES
from gui.train.state.jobs import (
    PRESETS,
    Job,
    corpus_job,
    image_constraint_job,
    image_job,
    knobs_job,
    melody_model_job,
    rule_job,
)
from gui.train.state.library import IMAGES, Entry
from gui.train.view.fields import EntryChoice, Labelled, PathField, RewardList
from gui.train.view.plain import label
from lcvision.data import registry

MOST_MINUTES = 7 * 24 * 60.0
IMAGE_FILES = mark("The files as their makers publish them")
SHIPPED = mark("the one that ships")
LEARNS_FROM, SIZE = mark("Learns from"), mark("Size")
DATA_FOLDER, CHOOSE_DATA = mark("Folder of the data set"), mark("Choose the folder of the data set")
VAE_TIP = mark("The VAE it belongs to")


class Part(QWidget):
    """The fields that one kind of training has for itself.

    Attributes:
        title: in the choice of what to do.
        about: a sentence under it.
        minutes: time to begin with; None: it takes no time budget, 0: it knows its own end.
    """

    title = about = ""
    minutes: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID)
        self.choices: list[EntryChoice] = []

    def choice(self, name: str, kind: str, nothing: str, tip: str) -> EntryChoice:
        """Add a choice of the library."""
        field = EntryChoice(kind, nothing)
        self.choices.append(field)
        self.column.addWidget(Labelled(name, field, tip))
        return field

    def corpus_choice(self) -> EntryChoice:
        """Add the choice of a corpus."""
        return self.choice(tr(LEARNS_FROM), "corpus", tr("build a corpus first"), tr("A corpus that was built here"))

    def model_choice(self) -> EntryChoice:
        """Add the choice of a melody model."""
        return self.choice(tr("For the melody model"), "melody model", tr(SHIPPED), tr(VAE_TIP))

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        """What the fields ask for; ``UserError`` if they cannot be."""
        raise NotImplementedError


class CorpusPart(Part):
    title = mark("Collect melodies")
    about = mark(
        "Reads a folder of MIDI files and keeps every 16-bar melody in 4/4, without copies: a corpus to learn from."
    )

    def __init__(self) -> None:
        super().__init__()
        self._folder = PathField(tr("Choose a folder of MIDI files"))
        self.column.addWidget(
            Labelled(tr("Folder of MIDI files"), self._folder, tr("Folders inside it are read as well"))
        )

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        return corpus_job(name, [str(self._folder.path)] if self._folder.path else [])


class MelodyModelPart(Part):
    title = mark("Train a melody model")
    about = mark("Learns to make melodies like those of a corpus. Every knob and rule is taught on top of one.")
    minutes = 60.0

    def __init__(self) -> None:
        super().__init__()
        self._corpus = self.corpus_choice()
        self._preset = _presets("melody model")
        self.column.addWidget(Labelled(tr(SIZE), self._preset, tr("Preset of the hierarchical LSTM VAE")))

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        return melody_model_job(name, self._corpus.path, self._preset.currentData(), device, minutes)


class RulePart(Part):
    title = mark("Teach a rule")
    about = mark("Teaches a model to make melodies that a rule rewards; the model itself stays as it is.")
    minutes = 5.0

    def __init__(self) -> None:
        super().__init__()
        self._source = _choices(
            {"list": tr("Rewards from a list"), "file": tr("A Python file"), "likes": tr("My thumbs up and down")}
        )
        self._rewards = RewardList()
        self._file = PathField(tr("Choose a Python file"), "Python (*.py)")
        self._likes = PathField(tr("Choose a file of likes"), tr("Likes (*.json)"))
        file_tip = tr("A file with one function: it gets a melody and answers with a number from 0 to 1")
        self._sources = {
            "list": Labelled(tr("Melodies should have"), self._rewards),
            "file": Labelled(tr("Python file with one function"), self._file, file_tip),
            "likes": Labelled(tr("File of likes"), self._likes, tr("Written by the thumbs on the Melody page")),
        }
        self.column.addWidget(Labelled(tr("What is rewarded"), self._source))
        for widget in self._sources.values():
            self.column.addWidget(widget)
        self._corpus = self.corpus_choice()
        self._vae = self.model_choice()
        nothing = tr("the ones that ship, if they fit")
        self._knobs = self.choice(
            tr("Stays musical by"), "knobs", nothing, tr("Knobs whose realism critic holds the actor")
        )
        self._source.currentIndexChanged.connect(self._show_source)
        self._show_source()

    @property
    def rewards(self) -> RewardList:
        """The list of rewards."""
        return self._rewards

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        source = self._source.currentData()
        what: dict[str, Any] = {
            "list": {"rewards": self._rewards.texts, "combine": self._rewards.combine.currentData()},
            "file": {"rule_file": self._file.path},
            "likes": {"likes": self._likes.path},
        }[source]
        corpus = None if source == "likes" else self._corpus.path
        return rule_job(name, device, minutes or 0, **what, corpus=corpus, vae=self._vae.path, knobs=self._knobs.path)

    def _show_source(self) -> None:
        chosen = self._source.currentData()
        for source, widget in self._sources.items():
            widget.setVisible(source == chosen)
        if row := self._corpus.parentWidget():
            row.setVisible(chosen != "likes")


class KnobsPart(Part):
    title = mark("Train scale and density knobs")
    about = mark("One network that serves every scale and density, for a melody model that you have trained yourself.")
    minutes = 30.0

    def __init__(self) -> None:
        super().__init__()
        self._corpus, self._vae = self.corpus_choice(), self.model_choice()

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        return knobs_job(name, self._corpus.path, self._vae.path, device, minutes or 0)


class ImagesPart(Part):
    title = mark("Train an image model")
    about = mark("Learns digits or faces, for the Faces page, or a classifier that judges them.")
    minutes = 60.0

    def __init__(self) -> None:
        super().__init__()
        self._what = _choices({"image model": tr("A model that makes images"), "image classifier": tr("A classifier")})
        self._data, self._root = (
            _choices({name: _capital(tr(text)) for name, text in IMAGES.items()}),
            PathField(tr(CHOOSE_DATA)),
        )
        self._preset = _presets("image model")
        self.column.addWidget(Labelled(tr("What"), self._what))
        self.column.addWidget(Labelled(tr(LEARNS_FROM), self._data))
        self.column.addWidget(Labelled(tr(DATA_FOLDER), self._root, tr(IMAGE_FILES)))
        self.column.addWidget(Labelled(tr(SIZE), self._preset, tr("Preset of the network")))

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        what, data, preset = (field.currentData() for field in (self._what, self._data, self._preset))
        return image_job(name, what, data, self._root.path, preset, device, minutes)


class ImageConstraintPart(Part):
    title = mark("Teach an image model")
    about = mark("Teaches a model of images what is real or what has an attribute; the model itself stays as it is.")
    minutes = 10.0

    def __init__(self) -> None:
        super().__init__()
        self._what = _choices(
            {
                "image knobs": tr("Images with given attributes"),
                "image realism": tr("Images that look real"),
                "image attributes": tr("To tell attributes"),
            }
        )
        what_tip = tr("A conditional actor with its critic, a realism critic with its actor, or an attribute critic")
        self.column.addWidget(Labelled(tr("What it learns"), self._what, what_tip))
        self._vae = self.choice(tr("For the image model"), "image model", tr(SHIPPED), tr(VAE_TIP))
        self._data, self._root = (
            _choices({name: _capital(tr(text)) for name, text in IMAGES.items()}),
            PathField(tr(CHOOSE_DATA)),
        )
        self._preset = _presets("image constraint")
        self._learns_from = Labelled(tr(LEARNS_FROM), self._data)
        self.column.addWidget(self._learns_from)
        self.column.addWidget(Labelled(tr(DATA_FOLDER), self._root, tr(IMAGE_FILES)))
        self.column.addWidget(Labelled(tr(SIZE), self._preset, tr("Preset of the networks")))
        self._data.setCurrentIndex(self._data.findData(registry.DEFAULT.name))
        # A model of one's own learned from one data set, and that is the one.
        self._vae.currentIndexChanged.connect(lambda: self._learns_from.setVisible(self._vae.path is None))

    def job(self, name: str, device: str, minutes: float | None) -> Job:
        what, data, preset = (field.currentData() for field in (self._what, self._data, self._preset))
        return image_constraint_job(name, what, data, self._root.path, self._vae.path, preset, device, minutes or 0)


class JobForm(QWidget):
    """What to train, on what, for how long."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = [
            RulePart(),
            CorpusPart(),
            MelodyModelPart(),
            KnobsPart(),
            ImagesPart(),
            ImageConstraintPart(),
        ]
        self.what = ChoiceBox()
        self.what.addItems([tr(part.title) for part in self.parts])
        self._about = label("", "label")
        self.name = Line()
        self.name.setPlaceholderText(tr("a name for it"))
        self._device = _choices({name: tr(text) for name, text in DEVICES.items()})
        self.minutes = NumberBox()
        self.minutes.setDecimals(1)
        self.minutes.setSuffix(tr(" min"))
        self.minutes.lineEdit().setTextMargins(GRID, 0, 0, 0)
        tip = tr("It may be stopped before. A melody model's first stage, on single bars, is not counted")
        self._time = Labelled(tr("Time"), self.minutes, tip)
        self._on = Labelled(tr("Computes on"), self._device)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.what, self._about, Labelled(tr("Name"), self.name), *self.parts, self._on, self._time):
            column.addWidget(widget)
        self.what.setAccessibleName(tr("What to do"))
        self.what.currentIndexChanged.connect(self._show_part)
        self._show_part()

    @property
    def part(self) -> Part:
        """The fields that are shown."""
        return self.parts[self.what.currentIndex()]

    def job(self) -> Job:
        """The training that the form asks for; ``UserError`` if that cannot be."""
        minutes = None if self.part.minutes is None else self.minutes.value() or None
        return self.part.job(self.name.text().strip(), self._device.currentData(), minutes)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Let the library's entries be chosen."""
        for part in self.parts:
            for choice in part.choices:
                choice.offer(entries)

    def show_absent(self, absent: dict[str, str]) -> None:
        """Grey the devices that are not there, and say why."""
        for name, why in absent.items():
            grey(self._device, self._device.findData(name), tr(why))

    def _show_part(self) -> None:
        part = self.part
        for other in self.parts:
            other.setVisible(other is part)
        self._about.setText(tr(part.about))
        self._time.setVisible(part.minutes is not None)
        self._on.setVisible(part.minutes is not None)
        own_end = isinstance(part, MelodyModelPart | ImagesPart)
        self.minutes.setRange(0.0 if own_end else 0.1, MOST_MINUTES)
        self.minutes.setSpecialValueText(tr("until it is done") if own_end else "")
        self.minutes.setValue(part.minutes or 0)


def _presets(kind: str) -> QComboBox:
    return _choices({name: f"{name.capitalize()}: {tr(what)}" for name, what in PRESETS[kind].items()})


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _choices(rows: dict[str, str]) -> QComboBox:
    combo = ChoiceBox()
    for value, text in rows.items():
        combo.addItem(text, value)
        combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    return combo
