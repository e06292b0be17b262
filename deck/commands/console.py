"""What commands share of the console: what is wrong, how far work is, a question, a browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from deck.source.problems import Problem, counted, escaped, make
from deck.source.progress import Progress, silent

if TYPE_CHECKING:
    from deck.proof.judge.failure import Failure
    from deck.proof.quotes.reworded import Reworded
    from deck.source.model import Deck


def complain(problems: Iterable[Problem]) -> None:
    """Print problems to the standard error, each on its line."""
    for problem in problems:
        print(problem, file=sys.stderr)


def warn(deck: Deck, failures: Sequence[Failure] = ()) -> bool:
    """Print the problems of a deck that is shown all the same; return whether it has any."""
    from deck.source.seen.files import problems

    wrong = [*deck.problems, *problems(deck), *(one.problem for one in failures)]
    complain(sorted(wrong))
    if wrong:
        count, command = counted(len(wrong), "problem"), make("check", deck.path)
        told = f"{deck.path}: {count}, for which `{command}` is red"
        print(told, file=sys.stderr, flush=True)
    return bool(wrong)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield what shows on a terminal how far long work is, and does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich import progress
    from rich.console import Console

    columns = progress.TextColumn("{task.description}", markup=False), progress.BarColumn()
    bar = progress.Progress(
        *columns,
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total
        )


def is_meant(one: Reworded) -> bool:
    """Ask whoever sits at the terminal whether a sentence still says what its tests prove."""
    from deck.proof.quotes.sense import told

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    print(escaped(f"The tests quote: « {one.quote} »"))
    print(escaped(f"The deck says:   « {one.sentence.text} »"))
    turns = escaped(told(one.turns))
    return click.confirm(f"The sense may have turned: {turns}. Rewrite the quote?")


def open_browser(address: str) -> None:
    """Open an address in the browser, if this machine has a screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform != "linux" or any(os.environ.get(name) for name in screens):
        webbrowser.open(address)
