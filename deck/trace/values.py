"""Show values without running any code of theirs, the same at each run and on each Python."""

import ast
import types
from collections.abc import Collection
from inspect import CO_VARARGS, CO_VARKEYWORDS
from itertools import islice
from typing import Any

REPR_LIMIT = 60  # characters
# So many items of a collection are shown, and those of so large a set put in order.
MOST_ITEMS, LARGEST_SET = 8, 100
BIG = 1 << 200
RUNNING = {
    types.CoroutineType: "coroutine",
    types.GeneratorType: "generator",
    types.AsyncGeneratorType: "async generator",
}
BRACKETS: dict[type, str] = {list: "[]", tuple: "()", dict: "{}", set: "{}", frozenset: "{}"}


def show(value: object, depth: int = 2) -> str:
    """Write a value as its repr would, shortened; an object of another class by its class."""
    text = _show(value, depth)
    return text if len(text) <= REPR_LIMIT else text[: REPR_LIMIT - 1] + "…"


def _show(value: Any, depth: int) -> str:
    # Any, as it is known by its very class: one that is derived may run code of its own.
    kind = type(value)
    if kind in (type(None), bool, float, complex, str, bytes) or value is ...:
        return repr(value[: REPR_LIMIT + 1] if kind in (str, bytes) else value)
    if kind is int:
        return repr(value) if -BIG < value < BIG else f"<int of {value.bit_length()} bits>"
    if kind in BRACKETS:
        return _show_items(value, depth)
    if kind in RUNNING:
        return f"<{RUNNING[kind]} {value.__name__}>"
    if kind in (types.FunctionType, types.BuiltinFunctionType, types.MethodType):
        return f"<function {value.__name__}>"
    # Not by `isinstance`, which asks the value for its class.
    if issubclass(kind, type):
        return f"<class {vars(type)['__name__'].__get__(value)}>"
    if issubclass(kind, BaseException):
        given = vars(BaseException)["args"].__get__(value)
        arguments = ", ".join(show(one, depth - 1) for one in given) if depth else "…" * bool(given)
        return f"{kind.__name__}({arguments})"
    return f"<{kind.__name__} object>"


def _show_items(value: Collection[object], depth: int) -> str:
    left, right = tuple(BRACKETS[type(value)])
    is_set = isinstance(value, (set, frozenset))
    if not value:
        return f"{type(value).__name__}()" if is_set else left + right
    if not depth or (is_set and len(value) > LARGEST_SET):
        return f"{left}…{right}"
    if isinstance(value, dict):
        pairs = islice(value.items(), MOST_ITEMS)
        items = [f"{show(key, depth - 1)}: {show(one, depth - 1)}" for key, one in pairs]
    elif is_set:
        # It is in another order at each run.
        items = sorted(show(one, depth - 1) for one in value)[:MOST_ITEMS]
    else:
        items = [show(one, depth - 1) for one in islice(value, MOST_ITEMS)]
    if len(value) > MOST_ITEMS:
        items.append("…")
    comma = "," if isinstance(value, tuple) and len(items) == 1 else ""
    return left + ", ".join(items) + comma + right


def show_argument(call: str, frame: types.FrameType) -> str:
    """Return the argument that a call, given as text, passes: its value, or else its expression."""
    try:
        node = ast.parse(call.strip(), mode="eval").body
    except SyntaxError:
        return ""
    argument = node.args[-1] if isinstance(node, ast.Call) and node.args else None
    if isinstance(argument, ast.Constant):
        return show(argument.value)
    if isinstance(argument, ast.Name):
        namespace = frame.f_globals | frame.f_locals
        return show(namespace[argument.id]) if argument.id in namespace else argument.id
    return ast.unparse(argument) if argument else ""


def show_arguments(frame: types.FrameType) -> str:
    """Return the arguments with which a function has just been called, as text."""
    code, values = frame.f_code, frame.f_locals
    starred = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    count = code.co_argcount + code.co_kwonlyargcount + starred
    names = [name for name in code.co_varnames[:count] if name in values]
    text = ", ".join(f"{name}={show(values[name])}" for name in names)
    return text if len(text) <= REPR_LIMIT else text[: REPR_LIMIT - 1] + "…"
