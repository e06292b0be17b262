"""Have programs that may listen at a port run one at a time, whichever process runs them."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# How servers are begun in Python and in Node. What only looks so waits for its turn, and no more.
LISTENS = re.compile(
    r"\b(?:bind|listen|serve|serve_forever|run_app|app\.run|local_addr|createServer"
    r"|(?:start|create|make)_(?:unix_)?server|\w*(?:HTTP|TCP|UDP|RPC|Socket)Server)\b"
)
# Nobody writes into it, and it is the same for all processes of a command.
LOCK = Path(__file__)


@contextmanager
def turn(program: str) -> Iterator[None]:
    """Wait until no other program runs that may listen, if this one may.

    Each may be right by itself and have the port of another.
    """
    if not LISTENS.search(program):
        yield
        return
    with LOCK.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Said, and not left to its closing: a copy of this process may hold it open.
            fcntl.flock(file, fcntl.LOCK_UN)
