"""The built page in a real browser."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from deck.browser import arguments, find
from deck.load import load
from deck.model import Deck
from deck.serve import address, server, serving
from deck.site import build, site_files
from tests.page.playing import Player
from tests.page.running import Stage, until
from tests.paths import ROOT

expect.set_options(timeout=20_000)  # milliseconds: how long a slow machine may take


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
    # A server may stop while the player or Python is still on its way.
    assert [error for error in errors if "net::ERR_CONNECTION" not in error] == []


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


@pytest.fixture(scope="session")
def url(files: dict[str, bytes]) -> Iterator[str]:
    """The address where the talk is served."""
    with serving(files) as where:
        yield where


@pytest.fixture(scope="session")
def two() -> Iterator[tuple[Deck, str]]:
    """A deck with two recorded blocks on a slide, and the address where it is served."""
    deck = load(Path(__file__).parent / "decks" / "two_recorded_blocks_on_a_slide.md")
    with serving(site_files(deck)) as where:
        yield deck, where


@pytest.fixture
def players(page: Page, slides: Deck, url: str, two: tuple[Deck, str]) -> dict[str, Player]:
    """The players of the talk, and of the deck with two recorded blocks on a slide."""
    return {"talk": Player(page, slides, url), "two": Player(page, *two)}


@pytest.fixture
def player(players: dict[str, Player]) -> Player:
    """The player of the talk."""
    return players["talk"]


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


@pytest.fixture(scope="session")
def serve():
    """Serve folders until the tests end; each is told its address."""
    bound = []

    def start(folder: Path) -> str:
        paths = (path for path in folder.rglob("*") if path.is_file())
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        bound.append(server(files, 0))
        threading.Thread(target=bound[-1].serve_forever, daemon=True).start()
        return address(bound[-1].server_port)

    yield start
    for one in bound:
        one.shutdown()
        one.server_close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Build the site of a deck that has a block of each kind."""
    folder = tmp_path_factory.mktemp("sample")
    build(load(Path(__file__).parent / "blocks-to-run.md"), folder)
    return folder


@pytest.fixture(scope="session", params=["http", "file"])
def address_of(request, serve):
    """Give the address of a site: from a server, and then from disk."""
    return serve if request.param == "http" else lambda folder: f"{folder.as_uri()}/index.html"


@pytest.fixture(scope="session")
def deck_stage(chromium, site, address_of):
    """Open the deck, and close it at the end."""
    yield from _opened(chromium, address_of(site))


@pytest.fixture(scope="session")
def sample_stage(chromium, sample, address_of):
    """Open the sample deck, and close it at the end."""
    yield from _opened(chromium, address_of(sample))


@pytest.fixture
def stage(sample_stage):
    """Give a test the sample with every block as it was, and see that no script fails."""
    sample_stage.reset()
    until(sample_stage.page, "python.state === 'ready'")
    yield sample_stage
    assert sample_stage.errors == []


def _opened(chromium, url: str):
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    yield Stage(page, url)
    page.close()
