"""Have programs that may listen at a port run one at a time, in all processes of this project."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import BinaryIO

# How servers are begun in Python and in Node. What only looks so waits for its turn, and no more.
LISTENS = re.compile(
    r"\b(?:bind|listen|serve|serve_forever|run_app|app\.run|local_addr|createServer"
    r"|(?:start|create|make)_(?:unix_)?server|\w*(?:HTTP|TCP|UDP|RPC|Socket)Server)\b"
)
# Nobody writes into it, and all commands of this project have it.
LOCK = Path(__file__)


MOMENT = 0.05  # seconds

_given_up = Event()


class GivenUp(Exception):
    """Signal that a program was not run, as nobody waits for what comes of it."""


@contextmanager
def turn(program: str) -> Iterator[None]:
    """Wait until no other program runs that may listen, if this one may.

    Each may be right by itself and have the port of another. Raises GivenUp.
    """
    if not LISTENS.search(program):
        yield
        return
    with LOCK.open("rb") as file:
        _wait(file)
        try:
            yield
        finally:
            # Said, and not left to its closing: a copy of this process may hold it open.
            fcntl.flock(file, fcntl.LOCK_UN)


def _wait(file: BinaryIO) -> None:
    given_up = _given_up
    while True:
        with suppress(BlockingIOError):
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who waits for a lock itself can be told nothing, and another process may have it for long.
        if given_up.wait(MOMENT):
            raise GivenUp


def give_up() -> None:
    """Have nothing run that waits for its turn now."""
    global _given_up
    _given_up.set()
    _given_up = Event()
