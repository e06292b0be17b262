"""Tell the programs that show a set of which the text does not say what it holds.

That may be text, in another order each time that Python starts. Most such sets hold tasks or
numbers, and are never shown: these are not looked for.
"""

import ast
from collections.abc import Iterator

from deck.source.code.trees import name_of

SETS = ("set", "frozenset")
# What gives a set where it is called of one.
OF_A_SET = ("union", "intersection", "difference", "symmetric_difference", "copy")
# By which a set is seen in its order.
SHOWING = ("print", "pprint", "join", "list", "tuple", "iter", "enumerate", "repr", "str", "format")
LOOPS = ast.For | ast.AsyncFor
# What gives it to whoever asks: a caller, or who hears of an exception.
GIVING = ast.Return | ast.Yield | ast.YieldFrom


def shows_a_set(nodes: list[ast.AST]) -> bool:
    """Return whether a program shows a set, or gives it away, of which it may have any order."""
    names = {name for node in nodes for name in _named(node)}
    return any(_is_one(one, names) for node in nodes for one in _shown(node))


def _named(node: ast.AST) -> Iterator[str]:
    """Yield the names under which a statement keeps a set."""
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and _is_made(node.value):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (name_of(one) for one in targets if name_of(one))


def _is_one(node: ast.AST, names: set[str]) -> bool:
    """Return whether a node is a set that holds something, under one of these names or none."""
    if isinstance(node, ast.Call):
        return (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in OF_A_SET
            and (_is_made(node.func.value) or _is_one(node.func.value, names))
        )
    if isinstance(node, ast.BinOp):
        return _is_one(node.left, names) or _is_one(node.right, names)
    return name_of(node) in names or (isinstance(node, ast.Set) and _is_made(node))


def _is_made(node: ast.AST | None) -> bool:
    """Return whether a node makes a set, other than of numbers that are written there."""
    if isinstance(node, ast.Set):
        return not all(isinstance(one, ast.Constant) for one in node.elts)
    return isinstance(node, ast.Call) and name_of(node.func) in SETS


def _shown(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node shows, or gives away, in the order that it has."""
    if isinstance(node, ast.Call):
        if name_of(node.func) in SHOWING:
            yield from map(_iterated, node.args)
        elif name_of(node.func) == "pop" and not node.args and isinstance(node.func, ast.Attribute):
            yield node.func.value
        # A dictionary of sets shows them wherever it is shown.
        elif name_of(node.func) == "setdefault" and _is_made(node.args[-1] if node.args else None):
            yield ast.Set([ast.Starred(node.args[-1])])
    elif isinstance(node, ast.FormattedValue | GIVING) and node.value:
        yield node.value
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield from node.exc.args
    elif isinstance(node, LOOPS) and any(map(_prints, ast.walk(node))):
        yield node.iter
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (one.value for one in node.elts if isinstance(one, ast.Starred))
    elif isinstance(node, ast.ListComp):
        yield _iterated(node)
    elif isinstance(node, ast.Expr):
        # At a prompt, it is shown.
        yield node.value


def _iterated(node: ast.AST) -> ast.AST:
    """Return what gives the items of a node, one after another, or the node itself."""
    if isinstance(node, ast.Starred):
        return node.value
    return node.generators[0].iter if isinstance(node, ast.ListComp | ast.GeneratorExp) else node


def _prints(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node.func) == "print"
