"""Keep what takes long to make, until what it is made of changes."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from deck.source import generated
from deck.source.kept import CACHE

# So many versions of a thing are kept: an author goes back and forth.
KEPT = 8


def cached(
    name: str, sources: Iterable[Path], make: Callable[[], bytes], given: bytes = b""
) -> bytes:
    """Return what `make` returns, or returned before for the same bytes, given and in files."""
    key = hashlib.sha256(given)
    for path in sources:
        source = path.read_bytes()
        key.update(f"{path.name}\0{len(source)}\0".encode() + source)
    folder = CACHE / name
    path = folder / key.hexdigest()[:16]
    if (data := generated.read(path)) is None:
        data = make()
        generated.replace(path, data)
        by_age = sorted(folder.glob("[0-9a-f]*"), key=lambda one: one.stat().st_mtime)
        for old in by_age[:-KEPT]:
            old.unlink(missing_ok=True)
    return data
