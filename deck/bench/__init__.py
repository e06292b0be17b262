"""Measure the deck beside what else does the same, on this machine and in this run.

    samples   makes the talk 10 and 100 times as long, and the same for plain mkslides
    commands  times what is typed in a terminal: build, check
    again     times the same where nothing changed, or one block
    printing  times the PDF
    loading   weighs the page, and times its first heading
    editing   times a save, from the write to the screen, and to the verdict
    booting   times the page's Python
    testing   times `make test`
    peers     installs what else it is measured beside
    figures   says it all in one table, marks what is over its budget, and what changed since
    previous  keeps it for the next run

Every figure is a median; what it is compared with is measured in turn with it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from types import ModuleType

from playwright.sync_api import Error

from deck.bench import again, booting, commands, editing, loading, peers, printing, samples, testing
from deck.bench.clock import load_of_it, machine
from deck.bench.figures import Figure, as_json, table
from deck.bench.previous import keep, last
from deck.bench.samples import Sample
from deck.source.model import Deck

__all__ = ["as_json", "keep", "last", "load_of_it", "machine", "measure", "table"]

# A command, one of a peer, or a browser that fails.
FAILS = (RuntimeError, SubprocessError, Error)
GROUPS = (commands, again, printing, loading, editing, booting, testing)


def measure(deck: Deck, say: Callable[[str], None]) -> tuple[list[Figure], bool]:
    """Measure everything of a deck; return the figures, and whether they are all that there are.

    `say` is told what is being measured, and what fails, which costs no other figure. Nothing but
    the peers is left behind.
    """
    peers.packages()
    with samples_of(deck) as some:
        return told(GROUPS, some, say)


@contextmanager
def samples_of(deck: Deck) -> Iterator[list[Sample]]:
    """Write the sample decks to a folder that goes in the end."""
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        yield samples.written(deck, Path(folder))


def told(
    groups: Iterable[ModuleType], some: list[Sample], say: Callable[[str], None]
) -> tuple[list[Figure], bool]:
    """Measure some groups of figures, as `measure` does all of them."""
    found, is_whole = list[Figure](), True
    for group in groups:
        say((group.__doc__ or "").splitlines()[0])
        try:
            for figure in group.figures(some):
                say(f"  {figure}")
                found.append(figure)
        except FAILS as error:
            say(f"  failed: {error}")
            is_whole = False
    return found, is_whole
