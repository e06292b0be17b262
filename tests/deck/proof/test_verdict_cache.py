"""Which blocks a check runs: all but those of which nothing but their text decides what they do."""

import sys

import pytest

from deck.__main__ import main
from deck.proof.judge import ahead, environment
from deck.proof.judge import runs as judge_runs
from deck.proof.judge.ahead import Ahead
from deck.proof.judge.varying import SEEDS
from deck.source import cache
from deck.source.load import load

BLOCK = "# A slide\n\n{before}```python name:a{words}\n{code}\n```\n\n```output\n{stated}\n```\n"
PLAIN = {"before": "", "words": "", "code": "print(1)", "stated": "1"}
BEFORE = "```python name:before\none = 1\n```\n\n"
SHOWING = (
    "```python name:before\none = iter([1, 2])\nprint(len({shown}))\n```\n\n```output\n2\n```\n\n"
)
NOT_RUN = (
    "not run: 1 block, of which nothing but the text decides what is done; `make test` runs all"
)


@pytest.fixture(autouse=True)
def judged(tmp_path, monkeypatch):
    """List the blocks that are run, in a folder where nothing is known yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    run, verdict = [], ahead.verdict

    def noted(deck, block, seconds, **known):
        run.append(block)
        return verdict(deck, block, seconds, **known)

    monkeypatch.setattr(ahead, "verdict", noted)
    return run


def check(*, keeps=True, seconds=10.0, **changes):
    """Judge the block as a check does; return whether it holds."""
    (path := cache.FOLDER.parent / "deck.md").write_text(BLOCK.format(**PLAIN | changes), "utf-8")
    deck = load(path)
    found = Ahead([(deck, block) for block in deck.blocks], seconds, keeps)
    verdict = found.verdict(deck.path, "a")
    found.stop()
    return verdict is None


def test_a_block_that_holds_is_run_once(judged):
    """What it does follows from its text."""
    assert check() and check()
    assert len(judged) == 1


def test_a_block_that_does_not_hold_is_run_each_time(judged):
    """It is told of each time, and once it holds it is run once more."""
    assert not check(stated="2") and not check(stated="2")
    assert check() and check() and not check(stated="2")
    assert len(judged) == 4


def test_a_block_is_judged_again_where_what_it_continues_shows_something_else():
    """It was right by the definitions, which are the same."""
    continuing = {"words": " continuation", "code": "print(next(one, 0))"}
    assert check(before=SHOWING.format(shown="[1, 2]"), **continuing)
    assert not check(before=SHOWING.format(shown="[*one]"), **continuing)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "print(1)  # other"},
        {"before": BEFORE, "words": " continuation"},
        {"stated": "1\n"},
        {"words": " runner:any_order"},
        {"words": " varies"},
        {"seconds": 5.0},
    ],
    ids=str,
)
def test_a_block_is_run_again_when_anything_of_it_changes(changes, judged):
    """Its text, what it continues, what is stated of it, and how long it may run."""
    check()
    del judged[:]
    check(**changes)
    assert "a" in [block.name for block in judged]


@pytest.mark.parametrize("change", [(cache, "CODE", b"other"), (sys, "version", "3.99")])
def test_all_are_run_again_by_another_machinery_or_python(change, judged, monkeypatch):
    """What was known was known of another."""
    check()
    monkeypatch.setattr(*change)
    environment.environment.cache_clear()
    assert check()
    environment.environment.cache_clear()
    assert len(judged) == 2


@pytest.mark.parametrize(
    "code",
    [
        "import time\nprint(int(time.time() > 0))",
        "import os\nprint(int('PATH' in os.environ))",
        "import threading\nprint(1)",
        "import random\nprint(random.choice([1]))",
        "from random import choice\nprint(choice([1]))",
        "print(len({'a'}))",
    ],
)
def test_what_goes_by_anything_else_is_run_each_time(code, judged):
    """The clock, the environment, threads, chance, the order of hashes."""
    assert check(code=code) and check(code=code)
    assert len(judged) == 2


@pytest.fixture
def runs(monkeypatch):
    """List the seeds under which blocks are run, none for a run as its reader does it."""
    seeds, run = [], judge_runs.run_python

    def noted(text, name, above, seconds, data, seed):
        seeds.append(seed)
        return run(text, name, above, seconds, data, seed)

    monkeypatch.setattr(judge_runs, "run_python", noted)
    return seeds


CHOICE = "import random\nprint(random.choice([1]))"


def test_what_chance_decides_is_run_as_often_as_there_are_seeds_and_then_once_a_check(runs):
    """The run that is judged is one of them. This time, it might be otherwise."""
    assert check(code=CHOICE)
    assert sorted(runs) == ["", *SEEDS[1:]]
    del runs[:]
    assert check(code=CHOICE) and runs == [""]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": f"{CHOICE}  # other"},
        {"before": BEFORE, "words": " continuation"},
        {"seconds": 5.0},
        {"keeps": False},
        {"code": f"import time\n{CHOICE}"},
    ],
    ids=str,
)
def test_what_chance_decides_is_run_under_each_seed_again_when_anything_changes(changes, runs):
    """Its text, what it continues, how long it may run; and where something else decides, too."""
    check(code=CHOICE)
    for _ in range(2 if "import time" in changes.get("code", "") else 1):
        del runs[:]
        assert check(**{"code": CHOICE} | changes)
        assert {"", *SEEDS[1:]} == set(runs)


def test_what_chance_was_not_found_to_settle_is_run_under_each_seed_again(runs):
    """What is stated was otherwise."""
    assert not check(code=CHOICE, stated="2") and not check(code=CHOICE, stated="2")
    assert runs.count(SEEDS[1]) == 2


def test_nothing_is_known_where_nothing_is_to_be_kept(judged):
    """So `make test` runs each block, whatever a check has found."""
    assert check() and check(keeps=False)
    assert len(judged) == 2


def test_a_check_says_how_many_blocks_it_did_not_run(capsys):
    """The first runs them all; and so does a run of all the tests."""
    cache.FOLDER.parent.joinpath("deck.md").write_text(BLOCK.format(**PLAIN), "utf-8")
    said = []
    for command in ("check", "check", "test"):
        assert main([command, "deck.md"]) == 0
        said.append(NOT_RUN in capsys.readouterr().out)
    assert said == [False, True, False]
