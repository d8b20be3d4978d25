"""The live commands: ``ports``, ``play`` and ``doctor``, mounted by ``lcmusic.cli.app``."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from lc_common.errors import UserError
from lcmusic.cli.constraints import (
    Density,
    Key,
    KnobsFile,
    Model,
    Pitches,
    Reach,
    Realism,
    Scale,
    Seed,
    Strict,
    knobs_if_any,
)
from lcmusic.cli.constraints import knobs_of_options as knobs_of
from lcmusic.live import protocol as p
from lcmusic.live.sync import SOURCES
from lcmusic.music.scales import ROOTS, SCALES

if TYPE_CHECKING:
    from lcmusic.live.control import ControlMap
    from lcmusic.live.ports import MidiSystem
    from lcmusic.perform.feed import Composer
    from lcmusic.perform.session import Session

console = Console()

KEYS = (
    "space play/stop · n new idea · k K root · s S scale · d D density · t T tempo · e E evolve · r record · p panic · "
    "q quit"
)


def register(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command()(ports)
    app.command()(play)
    app.command()(doctor)


def ports() -> None:
    """List the MIDI ports that this machine offers."""
    system = _midi_system()
    table = Table(title=f"MIDI system: {system.name}", title_justify="left")
    table.add_column("outputs: where melodies can go")
    table.add_column("inputs: clock, controllers, notes")
    outputs, inputs = system.ports("output"), system.ports("input")
    for i in range(max(len(outputs), len(inputs))):
        table.add_row(*(names[i] if i < len(names) else "" for names in (outputs, inputs)))
    console.print(table)
    if system.can_create:
        console.print("Virtual ports can be created: lcmusic play --virtual 'LC Studio'", highlight=False)
    system.close()


def play(
    port: Annotated[str | None, typer.Option(help="An existing MIDI output; part of its name is enough.")] = None,
    virtual: Annotated[str | None, typer.Option(help="Create a virtual output of this name instead.")] = None,
    input_port: Annotated[str | None, typer.Option("--in", help="MIDI input for clock, controllers and notes.")] = None,
    tempo: Annotated[float, typer.Option(min=20, max=300, help="Beats per minute.")] = 120.0,
    key: Key = "C",
    scale: Scale = None,
    pitches: Pitches = None,
    density: Density = None,
    realism: Realism = 0.5,
    reach: Reach = 1.0,
    temperature: Annotated[float, typer.Option("--temperature", help="0 plays it safe, 1 is wild.")] = 0.5,
    strict: Strict = False,
    sync: Annotated[
        str, typer.Option(help=f"Who leads: {', '.join(SOURCES)}. MIDI clock comes in at --in.")
    ] = "internal",
    send_clock: Annotated[bool, typer.Option(help="Send MIDI clock, start and stop to the output.")] = False,
    mode: Annotated[str, typer.Option(help="loop, renew, evolve or respond (listens on --in).")] = "evolve",
    evolve: Annotated[float, typer.Option(min=0, max=1, help="How far ideas wander from 16 bars to the next.")] = 0.2,
    every: Annotated[int, typer.Option(min=1, max=64, help="Bars before the next idea.")] = 16,
    channel: Annotated[int, typer.Option(min=1, max=16)] = 1,
    swing: Annotated[float, typer.Option(min=0.5, max=0.75, help="0.5 is straight.")] = 0.5,
    controllers: Annotated[
        list[str] | None,
        typer.Option("--cc", help="A MIDI controller on --in turns a knob: density=74. May be given again."),
    ] = None,
    seed: Seed = 0,
    record: Annotated[Path | None, typer.Option(help="Record from the start and save here at the end.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0.01, help="Stop after this long.")] = None,
    model: Model = None,
    knobs: KnobsFile = None,
) -> None:
    """Play melodies live to a MIDI port, without end; turn the knobs by keys or MIDI controllers."""
    from lcmusic.live.expression import Expression
    from lcmusic.live.player import Player
    from lcmusic.perform.feed import Mode, Plan
    from lcmusic.perform.session import Session

    if (port is None) == (virtual is None):
        raise UserError("Say where to play: --port NAME (see 'lcmusic ports') or --virtual NAME.")
    following = p.Sync(sync, send_clock=send_clock)
    if input_port is None and (SOURCES[sync].needs_input or mode == "respond" or controllers):
        raise UserError("MIDI clock, responding and controllers need an input: --in NAME (see 'lcmusic ports').")
    control_map = _control_map(controllers or [])
    setting = knobs_of(key, scale, pitches, density, realism, reach, temperature, seed, strict)
    plan = Plan(cast(Mode, mode), every, evolve, seed)
    expression = Expression(channel=channel, swing=swing)
    _midi_system().close()  # a sentence now, rather than a notice from the engine later
    composer = _composer(model, knobs)
    with Player() as player, _pressed_keys() as pressed:
        session = Session(player, composer, setting, plan, expression)
        session.controls = control_map
        player.send(following)
        player.send(p.Tempo(tempo))
        if input_port:
            player.send(p.OpenInput(input_port))
        player.send(p.OpenOutput(virtual or port or "", virtual=virtual is not None))
        if record:
            session.take.start()
        session.update()
        player.send(p.Start())
        with contextlib.suppress(KeyboardInterrupt):
            _perform(session, pressed, tempo, minutes)
        player.send(p.Stop())
        if record:
            time.sleep(0.2)  # the last notes' ends
            session.update()
            console.print(f"{record}: {session.save_take(record)} notes", highlight=False)


def _control_map(assignments: list[str]) -> ControlMap:
    """``density=74`` on every channel, since a person at a terminal rarely knows which one the controller sends on."""
    from lcmusic.live.control import ControlMap
    from lcmusic.perform.session import TURNABLE

    turns = {}
    for assignment in assignments:
        knob, _, number = assignment.partition("=")
        if knob not in TURNABLE or not number.isdecimal() or int(number) > 127:
            raise UserError(
                f"--cc {assignment!r}: expected KNOB=CONTROLLER with a controller from 0 to 127 and a knob of "
                f"{', '.join(TURNABLE)}."
            )
        turns |= {(channel, int(number)): knob for channel in range(1, 17)}
    return ControlMap(turns)


def _perform(session: Session, pressed: Callable[[], str], tempo: float, minutes: float | None) -> None:
    """Until q, Ctrl-C, the end of the engine, or the end of the time."""
    end = None if minutes is None else time.monotonic() + 60 * minutes
    console.print(KEYS, style="dim", highlight=False)
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while end is None or time.monotonic() < end:
            for report in session.update():
                if isinstance(report, p.Ended):
                    raise UserError(f"The MIDI engine ended: {report.text or 'no reason given'}.")
            while session.notices:
                console.print(session.notices.pop(0), highlight=False)
            key = pressed()
            if key == "q":
                return
            if key:
                try:
                    tempo = _press(session, key, tempo)
                except UserError as problem:
                    session.notices.append(str(problem))
            live.update(_status_line(session), refresh=True)
            time.sleep(1 / 30)


def _press(session: Session, key: str, tempo: float) -> float:
    """Do what a key asks for; returns the tempo."""
    knobs, plan, scales = session.feed.knobs, session.feed.plan, list(SCALES)
    up = key.isupper()
    match key.lower():
        case " ":
            session.engine.send(p.Stop() if session.engine.status.playing else p.Continue())
        case "n":
            session.feed.new_idea(session.engine.status)
        case "k":
            session.turn(root=(knobs.root + (1 if up else -1)) % 12)
        case "s":
            place = scales.index(knobs.scale) if knobs.scale else -1
            session.turn(scale=scales[(place + (-1 if up else 1)) % len(scales)], pitch_classes=None)
        case "d":
            session.turn(density=min(14.0, max(1.0, (knobs.density or 5.0) + (0.5 if up else -0.5))))
        case "e":
            session.turn(evolve=min(1.0, max(0.0, round(plan.evolve + (0.1 if up else -0.1), 2))))
        case "t":
            tempo = min(300.0, max(20.0, tempo + (1 if up else -1)))
            session.turn(tempo=tempo)
        case "r" if session.take.recording:
            session.take.stop()
            path = Path(time.strftime("take-%Y%m%d-%H%M%S.mid"))
            session.notices.append(f"{path}: {session.save_take(path)} notes")
        case "r":
            session.take.start()
        case "p":
            session.engine.send(p.Panic())
    return tempo


def _status_line(session: Session) -> Text:
    status, knobs = session.engine.status, session.feed.knobs
    asked = "any notes"
    if knobs.scale:
        asked = f"{ROOTS[knobs.root]} {knobs.scale}"
    elif knobs.pitch_classes:
        asked = " ".join(ROOTS[c] for c in knobs.pitch_classes)
    density = "as it comes" if knobs.density is None else f"{knobs.density:g} notes/bar"
    parts = [
        "playing" if status.rolling else "waiting" if status.playing else "stopped",
        f"bar {status.bar + 1}",
        f"{status.bpm:.1f} BPM",
        f"sync {status.lock}",
        f"{status.output_name} {status.output}",
        asked,
        density,
        f"late {status.late_bars}",
        "recording" if session.take.recording else "",
    ]
    return Text(" · ".join(part for part in parts if part))


def doctor() -> None:
    """Say what MIDI, sound, graphics card and display this machine offers, and what to install for the rest."""
    table = Table("what", "here", "if you need it")
    try:
        system = _midi_system()
        count = len(system.ports("output"))
        table.add_row(
            "MIDI", f"{system.name}, {count} outputs", "" if system.can_create else "loopMIDI for a virtual port"
        )
        system.close()
    except UserError as problem:
        table.add_row("MIDI", "none", str(problem))
    link = importlib.util.find_spec("aalink") is not None
    table.add_row(
        "Ableton Link", "yes" if link else "no", "" if link else "pip install 'latent-constraints-studio[link]'"
    )
    table.add_row("graphics card", _accelerator(), "not needed: everything runs on the processor")
    table.add_row("processor", f"{os.cpu_count()} cores", "")
    display = sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    table.add_row("display", "yes" if display else "none", "" if display else "'lcmusic play' works without one")
    synth = shutil.which("fluidsynth")
    table.add_row("synthesiser", "fluidsynth" if synth else "none", "" if synth else "a DAW, or the package fluidsynth")
    console.print(table)


def _accelerator() -> str:
    import torch

    if torch.cuda.is_available():
        return torch.cuda.get_device_name()
    return "Apple MPS" if torch.backends.mps.is_available() else "none"


def _midi_system() -> MidiSystem:
    import rtmidi

    from lcmusic.live.ports import MidiSystem

    return MidiSystem(rtmidi)


def _composer(model: Path | None, knobs: Path | None) -> Composer:
    import torch

    from lcmusic.compose import ModelComposer
    from lcmusic.pretrained import load_vae

    torch.set_num_threads(1)  # two threads on a busy machine are slower than one, and the DAW needs the rest
    vae = load_vae(model)
    return ModelComposer(
        vae, knobs_if_any(vae, knobs, "density and realism do nothing, and a scale counts with --strict only")
    )


@contextlib.contextmanager
def _pressed_keys() -> Iterator[Callable[[], str]]:
    """A function that gives the key pressed since it was last asked, or an empty string; the terminal is put back."""
    if not sys.stdin.isatty():
        yield str
    elif sys.platform == "win32":
        import msvcrt

        yield lambda: msvcrt.getwch() if msvcrt.kbhit() else ""
    else:
        import select
        import termios
        import tty

        def pressed() -> str:
            waiting, _, _ = select.select([sys.stdin], [], [], 0)
            return os.read(sys.stdin.fileno(), 1).decode(errors="ignore") if waiting else ""

        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        try:
            yield (
                lambda: (
                    os.read(sys.stdin.fileno(), 1).decode(errors="ignore")
                    if select.select([sys.stdin], [], [], 0)[0]
                    else ""
                )
            )
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
