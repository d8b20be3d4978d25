"""Ports by name, on a fake rtmidi and on the stage's machine."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_stage import FakeClock, Stage, unmatched

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import phrase_bars
from lcmusic.live.keeper import KeptSystem
from lcmusic.live.ports import MidiSystem, find_port
from lcmusic.live.wires import InputPort

LONG = p.Supply(0, phrase_bars([60] + [128] * 63, 1))
PLAIN = Expression(accent="flat", humanise=0, velocity=96, gate=1.0)


class RtMidiError(OSError):
    pass


def fake_rtmidi(*compiled, broken=(), names=("Synth:in 20:0", "lcstudio:out"), virtual=True):
    """A module like rtmidi: ``compiled`` APIs, of which some answer with an error."""
    numbers = {"API_MACOSX_CORE": 1, "API_LINUX_ALSA": 2, "API_UNIX_JACK": 3, "API_WINDOWS_MM": 4}
    log = []

    class Port:
        def __init__(self, api, client):
            if api in [numbers[b] for b in broken]:
                raise RtMidiError("no")
            log.append((api, client))

        def get_ports(self):
            return list(names)

        def open_port(self, number, name):
            log.append(("open", number, name))
            return self

        def open_virtual_port(self, name):
            log.append(("create", name))
            return self

        def delete(self):
            log.append("delete")

    module = SimpleNamespace(
        **numbers,
        get_compiled_api=lambda: [numbers[c] for c in compiled],
        MidiOut=Port,
        MidiIn=Port,
        RtMidiError=RtMidiError,
    )
    return module, log


def test_the_next_system_is_tried_where_one_does_not_answer():
    module, _ = fake_rtmidi("API_LINUX_ALSA", "API_UNIX_JACK", broken=["API_LINUX_ALSA"])
    assert MidiSystem(module).name == "JACK"


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("linux", "No MIDI system answers on this computer: load ALSA's sequencer"),
        ("darwin", "CoreMIDI does not answer"),
        ("win32", "Windows offers no MIDI"),
        ("plan9", "No MIDI system answers on this computer"),
    ],
)
def test_no_system_at_all(monkeypatch, platform, message):
    monkeypatch.setattr("sys.platform", platform)
    with pytest.raises(UserError, match=message):
        MidiSystem(fake_rtmidi("API_UNIX_JACK", broken=["API_UNIX_JACK"])[0])


def test_our_own_ports_are_not_offered_and_those_of_another_instance_are():
    names = ["Synth:in 20:0", "lcstudio:LC 128:0"]
    module, _ = fake_rtmidi("API_LINUX_ALSA", names=names)
    system = MidiSystem(module)
    create, module.MidiOut.open_virtual_port = module.MidiOut.open_virtual_port, lambda *_: names.append("ours 129:0")
    system.open_output("LC", virtual=True)
    assert system.ports("input") == ["Synth:in 20:0", "lcstudio:LC 128:0"]
    module.MidiOut.open_virtual_port = create
    names.remove("ours 129:0")
    system.ports("input")
    names.append("ours 129:0")  # of somebody else now
    assert system.ports("input") == ["Synth:in 20:0", "lcstudio:LC 128:0", "ours 129:0"]


def test_a_port_that_the_keeper_opens_for_us_is_our_own():
    names = ["Synth:in 20:0"]
    module, _ = fake_rtmidi("API_LINUX_ALSA", names=names)
    keeper = SimpleNamespace(open=lambda name, virtual: names.append(f"lcstudio:{name} 129:0"))
    KeptSystem(module, keeper).open_output("LC", virtual=True)
    system = KeptSystem(module, keeper)
    system.open_output("Two", virtual=True)
    assert system.ports("input") == ["Synth:in 20:0", "lcstudio:LC 129:0"]


def test_ports_of_one_name_are_told_apart():
    module, log = fake_rtmidi("API_MACOSX_CORE", names=["Synth", "Organ", "Synth"])
    system = MidiSystem(module)
    assert system.ports("output") == ["Synth (1)", "Organ", "Synth (2)"]
    with pytest.raises(
        UserError, match=r"'Synth' could be any of the MIDI outputs Synth \(1\), Synth \(2\); give more"
    ):
        find_port("Synth", system.ports("output"))
    system.open_output(find_port("Synth (2)", system.ports("output")), virtual=False)
    assert log[-1] == ("open", 2, "output")


def test_a_port_is_not_lost_because_another_of_its_name_came():
    stage = Stage("Synth")

    def plug_in(stage):
        stage.machine.plugged[:] = ["Synth (1)", "Synth (2)"]

    stage.run([(0.0, p.OpenOutput("Synth")), (1.0, plug_in), (3.0, p.Quit())])
    assert (stage.notices, stage.statuses[-1].output) == ([], "open")


def test_windows_has_no_virtual_ports_and_says_what_to_do():
    module, log = fake_rtmidi("API_WINDOWS_MM", names=["loopMIDI Port 1"])
    system = MidiSystem(module)
    assert not system.can_create
    with pytest.raises(UserError, match="install loopMIDI, create a port in it"):
        system.open_output("out", virtual=True)
    assert log[-1] == "delete"
    system.open_output("loopMIDI Port 1", virtual=False)
    assert log[-1] == ("open", 0, "output")


def test_a_port_that_went_while_it_was_being_opened():
    with pytest.raises(UserError, match="MIDI output 'gone' cannot be opened"):
        MidiSystem(fake_rtmidi("API_LINUX_ALSA")[0]).open_output("gone", virtual=False)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("Synth:in 20:0", "Synth:in 20:0"),
        ("Synth:in 24:0", "Synth:in 20:0"),  # plugged in again, under another number
        ("synth", "Synth:in 20:0"),
        ("DAW 2", "DAW 2"),
        ("DAW", "DAW"),
    ],
)
def test_a_port_is_found_by_its_name_or_part_of_it(wanted, expected):
    assert find_port(wanted, ["Synth:in 20:0", "DAW", "DAW 2"]) == expected


@pytest.mark.parametrize(
    ("wanted", "names", "message"),
    [
        ("d", ["DAW", "Drums"], "'d' could be any of the MIDI outputs DAW, Drums; give more of the name."),
        ("x", ["DAW"], "No MIDI output is named 'x'; there are DAW."),
        ("x", [], "No MIDI output is named 'x'; there are none."),
    ],
)
def test_a_port_that_is_not_found(wanted, names, message):
    with pytest.raises(UserError, match=message):
        find_port(wanted, names)


@pytest.mark.parametrize("deaf", [False, True])
def test_a_lost_port_is_noticed_and_reopened_once_with_what_it_is_owed(deaf):
    stage = Stage("Synth", "DAW")
    if deaf:
        stage.machine.deaf = {"Synth"}
    stage.run(
        [
            (0.0, p.OpenOutput("syn")),
            (0.0, PLAIN),
            (0.0, LONG),
            (0.0, p.Start()),
            (1.0, lambda s: s.machine.unplug("Synth")),
            (4.2, lambda s: s.machine.plugged.append("Synth")),
            (8.5, p.Quit()),
        ]
    )
    states = [(s.time, s.output) for s in stage.statuses]
    assert max(t for t, state in states if state == "open" and t < 4) <= 1.6
    assert min(t for t, state in states if state == "open" and t > 4.2) <= 4.8
    assert stage.notices == [
        "MIDI output 'syn' has gone; the song goes on and the port is awaited.",
        "MIDI output 'syn' is here.",
    ]
    sent = stage.got("Synth")
    assert sent[0] == (0.005, "90 3c 60")
    assert sent[1][0] <= 4.8
    assert sent[1][1] == "80 3c 00"
    assert [data[:2] for _, data in sent[2:]] == ["90", "80"]  # the phrase repeats from bar 5
    assert not unmatched(stage.machine.received["Synth"])


def test_another_port_is_chosen_while_a_note_sounds():
    stage = Stage("Synth", "DAW")
    stage.run(
        [
            (0.0, p.OpenOutput("Synth")),
            (0.0, PLAIN),
            (0.0, LONG),
            (0.0, p.Start()),
            (1.0, p.OpenOutput("DAW")),
            (8.2, p.Quit()),
        ]
    )
    assert stage.got("Synth") == [(0.005, "90 3c 60"), (1.0, "80 3c 00")]
    assert stage.got("DAW")[-1][1] == "80 3c 00"
    assert not unmatched(stage.machine.received["DAW"])


def test_a_server_that_is_restarted_takes_all_ports_with_it_and_gives_them_back():
    stage = Stage()
    stage.run(
        [
            (0.0, p.OpenOutput("out", virtual=True)),
            (0.0, p.OpenInput("in", virtual=True)),
            (0.0, PLAIN),
            (0.0, LONG),
            (0.0, p.Start()),
            (1.0, lambda s: s.machine.restart(-1)),
            (3.0, lambda s: s.machine.restart(1)),
            (5.0, p.Quit()),
        ]
    )
    assert next(s.output for s in stage.statuses if 1.6 < s.time < 2.9) == "lost"
    assert next((s.output, s.input) for s in stage.statuses if s.time > 3.6) == ("open", "open")
    assert [data for _, data in stage.got("out")] == ["90 3c 60", "80 3c 00"]


def test_a_port_that_is_not_there_yet_is_awaited():
    stage = Stage("DAW")
    stage.run([(0.0, p.OpenOutput("Synth")), (1.0, lambda s: s.machine.plugged.append("Synth")), (2.0, p.Quit())])
    assert stage.notices == ["No MIDI output is named 'Synth'; there are DAW.", "MIDI output 'Synth' is here."]


def test_what_comes_in_is_forwarded_with_its_musical_time():
    stage = Stage()
    stage.run(
        [
            (0.0, PLAIN),
            (0.0, LONG),
            (0.0, p.Start()),
            (0.505, bytes((0x92, 64, 100))),
            (0.63, bytes((0x82, 64, 10))),
            (0.7, bytes((0xB0, 74, 127))),
            (0.8, p.Quit()),
        ]
    )
    notes = [r for r in stage.reports if isinstance(r, p.NoteIn)]
    assert [(n.channel, n.pitch, n.velocity, round(n.tick, 6)) for n in notes] == [(3, 64, 100, 480), (3, 64, 0, 600)]
    assert [r for r in stage.reports if isinstance(r, p.ControlIn)] == [p.ControlIn(1, 74, 127)]


def test_what_comes_in_is_played_through_and_ends_when_the_input_is_closed():
    stage = Stage("Keys", "Synth")
    stage.run(
        [
            (0.0, p.OpenOutput("Synth")),
            (0.1, bytes((0x92, 50, 100))),  # before thru is on
            (0.2, p.OpenInput("Keys", thru=True)),
            (0.3, bytes((0x92, 60, 100))),
            (0.4, bytes((0xE2, 0, 70))),
            (0.5, bytes((0x92, 60, 0))),
            (0.6, bytes((0x92, 64, 100))),
            (0.7, b"\xf8"),
            (0.8, p.OpenInput("")),
            (1.0, p.Quit()),
        ]
    )
    assert stage.got("Synth") == [
        (0.3, "92 3c 64"),
        (0.4, "e2 00 46"),
        (0.5, "82 3c 00"),
        (0.6, "92 40 64"),
        (0.8, "82 40 00"),
    ]


def test_what_is_held_through_a_lost_input_ends():
    stage = Stage("Keys", "Synth")
    stage.run(
        [
            (0.0, p.OpenOutput("Synth")),
            (0.0, p.OpenInput("Keys", thru=True)),
            (0.3, bytes((0x90, 60, 100))),
            (0.6, lambda s: s.machine.unplug("Keys")),
            (2.0, p.Quit()),
        ]
    )
    (_, on), (end, off) = stage.got("Synth")
    assert (on, off) == ("90 3c 64", "80 3c 00")
    assert end < 1.3


def test_halves_of_messages_are_neither_heard_nor_played_through():
    halves = ["", "90", "90 40", "b0 4a", "40 40", "b0 4a ff", "f2 01", "90 40 40 40"]
    stage = Stage("Keys", "Synth")
    whole = ["90 40 64", "b0 4a 7f", "c0 05"]
    stage.run(
        [
            (0.0, p.OpenOutput("Synth")),
            (0.0, p.OpenInput("Keys", thru=True)),
            *((0.1, bytes.fromhex(data)) for data in (*halves, *whole)),
        ]
    )
    assert [(type(r), r.channel) for r in stage.reports] == [(p.NoteIn, 1), (p.ControlIn, 1), (p.ProgramIn, 1)]
    assert [data for _, data in stage.got("Synth")] == [*whole, "80 40 00"]


@given(st.lists(st.binary(max_size=4), max_size=30))
def test_no_bytes_at_the_input_end_the_show(messages):
    Stage().run([(0.0, p.Sync("midi")), (0.0, LONG), (0.0, p.Start()), *((0.1, data) for data in messages)])


def test_what_came_in_is_stamped_between_two_looks_at_the_port():
    queue, clock = [], FakeClock()
    port = InputPort(SimpleNamespace(get_message=lambda: queue.pop(0) if queue else None))

    def read(now):
        clock.now = now
        return [(round(t, 6), d) for t, d in port.read(clock)]

    assert read(10.0) == []
    queue += [([0xF8], 0.0), ([0xF8], 0.02), ([0xF8], 5.0)]  # the first since ever; a pause that cannot have been
    assert read(10.1) == [(10.0, b"\xf8"), (10.02, b"\xf8"), (10.1, b"\xf8")]
    queue += [([0x90, 60, 1], 0.03)]
    assert read(10.2) == [(10.13, b"\x90\x3c\x01")]


def test_what_came_while_a_look_was_held_up_has_its_own_time():
    times, queue = [10.0, 10.5], [([0xF8], since_last) for since_last in (0.0, 0.1, 0.1, 0.1)] + [None]
    port = InputPort(SimpleNamespace(get_message=lambda: queue.pop(0)))
    heard = port.read(lambda: times.pop(0))
    assert [round(message.time, 6) for message in heard] == [10.0, 10.1, 10.2, 10.3]


def test_what_came_after_a_look_that_ended_late_is_dated_back_to_it():
    times, queue = [9.9, 9.9, 10.0, 10.5, 10.6, 10.6], [([0xF8], 0.0), None, None, ([0xF8], 0.2), None]
    port = InputPort(SimpleNamespace(get_message=lambda: queue.pop(0)))
    reads = [[round(heard.time, 6) for heard in port.read(lambda: times.pop(0))] for _ in range(3)]
    assert reads == [[9.9], [], [10.1]]
