"""The syntax tree of a program; valid on Python 3.10, and needs the standard library alone."""

import ast
from functools import lru_cache

from deck.run.program import NO_PROGRAM as NO_PROGRAM
from deck.run.unwarned import unwarned


def tree_of(source: str) -> ast.Module:
    """Parse a program without a warning."""
    with unwarned():
        return ast.parse(source)


# Who judges a block asks several questions of it, and of what it continues, one after another.
@lru_cache(maxsize=16)
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """List the nodes of a program, none of which is to be changed."""
    return tuple(ast.walk(tree_of(source)))


def name_of(node: ast.AST) -> str:
    """Return the name of a variable or of an attribute, or an empty string for any other node."""
    return getattr(node, "attr", "") or getattr(node, "id", "")
