"""Small files are whole or not there."""

import os

import pytest

from lc_common.errors import UserError
from lc_common.files import legible, replacing, write_bytes, write_text

LONG = "äöü" * 100


def write_long_bytes(path):
    write_bytes(path, LONG.encode())


def write_long_text(path):
    write_text(path, LONG)


@pytest.mark.parametrize("write", [write_long_bytes, write_long_text])
def test_a_full_disk_keeps_the_old_file_and_leaves_no_half_one(write, tmp_path, full_disk):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old")
    for path in (old, new):
        with full_disk(100), pytest.raises(UserError) as error:
            write(path)
        assert str(error.value) == f"Cannot write {path}: File too large; free some space or choose another folder."
    assert [(name, (tmp_path / name).read_bytes()) for name in os.listdir(tmp_path)] == [("old", b"old")]
    write(old)
    assert old.read_text(encoding="utf-8") == LONG


def test_a_name_that_is_too_long_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match=r"Cannot write .*: File name too long; free some space or choose another"):
        write_bytes(tmp_path / ("x" * 300), b"x")


def test_bytes_of_a_name_that_are_no_text():
    assert legible("caf\udce9 caf\u00e9") == "caf\ufffd caf\u00e9"


def test_text_makes_its_folder(tmp_path):
    write_text(tmp_path / "a" / "b" / "c.txt", "x")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"
    with pytest.raises(UserError, match=r"Cannot write .*: No such file or directory; free some space"):
        write_bytes(tmp_path / "nowhere" / "c", b"x")
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"Cannot write .*: (Not a directory|File exists); free some space"):
        write_text(tmp_path / "file" / "c", "x")


@pytest.mark.parametrize("shared", [False, True])
def test_a_file_that_is_broken_off_leaves_the_old_one_and_nothing_else(shared, tmp_path):
    def break_off():
        with replacing(tmp_path / "a", shared=shared) as file:
            file.write(b"new")
            raise ZeroDivisionError

    write_bytes(tmp_path / "a", b"old")
    with pytest.raises(ZeroDivisionError):
        break_off()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]
