"""Print the slides and the handout of a deck: PDF of the page that is presented."""

import base64
import logging
import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Error, Page, Route, sync_playwright

from deck.paper import browser
from deck.paper.documents import NAMES, SLIDES, author, papers
from deck.paper.finishing import finish
from deck.source import generated
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, command
from deck.source.progress import Progress
from deck.source.reading.blocks import slug
from deck.trace.model import Trace

# RFC 2606: a name that no network resolves.
ORIGIN = "http://deck.invalid/"
# Milliseconds to load a document: 500 slides take a few seconds.
PATIENCE = 120_000
EPOCH = "SOURCE_DATE_EPOCH"
# Paper needs none, and its start is a tenth of the time.
NO_GPU = "--disable-gpu"
# From so many slides on, each document has a browser of its own: to start one takes a second, and
# a renderer uses one processor.
LONG = 100
# Of the size of a slide, the picture of the first one.
COVER = 0.75

type Use[Result] = Callable[[Page, Mapping[str, bytes]], Result]


def build(
    deck: Deck,
    record: Callable[[Deck], Mapping[str, Trace]],
    folder: Path,
    progress: Progress,
) -> list[Path]:
    """Bring both PDFs of a deck in a folder up to date; return their paths.

    `record` gives the traces of the deck, and `progress` is told of each step. Both are printed
    before either is written, and PDFs of other decks are kept. Raises DeckError, NoBrowser.
    """
    date = date_of_printing()

    def prints(documents: Iterable[str]) -> Use[dict[str, bytes]]:
        return lambda page, files: print_in(page, deck, files, date, progress, documents)

    uses = map(prints, [[one] for one in NAMES] if len(deck.slides) >= LONG else [NAMES])
    printed = in_browsers(deck, record, *uses)
    return write(folder, {name: data for one in printed for name, data in one.items()})


def printed(
    deck: Deck, traces: Mapping[str, Trace], date: datetime, progress: Progress
) -> tuple[dict[str, bytes], bytes]:
    """Return both PDFs of a deck, by their names, and the picture of its first slide.

    Raises DeckError, NoBrowser.
    """

    def use(page: Page, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], bytes]:
        return print_in(page, deck, files, date, progress), picture_in(page, files)

    [found] = in_browsers(deck, lambda _: traces, use)
    return found


def write(folder: Path, printed: Mapping[str, bytes]) -> list[Path]:
    """Bring PDFs in a folder up to date, and keep those of other decks; return their paths."""
    others = {name: generated.read(folder / name) for name in generated.listed(folder)}
    kept = {name: data for name, data in others.items() if data is not None}
    generated.update(folder, kept | dict(printed), command("pdf"))
    return [folder / name for name in printed]


def names(deck: Deck) -> tuple[str, str]:
    """Return the names of the PDF of the slides and of the handout, which are after the deck.

    A file that is called slides.md says nothing of its deck: its title does.
    """
    stem = Path(deck.path).stem
    if stem == "slides":
        stem = slug(deck.title).replace("_", "-")
    return f"{stem}.pdf", f"{stem}-notes.pdf"


def print_in(
    page: Page,
    deck: Deck,
    files: Mapping[str, bytes],
    date: datetime,
    progress: Progress,
    documents: Iterable[str] = NAMES,
) -> dict[str, bytes]:
    """Print documents of a deck in a page; return each PDF, which says its date, by its name.

    `files` are those of `papers`.
    """
    printed = {}
    page.route(f"{ORIGIN}**", partial(_answer, files))
    for document in documents:
        rank = NAMES.index(document)
        name = names(deck)[rank]
        progress(f"{deck.path}: {name}", rank, len(NAMES))
        _show(page, document)
        data = page.pdf(print_background=True, prefer_css_page_size=True, tagged=True, outline=True)
        printed[name] = finish(data, deck, author(deck), date)
    return printed


def picture_in(page: Page, files: Mapping[str, bytes]) -> bytes:
    """Return the first slide of a deck as a picture (WebP)."""
    page.route(f"{ORIGIN}**", partial(_answer, files))
    _show(page, SLIDES)
    box = page.locator(".picture").first.bounding_box()
    # Playwright's own has no such format.
    session = page.context.new_cdp_session(page)
    clip = {**(box or {}), "scale": COVER}
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": 85, "clip": clip})
    return base64.b64decode(taken["data"])


def _show(page: Page, document: str) -> None:
    page.goto(ORIGIN + document)
    page.evaluate("paper.ready")


def in_browsers[Result](
    deck: Deck, record: Callable[[Deck], Mapping[str, Trace]], *uses: Use[Result]
) -> list[Result]:
    """Return what each of `uses` does with the documents of a deck to print, all at once.

    Each has a page, of a browser of its own. Raises DeckError, NoBrowser.
    """
    try:
        # The documents are made while the browsers start.
        with ThreadPoolExecutor(len(uses)) as pool:
            files = pool.submit(lambda: papers(deck, record(deck)))

            def result_of(use: Use[Result]) -> Result:
                with _page() as page:
                    return use(page, files.result())

            # The first here, where it can be interrupted.
            first, *others = uses
            running = [pool.submit(result_of, use) for use in others]
            return [result_of(first), *(one.result() for one in running)]
    except Error as error:
        found = f"a browser that does not print ({str(error).splitlines()[0]})"
        remedy = f"name another: {browser.VARIABLE}=/path/to/it"
        problem = Problem(browser.find(), 1, found, "Chromium or Chrome", remedy)
        raise DeckError(problem) from None


@contextmanager
def _page() -> Iterator[Page]:
    # What Ctrl-C interrupts is no news.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    path, arguments = browser.find(), [*browser.arguments(), NO_GPU]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=arguments) as chromium,
    ):
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE)
        yield page


def _answer(files: Mapping[str, bytes], route: Route) -> None:
    name = unquote(urlsplit(route.request.url).path)[1:]
    if name in files:
        route.fulfill(body=files[name], content_type=mimetypes.guess_type(name)[0])
    else:
        route.abort()


def date_of_printing() -> datetime:
    """Return the time of SOURCE_DATE_EPOCH (reproducible-builds.org), or else now, as here."""
    text = os.environ.get(EPOCH)
    try:
        return datetime.fromtimestamp(int(text), UTC) if text else datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        problem = Problem(EPOCH, 1, f"“{text}”", "seconds since 1970", "correct or unset it")
        raise DeckError(problem) from None
