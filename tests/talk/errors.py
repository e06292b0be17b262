"""Errors of every kind, which no block of the talk is to hold back."""

import builtins
from asyncio import CancelledError
from collections.abc import Callable, Coroutine
from functools import cache

import pytest


@cache
def kinds() -> list[type[BaseException]]:
    """List each exception that Python has, but for what ends a coroutine, and two that it lacks."""
    found = [BaseException]
    own = {one for one in vars(builtins).values() if isinstance(one, type)}
    for kind in found:
        found += [one for one in kind.__subclasses__() if one in own and one is not StopIteration]
    found += [CancelledError, type("Unknown", (Exception,), {}), type("Odd", (BaseException,), {})]
    # What fails first is told to students: one that they know.
    return sorted(found, key=lambda kind: kind is not ValueError)


def errors() -> list[BaseException]:
    """Make one error of each kind."""
    return [kind.__new__(kind, "échec", [ValueError()]) for kind in kinds()]


def assert_lets_out(suspended: Callable[[], Coroutine], capsys) -> None:
    """Assert that each error, where a coroutine is suspended, ends it, which says nothing of it."""
    thrown = [(suspended(), error) for error in errors()]
    for coroutine, error in thrown:
        with pytest.raises(type(error)) as raised:
            coroutine.throw(error)
        assert raised.value is error
    assert capsys.readouterr() == ("", "")
