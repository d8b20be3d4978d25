"""Steps in a budget, skipped when done; what fails is said and the rest goes on; the report holds all that it shows."""

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import rich.table
from PIL import Image

from lc_common.errors import UserError
from lc_common.files import write_bytes
from lc_common.reproduce import Audio, Missing, Picture, Reproduction, Step, Table, Text, table_of
from lc_common.reproduce.engine import said
from lc_common.reproduce.machine import Source, machine, revision, source_table
from lc_common.reproduce.report import About, missing, write_html, write_markdown
from lc_common.reproduce.steps import folder_of, trained
from lc_common.run import Outcome


@dataclass
class Clock:
    """Seconds that pass only where a step takes some."""

    now: float = 0.0
    did: list[tuple[str, float]] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def step(self, name: str, minutes: float, takes: float | None = None, **options) -> Step:
        """A step that is expected to take some minutes, and does unless told otherwise; a training takes its share."""

        def make(work):
            self.did.append((name, round(work.minutes, 2)))
            self.now += 60 * (takes if takes is not None else work.minutes if options.get("share") else minutes)
            return [Text(f"{name} was made")]

        return Step(name, make, minutes, **options)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def reproduced(root: Path, steps, clock, budget: float = 10.0) -> Reproduction:
    whole = Reproduction(steps, root, budget, "r1", lambda line: None, clock)
    whole.run()
    return whole


def ends(whole: Reproduction) -> dict[str, str]:
    return {result.step.name: said(result) for result in whole.results}


def test_trainings_share_what_tables_leave_and_what_one_does_not_use_is_there_for_the_next(tmp_path, clock):
    steps = [
        clock.step("Data", 1),
        clock.step("Model", 0.5, share=3),
        clock.step("Actor", 0.5, takes=1, share=1, needs=("Model",)),
        clock.step("Other actor", 0.5, share=1, needs=("Model",)),
        clock.step("Table", 2, needs=("Actor",)),
    ]
    whole = reproduced(tmp_path, steps, clock)
    # 10 - 1 for data - 2 for the table: 7, of which 3/5, then a half of 2.8, then what is left.
    assert clock.did == [("Data", 10), ("Model", 4.2), ("Actor", 1.4), ("Other actor", 1.8), ("Table", 2.0)]
    assert ends(whole) == {
        "Data": "done in 1.0 minutes", "Model": "done in 4.2 minutes", "Actor": "done in 1.0 minutes",
        "Other actor": "done in 1.8 minutes", "Table": "done in 2.0 minutes",
    }  # fmt: skip


def test_a_training_gets_the_least_that_is_worth_beginning_though_tables_would_take_it(tmp_path, clock):
    steps = [clock.step("Model", 1, share=1), clock.step("Table", 2), clock.step("Long table", 9)]
    assert ends(reproduced(tmp_path, steps, clock)) == {
        "Model": "done in 1.0 minutes",
        "Table": "done in 2.0 minutes",
        "Long table": "left out: it takes 9 minutes, and the budget leaves 7.0.",
    }
    assert clock.did == [("Model", 1), ("Table", 9)]


def test_what_is_done_is_skipped_and_its_minutes_count(tmp_path, clock):
    steps = [clock.step("Data", 1), clock.step("Table", 2)]
    reproduced(tmp_path, steps, clock, 2)
    assert clock.did == [("Data", 2)]
    whole = reproduced(tmp_path, steps, clock, 4)
    assert clock.did == [("Data", 2), ("Table", 3)]
    assert ends(whole) == {"Data": "done in 1.0 minutes, by an earlier call", "Table": "done in 2.0 minutes"}
    assert [result.blocks for result in whole.results] == [(Text("Data was made"),), (Text("Table was made"),)]
    assert json.loads((tmp_path / "state.json").read_text())["steps"]["Data"]["outputs"] == {
        "data/blocks.json": len((tmp_path / "data" / "blocks.json").read_bytes())
    }


