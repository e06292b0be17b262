from pathlib import Path

import pytest

from tests.page.pdf.printed import DECKS, ROOT, Printed, print_deck


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """Give the folder in which all the decks are printed."""
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="session")
def talk(folder) -> Printed:
    """Print the deck itself."""
    return print_deck(ROOT / "slides.md", "async-await", folder)


@pytest.fixture(scope="session")
def long(folder) -> Printed:
    """Print a deck of long blocks, long notes, long lines and a long text."""
    stem = "what_is_long_is_printed_in_full"
    return print_deck(DECKS / f"{stem}.md", stem, folder)


@pytest.fixture(scope="session")
def plain(folder) -> Printed:
    """Print a deck without notes, by two authors."""
    stem = "a_deck_without_notes_leaves_lines"
    return print_deck(DECKS / f"{stem}.md", stem, folder)


@pytest.fixture(scope="session")
def cut(folder) -> Printed:
    """Print a deck of a run that is too long for a page."""
    stem = "a_long_run_is_cut_on_paper"
    return print_deck(DECKS / f"{stem}.md", stem, folder)


@pytest.fixture(params=["talk", "long", "plain", "cut"])
def printed(request) -> Printed:
    """Give each of the printed decks."""
    return request.getfixturevalue(request.param)
