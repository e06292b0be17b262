"""Errors of every kind, which no block of the talk is to hold back."""

import builtins
from asyncio import CancelledError
from collections.abc import Callable, Coroutine

import pytest


def errors() -> list[BaseException]:
    """Make one of each exception that Python has, but for what ends a coroutine."""
    kinds = [BaseException]
    for kind in kinds:
        known = [one for one in kind.__subclasses__() if one in vars(builtins).values()]
        kinds += [one for one in known if one is not StopIteration]
    kinds += [CancelledError, type("Unknown", (Exception,), {}), type("Odd", (BaseException,), {})]
    # What fails first is told to students: one that they know.
    kinds.sort(key=lambda kind: kind is not ValueError)
    return [kind.__new__(kind, "échec", [ValueError()]) for kind in kinds]


def assert_lets_out(suspended: Callable[[], Coroutine], capsys) -> None:
    """Assert that each error, where a coroutine is suspended, ends it, which says nothing of it."""
    for error in errors():
        coroutine = suspended()
        with pytest.raises(type(error)) as raised:
            coroutine.throw(error)
        assert raised.value is error
        assert capsys.readouterr() == ("", "")
