"""What a test that fails has found instead of what it asserts, for who learns from it."""

import ast
import linecache
import re
import sys
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
# Another each time, and no help to tell objects apart.
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+(?=>)")
# What Python says of a test that names so many values.
UNPACKED = re.compile(r"values to unpack \(expected (\d+), got (\d+)\)")
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
    if _is_said(item, raised):
        return {"kind": "failed", "found": short(str(raised.value))}
    if counted := _counted(item, raised):
        return counted
    # Of code that cannot be compiled, Python tells where that is first.
    last = short(traceback.format_exception_only(_dropped(raised.value))[-1])
    path = Path(str(raised.traceback[-1].path))
    if not path.is_relative_to(item.path.parent) or raised.errisinstance(SyntaxError):
        return {"kind": "raised", "found": last}
    return {"kind": "ended" if raised.errisinstance(StopIteration) else "unfinished", "found": last}


def _is_said(item: pytest.Item, raised: pytest.ExceptionInfo[BaseException]) -> bool:
    """Return whether tests say in their own words what is wrong, be it by their own exception."""
    if raised.errisinstance((pytest.fail.Exception, pytest.skip.Exception)):
        return True
    file = getattr(sys.modules.get(raised.type.__module__), "__file__", None)
    return bool(file) and Path(str(file)).is_relative_to(item.path.parent)


def _dropped(error: BaseException) -> BaseException:
    """Return what an object that was dropped could not raise, for which pytest raises another."""
    first = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error
    is_of_dropped = isinstance(first, pytest.PytestUnraisableExceptionWarning)
    return first.__cause__ or error if is_of_dropped else error


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
    node = _statement(item, raised, ast.Assert)
    return ast.unparse(node.test) if node else ""


def _counted(
    item: pytest.Item, raised: pytest.ExceptionInfo[BaseException]
) -> dict[str, str] | None:
    """Return how many values there are, where a test names more of them, or fewer."""
    told = UNPACKED.search(str(raised.value)) if raised.errisinstance(ValueError) else None
    node = _statement(item, raised, ast.Assign) if told else None
    if not told or not node:
        return None
    of = f"len({ast.unparse(node.value)})"
    return {"kind": "counted", "of": of, "found": told[2], "expected": told[1]}


def _statement[Kind: ast.stmt](
    item: pytest.Item, raised: pytest.ExceptionInfo[BaseException], kind: type[Kind]
) -> Kind | None:
    """Return the statement of a kind at which an error left the tests, if it is one."""
    for entry in reversed(raised.traceback):
        path = Path(str(entry.path))
        if path.is_relative_to(item.path.parent):
            line = entry.lineno + 1
            for node in _statements(path.read_text("utf-8")):
                if isinstance(node, kind) and node.lineno <= line <= (node.end_lineno or line):
                    return node
    return None


# Many tests of one file may fail.
@cache
def _statements(text: str) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]


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
        return short(ADDRESS.sub("", repr(value)))
    except Exception as error:
        return f"<{type(error).__name__}>"


def short(text: str) -> str:
    """Return the beginning of a text."""
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
