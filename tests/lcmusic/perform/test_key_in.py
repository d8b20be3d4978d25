"""The key of what is played in."""

from lcmusic.live.protocol import NoteIn
from lcmusic.perform.key_in import KeyIn

BAR = 1920
A_DORIAN = (69, 72, 76, 78, 74, 71, 69, 67)  # A C E F# D B A G


def play(hears, pitches, first_bar, bars, channel=1):
    """Eighths; what was said at each bar line."""
    said = []
    for step in range(8 * bars):
        tick = first_bar * BAR + 240 * step
        said.append(hears.at(tick // BAR))
        hears.hear(NoteIn(channel, pitches[step % len(pitches)], 90, tick, 0.0))
        hears.hear(NoteIn(channel, pitches[step % len(pitches)], 0, tick + 230, 0.0))
    return [*said, hears.at(first_bar + bars)]


def test_after_four_bars_the_key_is_said_at_the_bar_line():
    hears = KeyIn()
    said = play(hears, A_DORIAN, 10, 5)
    assert [(i / 8, key) for i, key in enumerate(said) if key] == [(4, (9, "dorian")), (5, (9, "dorian"))]


def test_a_bar_in_which_nothing_is_played_begins_anew():
    hears = KeyIn()
    assert not any(play(hears, A_DORIAN, 0, 3))
    assert hears.at(4) is None
    assert not any(play(hears, A_DORIAN, 4, 3))


def test_few_notes_and_drums_have_no_key():
    assert not any(play(KeyIn(), (60, 67), 0, 6))
    assert not any(play(KeyIn(), A_DORIAN, 0, 6, channel=10))
