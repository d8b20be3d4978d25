"""The live commands: ``ports`` and ``play``."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.live import Live
from rich.table import Table

from lc_common.errors import UserError
from lcmusic.cli.idle import idle
from lcmusic.cli.options import (
    KnobsFile,
    Model,
    PriorFile,
    RuleFile,
    Tempo,
    console,
    load_instrument,
    typed,
    with_knobs,
)
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.sync import SOURCES
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.table import TEMPO, TURNED

if TYPE_CHECKING:
    from lcmusic.cli.keys import Pressed
    from lcmusic.live.control import ControlMap
    from lcmusic.live.ports import MidiSystem
    from lcmusic.perform.background import BackgroundComposer
    from lcmusic.perform.session import Session

FRAME = 1 / 30  # seconds from one look at the engine to the next; a key is answered at once

app = typer.Typer()


@app.command()
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


@app.command()
@with_knobs()
def play(
    *,
    context: typer.Context,
    port: Annotated[str | None, typer.Option(help="An existing MIDI output; part of its name is enough.")] = None,
    virtual: Annotated[str | None, typer.Option(help="Create a virtual output of this name instead.")] = None,
    input_port: Annotated[str | None, typer.Option("--in", help="MIDI input for clock, controllers and notes.")] = None,
    virtual_in: Annotated[str | None, typer.Option(help="Create a virtual input of this name instead.")] = None,
    thru: Annotated[bool, typer.Option("--thru", help="Send on to the output what comes in at the input.")] = False,
    tempo: Tempo = TEMPO.default,
    knobs: Knobs,
    plan: Plan,
    expression: Expression,
    sync: Annotated[
        str, typer.Option(help=f"Who leads: {', '.join(SOURCES)}. MIDI clock comes in at --in.")
    ] = "internal",
    offset: Annotated[
        float, typer.Option(help="Milliseconds by which all is sent later (earlier if negative) when following.")
    ] = 0.0,
    position_in_clocks: Annotated[
        bool, typer.Option("--position-in-clocks", help="With --sync midi, for Ardour: it counts its place in clocks.")
    ] = False,
    link_start_stop: Annotated[
        bool, typer.Option(help="With --sync link, start and stop with the whole session.")
    ] = True,
    send_clock: Annotated[bool, typer.Option(help="Send MIDI clock, start and stop to the output.")] = False,
    count_in: Annotated[int, typer.Option(help="Bars of clicks before the music, on channel 10.")] = 0,
    controllers: Annotated[
        list[str] | None,
        typer.Option("--cc", help="A MIDI controller on --in turns a knob: density=74. May be given again."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="Record from the start into this file, which is written as it plays.")
    ] = None,
    minutes: Annotated[float | None, typer.Option(min=0.01, help="Stop after this long.")] = None,
    model: Model = None,
    knobs_file: KnobsFile = None,
    rule: RuleFile = None,
    prior: PriorFile = None,
) -> None:
    """Play melodies live to a MIDI port, without end; turn the knobs by keys or MIDI controllers."""
    from lc_common.worker import Worker
    from lcmusic.cli.keys import pressed_keys
    from lcmusic.live.player import Player
    from lcmusic.perform.background import BackgroundComposer
    from lcmusic.perform.session import Session

    if (port is None) == (virtual is None):
        raise UserError("Say where to play: --port NAME (see 'lcmusic ports') or --virtual NAME.")
    if input_port is not None and virtual_in is not None:
        raise UserError("Listen to one input: --in NAME (see 'lcmusic ports') or --virtual-in NAME.")
    if why := SOURCES[sync].missing() if sync in SOURCES else "":
        raise UserError(why)
    following = p.Sync(
        sync, offset / 1000, send_clock, link_start_stop=link_start_stop, position_in_clocks=position_in_clocks
    )
    start = p.Start(count_in)
    if count_in and not SOURCES[sync].own_time:
        raise UserError(f"A count-in needs our own clock: leave out --count-in or --sync {sync}.")
    _refuse_unheard(typed(context), sync, plan.mode, knobs.chords, expression)
    listens = input_port is not None or virtual_in is not None
    heard = SOURCES[sync].needs_input or plan.mode == "respond" or controllers or thru
    if listens and not heard:
        raise UserError(
            "Nothing is heard of the input: add --sync midi, --mode respond, --cc or --thru, or leave it out."
        )
    if heard and not listens:
        raise UserError(
            "MIDI clock, responding, controllers and --thru need an input: --in NAME (see 'lcmusic ports') or "
            "--virtual-in NAME."
        )
    control_map = _control_map(controllers or [])
    to, source = _wires(port, virtual, input_port, virtual_in, thru)
    instrument = load_instrument(model, knobs_file, rule, prior)
    for sentence in idle(typed(context), knobs, instrument):  # until it, or what it needs, is turned while it plays
        console.print(sentence, highlight=False, soft_wrap=True)
    if plan.mode == "respond":  # a model's first run takes longest, and would make the first answer late
        instrument.idea(instrument.melody(instrument.fresh(knobs.seed), knobs))
    with Player() as player, pressed_keys() as pressed, contextlib.closing(Worker(lambda: None)) as worker:
        composer = BackgroundComposer(instrument, worker)
        session = Session(player, composer, knobs, replace(plan, seed=knobs.seed), expression)
        session.controls = control_map
        player.send(p.Tempo(tempo))  # until somebody else leads
        player.send(following)
        if source:
            player.send(source)
        player.send(to)
        if record:
            session.record(record)
        try:
            with contextlib.suppress(KeyboardInterrupt), _ended_by_signals():
                _wait_for_the_first(session, composer)
                player.send(start)
                perform(session, composer, pressed, minutes)
        finally:
            player.send(p.Stop())
            if session.take.recording:
                time.sleep(0.2)  # the last notes' ends
                session.update()
                console.print(session.stop_recording(), highlight=False)


def _refuse_unheard(typed: Mapping[str, str], sync: str, mode: str, chords: str | None, sent: Expression) -> None:
    """``UserError`` for an option that only another ``--sync`` or ``--mode``, ``--chords`` or a channel, hears."""
    for name, needed, given in (
        ("offset", "--sync midi or --sync link", sync != "internal"),
        ("position_in_clocks", "--sync midi", sync == "midi"),
        ("link_start_stop", "--sync link", sync == "link"),
        ("evolve", "--mode evolve", mode == "evolve"),
        ("listen", "--mode respond", mode == "respond"),
        ("chord_channel", "--chords", chords is not None),
        ("bass_channel", "--chords", chords is not None),
        ("chord_program", "--chord-channel", sent.chord_channel is not None),
        ("bass_program", "--bass-channel", sent.bass_channel is not None),
    ):
        if name in typed and not given:
            raise UserError(f"{typed[name]} does something with {needed} only; add that or leave it out.")


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """What ends a program politely, and the closing of its terminal unless that is ignored (nohup), is as Ctrl-C."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {n: signal.getsignal(n) for n in numbers if signal.getsignal(n) != signal.SIG_IGN}
    for number in before:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wires(
    port: str | None, virtual: str | None, input_port: str | None, virtual_in: str | None, thru: bool
) -> tuple[p.OpenOutput, p.OpenInput | None]:
    """The ports that are meant, by their full names: what is misspelt is said now, and does not play on in silence."""
    from lcmusic.live.ports import find_port

    with contextlib.closing(_midi_system()) as system:
        if virtual is not None or virtual_in is not None:
            system.check_can_create()
        to = p.OpenOutput(find_port(port, system.ports("output")) if port is not None else virtual or "", port is None)
        if input_port is not None:
            return to, p.OpenInput(find_port(input_port, system.ports("input"), "input"), thru=thru)
        return to, None if virtual_in is None else p.OpenInput(virtual_in, virtual=True, thru=thru)


