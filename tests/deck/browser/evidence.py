"""What a page showed and said, for whoever reads why its test failed."""

import re
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import BrowserContext, Error, Page

FOLDER = "test-results"
_said: WeakKeyDictionary[BrowserContext, list[str]] = WeakKeyDictionary()


def listen(context: BrowserContext) -> None:
    """Keep what the pages of a context write to their consoles."""
    said = _said[context] = []
    context.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: said.append(f"error: {error.error}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator:
    """Leave a picture and the console of each page of a failed test, and say where."""
    report = yield
    if report.failed:
        name = re.sub(r"\W+", "_", item.nodeid.rpartition("/")[2])
        kept = list(keep(_pages(item), item.config.rootpath / FOLDER / name))
        if kept:
            report.sections.append(("pages", "\n".join(map(str, kept))))
    return report


def keep(pages: list[Page], path: Path) -> Iterator[Path]:
    """Write a picture and the console of each page to files whose names begin so; yield them."""
    path.parent.mkdir(exist_ok=True)
    for number, page in enumerate(pages, 1):
        picture, console = (path.with_name(f"{path.name}-{number}.{end}") for end in ("png", "txt"))
        said = _said.get(page.context, [])
        console.write_text("".join(f"{line}\n" for line in [page.url, *said]), "utf-8")
        yield console
        try:
            page.screenshot(path=picture)
        except Error:
            continue  # what is closed or hangs has no picture
        yield picture


def _pages(item: pytest.Item) -> list[Page]:
    values = getattr(item, "funcargs", {}).values()
    found = [value if isinstance(value, Page) else getattr(value, "page", None) for value in values]
    contexts = {page.context for page in found if isinstance(page, Page)}
    return [page for context in contexts for page in context.pages]
