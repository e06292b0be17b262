"""A deck that is being edited, and a window that shows it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.deck.live.editing import DECK, edited, save_anew, title
from tests.paths import ROOT


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A deck that is being edited, and the address of its windows, for all tests of this folder."""
    path = tmp_path_factory.mktemp("edited") / "talk.md"
    path.write_text(DECK)
    with edited(path) as address:
        yield path, address


@pytest.fixture
def window(server: tuple[Path, str], page: Page) -> Iterator[Page]:
    """A window that shows the second slide of that deck, as it was before any test."""
    path, address = server
    save_anew(path, address)
    page.goto(f"{address}#/2")
    expect(title(page)).to_have_text("First")
    # It has been told how the deck is, and knows the author's keys.
    expect(page.locator(".band:not(:empty)")).to_have_count(1)
    yield page
    page.evaluate("() => sessionStorage.clear()")


@pytest.fixture
def deck(server: tuple[Path, str], window: Page) -> Path:
    """The file of that deck, once its window is there."""
    return server[0]


@pytest.fixture(scope="session")
def copied(tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A copy of the project, whose page is being edited, and the address of its windows."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(
        ROOT / "deck",
        folder / "deck",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("mkslides.yml", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "talk.md").write_text(DECK)
    with edited(folder / "talk.md", folder=folder) as address:
        yield folder, address


@pytest.fixture
def loaded(copied: tuple[Path, str], page: Page) -> Iterator[Page]:
    """A window on the first block of the copy, which knows whether it was loaded again.

    What the test changes of the page is as it was for the next one.
    """
    folder, address = copied
    folders = (folder / "deck" / name for name in ("page", "words"))
    files = [folder / "mkslides.yml", *(path for one in folders for path in one.rglob("*.*"))]
    before = {path: path.read_bytes() for path in files if path.is_file()}
    save_anew(folder / "talk.md", address)
    page.goto(f"{address}#/2")
    expect(title(page)).to_have_text("First")
    # What came meanwhile may have it loaded again, until it has been told how the deck is.
    expect(page.locator(".band:not(:empty)")).to_have_count(1)
    page.evaluate("() => { window.kept = true; }")
    yield page
    for path, data in before.items():
        if path.read_bytes() != data:
            path.write_bytes(data)


@pytest.fixture
def project(copied: tuple[Path, str]) -> Path:
    """The folder of the copy."""
    return copied[0]
