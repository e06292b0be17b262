"""A deck has its tests in the folder of its name, beside it, and each test knows its deck."""

from pathlib import Path

import pytest

from deck.proof.plugins.counts import count
from deck.proof.plugins.tally import Tally
from deck.source import folders
from deck.source.parse import parse
from tests.paths import ROOT


@pytest.mark.parametrize("name", ["perfs", "slides", "a talk", "v1.2"])
def test_the_tests_of_a_deck_are_beside_it(name, tmp_path):
    """A folder is of a deck once it has a test, however deep, and the deck is there."""
    deck, tests = tmp_path / f"{name}.md", tmp_path / "tests" / name
    test = tests / "deeper" / "test_it.py"
    assert folders.folder(deck) == tests
    tests.mkdir(parents=True)
    (tests / "conftest.py").touch()
    assert not folders.has_tests(deck)
    assert folders.deck_of(test) is None
    test.parent.mkdir()
    test.touch()
    deck.touch()
    assert folders.has_tests(deck)
    assert folders.deck_of(test) == folders.deck_of(tests / "test_it.py") == deck


def test_the_tests_of_the_talk_are_where_they_were():
    """Its file is named as any deck's might be."""
    talk = ROOT / "slides.md"
    assert folders.folder(talk) == ROOT / "tests" / "talk"
    assert folders.has_tests(talk)
    assert folders.deck_of(ROOT / "tests" / "talk" / "test_fences.py") == talk
    assert folders.deck_of(Path(__file__)) is None


@pytest.mark.parametrize("name", ["talk", "readers", "deck", "decks"])
def test_a_deck_named_as_a_folder_of_the_project_has_no_tests(name, monkeypatch):
    """Those in there say nothing of it."""
    monkeypatch.chdir(ROOT)
    path = Path(f"{name}.md")
    assert folders.is_taken(path)
    assert not folders.has_tests(path)
    _, line = str(count(parse("# `code`\n", str(path)), Tally())).split("\n")
    assert line == (
        f"{name}.md: 1 sentence with code, 0 proved"
        f" (tests/{name} is of this project; rename the deck to have tests)"
    )
