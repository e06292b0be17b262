"""The figures of the last run on this machine, with which those of the next are compared."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from deck import ROOT
from deck.bench.clock import machine
from deck.bench.figures import Figure, as_json, from_json
from deck.source import generated
from deck.source.model import Deck

# Beside what failed tests leave, and not where an installation of packages would empty it.
FOLDER = ROOT / "bench-results"


def last(deck: Deck, folder: Path = FOLDER) -> dict[str, Figure]:
    """Return the figures of the last run of a deck on this machine, by what they are of."""
    data = generated.read(_path(deck, folder))
    try:
        return from_json(data.decode()) if data else {}
    except (ValueError, KeyError, TypeError):
        # Another version of the bench wrote it.
        return {}


def keep(deck: Deck, figures: Iterable[Figure], folder: Path = FOLDER) -> None:
    """Keep figures as the last ones of a deck on this machine."""
    generated.replace(_path(deck, folder), as_json(machine(), figures).encode())


def _path(deck: Deck, folder: Path) -> Path:
    of = f"{Path(deck.path).resolve()}\0{machine()}"
    return folder / f"{Path(deck.path).stem}-{hashlib.sha256(of.encode()).hexdigest()[:8]}.json"
