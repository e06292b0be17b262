"""Find the programs that may look into the text of an object, in which its address may be.

What such a program does may be another thing each time. What only shows the text does not: any
address is as good there. What is not known to be harmless is taken for such a look.
"""

import ast
import re
from collections.abc import Iterable
from itertools import chain

MAKERS = ("ascii", "repr", "str")
FORMATS = ("format", "format_map")
# These get their text from a maker, which gives it to nobody else.
OWN = ("__format__", "__repr__", "__str__")
# By these a program would get it otherwise: from what an exception says, or from what it prints.
LEAKS = ("args", "write", *OWN)
SAY_ALONE = (
    "ArithmeticError AssertionError Exception IndexError KeyError LookupError NotImplementedError "
    "RuntimeError TypeError ValueError"
).split()
# A template that cuts a text.
CUTS = re.compile(r"%[^%a-z]*[.*][^%a-z]*[ars]|\{[^}]*![ars]:[^}]*\.")
Parents = dict[ast.AST, ast.AST]


def are_looked_into(walks: Iterable[Iterable[ast.AST]]) -> bool:
    """Return whether a program, by the nodes of all of it, may look into the text of an object."""
    parents: Parents = {}
    for node in chain.from_iterable(walks):
        parents |= dict.fromkeys(ast.iter_child_nodes(node), node)
    bound = {name for node in parents for name in _bound(node)}
    if bound & {"write", "print", "type", "isinstance", *SAY_ALONE, "__add__", "__radd__"}:
        return any(_makes(node) for node in parents)
    return not all(_is_harmless(node, parents) for node in parents)


def _is_harmless(node: ast.AST, parents: Parents) -> bool:
    above = parents[node]
    if isinstance(node, ast.Attribute):
        if node.attr == "__class__":
            return _is_class_only_told(above)
        return node.attr not in LEAKS or (node.attr == "write" and isinstance(node.ctx, ast.Load))
    if isinstance(node, ast.Name) and node.id in MAKERS:
        # A call makes a text, which is looked at as such; `str.upper` takes one.
        is_called = isinstance(above, ast.Call) and above.func is node
        return is_called or isinstance(above, ast.Attribute) or _is_type(node, parents)
    if isinstance(node, ast.FormattedValue) and node.format_spec and node.conversion > 0:
        return "." not in ast.unparse(node.format_spec)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return not CUTS.search(node.value)
    if isinstance(node, ast.Call) and _named(node.func) == "type":
        return _is_class_only_told(above)
    return not _makes(node) or _is_only_shown(node, parents)


def _makes(node: ast.AST) -> bool:
    """Return whether a node makes a text of what may be any object."""
    if isinstance(node, ast.Call):
        is_format = isinstance(node.func, ast.Attribute) and node.func.attr in FORMATS
        return is_format or _named(node.func) in MAKERS
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Mod):
        right = node.right if isinstance(node, ast.BinOp) else node.value
        return not _is_number(right)
    return isinstance(node, ast.FormattedValue)


def _is_only_shown(node: ast.AST, parents: Parents) -> bool:
    """Return whether a text that is made is printed, told or put into another, and no more."""
    above = parents[node]
    while _passes_on(above, parents):
        above = parents[above]
    if isinstance(above, ast.Return):
        return _is_own(above, parents)
    if isinstance(above, ast.Call) and _named(above.func) in SAY_ALONE:
        return isinstance(parents[above], ast.Raise)
    is_printed = isinstance(above, ast.Call) and _named(above.func) == "print"
    is_put_into_another = _makes(above) and not _is_cut(above)
    return is_printed or is_put_into_another or isinstance(above, ast.Expr | ast.Assert)


def _passes_on(node: ast.AST, parents: Parents) -> bool:
    """Return whether a node gives the text that is in it, as it is, to the one above."""
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        return _joins(parents[node])
    if isinstance(node, ast.Tuple):
        return _makes(parents[node])
    adds = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
    return adds or _joins(node) or isinstance(node, ast.JoinedStr | ast.keyword)


def _is_cut(node: ast.AST) -> bool:
    return isinstance(node, ast.FormattedValue) and bool(node.format_spec)


def _joins(node: ast.AST) -> bool:
    """Return whether a node puts texts one after another."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "join" and isinstance(node.func.value, ast.Constant)


def _is_own(node: ast.AST, parents: Parents) -> bool:
    while node in parents and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        node = parents[node]
    return getattr(node, "name", "") in OWN


def _is_class_only_told(above: ast.AST) -> bool:
    """Return whether a class that is found is called by nobody, so that it makes no text."""
    is_print = isinstance(above, ast.Call) and _named(above.func) == "print"
    return is_print or _makes(above) or isinstance(above, ast.Attribute | ast.Compare | ast.Expr)


def _is_type(node: ast.AST, parents: Parents) -> bool:
    """Return whether a name stands in an annotation, or for what something is an instance of."""
    while node in parents:
        above = parents[node]
        if isinstance(above, ast.Call):
            return _named(above.func) == "isinstance" and node is above.args[-1]
        if node in (getattr(above, "annotation", None), getattr(above, "returns", None)):
            return True
        if not isinstance(above, ast.Subscript | ast.Tuple | ast.BinOp | ast.List):
            return False
        node = above
    return False


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _named(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _bound(node: ast.AST) -> list[str]:
    """List the names that a node gives to something."""
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
        return []
    found = [getattr(node, key, None) for key in ("id", "attr", "name", "arg", "asname")]
    return [name for name in found if isinstance(name, str)]
