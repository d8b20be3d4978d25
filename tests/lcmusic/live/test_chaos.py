"""Whatever happens, every note-on is matched and time never runs backwards (see also bench/live_soak.py)."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from live_chaos import evening


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_random_evenings(seed):
    evening(random.Random(seed), events=12)
