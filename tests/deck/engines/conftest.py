"""A window of each engine, for tests that hold in all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deck.paper import engines
from tests.deck.engines import chromium, firefox, webkit
from tests.deck.engines.window import Window, quiet

OTHERS = {"firefox": firefox.opened, "webkit": webkit.opened}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", action="append", help="an engine to test, in place of Chromium")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("engine", None) or ["chromium"]
        metafunc.parametrize("engine", chosen, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window of an engine, which is started once."""
    name = request.param
    if name == "chromium":
        opened = chromium.opened(request.getfixturevalue("chromium"))
    else:
        opened = OTHERS[name](engines.find(name))
    with opened as window:
        yield window


@pytest.fixture
def window(engine: Window) -> Iterator[Window]:
    """That window, of the size of a projector's picture; an error in its console fails the test."""
    with quiet(engine):
        yield engine


@pytest.fixture(scope="session", params=["http", "file"])
def address(request, url: str, site: Path) -> str:
    """The address of the talk: from a server, and from disk, where a browser allows less."""
    return url if request.param == "http" else f"{site.as_uri()}/index.html"
