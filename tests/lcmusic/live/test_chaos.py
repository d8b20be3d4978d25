"""Whatever happens, every note-on is matched and time never runs backwards (see also bench/live_soak.py)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lcmusic.live.chaos import evening


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_random_evenings(rng):
    evening(rng, events=12)
