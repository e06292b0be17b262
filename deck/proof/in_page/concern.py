"""Find in the code of a test, before it runs, the names of the blocks that it may ask for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from inspect import getattr_static
from types import CodeType, FunctionType
from typing import cast

import pytest


def texts(item: pytest.Function) -> Iterator[str]:
    """List the texts by which a test and its fixtures may ask for a block."""
    if hasattr(item, "callspec"):
        yield from _in(list(item.callspec.params.values()))
    for mark in item.iter_markers("claim"):
        yield from _in(mark.kwargs)
    # pytest shows which fixtures a test needs by no other name.
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    functions = [item.function, *(one.func for definitions in fixtures for one in definitions)]
    for function in functions:
        if isinstance(function, FunctionType):
            yield from _of_function(function)


# A test that is parametrized has one function for all its items.
@cache
def _of_function(function: FunctionType) -> frozenset[str]:
    return frozenset(_within(function, set()))


def _within(function: FunctionType, seen: set[CodeType]) -> Iterator[str]:
    """List the texts in a function of the tests, and in what it knows of their modules."""
    if function.__code__ in seen or not _is_ours(function):
        return
    seen.add(function.__code__)
    codes = [function.__code__]
    for code in codes:
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
        yield from _in(code.co_consts)
        for name in code.co_names:
            known = function.__globals__.get(name)
            known = getattr_static(known, "__wrapped__", known)
            if type(known) is FunctionType:
                yield from _within(known, seen)
            else:
                yield from _in(known)


def _is_ours(function: FunctionType) -> bool:
    return function.__module__.partition(".")[0] not in ("deck", "_pytest", "pytest")


def _in(value: object) -> Iterator[str]:
    # By its type alone: an object of a test may answer what `isinstance` asks of it, and fail.
    kind = type(value)
    if issubclass(kind, str):
        yield cast(str, value)
    elif issubclass(kind, dict):
        named = cast(Mapping[object, object], value)
        yield from _in([*named, *named.values()])
    elif issubclass(kind, (list, tuple, set, frozenset)):
        for one in cast(Iterable[object], value):
            yield from _in(one)