def test_a_step_is_done_anew_when_its_settings_or_what_it_stands_on_change_or_a_file_is_gone(tmp_path, clock):
    def steps(seed):
        return [
            clock.step("Data", 1, settings={"seed": seed}),
            clock.step("Table", 1, needs=("Data",)),
            clock.step("Figure", 1),
        ]

    def names():
        did = [name for name, _ in clock.did]
        clock.did.clear()
        return did

    reproduced(tmp_path, steps(0), clock)
    assert names() == ["Data", "Table", "Figure"]
    reproduced(tmp_path, steps(1), clock)
    assert names() == ["Data", "Table"]
    (tmp_path / "figure" / "blocks.json").unlink()
    reproduced(tmp_path, steps(1), clock, 20)
    assert names() == ["Figure"]


def test_a_training_goes_on_with_a_larger_budget_where_it_was(tmp_path, clock):
    def make(work):
        kept = work.folder / "checkpoint"
        before = int(kept.read_text()) if kept.exists() else 0
        kept.write_text(str(before + round(work.minutes)))
        clock.now += 60 * work.minutes
        return [Text(kept.read_text())]

    steps = [Step("Model", make, 0.5, share=1)]
    assert reproduced(tmp_path, steps, clock, 4).results[0].blocks == (Text("4"),)
    assert reproduced(tmp_path, steps, clock, 4).results[0].standing == "kept"
    whole = reproduced(tmp_path, steps, clock, 10)
    assert (whole.results[0].blocks, whole.results[0].seconds) == ((Text("10"),), 600)


def test_a_training_stays_as_it_is_where_a_larger_budget_leaves_it_no_more(tmp_path, clock):
    steps = [clock.step("Model", 1, share=1), clock.step("Other model", 1, share=1), clock.step("Table", 2)]
    reproduced(tmp_path, steps, clock, 6)
    more = [*steps, clock.step("Figure", 1)]
    whole = reproduced(tmp_path, more, clock, 7.5)  # 4.5 for two that took 2 each: 0.25 more are not worth it
    assert [(result.standing, result.seconds / 60) for result in whole.results] == [
        ("kept", 2), ("kept", 2), ("kept", 2), ("done", 1),
    ]  # fmt: skip


def test_what_was_stopped_after_its_share_comes_to_an_end(tmp_path, clock):
    def stop(work):
        clock.now += 60 * 5
        raise KeyboardInterrupt

    table = clock.step("Table", 2)
    reproduced(tmp_path, [Step("Model", stop, 1, share=1), table], clock, 6)
    whole = reproduced(tmp_path, [clock.step("Model", 1, share=1), table], clock, 8.5)
    assert ends(whole) == {"Model": "done in 6.5 minutes", "Table": "done in 2.0 minutes"}
    whole = reproduced(tmp_path / "b", [Step("Model", stop, 1, share=1), table], clock, 6)
    whole = reproduced(tmp_path / "b", [clock.step("Model", 1, share=1), table], clock, 6)
    assert ends(whole)["Model"] == "done in 6.0 minutes"


def test_what_does_not_fit_into_the_budget_is_left_out_and_said(tmp_path, clock):
    steps = [
        clock.step("Model", 3, share=1),
        clock.step("Figure", 1, needs=("Model",)),
        clock.step("Long table", 30),
        clock.step("Table", 1),
    ]
    whole = reproduced(tmp_path, steps, clock, 2)
    assert ends(whole) == {
        "Model": "left out: it takes 3 minutes, and the budget leaves 2.0.",
        "Figure": "left out: it needs Model, which is not there.",
        "Long table": "left out: it takes 30 minutes, and the budget leaves 2.0.",
        "Table": "done in 1.0 minutes",
    }


def failing(name: str, error: BaseException, **options) -> Step:
    def make(work):
        raise error

    return Step(name, make, 0.1, **options)


