"""Everything together: engine, model, sessions, window, and the timer that lets them meet."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal

from gui.faces.state.session import FaceSession
from gui.faces.view.page import FacesPage
from gui.melody.state.inference import NoComposer
from gui.melody.state.loading import USABLE, Loading
from gui.melody.state.offers import Offer
from gui.melody.state.presets import Shelf
from gui.melody.state.remote import Remote
from gui.melody.state.session import MelodySession
from gui.melody.state.taste import Taste
from gui.melody.view.files import ClipFiles
from gui.melody.view.page import MelodyPage
from gui.melody.view.taste import TasteBox
from gui.parts import Parts
from gui.shared.state.settings import Settings, SettingsFile
from gui.shared.state.shortcuts import EVERYWHERE, MELODY
from gui.shared.state.sound import HeardEngine, Sound
from gui.shared.state.theme import PALETTES, Palette
from gui.shared.state.transport import Transport
from gui.shared.view.about import AboutPage
from gui.shared.view.keys import bind
from gui.shared.view.midi_fields import MidiFields
from gui.shared.view.preferences import PreferencesPage
from gui.shared.view.sound import SoundButton
from gui.shared.view.sound_fields import SoundFields
from gui.shared.view.transport import TransportStrip
from gui.shared.view.welcome import WelcomeCard
from gui.shared.view.window import PageRow, StudioWindow
from gui.shared.view.words import mark, speak, tr
from gui.train.state.library import Entry, Workshop
from gui.train.state.session import TrainSession
from gui.train.view.forms import JobForm
from gui.train.view.page import TrainPage
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live.control import ControlMap
from lcmusic.live.protocol import Ended
from lcmusic.perform.session import Session

FRAME_MS = 16
SETTINGS = mark("Settings")
KEEP_MS = 250  # between looks at what has to be remembered


class _Wake(QObject):
    """Carries a call from the worker's thread to the window's."""

    called = Signal()


class Studio:
    """The running app. ``close`` ends everything; closing the window does, too."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._wake = _Wake()
        self.worker = Worker(self._wake.called.emit)
        self._file = SettingsFile(
            parts.settings, time.monotonic, lambda write: self.worker.later(write, lambda *_: None)
        )
        settings = self._file.loaded
        self._scratch = TemporaryDirectory(prefix="lcstudio-")
        self.engine = parts.make_engine()
        melody = settings.melody
        self.sound = Sound(parts.open_sink)
        self.sound.begin(settings.sound, settings.voice)
        self.performance = Session(
            HeardEngine(self.engine, self.sound.voice),
            NoComposer(),
            melody.setting.knobs,
            melody.setting.plan,
            melody.setting.expression,
        )
        self.performance.controls = ControlMap.from_json(settings.controllers)
        self.transport = Transport(
            self.performance, self.worker, settings.wiring, parts.find_ports, lambda: self.sound.on
        )
        rng = np.random.default_rng(parts.seed)
        self.melody = MelodySession(self.performance, self.worker, rng, time.monotonic, melody)
        self._shelf = Shelf(parts.settings.parent / "presets")
        self.remote = Remote(self.melody, self.transport, settings.osc)
        workshop = Workshop(parts.data)
        self._loading = Loading(self.melody, self.worker, parts.load_model, lambda text: self.window.say(text))
        self.taste = Taste(self.melody, workshop, lambda: self._loading.chosen, self._loading.want, parts.program)
        self._welcomed = settings.welcomed
        self._theme, self._language = settings.theme, settings.language
        self._closed = False
        self._form: JobForm | None = None
        self._offered: tuple[Offer, ...] = ()

        self._page = "Melody"
        speak(self._language, parts.locale)
        self.window = StudioWindow()
        self._connect()
        self._dress(Path(settings.folder or Path.home()))
        if settings.geometry:
            self.window.restoreGeometry(QByteArray.fromHex(settings.geometry.encode()))
        if settings.page in self.window.page_names:
            self.window.show_page(settings.page)
        self._tell(self._file)
        self._loading.begin(settings.chosen)
        self._frames = QTimer(self.window, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.tick)
        self._frames.start()
        self._keeper = QTimer(self.window, interval=KEEP_MS)
        self._keeper.timeout.connect(lambda: self._file.keep(self.settings()))
        self._keeper.start()

    def settings(self) -> Settings:
        """What is to be remembered, as it is now."""
        return Settings(
            melody=self.melody.remember(),
            wiring=self.transport.wiring,
            controllers=self.performance.controls.to_json(),
            theme=self._theme,
            language=self._language,
            page=self._page,
            geometry=self.window.saveGeometry().toHex().toStdString(),
            folder=str(self.files.folder),
            sound=self.sound.wanted,
            voice=self.sound.settings,
            chosen=self._loading.chosen,
            welcomed=self._welcomed,
            osc=self.remote.settings,
        )

    def tick(self) -> None:
        """One frame: what the engine, the worker and the hands did since the last one."""
        for report in self.melody.update():
            if isinstance(report, Ended) and not self._closed:
                self._restart_engine(report.text)
        self.remote.update()
        self.taste.update()
        for source in (self.melody, self.transport, self.remote, self.taste):
            while source.notices:
                self.window.say(source.notices.pop(0))
        self._show_offers()
        self._tell(self._file)
        status = self.performance.engine.status
        self.strip.refresh(self.performance.expression.channel)
        tick = self.engine.position(time.perf_counter())
        self.sound.update(status, tick, self.performance.expression)
        self.sound_button.refresh()
        if self._page == "Melody":
            self.page.refresh(tick)
            self.taste_box.refresh()
        elif self._page == SETTINGS:
            self._settings_page().refresh()
        if self.welcome.isVisible():
            self.welcome.refresh(port=bool(self.transport.wiring.output), playing=status.rolling)

    def _show_offers(self) -> None:
        offers = self.melody.offers
        if offers.now == self._offered or (offers.now and self.window.speaking):
            return  # what went wrong is read first
        self._offered = offers.now
        if offers.now:
            actions = [(offer.do, partial(self.act, partial(offers.take, offer))) for offer in offers.now]
            self.window.offer(" ".join(tr(offer.said) for offer in offers.now), actions)

    def act(self, action: Callable[[], object]) -> None:
        """Do something; what a person can repair is said, not raised."""
        try:
            action()
        except UserError as problem:
            self.window.say(str(problem))

    def choose_theme(self, name: str) -> None:
        """Show everything in another theme, a name in ``PALETTES``, and stay where the person is."""
        if name == self._theme:
            return
        self._theme = name
        self._dress_anew()
        if self._page == SETTINGS:
            self._settings_page().theme.setFocus()

    def choose_language(self, language: str) -> None:
        """Speak another language, one of ``LANGUAGES``, and stay where the person is."""
        if language == self._language:
            return
        self._language = language
        speak(language, self._parts.locale)
        self._form = None  # which stays over a theme
        self._dress_anew()
        if self._page == SETTINGS:
            self._settings_page().language.setFocus()

    def _dress_anew(self) -> None:
        page, made = self._page, self.window.made
        self._dress(self.files.folder)
        for other in made:
            self.window.page(other)
        self.window.show_page(page)

    def use(self, entry: Entry) -> None:
        """Play with a model, knobs or a rule of the library, as soon as what was chosen before is loaded."""
        self.window.say(tr("Loading {name}.").format(name=entry.name))
        self._loading.want(entry)

    def close(self) -> None:
        """Remember, fall silent, end every thread and process."""
        if self._closed:
            return
        self._closed = True
        self._frames.stop()
        self._keeper.stop()
        self._file.write(self.settings())
        self.sound.close()
        if self.page.saving:
            self.page.saving.close()  # which gives the file up
        self.remote.close()
        self.act(self.taste.close)
        self.engine.close()
        self.worker.close()
        self._scratch.cleanup()

    def _dress(self, folder: Path) -> None:
        """Make every view; for another theme anew, since they hold nothing that would be lost.

        Args:
            folder: where file dialogs begin.
        """
        palette = PALETTES[self._theme]
        self.sound_button = SoundButton(self.sound, palette, self.act)
        self.strip = TransportStrip(
            self.transport,
            palette,
            lambda channel: self.act(lambda: self.melody.turn(channel=channel)),
            self.sound_button,
        )
        self.welcome = WelcomeCard(palette, device=not self.sound.problem)
        if self._welcomed:
            self.welcome.hide()
        self.taste_box = TasteBox(self.taste, palette)
        self.files = ClipFiles(
            self.melody,
            lambda: self.transport.wiring.tempo,
            lambda: self.sound.settings.voice,
            Path(self._scratch.name),
            self._parts.copies or Path(self._scratch.name),
            folder,
        )
        self.page = MelodyPage(self.melody, self._shelf, palette, self.files, above=self.welcome, beside=self.taste_box)
        self.window.dress(palette, self._rows(palette), self.strip)
        for source in (self.strip, self.page, self.taste_box):
            source.said.connect(self.window.say)
        self.page.scale_turned.connect(self.welcome.scale_turned)
        self.welcome.done.connect(self._welcome_done)
        melody = self.melody
        # A page's own keys do nothing while another page is shown.
        bind(MELODY, self.page, {
            "new": lambda _: self.act(melody.new_idea),
            "vary": lambda _: self.act(melody.vary),
            "lock": lambda _: self.act(lambda: melody.lock(not melody.locked)),
            "compare": lambda _: self.act(melody.compare),
            "renew": lambda _: self.page.renew_chosen(),
            "presets": lambda _: self.page.presets.open(),
            "dice": lambda _: self.page.panel.roll_dice(),
            "copy": lambda _: self.act(self.page.copy),
            "paste": lambda _: self.act(self.page.paste),
            "undo": lambda _: melody.undo(),
            "redo": lambda _: melody.redo(),
        })  # fmt: skip

    def _rows(self, palette: Palette) -> list[PageRow]:
        return [
            PageRow(mark("Melody"), "melody", mark("Play melodies with knobs"), lambda: self.page),
            PageRow(mark("Faces"), "faces", mark("Change faces with sliders"), lambda: self._make_faces_page(palette)),
            PageRow(mark("Train"), "train", mark("Teach the instrument: corpora, models, constraints"),
                    lambda: self._make_train_page(palette)),
            PageRow(SETTINGS, "settings", mark("Light or dark, sound, remote control"), self._make_settings_page),
            PageRow(mark("About"), "about", mark("Models, versions, licences"), lambda: AboutPage(palette)),
        ]  # fmt: skip

    @cached_property
    def _faces(self) -> tuple[FaceSession, _Wake]:
        wake = _Wake(self.window)
        # A thread of its own: a face that is being edited must not keep a melody waiting.
        worker = Worker(wake.called.emit)
        rng = np.random.default_rng(self._parts.seed)
        return FaceSession(worker, self._parts.make_judge(), self._parts.load_faces, rng, time.monotonic), wake

    def _make_faces_page(self, palette: Palette) -> FacesPage:
        session, wake = self._faces
        page = FacesPage(session, palette, self.files.folder)
        wake.called.connect(page.refresh, Qt.ConnectionType.QueuedConnection)
        page.said.connect(self.window.say)
        return page

    @cached_property
    def _training(self) -> TrainSession:
        return TrainSession(Workshop(self._parts.data))

    def _make_train_page(self, palette: Palette) -> TrainPage:
        self._form = self._form or JobForm()
        return TrainPage(
            palette,
            self._training,
            self._form,
            playing=lambda: self.performance.engine.status.playing,
            use=self.use,
            usable=lambda entry: entry.path is not None and entry.kind in USABLE,
        )

    def _make_settings_page(self) -> PreferencesPage:
        sound = SoundFields(
            self.sound,
            self.act,
            lambda: self.performance.expression,
            lambda name, program: self.melody.turn("", **{name: program}),
        )
        midi = MidiFields(self.melody.played.programs, self.melody.played.obey_programs, self.transport)
        page = PreferencesPage(
            self._theme, self._language, lambda: self.remote.settings, self.remote.state, sound, midi
        )
        page.theme_chosen.connect(self.choose_theme, Qt.ConnectionType.QueuedConnection)  # once its list has closed
        page.language_chosen.connect(self.choose_language, Qt.ConnectionType.QueuedConnection)
        page.remote_wanted.connect(self._control_remotely)
        return page

    def _control_remotely(self, changed: dict[str, object]) -> None:
        self.act(lambda: self.remote.use(**changed))
        self._settings_page().show_remote()

    def _settings_page(self) -> PreferencesPage:
        page = self.window.page(SETTINGS)
        assert isinstance(page, PreferencesPage)
        return page

    def _connect(self) -> None:
        self.window.shown.connect(self._page_shown)
        self.window.closing.connect(self.close)
        self.window.dismissed.connect(self.melody.offers.dismiss)
        self._wake.called.connect(self.tick, Qt.ConnectionType.QueuedConnection)
        bind(EVERYWHERE, self.window, {
            "play": lambda _: self.transport.play_stop(),
            "tap": lambda _: self.strip.tap_now(),
            "sound": lambda _: self.act(lambda: self.sound.switch(not self.sound.on)),
            "metronome": lambda _: self.act(lambda: self.sound.use(metronome=not self.sound.metronome)),
            "slot": lambda slot: self.act(lambda: self.melody.recall(slot)),
            "panic": lambda _: self.transport.panic(),
            "keys": lambda _: self.window.keys.toggle(),
            "quit": lambda _: self.window.close(),
        })  # fmt: skip

    def _page_shown(self, name: str) -> None:
        self._page = name

    def _welcome_done(self) -> None:
        self._welcomed = True
        self.welcome.hide()

    def _tell(self, source: SettingsFile) -> None:
        if source.problem:
            self.window.say(source.problem)
            source.problem = ""

    def _restart_engine(self, why: str) -> None:
        """The engine process has died: it had nothing that we do not have, so start another."""
        self.window.say(
            tr("The live engine ended ({value}) and was started again; press play.").format(
                value=why or tr("no reason given")
            )
        )
        self.engine.close()
        self.engine = self._parts.make_engine()
        self.performance.play_with(HeardEngine(self.engine, self.sound.voice))
        self.transport.restart()
