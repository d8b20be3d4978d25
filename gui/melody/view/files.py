"""What goes from the melody page into files, and comes from them: clips, presets, the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gui.melody.state.presets import Preset, read_preset, write_preset
from gui.melody.state.session import MelodySession
from gui.melody.state.setting import Clip
from gui.shared.view.asking import AskFile, ask_open, ask_save
from gui.shared.view.widgets.drag import copied_file, copy_file
from gui.shared.view.words import mark, tr
from lc_common.errors import UserError
from lcmusic.media.export import make_folder

NO_SLOTS = mark("All slots are empty: keep something in one first")
PLAIN_TIP = mark(
    "Notes on the sixteenths, whole and all as loud, in place of what is heard: swing, gate, accents, humanise"
)
CLIP_FILES = (mark("MIDI file (*.mid)"), mark("Sound (*.wav)"), mark("Picture of the roll (*.png)"))


class ClipFiles(QObject):
    """Asks where, writes and reads.

    What the disk or a file refuses is said, but for the clipboard, where it is raised.

    Args:
        session: what is written, and what takes in what is read.
        tempo: beats per minute of exported files.
        voice: of exported sound.
        scratch: folder for files that are dragged out.
        copies: folder for files on the clipboard, which outlast the program.
        folder: where file dialogs begin.
        save_as, open_file: ask for files.

    Signals:
        said(str): a sentence for the person.
    """

    said = Signal(str)

    def __init__(
        self,
        session: MelodySession,
        tempo: Callable[[], float],
        voice: Callable[[], str],
        scratch: Path,
        copies: Path,
        folder: Path,
        save_as: AskFile = ask_save,
        open_file: AskFile = ask_open,
    ) -> None:
        super().__init__()
        self.folder = folder
        self._session, self._tempo, self._voice = session, tempo, voice
        self._scratch, self._copies = scratch, copies
        self._save_as, self._open_file = save_as, open_file

    def menu(self, over: QWidget, presets: Callable[[], None]) -> QMenu:
        """Files and presets; ``presets`` shows them all."""
        menu, session = QMenu(over), self._session
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addAction(tr("Export what plays"), lambda: self.export(over, session.clip()))
        every = menu.addAction(tr("Export all slots as one MIDI file"), lambda: self._export_slots(over))
        every.setEnabled(any(session.slots))
        every.setToolTip(tr("One after another, each on a track of its own") if any(session.slots) else tr(NO_SLOTS))
        plain = menu.addAction(tr("Plain grid in MIDI files"), self._turn_plain)
        plain.setCheckable(True)
        plain.setChecked(session.plain_grid)
        plain.setToolTip(tr(PLAIN_TIP))
        menu.addAction(tr("Open a MIDI file"), lambda: self._open_midi(over))
        menu.addSeparator()
        menu.addAction(tr("Presets"), presets)
        menu.addAction(tr("Save the knobs as a preset file"), lambda: self._save_preset(over))
        menu.addAction(tr("Load a preset file"), lambda: self._load_preset(over))
        return menu

    def export(self, over: QWidget, clip: Clip | None) -> None:
        """Ask where, and write a clip there; None: nothing."""
        if clip is None:
            return
        if path := self._ask(self._save_as, over, tr("Export"), f"{clip.name}.mid", ";;".join(map(tr, CLIP_FILES))):
            path = path if path.suffix else path.with_suffix(".mid")
            self._try(lambda: self._session.save(clip, path, self._tempo(), self._voice()))

    def dragged(self, clip: Clip | None) -> Path | None:
        """The file of a clip that is dragged out; None: nothing."""
        return self._file_of(clip, self._scratch) if clip else None

    def copy(self, clip: Clip | None) -> None:
        """Put a clip on the clipboard as a MIDI file; None: that of an empty slot."""
        if clip is None:
            raise UserError(tr("This slot is empty; there is nothing to copy."))
        make_folder(self._copies)
        if path := self._file_of(clip, self._copies):
            copy_file(path)
            self.said.emit(tr("Copied {name}: paste it into a DAW, a folder or a slot.").format(name=path.name))

    def paste(self, slot: int | None) -> None:
        """Take the file on the clipboard into a slot, or as the tune that plays."""
        path = copied_file()
        if path is None:
            raise UserError(tr("There is no file on the clipboard; copy a MIDI file first."))
        self._session.load(path, slot)

    def _export_slots(self, over: QWidget) -> None:
        names = tr("MIDI file (*.mid)")
        if path := self._ask(self._save_as, over, tr("Export all slots"), "session.mid", names):
            self._try(lambda: self._session.save_slots(path.with_suffix(".mid"), self._tempo()))

    def _turn_plain(self) -> None:
        self._session.plain_grid = not self._session.plain_grid

    def _open_midi(self, over: QWidget) -> None:
        names = tr("MIDI files (*.mid *.midi *.kar *.rmi *.smf)")
        if path := self._ask(self._open_file, over, tr("Open a MIDI file"), "", names):
            self._session.load(path)

    def _save_preset(self, over: QWidget) -> None:
        if path := self._ask(self._save_as, over, tr("Save a preset"), "preset.json", tr("Presets (*.json)")):
            setting = self._session.setting()
            self._try(lambda: write_preset(path.with_suffix(".json"), Preset(path.stem, setting)))

    def _load_preset(self, over: QWidget) -> None:
        if path := self._ask(self._open_file, over, tr("Load a preset"), "", tr("Presets (*.json)")):
            self._try(lambda: self._session.apply_preset(read_preset(path).setting))

    def _ask(self, how: AskFile, over: QWidget, title: str, name: str, names: str) -> Path | None:
        """Ask for a file, in the folder of the one before."""
        path = how(over, title, self.folder / name, names)
        if path:
            self.folder = path.parent
        return path

    def _file_of(self, clip: Clip, folder: Path) -> Path | None:
        path = folder / f"{''.join(c if c.isalnum() or c in ' -_' else '_' for c in clip.name)}.mid"
        return path if self._try(lambda: self._session.write(clip, path, self._tempo())) else None

    def _try(self, action: Callable[[], object]) -> bool:
        """Do something; what a person can repair is said, not raised."""
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))
            return False
        return True