def test_what_fails_is_one_line_and_the_rest_goes_on(tmp_path, clock):
    steps = [
        failing("Faces", UserError("There is no folder celeba; name the one that holds the data set's files.")),
        failing("Read", OSError(28, "No space left on device")),
        failing("Odd", ZeroDivisionError("division by zero")),
        clock.step("Table 1", 1, needs=("Faces",)),
        clock.step("Table 2", 1, uses=("Faces",)),
    ]
    whole = reproduced(tmp_path, steps, clock)
    assert ends(whole) == {
        "Faces": "failed: There is no folder celeba; name the one that holds the data set's files.",
        "Read": f"failed: Cannot write {tmp_path / 'read'}: No space left on device; free some space or choose another "
        "folder.",
        "Odd": "failed: a fault of the program, ZeroDivisionError: division by zero",
        "Table 1": "left out: it needs Faces, which is not there.",
        "Table 2": "done in 1.0 minutes",
    }
    assert "ZeroDivisionError" in (tmp_path / "odd" / "fault.txt").read_text()


def test_a_full_disk_fails_the_step_that_it_meets_and_no_other(tmp_path, clock, full_disk):
    def make(work):
        write_bytes(work.folder / "large.bin", bytes(20_000))
        return [Text("never")]

    with full_disk(8000):
        whole = reproduced(tmp_path, [Step("Large", make, 0.1), clock.step("Small", 0.1)], clock)
    path = tmp_path / "large" / "large.bin"
    assert ends(whole) == {
        "Large": f"failed: Cannot write {path}: File too large; free some space or choose another folder.",
        "Small": "done in 0.1 minutes",
    }
    assert sorted(path.name for path in (tmp_path / "large").iterdir()) == []
    whole = reproduced(tmp_path, [Step("Large", make, 0.1), clock.step("Small", 0.1)], clock)
    assert list(ends(whole).values()) == ["done in 0.0 minutes", "done in 0.1 minutes, by an earlier call"]


def test_a_person_who_stops_it_finds_it_where_it_was(tmp_path, clock):
    first = clock.step("First", 1)
    whole = reproduced(tmp_path, [first, failing("Second", KeyboardInterrupt()), clock.step("Third", 1)], clock)
    assert whole.stopped
    assert list(ends(whole).values()) == [
        "done in 1.0 minutes",
        "left out: it was stopped; the same command goes on.",
        "left out: it was stopped before; the same command goes on.",
    ]
    whole = reproduced(tmp_path, [first, clock.step("Second", 1), clock.step("Third", 1)], clock)
    assert [result.standing for result in whole.results] == ["kept", "done", "done"]


def test_a_torn_state_is_one_line(tmp_path, clock):
    (tmp_path / "state.json").write_text('{"steps": {"Da')
    with pytest.raises(UserError, match=r"state.json is torn; remove it, and all steps are done anew."):
        reproduced(tmp_path, [], clock)


def test_a_training_that_a_person_stopped_or_that_left_nothing(tmp_path):
    work = type("", (), {"step": "Knobs", "folder": tmp_path})()
    with pytest.raises(KeyboardInterrupt):
        trained(work, Outcome(tmp_path / "w", 8, 400, "signal"), {})
    with pytest.raises(UserError, match=r"Knobs came to 8 of 400 steps of stage realism only; give a larger --budget."):
        trained(work, Outcome(tmp_path / "w", 8, 400, "minutes", stage="realism"), {})


def printed() -> rich.table.Table:
    table = rich.table.Table(title="Table 9: 2 rows")
    table.add_column("actor")
    table.add_column("z_MSE", justify="right")
    table.add_column("paper")
    table.add_row("prior <z>", "-", "0.579  0.417")
    table.add_section()
    table.add_row("G | d", "0.2", "")
    return table


def test_a_table_as_it_is_printed():
    assert table_of(printed()) == Table(
        "Table 9: 2 rows", ("actor", "z_MSE", "paper"), (False, True, False),
        (("prior <z>", "-", "0.579 · 0.417"), ("G | d", "0.2", "")), (0,),
    )  # fmt: skip


