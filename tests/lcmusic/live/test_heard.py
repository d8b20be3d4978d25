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
from lcmusic.music.chords import parse_progression
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.writing import Piece, sent_notes, write_pieces

SYMBOLS = st.one_of(st.just(HOLD), st.just(HOLD), st.just(REST), st.integers(0, 127))
CHORDS = ("Am7 F | C/E", "Am | Am | G G F E7", "C")
MELODIES = st.integers(1, 4).flatmap(lambda bars: st.lists(SYMBOLS, min_size=16 * bars, max_size=16 * bars))
EXPRESSIONS = st.builds(
    Expression,
    channel=st.integers(1, 14),
    chord_channel=st.sampled_from([None, 15]),
    bass_channel=st.sampled_from([None, 16]),
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


def received(melody, expression, bpm, first_bar, chords) -> list[tuple[int, int, int, int, int]]:
    """What a receiver got while the engine played a melody twice, from some bar of the song on: channel, start and end
    in ticks from there, pitch, velocity.
    """
    stage, rate = Stage(), bpm * TICKS_PER_BEAT / 60
    length = 2 * melody.bars * TICKS_PER_BAR
    stage.run(
        [
            (0.0, p.OpenOutput("out", virtual=True)),
            (0.0, expression),
            (0.0, p.Tempo(bpm)),
            (0.0, p.Supply(first_bar, phrase_bars(melody.symbols_t, 1, chords.voiced() if chords else ()))),
            (0.0, p.Seek(16 * first_bar)),
            (0.0, p.Continue()),
            (START_AHEAD + (length - 0.25) / rate, p.Stop()),  # nearer to the last tick than to the one before
        ]
    )
    notes, sounding = [], {}
    for time, data in stage.machine.received["out"]:
        tick = round((time - START_AHEAD) * rate)
        key = (data[0] & 0x0F) + 1, data[1]
        if data[0] & 0xF0 == 0x90:
            assert key not in sounding
            sounding[key] = tick, data[2]
        elif key in sounding:
            start, velocity = sounding.pop(key)
            notes.append((key[0], start, tick, data[1], velocity))
    assert not sounding
    return sorted(notes)


def written(track) -> list[tuple[int, int, int, int]]:
    """The notes of a track, in ticks."""
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
@given(MELODIES, EXPRESSIONS, st.floats(20, 300), st.integers(0, 40), st.sampled_from([None, *CHORDS]))
@example([60] * 16, Expression(swing=0.75, gate=1.0, humanise=40), 300.0, 3, None)
@example([60, *[HOLD] * 31], Expression(swing=0.75, gate=0.05, humanise=40), 20.0, 1, None)
@example([REST] * 64, Expression(chord_channel=2, bass_channel=3, gate=1.0), 120.0, 1, CHORDS[0])
def test_the_take_of_a_receiver_is_the_file(symbols, expression, bpm, first_bar, text):
    melody, chords = Melody(np.array(symbols)), text and parse_progression(text)
    if chords:
        # What comes round twice has to be the same both times.
        melody = Melody(np.tile(melody.symbols_t, chords.bars))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tune.mid"
        sent = sent_notes(melody, expression, bpm, chords=chords)
        write_pieces(path, [Piece(melody, sent, "tune", Knobs(chords=text))], bpm)
        file = mido.MidiFile(path)
        assert round(file.length * bpm * TICKS_PER_BEAT / 60) == melody.bars * TICKS_PER_BAR
    channels = {"Chords": expression.chord_channel, "Bass": expression.bass_channel}
    once = [(channels.get(track.name, expression.channel), *note) for track in file.tracks for note in written(track)]
    length = melody.bars * TICKS_PER_BAR
    again = [(channel, start + length, end + length, *how) for channel, start, end, *how in once]
    assert received(melody, expression, bpm, first_bar, chords) == sorted([*once, *again])


@settings(deadline=None)
@given(MELODIES, EXPRESSIONS)
def test_the_plain_grid_is_the_melody_itself(symbols, expression):
    melody = Melody(np.array(symbols))
    assert [tuple(note) for note in sent_notes(melody, expression, 120.0, plain=True)["melody"]] == [
        (120 * note.start, 120 * note.end, expression.sent_pitch(note.pitch), expression.velocity)
        for note in melody.notes()
    ]
