"""A folder of made files is replaced a whole file at a time."""

import os

import pytest

from deck import made


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    """A full disk costs neither the old file nor a half-written one."""
    made.update(tmp_path, {"a": b"old"}, "make it")

    def no_space(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(OSError, match="No space left"):
        made.update(tmp_path, {"a": b"new"}, "make it")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a": b"old",
        ".manifest": b"a\n",
    }


def test_a_manifest_can_name_no_file_outside_its_folder(tmp_path):
    """A line that points elsewhere is not believed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "precious").write_text("mine")
    (folder / made.MANIFEST).write_text("../precious\n/precious\n")
    made.update(folder, {}, "make it")
    assert (tmp_path / "precious").read_text() == "mine"
