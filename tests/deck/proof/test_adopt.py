"""A deck of another tool is adopted by edits that change no word of prose and no line of code."""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.editing.adopt import adopt
from deck.run import transcript
from deck.run.comparison import shape
from deck.run.program import Endless, Run, Session
from deck.source.load import anew, load
from deck.source.parse import parse
from deck.source.problems import DeckError
from tests.paths import DECKS

ADOPTABLE = DECKS / "adoptable"
NAMES = sorted(path.stem for path in ADOPTABLE.glob("*.md"))
REST = re.compile(
    r"[`~]{3,}.*|(?m:^(?:\*\*\*|___)$)|-{2,}|:::.*|</?aside[^>]*>|notes?\s*:", re.IGNORECASE
)


@cache
def adopted(name):
    """Adopt a sample once."""
    return adopt(load(ADOPTABLE / f"{name}.md", even_stopped=True))


@pytest.fixture
def adoption(name):
    """Return what is proposed of a sample."""
    return adopted(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_safe_is_proposed(name, adoption):
    """Each sample becomes the text that stands beside it, but for the numbers of its clock."""
    expected = (ADOPTABLE / f"{name}.txt").read_text()
    assert shape(adoption.after.text) == shape(expected)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_safe_is_left_with_its_reason(name, adoption):
    """It is told with the lines of the deck as it still is."""
    left = "".join(f"{problem}\n" for problem in adoption.where_it_was())
    expected = (ADOPTABLE / f"{name}.left").read_text()
    assert left.replace(f"{ADOPTABLE}{os.sep}", "") == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_second_adoption_changes_nothing(name, adoption):
    """What is proposed is all that is."""
    after = adoption.after
    again = adopt(anew(after, after.text))
    assert (again.diff, again.left) == ("", adoption.left)


def typed_at_once(_deck, block, *_):
    """Type a session whose statements say nothing, but the first."""
    examples = transcript.examples(block.source)
    return examples, Session(["the answer\n", *("" for _ in examples[1:])])


@pytest.mark.parametrize("name", [*map(str, sorted(DECKS.rglob("*.md")))])
def test_a_second_adoption_of_any_deck_changes_nothing(name, monkeypatch):
    """Whatever the sample that is shown: each program of it prints one answer here, at once."""
    for judge in ("editing.accept", "judge.runs"):
        monkeypatch.setattr(f"deck.proof.{judge}.run_block", lambda *_, **__: Run("the answer\n"))
        monkeypatch.setattr(f"deck.proof.{judge}.type_block", typed_at_once)
    try:
        deck = load(Path(name), even_stopped=True)
    except DeckError:
        assert "bad" in Path(name).parts
        return
    after = adopt(deck).after
    assert adopt(after).diff == ""


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_prose_no_line_of_code_and_nothing_stated_changes(name, adoption):
    """Beside fences, separators and what begins notes, all words stay in their order."""
    texts = ((ADOPTABLE / f"{name}.md").read_text(), adoption.after.text)
    before, after = (REST.sub("", text).split() for text in texts)
    left = iter(after)
    assert before and all(word in left for word in before)


def test_an_adoption_is_shown_until_it_is_asked_for(tmp_path, monkeypatch, capsys):
    """Then the deck is written, with its marks of order and its ends of lines."""
    monkeypatch.chdir(tmp_path)
    text = "\ufeff# A\r\n\r\nNote:\r\nsaid\r\n"
    Path("deck.md").write_bytes(text.encode())
    diff = "--- deck.md\n+++ deck.md\n@@ -2,3 +2,3 @@\n \r\n-Note:\r\n+Notes:\r\n said\r\n"
    assert main(["adopt", "deck.md"]) == 0
    told = "deck.md: 2 lines to change, by `make adopt WRITE=1 DECK=deck.md`; left to you: 0\n"
    assert capsys.readouterr() == (diff, told)
    assert Path("deck.md").read_bytes() == text.encode()
    assert main(["adopt", "--write", "deck.md"]) == 0
    assert capsys.readouterr() == (diff, "deck.md: 2 lines changed; left to you: 0\n")
    assert Path("deck.md").read_bytes() == text.replace("Note:", "Notes:").encode()


def test_what_an_adoption_shows_moves_no_cursor():
    """As in any other message; a tab is a tab."""
    mark = "\N{RIGHT-TO-LEFT OVERRIDE}"
    deck = parse(f"# T\x1b[2J\tA{mark}\nNote:\nsaid\n", "deck.md")
    assert adopt(deck).diff == (
        "--- deck.md\n+++ deck.md\n@@ -1,3 +1,3 @@\n"
        " # T\\x1b[2J\tA\\u202e\n-Note:\n+Notes:\n said\n"
    )
    deck = parse("# T\r\rNote:\r\rsaid\r", "deck.md")
    assert adopt(deck).diff == (
        "--- deck.md\n+++ deck.md\n@@ -2,3 +2,3 @@\n \\r\n-Note:\\r\n+Notes:\\r\n \\r\n"
    )


def test_what_has_no_end_is_not_run_again_to_be_stated(monkeypatch):
    """Each run of it takes ten seconds."""

    def endless(*_, **__):
        raise Endless("does not end within 10 s")

    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr("deck.proof.judge.runs.run_block", endless)
    monkeypatch.setattr("deck.proof.editing.accept.run_block", never)
    deck = parse("# A\n\n```python name:one\nwhile True: pass\n```\n", "deck.md")
    adoption = adopt(deck)
    assert [problem.found for problem in adoption.left] == [
        "block one of slide 1 “A” does not end within 10 s"
    ]
    assert adoption.diff == ""


def test_a_save_meanwhile_is_not_lost(tmp_path, monkeypatch, capsys):
    """The deck that was read is no more."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text("# A\n\nNote:\n")
    adoption = adopt(load(Path("deck.md")))
    Path("deck.md").write_text("# B\n")
    monkeypatch.setattr("deck.proof.editing.adopt.adopt", lambda _: adoption)
    assert main(["adopt", "--write", "deck.md"]) == 2
    assert capsys.readouterr().err == (
        "deck.md:1: a text that was saved meanwhile, expected the one that was read at first; "
        "run it again\n"
    )
    assert Path("deck.md").read_text() == "# B\n"
