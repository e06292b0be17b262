"""Call a function in a process of its own, where there are processes."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from deck.run.ending import IS_A_PAGE
from deck.run.program import TOO_LONG, Endless, OutputLimitReached, last_line
from deck.run.unchanged import unchanged

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")


def isolated(function: Callable[..., Result], *arguments: object, seconds: float) -> Result:
    """Call a function in a process of its own, which leaves this one as it was, and nothing behind.

    Raises Endless when it does not return in time, and what it raises otherwise, or its words.
    In a browser there are no processes: it is called here, stopped by whoever started Python, and
    what it changes is put back. Raises Tampered where that is of those who judge it.
    """
    if IS_A_PAGE:
        return _here(function, arguments)
    import multiprocessing  # not at the top: the page's Python, which runs this file, has none

    from deck.run.apart.process import end, new_mark, seen_before

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    mark, before = new_mark(), seen_before()
    process = context.Process(target=_call, args=(mark, sender, function, arguments), daemon=True)
    process.start()
    assert process.pid
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise Endless(f"does not end within {seconds:g} s")
        result: Result | BaseException = receiver.recv()
    except EOFError:
        process.join()
        raise Endless(f"ends its process, with exit code {process.exitcode}") from None
    finally:
        end(process.pid, mark, before)
        process.kill()
        process.join()
        receiver.close()
    if isinstance(result, BaseException):
        raise result
    return result


def _here(function: Callable[..., Result], arguments: tuple[object, ...]) -> Result:
    try:
        with unchanged(), warnings.catch_warnings():
            warnings.resetwarnings()
            return function(*arguments)
    except OutputLimitReached:
        raise Endless(TOO_LONG) from None


def _call(
    mark: str, sender: Connection, function: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    from deck.run.apart.process import MARK, limit

    os.setsid()
    os.environ[MARK] = mark
    limit()
    # What is written past Python's own streams would stand between the lines of a command.
    with open(os.devnull, "wb") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    sys.stdin = io.StringIO()
    warnings.resetwarnings()
    try:
        sender.send(function(*arguments))
    except OutputLimitReached:
        sender.send(Endless(TOO_LONG))
    except Exception as error:
        sender.send(portable(error))


def portable(error: Exception) -> Exception:
    """Return an exception as another process has it: in words, where it can't be made again."""
    import pickle  # not at the top, as above

    try:
        again = pickle.loads(pickle.dumps(error))
        is_same = type(again) is type(error) and str(again) == str(error)
    except Exception:
        is_same = False
    return error if is_same else RuntimeError(last_line(error).rstrip())
