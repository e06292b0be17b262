"""A real browser, and the built site that it opens, from a server and from disk."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from deck import browser
from deck.load import load
from deck.serve import address, server
from deck.site import build
from tests.page.running import Stage, until

expect.set_options(timeout=20_000)  # milliseconds: how long a slow machine may take


@pytest.fixture(scope="session")
def chromium():
    """Start the browser once for all the tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser.find(), args=browser.arguments()
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Build the site of the deck once for all the tests."""
    folder = tmp_path_factory.mktemp("site")
    build(load(Path("slides.md")), folder)
    return folder


@pytest.fixture(scope="session")
def serve():
    """Serve folders until the tests end; each is told its address."""
    bound = []

    def start(folder: Path) -> str:
        paths = (path for path in folder.rglob("*") if path.is_file())
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        bound.append(server(files, 0))
        threading.Thread(target=bound[-1].serve_forever, daemon=True).start()
        return address(bound[-1])

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
