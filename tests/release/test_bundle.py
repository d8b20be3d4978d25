"""The folder that runs without Python: moved away from the tree, started on a screen, heard through a MIDI port."""

import os
import shutil
import subprocess
import time

import mido
import pytest

from tests.release.conftest import ROOT, TORCH, run, size, use_the_three_programs

pytestmark = pytest.mark.release
NAME = "latent-constraints-studio"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """The folder, where nothing else of ours is."""
    run(ROOT / "tools/make-bundle", *TORCH, cwd=ROOT, HOME=os.environ["HOME"])
    folder = tmp_path_factory.mktemp("elsewhere") / NAME
    shutil.move(ROOT / "dist" / NAME, folder)
    print(f"\n{NAME}: {size(folder)}")
    return folder


@pytest.mark.timeout(3600)
def test_the_bundle_has_all_three_programs(bundle, tmp_path):
    use_the_three_programs(bundle, tmp_path)
    assert run(bundle / "lcstudio", "--version", cwd=tmp_path).startswith("lcstudio ")


def test_a_command_runs_in_a_process_of_the_studio_and_has_processes_of_its_own(bundle, tmp_path):
    """As the studio's Train page starts one; a corpus is read by several, and a rule file is run apart."""
    run(bundle / "lcmusic", "generate", "--n", "3", "--seed", "7", "--out", "clips", cwd=tmp_path)
    child = [bundle / "lcstudio", "-m", "gui.train.state.child", "lcmusic"]
    command = [*child, "corpus", "build", "clips", "--out", "corpus"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE
    ) as process:  # the end of its input would stop it
        assert process.wait(600) == 0
    assert "3 melodies" in run(bundle / "lcmusic", "corpus", "info", "corpus", cwd=tmp_path)


@pytest.mark.screen
def test_the_studio_opens_on_a_screen(bundle, tmp_path, screen):
    began = time.perf_counter()
    env = {**screen, "HOME": str(tmp_path)}
    studio = subprocess.Popen([bundle / "lcstudio"], cwd=tmp_path, env=env)
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Latent Constraints"]
    subprocess.run(search, env=env, check=True, timeout=300, stdout=subprocess.DEVNULL)
    print(f"\nthe window stood after {time.perf_counter() - began:.1f} s")
    studio.terminate()
    studio.wait(60)


@pytest.mark.jack
def test_music_is_heard_from_the_bundle(bundle, tmp_path, jack, receiver):
    """The engine and the keeper of the port are processes of their own, of the same program."""
    take = tmp_path / "take.mid"
    run(
        bundle / "lcmusic", "play", "--port", "receiver", "--tempo", "300", "--minutes", "0.1", "--record", take,
        cwd=tmp_path, JACK_DEFAULT_SERVER=jack.env["JACK_DEFAULT_SERVER"], JACK_NO_START_SERVER="1",
    )  # fmt: skip
    sent = [message.note for message in mido.MidiFile(take) if message.type == "note_on" and message.velocity]
    assert sent
    assert jack.until(lambda: len(receiver.kinds(0x80)) == len(sent))
    assert [heard.data[1] for heard in receiver.got if heard.data[0] == 0x90] == sent
