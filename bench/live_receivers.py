"""What real programs receive from the live player: jack_midi_dump, fluidsynth's sound, a take recorded in Ardour.

Each gets the same four bars of sixteenths at 120 BPM, on a JACK dummy server. Printed: how many notes came in the right
order, the tempo that fits their onsets, and how far each onset lies from the schedule, in milliseconds. Receivers stamp
their own time; the offset between the clocks is taken out by the median, nothing else is.

Run: python bench/live_receivers.py        (Debian: jackd2 fluidsynth timgm6mb-soundfont ardour; what lacks is left out)
"""

import re
import shutil
import signal
import sys
import tempfile
import time
import wave
from pathlib import Path

import mido
import numpy as np
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "lcmusic" / "live" / "helpers"))

from live_jack import Jack, Receiver

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.player import Player

STEP = 60 / 120 / 4
PITCHES = [60 + n * 5 % 24 for n in range(64)]
CLAVES = [75, 129] * 32  # on the drum channel, every second sixteenth: a sharp attack, and time to die away
SOUNDFONT = "/usr/share/sounds/sf2/TimGM6mb.sf2"

ARDOUR = """
AudioEngine:set_backend("JACK", "ardour", "")
local session = create_session("{folder}/session", "take", 48000)
local midi = ARDOUR.ChanCount(ARDOUR.DataType("midi"), 1)
local tracks = session:new_midi_track(midi, midi, true, ARDOUR.PluginInfo(), nil, nil, 1, "take",
  ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
for track in tracks:iter() do
  track:rec_enable_control():set_value(1, PBD.GroupControlDisposition.NoGroup)
end
session:maybe_enable_record()
session:request_roll(ARDOUR.TransportRequestSource.TRS_UI)
sleep(25)
session:request_stop(false, false, ARDOUR.TransportRequestSource.TRS_UI)
sleep(2)
session:save_state("")
close_session()
quit()
"""


def play(jack: Jack, target: str, pitches: list[int], expression: Expression) -> None:
    """Play four bars to a port that is there already."""
    with Player() as player:
        player.send(p.OpenOutput("out", virtual=True))
        player.send(expression)
        player.supply(0, pitches, phrase=1)
        jack.connect("lcstudio:out", target)
        player.send(p.Start())
        assert jack.until(lambda: player.status.bar >= 3)
        player.send(p.Stop("bar"))
        assert jack.until(lambda: not player.status.rolling)
        time.sleep(0.3)


def in_python(jack: Jack) -> tuple[list[int], np.ndarray]:
    """A port of this process, by wall time."""
    port = Receiver()
    play(jack, "receiver:in", PITCHES, Expression())
    port.close()
    notes = [heard for heard in port.got if heard.data[0] & 0xF0 == 0x90]
    return [note.data[1] for note in notes], np.array([note.time for note in notes])


def in_dump(jack: Jack) -> tuple[list[int], np.ndarray]:
    """jack_midi_dump, by the server's sample clock."""
    path = jack.folder / "dump"
    dump = jack.client("stdbuf", "-oL", "jack_midi_dump", "-a", output=path)
    jack.until(lambda: "midi-monitor:input" in jack.ports())
    play(jack, "midi-monitor:input", PITCHES, Expression())
    jack.end(dump, signal.SIGINT)
    notes = re.findall(r"^\s*(\d+): 90 ([0-9a-f]{2})", path.read_text(), re.MULTILINE)
    return [int(pitch, 16) for _, pitch in notes], np.array([int(frame) for frame, _ in notes]) / 48000


def in_sound(jack: Jack) -> tuple[list[int], np.ndarray]:
    """What fluidsynth makes of it: onsets in its sound."""
    options = ["-a", "jack", "-m", "jack", "-o", "audio.jack.autoconnect=0", "-o", "midi.jack.id=fs", "-r", "48000"]
    synth = jack.client("fluidsynth", "-is", *options, "-R", "0", "-C", "0", "-g", "0.5", SOUNDFONT)
    jack.until(lambda: any(port.startswith("fs:left") for port in jack.ports()))
    take = jack.folder / "take.wav"
    left, right = (next(port for port in jack.ports() if port.startswith(f"fs:{side}")) for side in ("left", "right"))
    midi = next(port for port in jack.ports() if port.startswith("fs:midi"))
    recorder = jack.client("jack_rec", "-f", str(take), "-d", "20", "-B", "960000", "-b", "16", left, right)
    time.sleep(1)
    play(jack, midi, CLAVES, Expression(channel=10, accent="flat", humanise=0, gate=0.3))
    recorder.wait(60)
    jack.end(synth)
    with wave.open(str(take)) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)[:, 0] / 32768
    onsets = find_onsets(np.abs(sound))
    return [75] * len(onsets), onsets / 48000


def find_onsets(loudness: np.ndarray) -> np.ndarray:
    """Samples at which sound rises out of at least 30 ms of quiet."""
    loud = np.flatnonzero(loudness > loudness.max() / 10)
    return loud[np.diff(loud, prepend=-48000) > 0.03 * 48000]


def in_ardour(jack: Jack) -> tuple[list[int], np.ndarray]:
    """A take recorded in a real DAW, as it lies in its session."""
    script = jack.folder / "take.lua"
    script.write_text(ARDOUR.format(folder=jack.folder))
    daw = jack.client("ardour7-lua", str(script))
    jack.until(lambda: "ardour:take/midi_in 1" in jack.ports(), 60)
    time.sleep(3)
    play(jack, "ardour:take/midi_in 1", PITCHES, Expression())
    daw.wait(90)
    (take,) = jack.folder.glob("session/interchange/*/midifiles/*.mid")
    song, tick, notes = mido.MidiFile(take), 0, []
    for message in song.tracks[0]:
        tick += message.time
        if message.type == "note_on" and message.velocity:
            notes.append((tick / song.ticks_per_beat * 0.5, message.note))  # the session's tempo is 120
    return [pitch for _, pitch in notes], np.array([t for t, _ in notes])


def row(name: str, pitches: list[int], onsets: np.ndarray, symbols: list[int]) -> list[str]:
    notes = [(step * STEP, symbol) for step, symbol in enumerate(symbols) if symbol < 128]
    schedule = np.array([t for t, _ in notes])
    right = pitches == [pitch for _, pitch in notes]
    if not right:
        return [name, f"{len(pitches)} of {len(notes)}", "NO", "", "", "", ""]
    late = onsets - schedule
    error = 1000 * np.abs(late - np.median(late))
    bpm = 120 / np.polyfit(schedule, onsets, 1)[0]
    figures = [f"{figure:.2f}" for figure in (np.median(error), np.quantile(error, 0.95), error.max())]
    return [name, f"{len(pitches)} of {len(notes)}", "yes", f"{bpm:.3f}", *figures]


def main() -> None:
    """Print one row for each receiver."""
    table = Table("receiver", "notes", "in order", "BPM", "p50", "p95", "max")
    receivers = {
        "Python port (wall time)": ("jackd", in_python, PITCHES),
        "jack_midi_dump": ("jack_midi_dump", in_dump, PITCHES),
        "fluidsynth, onsets in its sound": ("fluidsynth", in_sound, CLAVES),
        "Ardour take": ("ardour7-lua", in_ardour, PITCHES),
    }
    for name, (program, receive, expected) in receivers.items():
        if not shutil.which(program):
            print(f"{name}: {program} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            jack = Jack(Path(folder), period=128)
            jack.start()
            jack.export()
            try:
                table.add_row(*row(name, *receive(jack), expected))
            finally:
                jack.close()
    Console().print(table)


if __name__ == "__main__":
    main()
