"""What all tests share."""

import asyncio
from collections.abc import Iterator

import pytest

from deck.source.load import load
from deck.source.model import Deck
from tests.paths import ROOT

# What tests share asserts, too, and says what it found.
pytest.register_assert_rewrite("tests.deck")


@pytest.fixture(autouse=True)
def _no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test run a loop of its own, in the thread where Playwright keeps one running."""
    if {"chromium", "engine"} & set(request.fixturenames):
        yield
        return
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def slides() -> Deck:
    """The talk itself."""
    return load(ROOT / "slides.md")
