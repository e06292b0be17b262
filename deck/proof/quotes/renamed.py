"""Tell which block of a deck was renamed, where a test asks for one that is not there.

Valid on Python 3.10, and needs the standard library alone.
"""

from collections.abc import Callable
from difflib import get_close_matches

from deck.source.model import Deck
from deck.source.problems import Problem


def missing(deck: Deck, name: str, is_asked: Callable[[str], bool]) -> Problem:
    """Return the problem of a block that a test asks for and that is not there.

    It is told of the block that was probably renamed: of those for which no test asks, the
    nearest by its name, or the only one.
    """
    free = {block.name: block for block in deck.blocks if not is_asked(block.name)}
    only = list(free) if len(free) == 1 else []
    expected = "as tests assert it"
    for renamed in get_close_matches(name, free, 1) or only:
        line, found = free[renamed].fence_line, f"a block “{renamed}”"
        remedy = "give it that name, or correct its tests"
        return Problem(deck.path, line, found, f"“{name}”, {expected}", remedy)
    return Problem(deck.path, 1, f"no block “{name}”", f"it, {expected}", "name it")
