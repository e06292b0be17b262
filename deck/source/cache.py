"""Keep what is made of a deck, by digests of all that it follows from.

Each deck has a file a kind, of what its last build has asked for: it does not grow, and may be
deleted. One that is damaged, or that something else has written, is read as an empty one.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from deck import IS_INSTALLED, ROOT
from deck.source import generated
from deck.source.problems import DeckError


def _of_user() -> Path:
    """Return the folder of whoever uses this machine: nothing can be kept where that is nobody."""
    home = Path(os.devnull)
    with suppress(RuntimeError):
        home = Path.home()
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache", "deck")


# Of a clone, all is below `node_modules`, which `make clean` removes.
OF_USER = _of_user()
CACHES = OF_USER if IS_INSTALLED else ROOT / "node_modules" / ".cache" / "deck"
FOLDER = CACHES / "decks"
OURS = ROOT / "deck"
# So many files are kept.
MOST = 100
# And so many versions of what is made of files: an author goes back and forth.
VERSIONS = 8
FILE_LIMIT = 50_000_000  # bytes


class Cache:
    """Keep texts of a kind, as `code`, in the file of a deck."""

    def __init__(self, kind: str, deck: str) -> None:
        path = str(Path(deck).absolute()).encode("utf-8", "surrogateescape")
        self._path = FOLDER / f"{kind}-{hashlib.sha256(path).hexdigest()[:32]}"
        self._before = _read(self._path)
        self._now: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return the text under a key, if there is one, and keep it for the next build as well."""
        found = self._before.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def put(self, key: str, text: str) -> None:
        self._now[key] = text

    def write(self) -> None:
        """Keep what was asked for or given since this was read, and nothing else of the deck."""
        if self._now == self._before:
            return
        body = json.dumps(self._now, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(body) <= FILE_LIMIT:
            _keep(self._path, _sum(body) + b"\n" + body, MOST)


def _read(path: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        if path.stat().st_size <= 2 * FILE_LIMIT:
            told, _, body = path.read_bytes().partition(b"\n")
            kept = json.loads(body.decode("utf-8", "surrogatepass")) if told == _sum(body) else {}
            if isinstance(kept, dict) and all(isinstance(one, str) for one in kept.values()):
                return kept
    return {}


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def key(*parts: object) -> str:
    """Return a digest of what something follows from, our own code included."""
    return hashlib.sha256(CODE + repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def cached(
    name: str, sources: Iterable[Path], make: Callable[[], bytes], given: bytes = b""
) -> bytes:
    """Return what `make` returns, or returned before for the same bytes, given and in files."""
    key = hashlib.sha256(given)
    for path in sources:
        source = path.read_bytes()
        key.update(f"{path.name}\0{len(source)}\0".encode() + source)
    path = CACHES / name / key.hexdigest()[:16]
    data = None
    with suppress(OSError):
        data = generated.read(path)
    if data is None:
        data = make()
        _keep(path, data, VERSIONS)
    return data


def _keep(path: Path, data: bytes, most: int) -> None:
    """Write a file, and remove the oldest of its folder, which other commands may do at once."""
    # Where nothing can be kept, all is made again.
    with suppress(OSError, DeckError):
        generated.replace(path, data)
        for old in sorted(path.parent.glob("[!.]*"), key=lambda one: one.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)


def content(path: str) -> bytes:
    """Return what a file holds: of hundreds, a path of its own takes longer than to read each."""
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def _code() -> bytes:
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(_sources()):
        data = content(path)
        found.update(f"{os.path.relpath(path, OURS)}\0{len(data)}\0".encode() + data)
    return found.digest()


def _sources() -> Iterator[str]:
    for folder, _, names in os.walk(OURS):
        is_of_words = os.path.basename(folder) == "words"
        kinds = (".py", ".cjs", ".json") if is_of_words else (".py", ".cjs")
        yield from (os.path.join(folder, name) for name in names if name.endswith(kinds))


# As it is when it is loaded: who changes it while a process runs has nothing wrong kept.
CODE = _code()
