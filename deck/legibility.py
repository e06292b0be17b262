"""Tell which blocks are too long or too wide for the last row of the room."""

from collections.abc import Iterator

from deck.errors import Problem
from deck.model import Deck

MAX_LINES = 24
MAX_COLUMNS = 110


def size(source: str) -> tuple[int, int]:
    """Return the lines of a block and the columns of its widest line, a tab being four."""
    lines = source.rstrip("\n").split("\n")
    return len(lines), max(len(line.expandtabs(4)) for line in lines)


def illegible(deck: Deck) -> Iterator[Problem]:
    """List the blocks whose code would shrink below the floor that the page's style states."""
    for block in deck.blocks:
        lines, columns = size(block.source)
        if lines > MAX_LINES or columns > MAX_COLUMNS:
            found = f"{lines} lines of {columns} columns in {block.place}"
            expected = f"at most {MAX_LINES} of {MAX_COLUMNS}, to be read from the last row"
            yield Problem(deck.path, block.line, found, expected, "split it")