@pytest.fixture
def shown(tmp_path, clock):
    """A reproduction with a block of each kind."""

    def make(work):
        for name in ("a", "b"):
            Image.new("RGB", (2, 2)).save(work.folder / f"{name}.png")
        (work.folder / "tune.wav").write_bytes(b"RIFF")
        (work.folder / "tune.mid").write_bytes(b"MThd")
        return [
            table_of(printed()), Picture("Figure 4: samples", "a.png"), Picture("Figure 2", "b.png", originals=True),
            Audio("As it comes", "tune.wav", "tune.mid"), Missing("Figure 15", "no autoencoder was trained."),
        ]  # fmt: skip

    root = tmp_path / "work"
    steps = [clock.step("Data", 1, appendix=True), Step("Table 9", make, 1), failing("Faces", UserError("No faces."))]
    return root, reproduced(root, steps, clock).results


ABOUT = About("A <paper>", "What it is.", {"budget": "10 minutes"})


def test_the_html_holds_all_that_it_shows(shown, tmp_path):
    root, results = shown
    path = tmp_path / "report.html"
    write_html(path, ABOUT, results, root)
    page = path.read_text()
    pictures = [base64.b64encode((root / "table-9" / name).read_bytes()).decode() for name in ("a.png", "b.png")]
    assert [page.count(f'src="data:image/png;base64,{picture}"') for picture in pictures] == [2, 2]  # they are equal
    assert 'src="data:audio/wav;base64,UklGRg=="' in page
    assert 'href="data:audio/midi;base64,TVRoZA==" download="tune.mid"' in page
    assert "http" not in page
    assert "A &lt;paper&gt;" in page
    assert "prior &lt;z&gt;" in page
    assert "<b>Figure 15</b>: no autoencoder was trained." in page
    assert "<b>Faces</b>: No faces." in page
    assert page.index('id="table-9"') < page.index('id="data"')
    write_html(path, ABOUT, results, root, originals=False)
    page = path.read_text()
    assert page.count("<figure>") == 1
    assert "Figures that show images of the data set itself are left out." in page


def test_the_markdown_has_its_pictures_beside_it_but_no_originals(shown, tmp_path):
    root, results = shown
    write_markdown(tmp_path / "made.md", ABOUT, results, root)
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["table-9-a.png", "table-9-tune.mid"]
    assert (
        (tmp_path / "made.md").read_text()
        == """\
# A <paper>

What it is.

- budget: 10 minutes

Figures that show images of the data set itself are left out.

**What is missing, and why**

- Figure 15: no autoencoder was trained.
- Faces: No faces.

## Table 9

**Table 9: 2 rows**

| actor | z_MSE | paper |
|---|---:|---|
| prior <z> | - | 0.579 · 0.417 |
| G \\| d | 0.2 |  |

![Figure 4: samples](made/table-9-a.png)

As it comes: [tune.mid](made/table-9-tune.mid)

Figure 15 is missing: no autoencoder was trained.

## Data

Data was made

## Steps and times

| step | how it ended | by |
|---|---|---|
| Data | done in 1.0 minutes | r1 |
| Table 9 | done in 0.0 minutes | r1 |
| Faces | failed: No faces. |  |
"""
    )


def test_a_report_that_cannot_be_written_leaves_the_one_before(shown, tmp_path, full_disk):
    root, results = shown
    path = tmp_path / "report.html"
    path.write_text("before")
    with full_disk(2000), pytest.raises(UserError, match=r"Cannot write .*report.html: File too large"):
        write_html(path, ABOUT, results, root)
    assert path.read_text() == "before"
    assert missing(results) == [("Figure 15", "no autoencoder was trained."), ("Faces", "No faces.")]


def test_sources_by_size_and_digest(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"abc")
    assert Source.of(tmp_path / "a.zip") == Source("a.zip", 3, "ba7816bf8f01")
    assert Source.of(tmp_path / "b.zip") == Source("b.zip", None, "")
    assert source_table([Source.of(tmp_path / "a.zip"), Source("b.zip", None, "")]).rows == (
        ("a.zip", "0.0 MB", "ba7816bf8f01"),
    )


def test_the_machine_is_told_without_names_of_hosts_or_folders():
    assert set(machine("cpu")) <= {"processor", "memory", "computed on", "software"}
    assert revision().startswith("version ")
    assert folder_of(Path("x"), "Table 2: C major") == Path("x/table-2-c-major")
