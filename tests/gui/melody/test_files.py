"""Clips as MIDI files: what the studio writes comes back as it was, and what was tampered with is plain MIDI."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import mido
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.melody.state.files import export, read_file, write_clips
from gui.melody.state.setting import Clip
from lcmusic.live.expression import ACCENTS, Expression
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import BARS, HOLD, REST, STEPS, Melody
from lcmusic.music.scales import SCALES
from lcmusic.perform.plan import Plan

FLOATS = st.floats(-4, 4, width=32)
SYMBOLS = st.lists(st.sampled_from([HOLD, HOLD, REST, *range(40, 90)]), min_size=STEPS, max_size=STEPS)


@st.composite
def clips(draw):
    symbols = draw(SYMBOLS)
    symbols[draw(st.integers(0, STEPS - 1))] = 60  # without a note there is nothing to hear
    melody = Melody(np.array(symbols))
    bars = draw(st.sets(st.integers(0, BARS - 1)))
    return Clip(
        draw(st.text(max_size=30)),
        tuple(melody.symbols_t.tolist()),
        draw(st.one_of(st.just(()), st.tuples(FLOATS, FLOATS), st.tuples(st.tuples(FLOATS), st.tuples(FLOATS)))),
        Knobs(
            root=draw(st.integers(0, 11)),
            scale=draw(st.sampled_from([None, *SCALES])),
            density=draw(st.one_of(st.none(), st.floats(1, 12))),
            chords=draw(st.sampled_from([None, "Am | F | C/E | G7", "pop"])),
        ),
        draw(st.one_of(st.just(()), st.just(tuple(melody.symbols_t.tolist())))),
        Locked.of(melody, np.isin(np.arange(BARS), sorted(bars))) if bars else NOTHING,
        draw(st.one_of(st.none(), st.builds(Plan, evolve=st.floats(0, 1), slot_bars=st.integers(1, 64)))),
        draw(st.one_of(st.none(), st.builds(
            Expression, accent=st.sampled_from(sorted(ACCENTS)), humanise=st.integers(0, 40),
            gate=st.floats(0.05, 1), swing=st.floats(0.5, 0.75), transpose=st.integers(-24, 24),
        ))),
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(clips(), st.floats(20, 300), st.booleans())
def test_a_clip_to_disk_and_back_is_the_same(clip, tempo, plain):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mid"
        export(clip, path, tempo, Expression(), plain)
        assert read_file(path) == (clip, True, (), True)


PLAYED = Expression(swing=0.67, gate=0.5, transpose=12)
CLIP = Clip("verse", (60, HOLD, 64, REST, *(67, REST, HOLD, 64) * 63), (0.5, -1.0), Knobs(scale="blues"))
KEPT = replace(CLIP, expression=PLAYED)


def rewritten(path, change):
    file = mido.MidiFile(path)
    change(file.tracks[0])
    file.save(path)


def data_of(track):
    return next(message for message in track if message.type == "sequencer_specific")


def torn(track):
    data_of(track).data = data_of(track).data[:90]


def of_a_later_version(track):
    data_of(track).data = tuple(bytes(data_of(track).data).replace(b'"density"', b'"wings"'))


def without_a_number(track):
    data_of(track).data = tuple(bytes(data_of(track).data).replace(b"0.5", b"NaN", 1))


def transposed(track):
    for message in track:
        if message.type in ("note_on", "note_off"):
            message.note += 1


def shortened(track):
    message = next(message for message in track if message.type == "note_off")
    message.time -= 10


UNREADABLE = "What the studio wrote beside the notes cannot be read; the notes alone were taken."
CHANGED = "The notes were changed since the studio wrote them; they were taken without idea and knobs."


@pytest.mark.parametrize(("change", "remark"), [
    (torn, UNREADABLE), (of_a_later_version, UNREADABLE), (without_a_number, UNREADABLE), (transposed, CHANGED),
    (shortened, CHANGED),
])  # fmt: skip
def test_what_was_tampered_with_is_plain_midi_and_said(tmp_path, change, remark):
    path = tmp_path / "riff.mid"
    export(KEPT, path, 120.0, Expression())
    rewritten(path, change)
    clip, whole, remarks, _ = read_file(path)
    assert (clip.name, clip.idea, clip.expression, whole, remarks[0]) == ("riff", (), None, False, remark)
    assert len(clip.melody.notes()) == len(CLIP.melody.notes())


def test_a_moved_or_louder_clip_is_still_the_clip(tmp_path):
    path = tmp_path / "riff.mid"
    export(KEPT, path, 120.0, Expression())

    def louder_and_later(track):
        next(message for message in track if message.type == "note_on").time += 1920
        for message in track:
            if message.type == "note_on":
                message.velocity = 100

    rewritten(path, louder_and_later)
    assert read_file(path) == (KEPT, True, (), True)


def test_others_data_is_passed_over(tmp_path):
    path = tmp_path / "riff.mid"
    export(KEPT, path, 120.0, Expression())
    rewritten(path, lambda track: setattr(data_of(track), "data", (0x00, 0x01, 0x02, *b"theirs")))
    clip, whole, remarks, _ = read_file(path)
    assert (clip.name, clip.idea, whole) == ("riff", (), False)
    assert "studio" not in " ".join(remarks)


def test_of_several_clips_the_first_is_taken_and_said(tmp_path):
    path = tmp_path / "session.mid"
    write_clips([KEPT, replace(KEPT, name="chorus")], path, 120.0, Expression(), False)
    assert read_file(path) == (KEPT, True, ("The first of 2 clips was taken.",), True)
