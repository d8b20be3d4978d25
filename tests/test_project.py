"""The ways in: what make, the set-up scripts and the README promise to somebody with a fresh clone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what set-up needs, and a folder of stand-in programs that is the only PATH."""
    (tmp_path / "bin").mkdir()
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    for program in ("bash", "dirname", "mkdir", "cp", "touch", "make", "env", "cat"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))
    return tmp_path


def stand_in(clone: Path, name: str, body: str) -> None:
    """A program that writes its name and arguments to a log and then does what ``body`` says."""
    program = clone / "bin" / name
    program.write_text(f'#!{shutil.which("bash")}\necho "${{0##*/}} $*" >>{clone}/log\n{body}\n')
    program.chmod(0o755)


def run(clone: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": str(clone / "bin")}
    return subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def log(clone: Path) -> list[str]:
    return (clone / "log").read_text().splitlines()


PYTHON = """
case "$1 $2" in
    -c*) exit 0 ;;
    "-m venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
esac
"""


def test_python_312_is_found_beside_a_newer_one(clone):
    stand_in(clone, "python3", "exit 1")
    stand_in(clone, "python3.12", PYTHON)
    assert run(clone, "tools/make-venv").returncode == 0
    calls = [call for call in log(clone) if " -c " not in call]
    assert calls == [
        "python3.12 -m venv --clear .venv",
        "python -m pip install --disable-pip-version-check --quiet --editable .[dev]",
    ]


def test_a_virtual_environment_that_works_is_kept(clone):
    stand_in(clone, "python3", PYTHON)
    run(clone, "tools/make-venv")
    (clone / "log").unlink()
    assert run(clone, "tools/make-venv").returncode == 0
    assert [call.split()[:4] for call in log(clone) if " -c " not in call] == [["python", "-m", "pip", "install"]]


def test_without_a_fitting_python_one_sentence_says_what_to_do(clone):
    stand_in(clone, "python3", '[ "$1" = --version ] && echo "Python 3.14.0" || exit 1')
    result = run(clone, "tools/make-venv")
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr == (
        "Python 3.11 or 3.12 is needed (python-rtmidi has no ready-made package for newer ones), and this machine has "
        "Python 3.14.0. Install Python 3.12 with its venv module so that 'python3.12' starts it, then run make again.\n"
    )


def debian(clone: Path, *, user: int, sudo: bool) -> None:
    stand_in(clone, "apt-get", "")
    stand_in(clone, "dpkg-query", '[ "${!#}" = here ] && printf installed')
    stand_in(clone, "id", f"echo {user}")
    stand_in(clone, "sudo", '[ "$*" = "-n true" ] || { shift; "$@"; }' if sudo else "exit 1")


@pytest.mark.parametrize(("user", "sudo"), [(0, False), (1000, True)])
def test_missing_system_packages_are_installed_where_no_password_is_asked(clone, user, sudo):
    debian(clone, user=user, sudo=sudo)
    assert run(clone, "tools/debian-packages", "here", "missing-1", "missing-2").returncode == 0
    assert [call for call in log(clone) if call.startswith("apt-get")] == [
        "apt-get update -qq",
        "apt-get install --yes --no-install-recommends missing-1 missing-2 -qq",
    ]


def test_where_a_password_is_asked_the_line_to_run_is_printed(clone):
    debian(clone, user=1000, sudo=False)
    result = run(clone, "tools/debian-packages", "here", "missing-1")
    assert result.returncode == 1
    assert result.stderr == (
        "System packages are missing. Run this once, then make again:\n"
        "    sudo apt-get install --yes --no-install-recommends missing-1\n"
    )
    assert not [call for call in log(clone) if call.startswith("apt-get")]


def test_nothing_happens_where_every_package_is_there(clone):
    debian(clone, user=1000, sudo=False)
    result = run(clone, "tools/debian-packages", "here")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_make_demo_needs_no_system_packages(clone):
    result = run(clone, "make", "--dry-run", "demo")
    assert result.stdout.splitlines() == [
        "tools/make-venv",
        "touch .venv/installed",
        ".venv/bin/lcmusic generate --n 1 --seed 7 --out out/demo --force",
    ]


def test_set_up_is_not_repeated_until_the_project_file_changes(clone):
    (clone / ".venv").mkdir()
    (clone / ".venv" / "installed").touch()
    assert "tools/make-venv" not in run(clone, "make", "--dry-run", "lint").stdout
    newer = (clone / ".venv" / "installed").stat().st_mtime + 10
    os.utime(clone / "pyproject.toml", (newer, newer))
    assert "tools/make-venv" in run(clone, "make", "--dry-run", "lint").stdout


def test_the_readme_opens_with_the_two_commands():
    first_block = (ROOT / "README.md").read_text().split("```")[1]
    assert [line.split("#")[0].strip() for line in first_block.strip().splitlines()] == ["make demo", "make test"]


def test_what_the_pages_name_exists():
    pages = [(ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in pages:
        assert set(re.findall(r"`make (\w+)`", page)) <= targets
        assert [link for link in re.findall(r"\]\(([\w./-]+)\)", page) if not (ROOT / link).exists()] == []


def test_the_packages_say_that_they_are_typed():
    assert [path.parent.name for path in sorted(ROOT.glob("*/py.typed"))] == ["gui", "lc_common", "lcmusic", "lcvision"]


def test_the_hooks_are_linters_of_make_lint():
    recipe = (ROOT / "Makefile").read_text().split("\nlint:")[1].split("\n\n")[0]
    linters = [line.removeprefix("\t@$(BIN)/").removesuffix(" .") for line in recipe.splitlines()[1:]]
    hooks = re.findall(r"entry: \.venv/bin/(.*)", (ROOT / ".pre-commit-config.yaml").read_text())
    # A hook mends what it can; make only tells.
    assert {hook.removesuffix(" --fix") for hook in hooks} <= {linter.removesuffix(" --check") for linter in linters}
    assert len(hooks) == 4


def test_the_files_on_the_map_exist():
    page = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:lc_common|lcmusic|lcvision|gui)/[\w./]+)`", page))
    assert len(named) > 30
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_scripts_can_be_run():
    assert [
        path.name for path in (ROOT / ".ci" / "run", *(ROOT / "tools").iterdir()) if not os.access(path, os.X_OK)
    ] == []


def test_tests_are_collected_where_files_cannot_be_limited():
    """Windows has no module ``resource``; what needs it is deselected there."""
    code = "import sys; sys.modules['resource'] = None; import pytest; pytest.main(sys.argv[1:])"
    options = ["-p", "no:cacheprovider", "--collect-only", "tests/lc_common/test_files.py"]
    listed = subprocess.run([sys.executable, "-c", code, *options], cwd=ROOT, capture_output=True, text=True).stdout
    assert "5/7 tests collected (2 deselected)" in listed
