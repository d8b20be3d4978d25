"""``pip install latent-constraints-studio``: what is in the files, and that they are enough."""

import os
import sys
import tarfile
import zipfile

import pytest

from tests.release.conftest import ROOT, TORCH, run, size, use_the_three_programs

pytestmark = pytest.mark.release
PACKAGES = {"lc_common", "lcmusic", "lcvision", "gui"}


def test_wheel_and_sdist_hold_the_packages_with_their_weights_and_no_tests(built):
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    print(f"\n{wheel.name}: {size(wheel)}\n{sdist.name}: {size(sdist)}")
    inside = set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(sdist) as archive:
        source = {name.partition("/")[2] for name in archive.getnames()}
    [info] = {name.split("/")[0] for name in inside} - PACKAGES
    assert info.endswith(".dist-info")
    assert {name.split("/")[0] for name in source} - PACKAGES == {
        "examples", "CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "PKG-INFO", "pyproject.toml", ".gitignore",
    }  # fmt: skip
    weights = {str(path.relative_to(ROOT)) for path in ROOT.glob("lc*/pretrained/*") if path.suffix != ".pyc"}
    weights = {name for name in weights if not name.endswith("__pycache__")}
    assert weights <= inside & source
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/lcvision/pretrained/LICENSE-WEIGHTS"} <= inside
    assert wheel.stat().st_size < 100e6
    assert sdist.stat().st_size < 100e6  # what the index takes of one file


@pytest.mark.timeout(3600)
def test_a_clean_environment_runs_all_three_programs_with_the_weights_inside(built, tmp_path):
    [wheel] = built.glob("*.whl")
    home, env = os.environ["HOME"], tmp_path / "env"
    run(sys.executable, "-m", "venv", env, cwd=tmp_path, HOME=home)
    run(env / "bin/pip", "install", "-q", wheel, *TORCH, cwd=tmp_path, HOME=home)
    where = run(
        env / "bin/python", "-c", "import lcmusic, torch; print(lcmusic.__file__, torch.__version__)", cwd=tmp_path
    )
    assert where.startswith(str(env))
    print(f"\nenvironment: {size(env)}, torch {where.split()[1]}")
    use_the_three_programs(env / "bin", tmp_path)
    assert run(env / "bin/lcstudio", "--version", cwd=tmp_path).startswith("lcstudio ")
