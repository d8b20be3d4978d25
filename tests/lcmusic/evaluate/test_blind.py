"""The page of blind pairs: what it shows, what it hides, and what it gives back."""

import json
import re
import wave

import numpy as np

from lcmusic.evaluate.blind import SAMPLE_RATE, blind_pairs
from lcmusic.media.sound import wav
from lcmusic.music.melody import Melody
from tests.lcmusic.conftest import random_melodies


def study(page) -> dict:
    text = page.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="study">(.*?)</script>', text, re.DOTALL)[1])


def test_pairs_are_in_random_order_and_the_key_says_which(tmp_path):
    real_nt, made_nt = random_melodies(6, 0), random_melodies(6, 1)
    page = blind_pairs(real_nt, made_nt, tmp_path / "new", model="prior", seed=2, tempo=240)
    found = study(page)
    assert (found["model"], found["seed"]) == ("prior", 2)
    assert {pair["model"] for pair in found["pairs"]} == {"A", "B"}
    for i, pair in enumerate(found["pairs"]):
        sides = dict(zip("AB", pair["sounds"], strict=True))
        assert sides == {side: f"pair-{i + 1:02}-{side}.wav" for side in "AB"}
        expected = tmp_path / "expected.wav"
        for side, name in sides.items():
            symbols_t = (made_nt if side == pair["model"] else real_nt)[i]
            wav(Melody(symbols_t), expected, tempo=240, sample_rate=SAMPLE_RATE)
            assert (page.parent / name).read_bytes() == expected.read_bytes()
    with wave.open(str(page.parent / "pair-01-A.wav")) as file:
        assert (file.getframerate(), file.getnchannels()) == (SAMPLE_RATE, 1)
    again = blind_pairs(real_nt, made_nt, tmp_path / "again", model="prior", seed=2, tempo=240)
    assert again.read_bytes() == page.read_bytes()


def test_the_page_asks_nothing_of_any_network(tmp_path):
    page = blind_pairs(random_melodies(1), random_melodies(1, 1), tmp_path, model="</script>", seed=0, tempo=240)
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"https?://|//[a-z]|@import|fetch\(|XMLHttpRequest|import\(", text)
    assert study(page)["model"] == "</script>"
    assert np.count_nonzero([name.suffix == ".wav" for name in tmp_path.iterdir()]) == 2
