"""The faces page: three pictures, or the photo and the face in it, ten sliders, what came of them, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.faces.state.face import ROWS, Step
from gui.faces.state.session import NEIGHBOURS, FaceSession
from gui.faces.state.work import NO_FACE
from gui.faces.view.panel import WIDTH, ReadOuts
from gui.faces.view.photo import PhotoTile
from gui.faces.view.sliders import SliderPanel
from gui.faces.view.strip import CELL, FaceStrip
from gui.shared.state.shortcuts import FACES
from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.asking import AskFile, ask_open, ask_save
from gui.shared.view.keys import bind
from gui.shared.view.widgets.drag import midi_of
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.wipe import HEAD, PictureTile, WipeTile
from gui.shared.view.words import mark, tr
from gui.train.view.plain import button, label
from lc_common.errors import UserError

TICK_MS = 30  # between looks; what the worker has done is shown at once
PHOTOS = mark("Photos (*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif);;All files (*)")
PHOTO_KINDS = mark("Photo (*.png *.jpg *.jpeg)")
PICTURE_KINDS = mark("Picture (*.png)")
ANIMATION_KINDS = mark("Animation (*.gif);;Animation (*.webp);;Animation (*.png)")
KEPT_FACES = mark("Faces kept by the studio (*.safetensors)")
OPEN_KEPT = mark("Open a face that was kept")


class FacesPage(QWidget):
    """Shows a session and does what hands ask for.

    Args:
        session: what the page does; ended by ``leave``.
        palette: of the theme.
        folder: where file dialogs begin.
        save_as, open_file: ask for files.

    Signals:
        said(str): a sentence for the person.
    """

    said = Signal(str)

    def __init__(
        self,
        session: FaceSession,
        palette: Palette,
        folder: Path,
        save_as: AskFile = ask_save,
        open_file: AskFile = ask_open,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.session, self._palette, self.folder = session, palette, folder
        self._save_as, self._open_file = save_as, open_file
        self.original = PictureTile(
            tr("Original"), palette, tr("The photo, as large as the model sees it; drop one here")
        )
        self.kept = PictureTile(tr("Reconstruction"), palette, tr("What the model keeps of it: edits begin here"))
        self.edited = WipeTile(tr("Edit"), palette, tr("Drag to the right to see the reconstruction under the edit"))
        self.photo = PhotoTile(session, palette, self.act)
        self.sliders = SliderPanel(session, palette, self.act)
        self.read_outs = ReadOuts(palette)
        self.history = FaceStrip(tr("History"), palette)
        self.row = FaceStrip(tr("Variations"), palette)
        self.history.chosen.connect(lambda number: self.act(lambda: session.go(number)))
        self.row.chosen.connect(lambda number: self.act(lambda: session.take_neighbour(number)))
        self._doing = label("", "label")
        self._progress = QProgressBar(maximum=100, textVisible=False)
        self._progress.setAccessibleName(tr("Share that is done"))
        self._progress.setFixedSize(72, 6)
        bind(FACES, self, {
            "new": lambda _: self.act(session.sample),
            "open": lambda _: self.ask_photo(),
            "face": lambda number: self.act(lambda: session.choose_next((-1, 1)[number])),
            "compare": lambda _: self._compare(),
            "vary": lambda _: self.act(session.vary),
            "reset": lambda _: self.act(session.reset),
            "undo": lambda _: self.act(session.undo),
            "redo": lambda _: self.act(session.redo),
        })  # fmt: skip
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(self._tools())
        tiles = QHBoxLayout()
        tiles.setSpacing(GRID)
        tiles.addWidget(self.photo, 2)
        for tile in (self.original, self.kept, self.edited):
            tiles.addWidget(tile, 1)
        column.addLayout(tiles, 3)
        column.addWidget(self.sliders, 1)
        upper = QHBoxLayout()
        upper.setSpacing(GRID)
        upper.addLayout(column, 1)
        upper.addWidget(self.read_outs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GRID, GRID, GRID, GRID)
        whole.setSpacing(GRID)
        whole.addLayout(upper, 1)
        whole.addLayout(self._bottom())
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    # ------------------------------------------------------------------------------------------------------ the moment

    def refresh(self) -> None:
        """Let the session take in what has happened, and show it as it is now."""
        session = self.session
        session.update()
        while session.notices:
            self.said.emit(tr(session.notices.pop(0)))
        face, edit = session.step.face, session.edit
        doing = tr(session.doing)
        empty = doing or tr("Drop a photo here.")
        for tile in (self.original, self.kept):
            tile.setVisible(session.step.photo is None)
        self.photo.setVisible(session.step.photo is not None)
        self.photo.refresh()
        self.original.show_picture(face.original_hwc if face else None, empty, _origin(session.step))
        self.kept.show_picture(face.kept_hwc if face else None)
        self.edited.show_picture(edit.pixels_hwc if edit else None, note="" if session.settled else "…")
        self.edited.show_before(face.kept_hwc if face else None)
        self.sliders.refresh()
        self.read_outs.refresh(session)
        steps = [
            (made.pixels_hwc if made else None, f"{number}. {_spoken(step)}")
            for number, (step, made) in enumerate(session.steps, 1)
        ]
        self.history.show_faces(steps, session.at)
        self.row.show_faces([(edit.pixels_hwc, tr(face.name)) for face, edit in session.neighbours])
        if self._doing.text() != (doing if face else ""):
            self._doing.setText(doing if face else "")
        self._progress.setVisible(session.progress is not None)
        self._progress.setValue(round(100 * (session.progress or 0)))
        why, without = tr(session.why_not()), doing if not session.model else ""
        _offer(self.new, without, tr("A face that never existed (N)"))
        _offer(self.open, without, tr("Find a face in a photo (O); or drop the photo on the page"))
        _offer(self.vary, why, tr("Faces that resemble this one, with the same sliders (V)"))
        _offer(self.undo, "" if session.can_undo else tr("Nothing to undo yet."), tr("Undo (Ctrl+Z)"))
        _offer(self.redo, "" if session.can_redo else tr("Nothing to redo."), tr("Redo (Ctrl+Shift+Z)"))
        _offer(self.files, without, tr("Save the picture, an animation or the face itself"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        # No higher than a square: what is left is the sliders'.
        side = (self.width() - WIDTH - 5 * GRID) // 3
        for tile in (self.original, self.kept, self.edited, self.photo):
            tile.setMaximumHeight(side + HEAD)

    def showEvent(self, event: QShowEvent) -> None:
        self.session.begin()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def leave(self) -> None:
        """The window closes."""
        self._timer.stop()
        self.session.close()

    # ---------------------------------------------------------------------------------------------------------- hands

    def act(self, action: Callable[[], object]) -> None:
        """Do something and show it; what a person can repair is said, not raised."""
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))
        self.refresh()

    def ask_photo(self) -> None:
        """Ask for a photo and open it."""
        path = self._open_file(self, tr("Open a photo"), self.folder, tr(PHOTOS))
        if path:
            self.folder = path.parent
            self.act(lambda: self.session.open_photo(path))

    def files_menu(self) -> QMenu:
        """What can be saved and loaded."""
        session, menu = self.session, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)

        no_face = "" if session.step.face else tr(NO_FACE)

        def saving(text: str, name: str, kinds: str, save: Callable[[Path], None]) -> Callable[[], None]:
            return lambda: self._save(text, name, kinds, save)

        for text, name, kinds, save, why_not in (
            (tr("Save the edit as a picture"), "edit.png", PICTURE_KINDS, session.save, no_face),
            (tr("Save the photo with its edits, at full size"), session.photo_name(self.folder), PHOTO_KINDS,
             session.save_in_photo, tr(session.unsaved)),
            (tr("Save all three side by side"), "faces.png", PICTURE_KINDS, lambda path: session.save(path, row=True),
             no_face),
            (tr("Save an animation from before to after"), "edit.gif", ANIMATION_KINDS, session.save_animation,
             no_face),
            (tr("Keep this face and its sliders"), "face.safetensors", KEPT_FACES, session.save_latent, no_face),
        ):  # fmt: skip
            action = menu.addAction(text, saving(text, name, tr(kinds), save))
            if why_not:
                action.setEnabled(False)
                action.setToolTip(why_not)
        menu.addSeparator()
        menu.addAction(tr(OPEN_KEPT), self._load)
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if midi_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = midi_of(event)
        if path:
            event.acceptProposedAction()
            kept = path.suffix == ".safetensors"
            self.act(lambda: self.session.load_latent(path) if kept else self.session.open_photo(path))

    def _save(self, title: str, name: str, kinds: str, save: Callable[[Path], None]) -> None:
        path = self._save_as(self, title, self.folder / name, kinds)
        if path:
            self.folder = path.parent
            self.act(lambda: save(path if path.suffix else path.with_suffix(Path(name).suffix)))

    def _compare(self) -> None:
        """All before, or all after."""
        tile = self.photo if self.session.step.photo else self.edited
        tile.set_share(0.0 if tile.share == 1.0 else 1.0)

    def _load(self) -> None:
        path = self._open_file(self, tr(OPEN_KEPT), self.folder, tr(KEPT_FACES))
        if path:
            self.folder = path.parent
            self.act(lambda: self.session.load_latent(path))

    # ------------------------------------------------------------------------------------------------------- building

    def _tools(self) -> QHBoxLayout:
        session = self.session
        self.new = button(tr("New face"), "", "primary")
        self.new.clicked.connect(lambda: self.act(session.sample))
        self.open = button(tr("Open a photo"), "")
        self.open.clicked.connect(self.ask_photo)
        self.undo = self._tool("undo", tr("Undo"), lambda: self.act(session.undo))
        self.redo = self._tool("redo", tr("Redo"), lambda: self.act(session.redo))
        self.files = self._tool("export", tr("Save and open"), self._show_files)
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self.new, self.open, self.undo, self.redo, self.files):
            row.addWidget(widget)
        row.addSpacing(GRID)
        row.addWidget(self._progress)
        row.addWidget(self._doing, 1)
        return row

    def _show_files(self) -> None:
        self.files_menu().exec(self.files.mapToGlobal(self.files.rect().bottomLeft()))

    def _tool(self, name: str, spoken: str, action: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(name, self._palette, 18))
        made.setIconSize(QSize(18, 18))
        made.setFixedSize(36, 32)
        made.setAccessibleName(spoken)
        made.clicked.connect(action)
        return made

    def _bottom(self) -> QHBoxLayout:
        self.vary = button(tr("Vary"), "")
        self.vary.clicked.connect(lambda: self.act(self.session.vary))
        both = QHBoxLayout()
        both.setSpacing(GRID)
        self.row.setFixedWidth(NEIGHBOURS * CELL + 4)
        both.addWidget(_shelf(label(tr("History"), "label"), None, self.history), 1)
        both.addWidget(_shelf(label(tr("Variations"), "label"), self.vary, self.row))
        return both


def _shelf(title: QLabel, beside: QWidget | None, strip: FaceStrip) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "panel")
    row = QHBoxLayout(frame)
    row.setContentsMargins(INSIDE, 4, INSIDE, 4)
    column = QVBoxLayout()
    column.addWidget(title)
    column.addStretch(1)
    if beside:
        column.addWidget(beside)
    title.setFixedWidth(72)
    row.addLayout(column)
    row.addWidget(strip, 1)
    return frame


def _origin(step: Step) -> str:
    if not step.face:
        return ""
    return tr("photo") if step.face.place else tr("sampled")


def _spoken(step: Step) -> str:
    """A step in words, such as "sample 7: Smile +50 %"."""
    moved = ", ".join(f"{tr(ROWS[k].title)} {100 * amount:+.0f} %" for k, amount in step.wish.moved.items())
    name = tr(step.face.name) if step.face else ""
    return f"{name}: {moved or tr('as it is')}"


def _offer(widget: QPushButton | QToolButton, why_not: str, tip: str) -> None:
    """A button that works, or one that says why not."""
    widget.setEnabled(not why_not)
    widget.setToolTip(why_not or tip)
