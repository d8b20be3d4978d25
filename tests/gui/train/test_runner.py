"""The child process and its log, with children of a line or two."""

import os
import signal
import subprocess
import sys
import time

import pytest

from gui.train.state.runner import QUIET_NICENESS, Runner
from gui.train.state.tail import Tail
from lc_common.errors import UserError
from lc_common.progress import Failure


def python(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def ended(runner: Runner) -> int:
    end = time.monotonic() + 120
    while runner.code is None:
        assert time.monotonic() < end
        time.sleep(0.01)
    return runner.code


def test_what_a_library_says_of_its_fonts_is_no_news_of_a_training():
    code = (
        "import logging, sys, types; from gui.train.state.child import main\n"
        "cli = types.ModuleType('lcmusic.cli')\n"
        "cli.main = lambda: logging.getLogger('matplotlib.font_manager').warning('building the font cache')\n"
        "sys.modules['lcmusic.cli'], sys.argv = cli, ['child', 'lcmusic']\n"
        "main()"
    )
    with subprocess.Popen(python(code), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.wait(60) == 0
        assert child.stderr.read() == b""


def test_lines_and_code_of_a_command(tmp_path):
    runner = Runner(python("import sys; print('one'); print('two', file=sys.stderr); sys.exit(3)"), tmp_path / "o")
    assert ended(runner) == 3
    assert runner.new_lines() == ["one", "two"]
    assert runner.new_lines() == []
    runner.close()


def test_what_a_command_tells_is_read_once_and_only_what_is_new(tmp_path):
    (tmp_path / "progress.jsonl").write_text('{"event": "progress", "step": 1, "steps": 2, "seconds_left": null}\n')
    tell = "from lc_common.progress import Failure, tell; print('no event'); tell(Failure('fault', 'x'))"
    runner = Runner(python(tell), tmp_path / "o")
    assert ended(runner) == 0
    assert runner.new_events() == [Failure("fault", "x")]
    assert (runner.new_events(), runner.new_lines()) == ([], ["no event"])
    runner.close()


def test_a_quiet_command_is_nice_and_has_one_thread(tmp_path):
    # The niceness is set right after the start, which the end of the input is sure to follow.
    show = "import os, sys; sys.stdin.read(); print(os.nice(0), os.environ['OMP_NUM_THREADS'])"
    runner = Runner(python(show), tmp_path / "o", quiet=True)
    runner.stop()
    ended(runner)
    niceness = max(QUIET_NICENESS, os.nice(0))
    assert runner.new_lines() == [f"{niceness} 1"]
    runner.close()


def test_stopping_ends_its_input(tmp_path):
    runner = Runner(python("import sys; sys.stdin.read(); print('saved')"), tmp_path / "o")
    assert runner.code is None
    runner.stop()
    assert ended(runner) == 0
    assert runner.new_lines() == ["saved"]
    runner.close()


def test_one_that_does_not_stop_is_ended_with_its_children(tmp_path):
    deaf = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    runner = Runner(python(deaf + "print(p.pid, flush=True); p.wait()"), tmp_path / "o")
    lines = []
    while not lines:
        lines = runner.new_lines()
    runner.close(patience=0.1)
    assert runner.code == -signal.SIGKILL
    end = time.monotonic() + 60
    while _lives(int(lines[0])):
        assert time.monotonic() < end
        time.sleep(0.01)


def _lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_command_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(UserError) as caught:
        Runner(["/nowhere/at-all"], tmp_path / "o")
    assert (
        str(caught.value) == f"Cannot start /nowhere/at-all with output to {tmp_path / 'o'}: No such file or directory."
    )


def test_the_trainers_child_is_interrupted_when_its_input_ends():
    child = "import gui.train.state.child as c, time, types, sys\n"
    child += "c.import_module = lambda name: types.SimpleNamespace(main=lambda: time.sleep(60))\n"
    child += "sys.argv = ['child', 'lcmusic']\ntry:\n    c.main()\nexcept KeyboardInterrupt:\n    print('interrupted')"
    done = subprocess.run(python(child), input="", capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "interrupted\n"


def test_the_trainers_child_runs_a_command_line_and_its_mistakes_are_one_line(tmp_path):
    command = [sys.executable, "-m", "gui.train.state.child", "lcmusic", "corpus", "build", "/nowhere", "--out", "x"]
    # An input that stays open: nobody asks it to stop.
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output = process.stdout.read()
    process.wait(60)
    process.stdin.close()
    process.stdout.close()
    assert process.returncode == 2
    assert output.startswith("error: ")
    assert output.count("\n") == 1


def test_a_log_is_followed_and_a_torn_line_waits(tmp_path):
    path = tmp_path / "metrics.jsonl"
    tail = Tail(path)
    assert not tail.poll()
    with path.open("a") as log:
        log.write('{"step": 1, "loss": 2.0}\n{"step": 2, "lo')
        log.flush()
        assert tail.poll()
        assert tail.records == [{"step": 1, "loss": 2.0}]
        assert not tail.poll()
        log.write('ss": 1.0}\n')
    assert tail.poll()
    assert tail.records == [{"step": 1, "loss": 2.0}, {"step": 2, "loss": 1.0}]
    # A resumed run writes the log anew, without what came after its checkpoint.
    fresh = tmp_path / "fresh"
    fresh.write_text('{"step": 1, "loss": 2.0}\n')
    os.replace(fresh, path)
    assert tail.poll()
    assert tail.records == [{"step": 1, "loss": 2.0}]