def _control_map(assignments: list[str]) -> ControlMap:
    """``density=74`` on every channel, since a person at a terminal rarely knows which one the controller sends on."""
    from lcmusic.live.control import ControlMap

    turns: dict[tuple[int, int], str] = {}
    for assignment in assignments:
        knob, _, number = assignment.partition("=")
        if knob not in TURNED or not number.isdecimal() or int(number) > 127:
            raise UserError(
                f"--cc is {assignment!r}; give KNOB=CONTROLLER with a controller from 0 to 127 and a knob of "
                f"{', '.join(TURNED)}."
            )
        turns |= {(channel, int(number)): knob for channel in range(1, 17)}
    return ControlMap(turns)


def _wait_for_the_first(session: Session, composer: BackgroundComposer) -> None:
    """Until there is a melody to play; ``UserError`` where the knobs allow none."""
    while not session.feed.settled:
        _update(session, composer)
        if composer.trouble:
            raise UserError(composer.trouble)
        time.sleep(FRAME)


def perform(session: Session, composer: BackgroundComposer, pressed: Pressed, minutes: float | None) -> None:
    """Until q, Ctrl-C, the end of the engine, or the end of the time."""
    from lcmusic.cli.keys import KEYS, key_line, press, status_line

    end = None if minutes is None else time.monotonic() + 60 * minutes
    console.print(KEYS, style="dim", highlight=False)
    heard = ""
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while end is None or time.monotonic() < end:
            _update(session, composer)
            if composer.trouble:
                session.notices.append(composer.trouble)
                composer.trouble = ""
            if heard != (heard := key_line(session)):
                session.notices.append(heard)
            while session.notices:
                console.print(session.notices.pop(0), highlight=False)
            live.update(status_line(session), refresh=True)
            key = pressed(FRAME)
            if key == "q":
                return
            if key:
                try:
                    press(session, key)
                except UserError as problem:
                    session.notices.append(str(problem))


def _update(session: Session, composer: BackgroundComposer) -> None:
    composer.catch_up(session.feed, session.engine.status)
    for report in session.update():
        if isinstance(report, p.Ended):
            raise UserError(f"The MIDI engine ended: {report.text or 'no reason given'}.")


def _midi_system() -> MidiSystem:
    import rtmidi

    from lcmusic.live.ports import MidiSystem

    return MidiSystem(rtmidi)
