"""What a test that fails has found instead of what it asserts, for who learns from it."""

import ast
import linecache
import re
import textwrap
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from deck.proof.plugins.tally import MEASURED

# What pytest says of a block that neither raises nor warns.
SILENT = re.compile(r"DID NOT (?:RAISE (\w+)$|WARN\b.*?<class '([\w.]+)'>)", re.DOTALL)
LONGEST = 600  # characters of what was found: a slide has no room for more
WIDE = 120  # characters, of which one sees at a glance what differs


def found(
    item: pytest.Item,
    raised: pytest.ExceptionInfo[BaseException],
    compared: tuple[str, object, object] | None,
) -> dict[str, str]:
    """Return what was found instead of what a test asserts."""
    if measured := dict(item.user_properties).get(MEASURED):
        stated, got = cast(list[str], measured)
        return {"kind": "measured", "found": short(got), "expected": short(stated)}
    asserted = _asserted(item, raised)
    if raised.errisinstance(AssertionError) and compared and asserted:
        op, left, right = compared
        of = compared_by(asserted, left, right)
        if op == "==":
            left, right = differing(left, right)
            if _are_lines(left, right):
                return {"kind": "lines", "found": short(left), "expected": short(right)}
        values = {"found": _shown(left), "expected": _shown(right)}
        return {"kind": "compared", "op": op, "asserted": asserted, "of": of, **values}
    if raised.errisinstance(AssertionError) and asserted:
        return {"kind": "asserted", "asserted": asserted}
    if silent := SILENT.match(str(raised.value)):
        return {"kind": "silent", "expected": (silent[1] or silent[2]).rpartition(".")[2]}
    if raised.errisinstance((pytest.fail.Exception, pytest.skip.Exception)):
        return {"kind": "failed", "found": short(str(raised.value))}
    # Of code that cannot be compiled, Python tells where that is first.
    last = traceback.format_exception_only(raised.value)[-1]
    path = Path(str(raised.traceback[-1].path))
    is_of_tests = path.is_relative_to(item.path.parent) and not raised.errisinstance(SyntaxError)
    return {"kind": "unfinished" if is_of_tests else "raised", "found": short(last)}


def compared_by(asserted: str, left: Any, right: Any) -> str:
    """Return the expression, of an asserted equation, whose value is another; "" if it has none.

    Where it compares several in a row, the one of them.
    """
    node: ast.expr = ast.parse(asserted, mode="eval").body
    if not isinstance(node, ast.Compare) or len(node.ops) > 1:
        return ""
    node = node.left
    while isinstance(node, ast.Tuple | ast.List) and len(node.elts) == len(left) == len(right):
        pairs = zip(node.elts, left, right)
        others = [each for each in pairs if not _is_same(*each[1:])]
        if len(others) != 1:
            return ""
        node, left, right = others[0]
    return "" if isinstance(node, ast.Constant | ast.Tuple | ast.List) else ast.unparse(node)


def differing(left: Any, right: Any) -> tuple[Any, Any]:
    """Return what differs within two values, where one place of them alone does.

    Of what is long, the first place; where one of them goes on, what it has beyond the other.
    """
    is_long = len(_shown(left)) > WIDE
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        pairs = list(zip(left, right)) if is_long or len(left) == len(right) else []
    elif isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        pairs = [(left[key], right[key]) for key in left]
    else:
        return left, right
    others = [(one, other) for one, other in pairs if not _is_same(one, other)]
    if len(others) == 1 or (others and is_long):
        return differing(*others[0])
    beyond = len(pairs) if is_long and not others else 0
    return (left[beyond:], right[beyond:]) if beyond else (left, right)


def _is_same(one: object, other: object) -> bool:
    try:
        return bool(one is other or one == other)
    except Exception:
        return False


def _are_lines(left: object, right: object) -> bool:
    """Return whether two texts of lines differ by more than blanks around them."""
    if type(left) is not str or type(right) is not str:
        return False
    return "\n" in left + right and left.strip() != right.strip()


def _asserted(item: pytest.Item, raised: pytest.ExceptionInfo[BaseException]) -> str:
    """Return the expression of the assertion that failed, where it is one of the tests."""
    for entry in reversed(raised.traceback):
        path = Path(str(entry.path))
        if path.is_relative_to(item.path.parent):
            line = entry.lineno + 1
            for node in _assertions(path.read_text("utf-8")):
                if node.lineno <= line <= (node.end_lineno or node.lineno):
                    return ast.unparse(node.test)
    return ""


# Many tests of one file may fail.
@cache
def _assertions(text: str) -> list[ast.Assert]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert)]


def source(function: Callable[..., object]) -> str:
    """Return the text of a test with its decorators, or nothing where its file has none."""
    code = function.__code__
    return _functions("".join(linecache.getlines(code.co_filename))).get(code.co_name, "")


# Each of many tests of one file is asked for, again and again.
@cache
def _functions(text: str) -> dict[str, str]:
    """Map the functions of a module to their texts, the first of a name where there are more."""
    lines, texts = text.splitlines(keepends=True), dict[str, str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            one = textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
            texts.setdefault(node.name, one)
    return texts


def _shown(value: object) -> str:
    try:
        return short(repr(value))
    except Exception as error:
        return f"<{type(error).__name__}>"


def short(text: str) -> str:
    """Return the beginning of a text."""
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
