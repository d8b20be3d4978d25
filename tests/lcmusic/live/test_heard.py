"""What you hear is what you drag: a receiver's take and the written file are the same notes, to a tick."""

from pathlib import Path
from tempfile import TemporaryDirectory

import mido
import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from live_stage import Stage

from lcmusic.live import protocol as p
from lcmusic.live.expression import ACCENTS, Expression
from lcmusic.live.grid import HOLD, REST, TICKS_PER_BAR, TICKS_PER_BEAT, phrase_bars
from lcmusic.live.sync.internal import START_AHEAD
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.writing import Piece, sent_notes, write_pieces

SYMBOLS = st.one_of(st.just(HOLD), st.just(HOLD), st.just(REST), st.integers(0, 127))
MELODIES = st.integers(1, 4).flatmap(lambda bars: st.lists(SYMBOLS, min_size=16 * bars, max_size=16 * bars))
EXPRESSIONS = st.builds(
    Expression,
    channel=st.integers(1, 16),
    transpose=st.integers(-48, 48),
    lowest=st.integers(0, 50),
    highest=st.integers(61, 127),
    velocity=st.integers(1, 127),
    accent=st.sampled_from(sorted(ACCENTS)),
    accent_amount=st.floats(0, 1),
    humanise=st.integers(0, 40),
    gate=st.floats(0.05, 1),
    swing=st.floats(0.5, 0.75),
)


def received(melody: Melody, expression: Expression, bpm: float, first_bar: int) -> list[tuple[int, int, int, int]]:
    """What a receiver got while the engine played a melody twice, from some bar of the song on, in ticks from there."""
    stage, rate = Stage(), bpm * TICKS_PER_BEAT / 60
    length = 2 * melody.bars * TICKS_PER_BAR
    stage.run(
        [
            (0.0, p.OpenOutput("out", virtual=True)),
            (0.0, expression),
            (0.0, p.Tempo(bpm)),
            (0.0, p.Supply(first_bar, phrase_bars(melody.symbols_t, 1))),
            (0.0, p.Seek(16 * first_bar)),
            (0.0, p.Continue()),
            (START_AHEAD + (length - 0.5) / rate, p.Stop()),
        ]
    )
    notes, sounding = [], {}
    for time, data in stage.machine.received["out"]:
        tick = round((time - START_AHEAD) * rate)
        assert data[0] & 0x0F == expression.channel - 1
        if data[0] & 0xF0 == 0x90:
            sounding[data[1]] = tick, data[2]
        elif data[1] in sounding:
            start, velocity = sounding.pop(data[1])
            notes.append((start, tick, data[1], velocity))
    assert not sounding
    return notes


def written(path: Path) -> list[tuple[int, int, int, int]]:
    """The notes of a file's only track, in ticks."""
    (track,) = mido.MidiFile(path).tracks
    notes, sounding, tick = [], {}, 0
    for message in track:
        tick += message.time
        if message.type == "note_on":
            sounding[message.note] = tick, message.velocity
        elif message.type == "note_off":
            start, velocity = sounding.pop(message.note)
            notes.append((start, tick, message.note, velocity))
    return notes


@settings(deadline=None, max_examples=300)
@given(MELODIES, EXPRESSIONS, st.floats(20, 300), st.integers(0, 40))
@example([60] * 16, Expression(swing=0.75, gate=1.0, humanise=40), 300.0, 3)
@example([60, *[HOLD] * 31], Expression(swing=0.75, gate=0.05, humanise=40), 20.0, 1)
def test_the_take_of_a_receiver_is_the_file(symbols, expression, bpm, first_bar):
    melody = Melody(np.array(symbols))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tune.mid"
        write_pieces(path, [Piece(melody, sent_notes(melody, expression, bpm), "tune", Knobs())], bpm)
        once = written(path)
        assert round(mido.MidiFile(path).length * bpm * TICKS_PER_BEAT / 60) == melody.bars * TICKS_PER_BAR
    length = melody.bars * TICKS_PER_BAR
    assert received(melody, expression, bpm, first_bar) == [
        *once,
        *((start + length, end + length, pitch, velocity) for start, end, pitch, velocity in once),
    ]


@settings(deadline=None)
@given(MELODIES, EXPRESSIONS)
def test_the_plain_grid_is_the_melody_itself(symbols, expression):
    melody = Melody(np.array(symbols))
    assert [tuple(note) for note in sent_notes(melody, expression, 120.0, plain=True)] == [
        (120 * note.start, 120 * note.end, expression.sent_pitch(note.pitch), expression.velocity)
        for note in melody.notes()
    ]
