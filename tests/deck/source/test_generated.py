"""A folder of made files is replaced a whole file at a time."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from deck.source import generated
from deck.source.problems import DeckError

OLD = sha256(b"old").hexdigest()


def refusal(tmp_path, **arguments) -> str:
    """Return why a file is not made, after seeing that nothing was written anywhere."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DeckError) as refused:
        generated.update(tmp_path / "made", {"in/a": b"new"}, "make it", **arguments)
    assert sorted(tmp_path.rglob("*")) == before
    return str(refused.value)


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    """A full disk costs neither the old file nor a half-written one."""
    generated.update(tmp_path, {"a": b"old"}, "make it")

    def no_space(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(OSError, match="No space left") as failed:
        generated.update(tmp_path, {"a": b"new"}, "make it")
    assert failed.value.filename == str(tmp_path / "a")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a": b"old",
        ".manifest": f"{OLD}  a\n".encode(),
    }


def test_a_disk_that_gets_full_has_replaced_nothing(tmp_path, monkeypatch):
    """All are written before the first is replaced."""
    old = {name: b"old" for name in "abc"}
    generated.update(tmp_path, old, "make it")
    write = Path.write_bytes

    def fill(path, data):
        if data == b"last":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(OSError, match="No space left") as failed:
        generated.update(tmp_path, {"a": b"new", "b": b"last", "d": b"new"}, "make it")
    assert failed.value.filename == str(tmp_path / "b")
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found.pop(".manifest").decode() == "".join(f"{OLD}  {name}\n" for name in "abc")
    assert found == old


def test_a_folder_that_is_left_empty_goes_with_its_last_file(tmp_path):
    """But for one in which there is something else."""
    generated.update(tmp_path, {"a/b/c": b"", "d/e": b"", "f": b""}, "make it")
    (tmp_path / "d" / "mine").touch()
    generated.update(tmp_path, {}, "make it")
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == [".manifest", "d", "d/mine"]


def test_what_somebody_else_edited_or_removed_is_told_apart(tmp_path):
    """From what is as we wrote it, and from what was never ours."""
    generated.update(tmp_path, {"a": b"old", "b": b"old", "c": b"old"}, "make it")
    (tmp_path / "a").unlink()
    (tmp_path / "b").write_text("mine")
    (tmp_path / "mine").write_text("mine")
    assert generated.edited(tmp_path) == ["a", "b"]
    generated.update(tmp_path, {"b": b"new", "c": b"old"}, "make it")
    assert generated.edited(tmp_path) == []


def test_a_manifest_without_digests_names_our_files_all_the_same(tmp_path):
    """As an earlier version wrote it: what it names is replaced, and said to be edited by none."""
    (tmp_path / "a").write_text("old")
    (tmp_path / generated.MANIFEST).write_text("a\nb\n")
    assert generated.edited(tmp_path) == []
    assert generated.update(tmp_path, {"a": b"new"}, "make it") == ["a"]
    assert generated.listed(tmp_path) == {"a": sha256(b"new").hexdigest()}


def test_a_manifest_can_name_no_file_outside_its_folder(tmp_path):
    """A line that points elsewhere is not believed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "precious").write_text("mine")
    (folder / generated.MANIFEST).write_text("../precious\n/precious\n")
    generated.update(folder, {}, "make it")
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("where", ["made", "made/in"])
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_place_of_a_folder_is_refused(where, there, tmp_path):
    """Nothing is written where it leads, and nothing beside it."""
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.mkdir()
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / where).symlink_to(elsewhere)
    assert refusal(tmp_path) == (
        f"{tmp_path}/{where}:1: a link to “{elsewhere}”,"
        " expected a folder of its own; remove the link"
    )


def test_a_link_above_the_folder_is_refused_below_its_home(tmp_path):
    """What is above the home is whatever its author chose."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    generated.update(tmp_path / "link" / "made", {"a": b"new"}, "make it")
    with pytest.raises(DeckError, match="link:1: a link to “elsewhere”, expected a folder"):
        generated.update(tmp_path / "link" / "made", {"a": b"newer"}, "make it", home=tmp_path)
    assert (tmp_path / "elsewhere" / "made" / "a").read_bytes() == b"new"


def test_a_manifest_can_remove_no_file_beyond_a_link(tmp_path):
    """A file that it names is looked for in folders alone."""
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "link").symlink_to(tmp_path)
    (tmp_path / "made" / generated.MANIFEST).write_text("link/precious\n")
    assert refusal(tmp_path).startswith(f"{tmp_path}/made/link:1: a link to “{tmp_path}”")
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_link_to_nothing_is_in_the_way(tmp_path):
    """It is somebody's, as a file would be."""
    (tmp_path / "made" / "in").mkdir(parents=True)
    (tmp_path / "made" / "in" / "a").symlink_to("nothing")
    assert refusal(tmp_path) == (
        f"{tmp_path}/made/in/a:1: a file that `make it` did not make,"
        " expected no such file; move or rename it"
    )


def test_a_file_in_the_place_of_a_folder_is_told_of(tmp_path):
    """It is left alone."""
    (tmp_path / "made").write_text("mine")
    assert refusal(tmp_path) == (f"{tmp_path}/made:1: a file, expected a folder; move or rename it")


def test_a_read_only_file_is_refused_before_any_is_written(tmp_path):
    """Even to root, who may write it: its author said that it stays as it is."""
    folder = tmp_path / "made"
    generated.update(folder, {"in/a": b"old", "gone": b"old"}, "make it")
    for name in ("in/a", "gone"):
        (folder / name).chmod(0o444)
    assert refusal(tmp_path).splitlines() == [
        f"{folder}/{name}:1: a read-only file, expected one to write; make it writable"
        for name in ("gone", "in/a")
    ]
    assert (folder / "in" / "a").read_bytes() == (folder / "gone").read_bytes() == b"old"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_mode(mode, tmp_path):
    """What was private stays private."""
    path = tmp_path / "file"
    path.touch()
    path.chmod(mode)
    generated.replace(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o7777) == (b"new", mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(tmp_path):
    """An administrator who rewrites it does not take it away."""
    path = tmp_path / "file"
    path.touch()
    os.chown(path, 1234, 4321)
    generated.replace(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_can_not_keep_its_owner_is_refused(tmp_path, monkeypatch):
    """Whoever shares it may write it, but would take it away by replacing it."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)

    def forbidden(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", forbidden)
    with pytest.raises(DeckError) as refused:
        generated.replace(path, b"new")
    assert str(refused.value) == (
        f"{path}:1: a file of another owner, expected one of yours; have its owner write it"
    )
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"old")]


def test_a_file_that_was_saved_meanwhile_is_not_replaced(tmp_path):
    """Nothing is left beside it, either."""
    path = tmp_path / "file"
    path.write_bytes(b"newer")
    with pytest.raises(DeckError) as refused:
        generated.replace(path, b"new", instead_of=b"old")
    assert str(refused.value) == (
        f"{path}:1: a text that was saved meanwhile,"
        " expected the one that was read at first; run it again"
    )
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"newer")]
