import pytest

from tests.deck.paper.printed import Printed, print_deck
from tests.paths import DECKS, ROOT


@pytest.fixture(scope="session")
def talk(chromium) -> Printed:
    """Print the deck itself."""
    return print_deck(ROOT / "slides.md", chromium)


@pytest.fixture(scope="session")
def long(chromium) -> Printed:
    """Print a deck of long blocks, long notes, long lines and a long text."""
    return print_deck(DECKS / "what_is_long_is_printed_in_full.md", chromium)


@pytest.fixture(scope="session")
def plain(chromium) -> Printed:
    """Print a deck without notes, by two authors."""
    return print_deck(DECKS / "a_deck_without_notes_leaves_lines.md", chromium)


@pytest.fixture(scope="session")
def cut(chromium) -> Printed:
    """Print a deck of a run that is too long for a page."""
    return print_deck(DECKS / "a_long_run_is_cut_on_paper.md", chromium)


@pytest.fixture(scope="session")
def noted(chromium) -> Printed:
    """Print a deck whose notes are too long to stand beside their slide, which has a diagram."""
    return print_deck(DECKS / "long_notes_leave_a_run_with_its_slide.md", chromium)


@pytest.fixture(scope="session")
def beyond(chromium) -> Printed:
    """Print a deck of more text than can be read on stage."""
    return print_deck(DECKS / "what_is_beyond_the_floor_is_named.md", chromium)


@pytest.fixture(scope="session")
def filled(chromium) -> Printed:
    """Print a deck whose pages would end too soon, under long notes and under a slide alone."""
    return print_deck(DECKS / "pages_that_end_too_soon_are_filled.md", chromium)


@pytest.fixture(params=["talk", "long", "plain", "cut", "noted", "beyond", "filled"])
def printed(request, chromium) -> Printed:
    """Give each of the printed decks; the browser is asked for here, lest its loop be set aside."""
    return request.getfixturevalue(request.param)
