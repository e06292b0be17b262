from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deck.paper.pdf import names
from deck.publish.proof import Proof
from deck.publish.publication import publish
from deck.source.load import load

DATE = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)
FRENCH = """---
title: Compter <vite>
---
# Compter

```python name:adds
print(1 + 1)
```

```output
2
```

## Lire

```python name:reads
print(open("data/villes.csv").read())
```

```output
Metz
```
"""
ENGLISH = """---
lang: en
author: Ada Lovelace
duration: 45
---
# Measuring
"""
PROOFS = {
    "villes.md": Proof(["3.10", "3.11", "3.13", "Pyodide 1"], True, "abc1234", True),
    "perfs.md": Proof(),
    "rien.md": Proof(),
}


@pytest.fixture(scope="session")
def decks(tmp_path_factory) -> Path:
    """Give a folder with decks: one in French with code, one in English without, one of nothing."""
    folder = tmp_path_factory.mktemp("decks")
    (folder / "villes.md").write_text(FRENCH)
    (folder / "perfs.md").write_text(ENGLISH)
    (folder / "rien.md").write_text("# Rien\n")
    (folder / "data").mkdir()
    (folder / "data" / "villes.csv").write_text("Metz")
    return folder


def print_nothing(deck, _traces):
    """Stand for the browser."""
    return {name: name.encode() for name in names(deck)}, b"cover"


def published(folder: Path, *paths: Path, prove=None, printer=print_nothing) -> list[str]:
    """Publish decks into a folder, as if they were proved and printed."""
    prove = prove or (lambda deck: PROOFS[Path(deck.path).name])
    return publish([load(path) for path in paths], folder, prove, printer, DATE)


def contents(folder: Path) -> dict[str, bytes]:
    """Map the name of each file in a folder to its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def both(decks, tmp_path_factory) -> Path:
    """Publish both decks once; nothing changes them."""
    folder = tmp_path_factory.mktemp("both") / "public"
    published(folder, decks / "villes.md", decks / "perfs.md")
    return folder


@pytest.fixture
def alone(decks, tmp_path) -> Callable[..., list[str]]:
    """Publish the deck without code, or others, into a folder of the test's own."""

    def publish_it(*names: str, **options) -> list[str]:
        paths = [decks / name for name in names or ["perfs.md"]]
        return published(tmp_path / "public", *paths, **options)

    return publish_it
