"""Print the slides and the handout of a deck: PDF of the page that is presented."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright
from pypdf import PdfWriter

from deck import browser, made
from deck.errors import DeckError, Problem
from deck.fences import slug
from deck.model import Deck
from deck.paper import HANDOUT, SLIDES, author, papers
from deck.serve import address, server

EPOCH = "SOURCE_DATE_EPOCH"
# Paper needs none, and its start is a tenth of the time.
NO_GPU = "--disable-gpu"
PRINTING = {"print_background": True, "prefer_css_page_size": True, "tagged": True, "outline": True}


def build(deck: Deck, folder: Path, progress: Callable[[str], None]) -> list[Path]:
    """Bring both PDFs of a deck in a folder up to date; return their paths.

    `progress` is told of each step. Both are printed before either is written, and PDFs of other
    decks are kept. Raises DeckError, NoBrowser.
    """
    date = _date()
    printed = {}
    for name, data in _print(deck, progress):
        printed[name] = _finish(data, author(deck), date)
        progress(f"{name}: printed")
    others = {name: made.read(folder / name) for name in made.listed(folder)}
    kept = {name: data for name, data in others.items() if data is not None}
    made.update(folder, kept | printed, "make pdf")
    return [folder / name for name in printed]


def names(deck: Deck) -> tuple[str, str]:
    """Name the PDF of the slides and that of the handout after the deck.

    A file that is called slides.md says nothing of its deck: its title does.
    """
    stem = Path(deck.path).stem
    if stem == "slides":
        stem = slug(deck.title).replace("_", "-")
    return f"{stem}.pdf", f"{stem}-notes.pdf"


def _print(deck: Deck, progress: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    try:
        # The documents are made while the browser starts.
        with ThreadPoolExecutor(1) as pool:
            files = pool.submit(papers, deck)
            with _page() as page, _served(files.result()) as url:
                progress(f"{deck.path}: {len(deck.slides)} slides to print")
                for name, document in zip(names(deck), (SLIDES, HANDOUT), strict=True):
                    page.goto(url + document)
                    page.evaluate("ready")
                    yield name, page.pdf(**PRINTING)
    except Error as error:
        found = f"a browser that does not print ({str(error).splitlines()[0]})"
        remedy = f"name another: {browser.VARIABLE}=/path/to/it"
        problem = Problem(browser.find(), 1, found, "Chromium or Chrome", remedy)
        raise DeckError(problem) from None


@contextmanager
def _page() -> Iterator[Page]:
    path, arguments = browser.find(), [*browser.arguments(), NO_GPU]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=arguments) as chromium,
    ):
        page = chromium.new_page()
        page.set_default_timeout(0)
        yield page


@contextmanager
def _served(files: Mapping[str, bytes]) -> Iterator[str]:
    with server(files, 0) as bound:
        thread = threading.Thread(target=bound.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield address(bound.server_port)
        finally:
            bound.shutdown()
            thread.join()


def _finish(data: bytes, author: str, date: datetime) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    stamp = date.strftime("D:%Y%m%d%H%M%SZ")
    metadata = {"/Creator": "deck", "/CreationDate": stamp, "/ModDate": stamp}
    writer.add_metadata(metadata | ({"/Author": author} if author else {}))
    writer.create_viewer_preferences().display_doctitle = True
    finished = BytesIO()
    writer.write(finished)
    return finished.getvalue()


def _date() -> datetime:
    """Return the time of SOURCE_DATE_EPOCH (reproducible-builds.org), or else now."""
    text = os.environ.get(EPOCH)
    try:
        return datetime.fromtimestamp(int(text), UTC) if text else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        problem = Problem(EPOCH, 1, f"“{text}”", "seconds since 1970", "correct or unset it")
        raise DeckError(problem) from None
