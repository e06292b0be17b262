"""Tell, before a deck is read, whether its site is what a build would make again."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from deck import IS_INSTALLED, ROOT
from deck.proof.judge.environment import environment, node_environment
from deck.run.apart.node import NoNode
from deck.source.cache import Cache, content, key

# A folder of more is not of decks alone: to read it takes longer than to build.
MOST_FILES, MOST_BYTES = 5_000, 200_000_000
NODE_PACKAGES = ROOT / "node_modules" / ".package-lock.json"
LEFT_OUT = ("node_modules", "__pycache__")
PYTHON_PACKAGES = Path(click.__file__).parents[1]


class Unknown(Exception):
    """Signal that not all that a build depends on can be read."""


class SiteCache:
    """Remember what the last site of a deck was built from, and a digest of that site.

    It depends on all files in the folder of the deck, and on all of this project: a build reads
    what a deck asks for, and looks for what is not there.
    """

    def __init__(self, deck: Path, folder: Path) -> None:
        self._deck, self._folder = deck, folder
        self._cache = Cache("site", f"{deck}")
        self._made_of = self._digest()

    def slides(self) -> int | None:
        """Return how many slides the site has, or nothing where it may not be that of its deck."""
        kept = self._made_of and self._cache.get(self._made_of)
        if not kept:
            return None
        site, _, slides = kept.partition(" ")
        return int(slides) if site == self._site() else None

    def keep(self, slides: int) -> None:
        """Remember the site that has been built, unless what it is built of changed meanwhile."""
        site = self._site()
        if site and self._made_of and self._made_of == self._digest():
            self._cache.put(self._made_of, f"{site} {slides}")
            self._cache.write()

    def _digest(self) -> str:
        try:
            packages = sorted(os.listdir(PYTHON_PACKAGES)), _content([str(NODE_PACKAGES)])
            ours = ROOT / "deck" if IS_INSTALLED else ROOT
            roots = dict.fromkeys(path.resolve() for path in (ours, self._deck.parent))
            trees = [(str(root), _content(self._files(root))) for root in roots]
            given = sorted(os.environ.items()), environment(), node_environment()
            return key(f"{self._deck}", packages, trees, *given)
        except (OSError, Unknown, NoNode):
            return ""

    def _site(self) -> str:
        try:
            return _content(_walk(str(self._folder))) if self._folder.is_dir() else ""
        except (OSError, Unknown):
            return ""

    def _files(self, root: Path) -> Iterator[str]:
        site = str(self._folder.resolve())

        def is_read(path: str) -> bool:
            # What is hidden is not shown, and packages are known by their names.
            name = os.path.basename(path)
            return name[0] != "." and name not in LEFT_OUT and path != site

        return _walk(str(root), is_read)


def _walk(root: str, is_read: Callable[[str], bool] = lambda _: True) -> Iterator[str]:
    """Yield the files below a folder; raise Unknown where a link leads to others."""
    for folder, folders, names in os.walk(root, onerror=_refuse):
        paths = [os.path.join(folder, name) for name in sorted(folders)]
        read = [path for path in paths if is_read(path)]
        if any(map(os.path.islink, [folder, *read])):
            raise Unknown
        folders[:] = map(os.path.basename, read)
        yield from (os.path.join(folder, name) for name in sorted(names))


def _refuse(error: OSError) -> None:
    raise error


def _content(paths: Iterable[str]) -> str:
    """Return a digest of the names of files and of what they hold."""
    found, size = hashlib.sha256(), 0
    for rank, path in enumerate(paths):
        is_file = os.path.isfile(path)
        size += os.path.getsize(path) if is_file else 0
        if rank >= MOST_FILES or size > MOST_BYTES:
            raise Unknown
        data = content(path) if is_file else b""
        found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return found.hexdigest()
