"""Notes that are not those that knobs ask for."""

import pytest

from lcmusic.music.asked import names_notes, wrong_notes
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note

# C, C sharp and E held over a bar line; F on beat 2 and G sharp off the beat in bar 2.
TUNE = Melody.from_notes([Note(0, 4, 60), Note(4, 8, 61), Note(12, 20, 64), Note(20, 22, 65), Note(22, 32, 68)])


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({}, 0),
        ({"scale": "major"}, 2),
        ({"pitch_classes": (0, 1, 4)}, 2),
        ({"chords": "C Fm"}, 1),  # the C sharp on beat 2; G sharp is not on a beat, and F is of F minor
        ({"chords": "C | C Fm C C", "scale": "major"}, 1),  # a chord's notes are allowed in the whole of its bar
        ({"chords": "C C", "scale": "major"}, 3),
    ],
)
def test_the_notes_outside_what_is_asked_are_counted(asked, wrong):
    assert wrong_notes(TUNE, Knobs(**asked)) == wrong


def test_notes_are_asked_for_by_a_scale_a_set_or_chords_within_reach():
    asking = [{"scale": "major"}, {"pitch_classes": (0, 4)}, {"chords": "C"}]
    assert [names_notes(Knobs(**asked)) for asked in asking] == [True, True, True]
    assert [names_notes(Knobs(**asked, reach=0.0)) for asked in asking] == [False, False, False]
    assert not names_notes(Knobs(density=6.0))
