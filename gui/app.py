"""The desktop app's entry point."""

from __future__ import annotations

import dataclasses
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from lc_common.errors import UserError
from lc_common.files import NAME, kept_by_the_person

NO_DISPLAY = "There is no display here; 'lcmusic play --virtual \"LC Studio\"' plays live from the terminal."

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def _say_version(wanted: bool) -> None:
    if wanted:
        print(f"lcstudio {metadata.version(NAME)}")
        raise typer.Exit


@app.command()
def studio(
    screenshot: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a picture of every page here, and end.")
    ] = None,
    size: Annotated[str, typer.Option(help="Size of the window in pictures, such as 1280x720.")] = "1440x900",
    scale: Annotated[float, typer.Option(min=1, max=4, help="Pixels per point in pictures; 2 for a dense screen.")] = 1,
    only: Annotated[
        str, typer.Option(metavar="NAMES", help="Of the pictures only these, such as melody,train; all if left out.")
    ] = "",
    model: Annotated[Path | None, typer.Option(help="A melody model; the one that ships if left out.")] = None,
    knobs: Annotated[Path | None, typer.Option(help="Its knobs; those that ship if left out.")] = None,
    settings: Annotated[
        Path | None, typer.Option(help="File of what is remembered; in the user's configuration folder if left out.")
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version, and end."),
    ] = False,
) -> None:
    """Open the studio."""
    if screenshot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    elif not _display():
        raise UserError(NO_DISPLAY)
    # Qt is imported late, so that help and mistakes answer at once.
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from gui.melody.state.elsewhere import ModelProcess
    from gui.melody.state.inference import Chosen, Model
    from gui.parts import Parts
    from gui.shared.state.heavy import settle
    from gui.shared.view.widgets.paint import font
    from gui.studio import Studio
    from lcmusic.kinds import LIKES
    from lcmusic.live.player import Player

    data = kept_by_the_person()
    models = ModelProcess(data / LIKES)

    def load(chosen: Chosen) -> Model:
        given = {"vae": model, "knobs": knobs}
        return models.load(dataclasses.replace(chosen, **{part: str(path) for part, path in given.items() if path}))

    parts = Parts(
        make_engine=Player,
        load_model=load,
        settings=settings or Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "studio.json",
        data=data,
        copies=Path(platformdirs.user_cache_dir(NAME, appauthor=False)) / "clipboard",
        locale=QLocale.system().name(),
    )
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName(NAME)
    qt.setFont(font(13))
    if screenshot:
        from gui.screenshots import take

        for path in take(qt, parts, screenshot, _size(size), [name for name in only.split(",") if name]):
            print(path)
        models.close()
        return
    running = Studio(parts)
    running.window.stay_within(qt.primaryScreen().availableSize())
    running.window.show()
    settle()
    code = qt.exec()
    running.close()
    models.close()
    raise SystemExit(code)


def main() -> None:
    """Run the app; a mistake of the user's is one sentence."""
    try:
        app()
    except UserError as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)


def _display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise UserError(f"--size is {text!r}; give something like 1440x900.")
    return int(width), int(height)


if __name__ == "__main__":
    main()
