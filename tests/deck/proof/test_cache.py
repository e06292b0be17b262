"""What is kept of blocks from one build to the next, and what has them recorded again."""

import sys

import pytest

from deck.page.player.player_files import packed
from deck.proof import traces
from deck.proof.judge import environment
from deck.proof.recorder import Job
from deck.proof.traces import recordings
from deck.run.program import Endless
from deck.source import cache
from deck.source.load import load

BEFORE = "```python name:before\nasync def f():\n    return 1\n```\n"
DECK = (
    "---\nlang: {lang}\n---\n# A slide\n\n{before}\n```python name:a continuation{words}\n{code}\n"
    "```\n\n```output\n{stated}\n```\n"
)
PLAIN = {"before": BEFORE, "code": "print(1)", "stated": "1", "words": "", "lang": "en"}


@pytest.fixture(autouse=True)
def recorded(tmp_path, monkeypatch):
    """List the programs that are recorded, in a folder where nothing is kept yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    environment.environment.cache_clear()
    asked, record = [], traces.record_alone.__wrapped__
    monkeypatch.setattr(traces, "record_alone", lambda job: asked.append(job.source) or record(job))
    yield asked
    environment.environment.cache_clear()


def deck(**changes):
    (path := cache.FOLDER.parent / "deck.md").write_text(DECK.format(**PLAIN | changes), "utf-8")
    return load(path)


def test_what_follows_from_a_block_is_recorded_once(recorded):
    """The page gets the same, to the letter, and what it gets is that of the traces."""
    first = recordings(deck())
    assert recorded == ["async def f():\n    return 1\n", "print(1)\n"]
    assert first == recordings(deck()) == packed(traces.traces(deck()), "en")
    assert len(recorded) == 4 and list(first) == ["a"]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "print(1)  # other"},
        {"before": BEFORE.replace("return 1", "return 2")},
        {"stated": "1\n2", "code": "print(1)\nprint(2)"},
        {"words": " runner:any_order"},
        {"words": " varies"},
        {"lang": "fr"},
    ],
    ids=str,
)
def test_a_block_that_changes_is_recorded_again(changes, recorded):
    """So is one whose context does, or what is stated of it, or the language of its diagram."""
    recordings(deck())
    del recorded[:]
    recordings(deck(**changes))
    assert f"{changes.get('code', PLAIN['code'])}\n" in recorded


def test_what_is_stated_otherwise_is_not_shown_as_it_was():
    """A recording that was right is not, once the deck states something else."""
    told = []
    assert list(recordings(deck(), told.append)) == ["a"]
    assert recordings(deck(stated="2"), told.append) == {}
    assert [failure.block for failure in told] == ["a"]
    assert list(recordings(deck(), told.append)) == ["a"]


CHANGES = {
    "the machinery": (cache, "CODE", b"other"),
    "the version of Python": (sys, "version", "3.99"),
    "the Python": (sys, "executable", "/usr/bin/other"),
    "the depth of its stack": (sys, "setrecursionlimit", 3000),
    "a setting of it": ("PYTHONHASHSEED", "3"),
    "the locale": ("LC_ALL", "C"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_all_is_recorded_again_where_anything_around_it_changes(change, recorded, monkeypatch):
    """This machinery, this Python, and how it was started."""
    recordings(deck())
    del recorded[:]
    environment.environment.cache_clear()
    before = sys.getrecursionlimit()
    if change[0] == sys and change[1].startswith("set"):
        sys.setrecursionlimit(change[2])
    elif isinstance(change[0], str):
        monkeypatch.setenv(*change)
    else:
        monkeypatch.setattr(*change)
    try:
        recordings(deck())
    finally:
        sys.setrecursionlimit(before)
    assert len(recorded) == 2


@pytest.mark.parametrize(
    "code, stated",
    [
        ("import time\nprint(time.time() > 0)", "True"),
        ("import os\nprint('PATH' in os.environ)", "True"),
        ("import secrets\nprint(secrets.token_hex() != '')", "True"),
        ("print(open('data.txt').read())", "1"),
        ("import random\nprint(1)", "1"),
    ],
)
def test_what_goes_by_anything_else_is_recorded_each_time(code, stated, tmp_path, recorded):
    """A clock, the environment, chance, a file, or a module beside the deck."""
    (tmp_path / "data.txt").write_text("1")
    (tmp_path / "random.py").write_text("choice = 1")
    for _ in range(2):
        recordings(deck(code=code, stated=stated))
    assert recorded.count(f"{code}\n") == 2


def test_a_file_that_is_read_or_included_is_read_anew(tmp_path, recorded):
    """What the page steps through is what the file now says."""
    included = "```python name:b include:b.py\n```\n"
    shown = []
    for text in ("print(1)\n", "print(2)\n"):
        (tmp_path / "b.py").write_text(text)
        shown.append(recordings(deck(before=BEFORE + included)).get("b"))
    assert recorded.count("print(1)\n") == 2 and recorded.count("print(2)\n") == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        lambda data: data.partition(b"\n")[2],
        lambda data: cache._sum(b"[]") + b"\n[]",
        lambda data: cache._sum(b'{"a": 1}') + b'\n{"a": 1}',
        lambda data: cache._sum(b"\xff") + b"\n\xff",
    ],
)
def test_a_damaged_file_says_nothing(damage, recorded):
    """All is recorded again, and kept."""
    first = recordings(deck())
    (file,) = cache.FOLDER.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert recordings(deck()) == first and len(recorded) == 4
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_all_is_recorded(recorded):
    """A file in the place of the folder is left alone."""
    cache.FOLDER.write_text("mine")
    assert recordings(deck()) == recordings(deck()) != {}
    assert (len(recorded), cache.FOLDER.read_text()) == (4, "mine")


def test_what_is_kept_does_not_grow(recorded):
    """Of a deck there is what its last build asked for, and of decks the last ones."""
    recordings(deck())
    (file,) = cache.FOLDER.iterdir()
    size = file.stat().st_size
    for number in range(2, 4):
        recordings(deck(code=f"print({number})", stated=f"{number}"))
    assert file.stat().st_size < 1.1 * size
    for number in range(cache.MOST + 3):
        one = cache.Cache("blocks", f"{number}.md")
        one.put("a", "b")
        one.write()
    assert len(list(cache.FOLDER.iterdir())) == cache.MOST


def test_many_blocks_are_recorded_elsewhere_to_the_same_result(monkeypatch):
    """Processes that only record give what is recorded here, and tell what does not end."""
    here = recordings(deck())
    monkeypatch.setattr(traces, "FEW", 0)
    monkeypatch.setattr(cache, "CODE", b"other")
    assert recordings(deck()) == here
    with traces._processes(1) as (_, record):
        with pytest.raises(Endless, match="does not end within 0.1 s"):
            record(Job("python", "1\n", "while True: pass\n", (), 0.1))
        assert record(Job("python", "print(1)\n", "", (), 5)).output == "1\n"


ERROR = "ZeroDivisionError: division by zero"
TRACEBACK = f"Traceback (most recent call last):\n{ERROR}\n"


@pytest.mark.parametrize(
    "block, times",
    [
        (f"```pycon\n>>> 1 / 0\n{TRACEBACK}```\n", 1),
        (f"```python\n1 / 0\n```\n\n```output\n{TRACEBACK}```\n", 2),
    ],
    ids=["at a prompt", "at the end"],
)
def test_a_traceback_is_kept_where_nothing_but_its_last_line_is_compared(block, times, recorded):
    """That at the end of a program is compared with all that a terminal shows."""
    path = cache.FOLDER.parent / "deck.md"
    path.write_text(f"# A slide\n\n{block}")
    for _ in range(2):
        recordings(load(path))
    assert len(recorded) == times
