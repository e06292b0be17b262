"""The files that a deck, its tests and its page are made of, and their changes."""

import os
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import awatch

from deck import HOME
from deck.page.bundling.bundles import FOLDERS
from deck.page.mkslides import CONFIGURATION
from deck.source import words
from deck.source.folders import folder as folder_of_tests
from deck.source.model import Deck
from deck.source.seen import files

# A change is shown once nothing more has been written for so many milliseconds.
QUIET = 10
# By so many nanoseconds the time in a file may lag behind the clock, as file systems round it.
SLACK = 1_000_000_000
# The page is made of these, beside Python.
ENDINGS = (".css", ".jinja", ".js", ".mjs")


class Sources:
    """Follow the changes of what a deck is shown and checked with."""

    def __init__(self, path: Path) -> None:
        self.path, self.folder = path, path.parent.resolve()
        self.tests = folder_of_tests(path).resolve()
        self.made = time.time_ns()
        self.note_save()

    async def changes(self, deck: Callable[[], Deck]) -> AsyncIterator[set[Path]]:
        """Yield the files that have changed, and none now and then; `deck` gives the one shown."""
        shown = (path for folder in FOLDERS for path in folder.rglob("*.*") if _is_of_page(path))
        parts = {HOME, words.FOLDER, *(path.parent for path in shown)}
        heard = self.made
        while True:
            beside = self._beside(deck())
            folders = parts | beside
            # What was written once the last watch was no more heard is found at the first time-out.
            since: int | None = heard - SLACK
            watch = awatch(
                *folders,
                recursive=False,
                debounce=10 * QUIET,
                step=QUIET,
                yield_on_timeout=True,
                rust_timeout=1000,
            )
            async with aclosing(watch) as watched:
                async for changes in watched:
                    missed = _written_since(since, folders) if since else set()
                    heard, since = time.time_ns(), None
                    yield {Path(path) for _, path in changes} | missed
                    if self._beside(deck()) != beside:
                        break

    def _beside(self, deck: Deck) -> set[Path]:
        """Return the folders of a deck, of what it names and of its tests, as they now are."""
        named = {(self.folder / name).parent for name in files.names(deck) if name[:2] != ".."}
        inside = (path for path in named if path.is_relative_to(self.folder))
        tests = {path.parent for path in self.tests.rglob("*.py")}
        # Not of pathlib, to which a name that is too long is an error.
        return {self.folder, *filter(os.path.isdir, inside), *tests}

    def note_save(self) -> None:
        """Take the deck as it now is for the one that is shown."""
        self.saved = _state(self.path)

    def has_changed(self, paths: set[Path], deck: Deck) -> bool:
        """Return whether the deck, or a file that it includes, is not the one that is shown."""
        # Some editors empty a file before they write it; one that stays empty is told of.
        is_new = self.saved != _state(self.path) and not (paths and _is_empty(self.path))
        return is_new or any(self.folder / name in paths for name in deck.includes)

    def are_tests(self, paths: Iterable[Path]) -> bool:
        """Return whether any of some files is one of the deck's tests."""
        return any(path.suffix == ".py" and self.tests in path.parents for path in paths)

    def are_around(self, paths: Iterable[Path], around: Iterable[str], deck: Deck) -> bool:
        """Return whether the page around the slides is made of any of some files.

        `around` are the names of those beside the deck.
        """
        beside = {self.folder / name for name in (*around, *files.names(deck))}
        return any(path in beside or _is_of_page(path) for path in paths)


def _is_of_page(path: Path) -> bool:
    """Return whether the page of any deck is made of this file."""
    is_source = path.suffix in ENDINGS and any(map(path.is_relative_to, FOLDERS))
    return path == CONFIGURATION or is_source or path.parent == words.FOLDER


def _written_since(moment: int, folders: Iterable[Path]) -> set[Path]:
    """Return the files in folders that came, or changed, since then, in nanoseconds."""
    found = set()
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            found |= {Path(one) for one in entries if _is_written_since(moment, one)}
    return found


def _is_written_since(moment: int, entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_file() and entry.stat().st_ctime_ns >= moment
    return False


def _state(path: Path) -> tuple[int, ...]:
    """Return what differs from one save of a file to the next."""
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size
    return ()


def _is_empty(path: Path) -> bool:
    # Some editors put another in its place meanwhile.
    with suppress(OSError):
        return path.is_file() and not path.stat().st_size
    return False
