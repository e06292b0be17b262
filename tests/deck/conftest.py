"""What the tests of the machinery share: the built page in a real browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from deck.page.serve import files_of, serving
from deck.paper.browser import arguments, find
from deck.source.load import load
from deck.source.model import Deck
from tests.deck.browser.evidence import listen, pytest_runtest_makereport  # noqa: F401
from tests.deck.browser.pages import built, copy_shown
from tests.deck.browser.playing import Player
from tests.deck.browser.running import ASLEEP, PROJECTOR, Stage, until
from tests.paths import ROOT

expect.set_options(timeout=20_000)  # milliseconds: how long a slow machine may take
HERE = Path(__file__).parent
SAMPLE = HERE / "page" / "blocks-to-run.md"
# What runs for seconds is compiled once: to do it again, and better, took half of their time.
COMPILED_ONCE = "--js-flags=--wasm-tiering-budget=1000000000"

# What a browser keeps of the page is not the next test's; some pages may keep nothing.
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"


def pytest_configure(config: pytest.Config) -> None:
    # A machine that is busy takes any time for an example.
    settings.register_profile("deck", deadline=None)
    settings.load_profile("deck")
    config.addinivalue_line("markers", "browser: needs a browser")
    config.addinivalue_line("markers", "missing_picture: the page asks for a picture in vain")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser: a check leaves it out.

    Where tests are shared out, files of such tests come first: none is left for the end, when one
    process would wait for another.
    """
    slow = set()
    for item in items:
        if {"chromium", "engine"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
            slow.add(item.path)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, started once."""
    flags = [*arguments(), COMPILED_ONCE]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find(), args=flags) as browser,
    ):
        yield browser


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Iterator[Page]:
    """The page that most tests load anew, each in its turn: to open one takes longer.

    Nothing moves in it: what moves takes the processor's time, and is asserted where it matters.
    """
    with _asleep(chromium) as context:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        yield page


@pytest.fixture
def page(tab: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the size of a projector's picture; an error in its console fails the test.

    Its Python is asleep until a block runs.
    """
    missing = request.node.get_closest_marker("missing_picture") is not None
    with _quiet(tab, "404 (Not Found)" if missing else ""):
        yield tab
        for other in tab.context.pages[1:]:
            other.close()
        tab.evaluate(FORGET)
        tab.goto("about:blank")
    tab.set_viewport_size(PROJECTOR)
    tab.emulate_media(media="null", reduced_motion="reduce")
    tab.unroute_all()
    tab.context.unroute_all()


@pytest.fixture
def own_page(chromium: Browser) -> Iterator[Page]:
    """Such a page of a test's own, whose listeners, routes and closing concern no other."""
    with _asleep(chromium) as context:
        page = context.new_page()
        with _quiet(page):
            yield page


@contextmanager
def _asleep(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport=PROJECTOR) as context:
        context.add_init_script(ASLEEP)
        listen(context)
        yield context


@contextmanager
def _quiet(page: Page, expected: str = "") -> Iterator[None]:
    errors: list[str] = []

    def fail(error) -> None:
        errors.append(str(error))

    def hear(said) -> None:
        if said.type == "error":
            errors.append(said.text)

    page.on("pageerror", fail)
    page.on("console", hear)
    yield
    page.remove_listener("pageerror", fail)
    page.remove_listener("console", hear)
    # A server may stop while the player or Python is still on its way.
    known = tuple(filter(None, ("net::ERR_CONNECTION", expected)))
    assert [error for error in errors if not any(one in error for one in known)] == []


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the talk's site."""
    return built(load(ROOT / "slides.md"))


@pytest.fixture(scope="session")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The talk's site in a folder, whose name takes an escape in a URL."""
    return _written(files, tmp_path_factory.mktemp("l'été #1"))


@pytest.fixture(scope="session")
def url(files: dict[str, bytes]) -> Iterator[str]:
    """The address where the talk is served."""
    with serving(files) as where:
        yield where


@pytest.fixture(scope="session")
def two() -> Iterator[tuple[Deck, str]]:
    """A deck with two recorded blocks on a slide, and the address where it is served."""
    deck = load(HERE / "page" / "decks" / "two_recorded_blocks_on_a_slide.md")
    with serving(built(deck)) as where:
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
            return deck, stack.enter_context(serving(built(deck)))

        yield serve


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders until the tests end; each is told its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(files_of(folder)))


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Build the site of a deck that has a block of each kind."""
    files = built(load(SAMPLE))
    return _written(files, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def both(slides, tmp_path_factory) -> Path:
    """Build a site of the talk and that sample, one after the other."""
    folder = tmp_path_factory.mktemp("both")
    copy_shown(slides, folder)
    deck = folder / "deck.md"
    deck.write_text("\n\n".join(path.read_text() for path in (ROOT / "slides.md", SAMPLE)))
    return _written(built(load(deck)), folder / "site")


@pytest.fixture
def address_of(request, serve) -> Callable[[Path], str]:
    """Give the address of a site: from a server, or from disk where a test asks for both."""
    return {"http": serve, "file": _on_disk}[getattr(request, "param", "http")]


@pytest.fixture(scope="session")
def stages(chromium, sample, both, serve) -> Iterator[Callable[[str], Stage]]:
    """Open the sample from a server, or after the talk from disk, once each; nothing moves."""
    opened: dict[str, Stage] = {}

    def stage(where: str) -> Stage:
        if where not in opened:
            page = chromium.new_page(viewport=PROJECTOR, reduced_motion="reduce")
            listen(page.context)
            opened[where] = Stage(page, serve(sample) if where == "http" else _on_disk(both))
        return opened[where]

    yield stage
    for one in opened.values():
        one.page.close()


@pytest.fixture
def stage(request, stages) -> Iterator[Stage]:
    """Give a test the sample with every block as it was, and see that no script fails.

    It comes from a server, or from disk where the test asks for both.
    """
    stage = stages(getattr(request, "param", "http"))
    stage.reset()
    until(stage.page, "blocks.python.state === 'ready'")
    yield stage
    assert stage.errors == []


def _written(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _on_disk(folder: Path) -> str:
    return f"{folder.as_uri()}/index.html"
