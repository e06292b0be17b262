"""What all tests share."""

import pytest

from deck.load import load
from deck.model import Deck
from tests.paths import ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drive the browser last: Playwright keeps an event loop running in this thread."""
    items.sort(key=lambda item: "tests/page/" in item.nodeid)


@pytest.fixture(scope="session")
def slides() -> Deck:
    """The talk itself."""
    return load(ROOT / "slides.md")
