"""Where the tests of a deck are: in the folder of its name, beside it."""

import os
from pathlib import Path

from deck import ROOT

TALK = ROOT / "slides.md"
# In the tests of the project, the folders that are of no other deck.
OF_TALK, OF_MACHINERY = ("talk", "readers"), ("deck", "decks")


def is_talk(deck: Path) -> bool:
    """Return whether it is the talk of this project."""
    return deck.resolve() == TALK


def folder(deck: Path) -> Path:
    """Return the folder of a deck's tests: `tests/perfs/` beside `perfs.md`."""
    return ROOT / "tests" / OF_TALK[0] if is_talk(deck) else deck.parent / "tests" / deck.stem


def is_taken(deck: Path) -> bool:
    """Return whether that folder is of the project itself: a deck may be named as one of them."""
    path = folder(deck).resolve()
    taken = path.parent == ROOT / "tests" and path.name in (*OF_TALK, *OF_MACHINERY)
    return taken and not is_talk(deck)


def has_tests(deck: Path) -> bool:
    """Return whether a deck has tests."""
    return not is_taken(deck) and any(folder(deck).rglob("test_*.py"))


def deck_of(test: Path) -> Path | None:
    """Return the deck of a test, by the test's path; None where it is in no folder of a deck."""
    for path in test.parents:
        if path.parent.name == "tests":
            beside = path.parents[1]
            for deck in (beside / f"{path.name}.md", beside / TALK.name):
                if deck.is_file() and folder(deck) == path and not is_taken(deck):
                    return deck
    return None


def shown(path: Path) -> Path:
    """Return the path that a person would type here."""
    relative = Path(os.path.relpath(path))
    return path if ".." in relative.parts else relative
