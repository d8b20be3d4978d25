"""What the command lines have in common."""

import io
import re
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
import typer
from rich.console import Console

from lc_common import terminal
from lc_common.errors import UserError
from lc_common.progress import VARIABLE, Failure, Result, parse
from lc_common.run import Outcome
from lc_common.terminal import TABLE_WIDTH, one_of, output, run_command_line, show_outcome, waiting


def test_a_file_gets_whole_tables_and_who_sets_columns_is_obeyed(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert output().width == TABLE_WIDTH
    monkeypatch.setenv("COLUMNS", "77")
    assert output().width == 77


def test_a_result_is_printed_and_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "told"))
    show_outcome(output(), "Rule", Outcome(Path("r/c"), 8, 400, "signal"))
    assert capsys.readouterr().out == "Rule: stopped after 8 of 400 steps; go on with --resume. r/c\n"
    assert parse((tmp_path / "told").read_text()) == Result("r/c", False, "8 of 400 steps")


def test_a_mistake_is_one_line_and_a_fault_is_told_and_raised(tmp_path, monkeypatch, capsys):
    def mistaken():
        raise UserError("There is no folder x.")

    def faulty():
        raise ZeroDivisionError("by 0")

    monkeypatch.setenv(VARIABLE, str(tmp_path / "told"))
    with pytest.raises(SystemExit) as ended:
        run_command_line(mistaken)
    assert (ended.value.code, capsys.readouterr().err) == (2, "error: There is no folder x.\n")
    with pytest.raises(ZeroDivisionError):
        run_command_line(faulty)
    assert [parse(line) for line in (tmp_path / "told").read_text().splitlines()] == [
        Failure("mistake", "There is no folder x."),
        Failure("fault", "ZeroDivisionError: by 0"),
    ]


def test_who_waits_is_told_after_a_while_and_only_in_a_terminal(monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.05)
    for interactive, seconds, shown in ((True, 0.4, True), (True, 0.0, False), (False, 0.4, False)):
        console = Console(file=io.StringIO(), force_terminal=interactive, width=60)
        with waiting(console, "512 bars"):
            time.sleep(seconds)
        assert ("512 bars" in console.file.getvalue()) == shown


def test_who_waits_sees_how_many_are_done(monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    threads = set(threading.enumerate())
    with waiting(console, "melodies", 3) as done:
        time.sleep(0.3)
        done()
        done()
        time.sleep(0.3)
    for thread in set(threading.enumerate()) - threads:  # of the line, which ends a moment later
        thread.join(10)
    shown = console.file.getvalue()
    assert shown.index("0/3") < shown.index("2/3")


def test_what_people_named_is_no_markup(capsys):
    output().print("song [k].mid :smile: [/b]")
    assert capsys.readouterr().out == "song [k].mid :smile: [/b]\n"


def test_an_error_with_brackets(capsys):
    def mistaken():
        raise UserError("Cannot read a[/b].mid.")

    with pytest.raises(SystemExit):
        run_command_line(mistaken)
    assert capsys.readouterr().err == "error: Cannot read a[/b].mid.\n"


def test_a_wrong_option_is_one_line(monkeypatch, capsys):
    app = typer.Typer()
    app.command()(lambda: None)
    monkeypatch.setattr(sys, "argv", ["tool", "--bogus"])
    with pytest.raises(SystemExit) as ended:
        run_command_line(partial(app, prog_name="tool", standalone_mode=False))
    assert (ended.value.code, capsys.readouterr().err) == (2, "error: No such option: --bogus; see 'tool --help'.\n")


@pytest.mark.parametrize("say", ["typer.echo('x' * 99)", "output().print('x' * 99)", "ctx.get_help()"])
def test_an_output_that_is_full_is_one_line(tmp_path, full_disk, say):
    code = f"""
import typer
from functools import partial
from lc_common.terminal import output, run_command_line

app = typer.Typer()

@app.command()
def say(ctx: typer.Context) -> None:
    typer.echo({say})

run_command_line(partial(app, prog_name="tool", standalone_mode=False))
"""
    with (tmp_path / "taken").open("wb") as taken, full_disk(10):
        done = subprocess.run([sys.executable, "-c", code], stdout=taken, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert re.fullmatch("error: Cannot write the output: .*; free some space or send it elsewhere.\n", done.stderr)


def test_choices_as_help():
    assert one_of({"compact": "minutes", "paper": "hours"}) == "compact (minutes), paper (hours)."
