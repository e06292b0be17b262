"""What is kept follows from our own code, whatever the language that it is in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deck.source import cache
from tests.paths import ROOT

SOURCES = ("a.py", "in/it/b.py", "last.cjs", "words/fr.json")
OTHERS = ("page.css", "in/data.json", "a.pyc")


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A folder of code, and what gives its digest."""
    monkeypatch.setattr(cache, "OURS", tmp_path)
    for name in (*SOURCES, *OTHERS):
        (path := tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1")
    return tmp_path


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_made_by_other_code_is_made_again(name, code):
    """A file that changes, or that has another name, or that is gone."""
    found = [cache._code()]
    (code / name).write_bytes(b"2")
    found.append(cache._code())
    (code / name).rename(code / name.replace(".", "2."))
    found.append(cache._code())
    (code / name.replace(".", "2.")).unlink()
    found.append(cache._code())
    assert len(set(found)) == 4


@pytest.mark.parametrize("name", OTHERS)
def test_what_makes_nothing_that_is_kept_changes_nothing(name, code):
    """What a page is made of is in keys of its own."""
    before = cache._code()
    (code / name).write_bytes(b"2")
    assert cache._code() == before


def cached(number: int) -> bytes:
    """What is made of a number, and kept."""
    return cache.cached("kind", [], lambda: b"made", b"%d" % number)


def test_what_another_command_removes_meanwhile_is_no_reason_to_end(tmp_path, monkeypatch):
    """Two that prune a folder at once have each listed what the other removes first."""
    monkeypatch.setattr(cache, "CACHES", tmp_path)
    glob = Path.glob

    def listed_before(folder: Path, pattern: str) -> list[Path]:
        (gone := tmp_path / "kind" / "0").write_bytes(b"")
        found = list(glob(folder, pattern))
        gone.unlink()
        return found

    monkeypatch.setattr(Path, "glob", listed_before)
    assert [cached(number) for number in range(2 * cache.VERSIONS)] == [b"made"] * 16


def test_of_what_is_made_of_files_the_last_versions_are_kept(tmp_path, monkeypatch):
    """An author goes back and forth, and the folder does not grow."""
    monkeypatch.setattr(cache, "CACHES", tmp_path)
    for number in range(2 * cache.VERSIONS):
        cached(number)
        for path in (tmp_path / "kind").iterdir():
            os.utime(path, (path.stat().st_mtime - 60,) * 2)
    kept = {cache.cached("kind", [], lambda: b"anew", b"%d" % number) for number in range(8, 16)}
    assert kept == {b"made"}
    assert len(list((tmp_path / "kind").iterdir())) == cache.VERSIONS


def test_what_cannot_be_kept_is_made(tmp_path, monkeypatch):
    """A folder that can't be written is none of what is asked for."""
    monkeypatch.setattr(cache, "CACHES", tmp_path)
    (tmp_path / "kind").write_text("mine")
    assert cached(1) == b"made"
    assert (tmp_path / "kind").read_text() == "mine"


def test_who_has_no_home_keeps_nothing_there():
    """A container may run a command as a user that its machine does not know."""
    unknown = "import pwd; pwd.getpwuid = {}.__getitem__"
    code = f"{unknown}; from deck.source import cache; print(cache.OF_USER)"
    env = os.environ.copy()
    for name in ("HOME", "XDG_CACHE_HOME"):
        env.pop(name, None)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("/dev/null/.cache/deck\n", "")
