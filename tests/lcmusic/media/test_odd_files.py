"""Real programs' files: what is read of each kind, and that no damage ends in a traceback.

``LCS_MUTATED=100000`` makes as many damaged files as that (minutes); as a rule a few hundred.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.corpus import build
from lcmusic.media.midi import read_clip, write_melody
from tests.lcmusic.media.odd_files import Kind, kinds, mutated

KINDS = kinds()
MUTATED = int(os.environ.get("LCS_MUTATED", "400"))
DOCUMENTED = Path(__file__).parents[3] / "docs" / "midi-files.md"


def some(refused: bool) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", [pytest.param(k, id=k.what) for k in KINDS if k.refused == refused])


@some(refused=False)
def test_a_kind_of_file_that_is_read(tmp_path, kind):
    path = tmp_path / "a.mid"
    path.write_bytes(kind.data)
    clip = read_clip(path)
    assert (" ".join(clip.remarks) or "the tune") == kind.outcome
    assert clip.melody == kind.melody
    write_melody(path, clip.melody)
    assert read_clip(path).melody == clip.melody


@some(refused=True)
def test_a_kind_of_file_that_is_refused(tmp_path, kind):
    path = tmp_path / "a.mid"
    path.write_bytes(kind.data)
    with pytest.raises(UserError) as caught:
        read_clip(path)
    assert str(caught.value) == f"{path} {kind.outcome}"


def row(kind: Kind) -> str:
    return f"| {kind.what} | {kind.report} | {kind.outcome} |"


def test_the_table_of_kinds_is_true():
    rows = [line for line in DOCUMENTED.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [line for line in rows if line in {row(kind) for kind in KINDS}] == [row(kind) for kind in KINDS]


def megabytes() -> float:
    resource = pytest.importorskip("resource")  # Windows has none
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_damaged_files_give_a_corpus_or_a_reason(tmp_path):
    rng = np.random.default_rng(0)
    seeds = [kind.data for kind in KINDS if len(kind.data) < 5_000]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for i in range(MUTATED):
            archive.writestr(f"{i}.mid", mutated(seeds[i % len(seeds)], rng))
    (tmp_path / "damaged.zip").write_bytes(whole.getvalue())
    start, before = time.monotonic(), megabytes()
    (source,) = build([tmp_path / "damaged.zip"], tmp_path / "out", workers=1).sources
    assert source.files + source.refused == MUTATED
    assert source.files > 0.5 * MUTATED
    assert source.repaired > 0.1 * MUTATED
    print(f"{MUTATED} files, {source.refused} refused, {source.repaired} repaired: {time.monotonic() - start:.0f} s, "
          f"{megabytes() - before:.0f} MB more")  # fmt: skip
    assert time.monotonic() - start < 10 + 0.05 * MUTATED
    assert megabytes() - before < 300 + 0.01 * MUTATED


def test_damaged_files_give_a_clip_or_a_sentence(tmp_path):
    rng = np.random.default_rng(1)
    path = tmp_path / "a.mid"
    read, sentences = 0, set()
    for i in range(MUTATED // 2):
        path.write_bytes(mutated(KINDS[i % len(KINDS)].data, rng))
        try:
            read_clip(path)
            read += 1
        except UserError as error:
            sentences.add(str(error))
    assert read > 0.2 * MUTATED
    assert [s for s in sentences if not (s.startswith(f"{path} ") and s.endswith(".") and "\n" not in s)] == []
