from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lcmusic.corpus.sources import find_sources
from lcmusic.media.parts import MELODY_NAMES, lines_of, melodicness
from lcmusic.media.smf import Song, read_song
from tests.lcmusic.media.odd_files import BAR, BEAT, CHORDS, LOW, PITCHES, body, meta, named, note, smf, tune

ARPEGGIO = [event for i in range(128) for event in note(i * BEAT // 2, (48, 55, 64, 55)[i % 4], BEAT // 2, 3)]
FILL = [event for i in range(8) for event in note((2 * i + 1) * BAR, 84, BEAT, 4)]
DESCANT = [event for i, pitch in enumerate(PITCHES) if i % 4 == 0 for event in note(i * BEAT, pitch + 12, BAR, 5)]


def song(*tracks: list) -> Song:
    return read_song(smf(*map(body, tracks)), "a.mid")


def melodic(found: Song) -> np.ndarray:
    return melodicness(found, lines_of(found))


@pytest.mark.parametrize("other", [LOW, CHORDS, ARPEGGIO, FILL, [*LOW, *CHORDS], tune(channel=9)],
                         ids=["bass", "chords", "arpeggio", "fill", "bass and chords", "drums"])  # fmt: skip
def test_the_melody_before_what_goes_with_it(other):
    *others, tune_itself = melodic(song(other, tune()))
    assert max(others) < 0.9 * tune_itself
    assert tune_itself > 0.65


def test_a_name_counts_more_than_what_is_played():
    assert melodic(song([named(b"Lead vocal"), *tune()], [named(b"Chords"), *tune(channel=1)])).argmax() == 0
    assert melodic(song([named(b"Backing"), *tune()], [named(b"Melody"), *tune(channel=1)])).argmax() == 1


def test_a_singer_may_be_called_bass():
    low, high = melodic(song([named(b"Bass"), *tune()], [named(b"Bass"), *LOW]))
    assert low > 2 * high


def test_syllables_tell_the_melody():
    words = [(i * BEAT, meta(0x05, b"la")) for i in range(64)]
    without, with_words = (melodic(song([*more, *LOW], DESCANT, tune())) for more in ([], words))
    assert with_words.argmax() == 2
    assert with_words[2] == pytest.approx(1)
    assert without[2] < with_words[2]


def test_percussion_is_no_melody():
    assert melodic(song(tune(channel=9))).tolist() == [0]


@pytest.mark.corpora
def test_the_melody_of_real_files(corpora):
    sources = {source.name: source for source in find_sources([corpora / "music"])}

    def taken(name: str, wanted, anonymous: bool = False) -> tuple[int, int]:
        """How often the part that is wanted is taken, and of how many files that have it and another."""
        right = of = 0
        for member in sources[name].members(lambda *_: None):
            found = read_song(member.read(), member.name)
            if len(found.parts) < 2 or not any(wanted(k, part) for k, part in enumerate(found.parts)):
                continue
            heard = replace(found, parts=[replace(part, name="") for part in found.parts]) if anonymous else found
            best = int(melodic(heard).argmax())
            right, of = right + wanted(best, found.parts[best]), of + 1
        return right, of

    def sung(_, part) -> bool:
        return bool(MELODY_NAMES.search(part.name))

    assert taken("openscore-lieder", sung) == (1389, 1404)
    assert taken("openscore-lieder", sung, anonymous=True) == (1365, 1404)
    assert taken("openhymnal", lambda k, _: k == 0) == (280, 282)
    assert taken("nottingham", lambda k, _: k == 0) == (1021, 1021)
    assert taken("openscore-stringquartets", lambda k, _: k == 0) == (122, 122)
