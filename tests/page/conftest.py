"""The built page in a real browser."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deck.browser import arguments, find
from deck.load import load
from deck.model import Deck
from deck.serve import address, server
from deck.site import build, site_files
from tests.paths import ROOT


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, started once."""
    executable = find()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=arguments()) as browser,
    ):
        yield browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of the size of a projector's picture; an error in its console fails the test."""
    errors: list[str] = []
    with chromium.new_context(viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        yield page
    assert errors == []


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the talk's site."""
    return site_files(load(ROOT / "slides.md"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The talk's site in a folder, whose name takes an escape in a URL."""
    folder = tmp_path_factory.mktemp("l'été #1")
    build(load(ROOT / "slides.md"), folder)
    return folder


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[str]:
    """Serve files on a free port of this machine; give their address."""
    with server(files, 0) as bound:
        thread = threading.Thread(target=bound.serve_forever)
        thread.start()
        try:
            yield address(bound.server_port)
        finally:
            bound.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def url(files: dict[str, bytes]) -> Iterator[str]:
    """The address where the talk is served."""
    with serving(files) as where:
        yield where


@pytest.fixture
def serve_deck(tmp_path: Path) -> Iterator:
    """Build and serve a sample deck, or the text of one."""
    with ExitStack() as stack:

        def serve(text: str) -> tuple[Deck, str]:
            path = tmp_path / "deck.md"
            path.write_text(text)
            deck = load(path)
            return deck, stack.enter_context(serving(site_files(deck)))

        yield serve
