"""Likes from the command line: what the studio's thumbs do."""

import pytest
import torch
from typer.testing import CliRunner

from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lcmusic.cli import taste
from lcmusic.cli.app import app
from lcmusic.constraints.taste import read_likes
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody
from lcmusic.pretrained import load_vae
from lcmusic.vae.clips import latent_means
from tests.lcmusic.conftest import random_melodies


@pytest.fixture
def clips(tmp_path):
    """Five files of 16 bars, and their melodies."""
    melodies = [Melody(symbols_t) for symbols_t in random_melodies(5)]
    for number, melody in enumerate(melodies):
        write_melody(tmp_path / f"{number}.mid", melody)
    return [tmp_path / f"{number}.mid" for number in range(5)], melodies


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_clips_are_marked_where_the_studio_s_thumbs_mark(weights, clips, tmp_path, monkeypatch):
    monkeypatch.setattr(taste, "kept_by_the_person", lambda: tmp_path)
    files, melodies = clips
    vae = load_vae(weights)
    path = tmp_path / "likes" / f"likes-{vae_digest(vae)[:8]}.json"
    result = run("like", *files[:3], "--model", weights)
    assert result.stdout == f"{path}: 3 liked, 0 not; to learn from, mark at least 2 of each\n"
    assert run("dislike", *files[2:], "--model", weights).stdout == f"{path}: 2 liked, 3 not\n"
    z_nd, liked_n = read_likes(path, vae)
    assert liked_n.tolist() == [1, 1, 0, 0, 0]
    torch.testing.assert_close(z_nd, latent_means(vae, melodies))


def test_nothing_is_marked_where_one_clip_cannot_be_read(weights, clips, tmp_path):
    (tmp_path / "torn.mid").write_bytes(b"MThd")
    file = tmp_path / "mine.json"
    result = run("like", clips[0][0], tmp_path / "torn.mid", "--likes", file, "--model", weights)
    assert isinstance(result.exception, UserError)
    assert "torn.mid" in str(result.exception)
    assert not file.exists()


def test_a_long_clip_is_marked_by_its_windows_but_for_silent_ones(weights, tmp_path):
    write_melody(tmp_path / "long.mid", Melody(random_melodies(2).ravel()[: 20 * 16]))
    result = run("like", tmp_path / "long.mid", "--likes", tmp_path / "x.json", "--model", weights)
    assert "2 liked, 0 not" in result.stdout
