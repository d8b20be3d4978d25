"""Whatever happens, every note-on is matched and time never runs backwards (see also bench/live_soak.py)."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from live_chaos import Hands, evening


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_random_evenings(seed):
    evening(random.Random(seed), events=12)


def test_what_hands_do_to_the_music_reaches_the_engine_at_every_length():
    hands = Hands(random.Random(1))
    given = [command for _ in range(60) for command in hands.act()]
    assert {len(command.bars) for command in given} == {16, 32}  # a shorter clip is heard again and again
    assert any(bar.chords for command in given for bar in command.bars)
