from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcmusic.music.line import top_line


def line(*notes: tuple[int, int, int]) -> list[tuple[int, ...]]:
    """The top line of ``(start, end, pitch)``."""
    columns = top_line(*np.array(notes, np.int64).reshape(-1, 3).T)
    return [tuple(int(x) for x in note) for note in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(4, 8, 62), (0, 4, 60)], [(0, 4, 60), (4, 8, 62)], id="one after the other"),
        pytest.param([(0, 8, 60), (0, 4, 67), (0, 6, 64)], [(0, 4, 67)], id="a chord gives its highest note"),
        pytest.param([(0, 6, 60), (4, 8, 67)], [(0, 4, 60), (4, 8, 67)], id="rising legato"),
        pytest.param([(0, 5, 67), (4, 9, 65), (8, 13, 64)], [(0, 4, 67), (4, 8, 65), (8, 13, 64)], id="falling legato"),
        pytest.param(
            [(0, 6, 67), (4, 10, 65), (8, 14, 72)],
            [(0, 4, 67), (4, 8, 65), (8, 14, 72)],
            id="legato over half of a note's time: on top from 6 to 8, of 4 to 8",
        ),
        pytest.param([(0, 8, 67), (2, 4, 60), (4, 6, 59)], [(0, 8, 67)], id="figures under a held note"),
        pytest.param([(0, 8, 67), (4, 10, 60)], [(0, 8, 67)], id="an inner voice that is held over"),
        pytest.param([(0, 4, 67), (2, 8, 60), (4, 8, 65)], [(0, 4, 67), (4, 8, 65)], id="a syncope under the line"),
        pytest.param([(0, 9, 60), (2, 4, 67), (4, 6, 55)], [(0, 2, 60), (2, 4, 67), (4, 6, 55)], id="cut is over"),
        pytest.param([(0, 8, 60), (4, 8, 60)], [(0, 4, 60), (4, 8, 60)], id="a repeated note"),
    ],
)
def test_top_line(notes, kept):
    assert line(*notes) == kept


played = st.builds(lambda start, length, pitch: (start, start + length, pitch), *[st.integers(*r) for r in
    [(0, 40), (1, 20), (50, 60)]])  # fmt: skip


@given(st.lists(played, max_size=40))
def test_a_line_never_overlaps_and_begins_with_notes_that_were_played(notes):
    kept = line(*notes)
    assert all(one[0] < one[1] <= other[0] for one, other in itertools.pairwise(kept))
    assert {(start, pitch) for start, _, pitch in kept} <= {(start, pitch) for start, _, pitch in notes}
    assert {start for start, _, _ in notes if not any(s < start < e for s, e, _ in notes)} <= {n[0] for n in kept}
