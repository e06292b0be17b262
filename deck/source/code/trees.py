"""The syntax tree of a program; valid on Python 3.10, and needs the standard library alone."""

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock

# What Python raises of a text that is no program, or of one that it can't hold.
NO_PROGRAM = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)

# The filters of warnings are those of all threads:
# https://docs.python.org/3/library/warnings.html#warnings.catch_warnings
_filtering = Lock()


@contextmanager
def unwarned() -> Iterator[None]:
    """Let one thread at a time compile without a warning: the block tells them where it runs."""
    with _filtering, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def tree_of(source: str) -> ast.Module:
    """Parse a program without a warning."""
    with unwarned():
        return ast.parse(source)


# Who judges a block asks several questions of it, and of what it continues, one after another.
@lru_cache(maxsize=16)
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """List the nodes of a program, none of which is to be changed."""
    return tuple(ast.walk(tree_of(source)))
