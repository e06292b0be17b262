"""A function that is called in a process of its own leaves this one as it was."""

import os
import resource
import signal
import threading

import pytest

from deck.run.isolate import isolated
from deck.run.program import MEMORY_LIMIT


def test_nothing_that_it_writes_reaches_the_terminal(capfd):
    """A shell and a descriptor write past Python's own streams, which whoever calls it hears."""
    assert isolated(os.system, "echo hidden; echo hidden >&2", seconds=10) == 0
    assert isolated(os.write, 1, b"hidden", seconds=10) == len("hidden")
    assert capfd.readouterr() == ("", "")


def test_what_is_recorded_has_no_more_memory_than_what_is_run():
    """A block that goes on asking for it takes no machine down before its time is over."""
    given = isolated(resource.getrlimit, resource.RLIMIT_DATA, seconds=10)
    assert given == (MEMORY_LIMIT, MEMORY_LIMIT)


def test_a_copy_that_it_leaves_behind_ends_with_it():
    """Whoever waits for its end of a pipe is not left waiting."""
    reading, writing = os.pipe()
    isolated(copy, seconds=10)
    os.close(writing)
    os.set_blocking(reading, False)
    with open(reading, "rb", buffering=0) as held:
        assert held.read() == b""


def copy():
    if not os.fork():
        signal.pause()


class OfTwo(Exception):
    """Represent an exception that is made of two things, and says one."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__(f"{first} and {second}")


def fail(make):
    raise make()


def of_nowhere():
    class Local(Exception):
        pass

    return Local("why")


RAISED = {
    "plain": (lambda: KeyError("why"), KeyError, "'why'"),
    "of two": (lambda: OfTwo(1, 2), RuntimeError, f"{__name__}.OfTwo: 1 and 2"),
    "local": (of_nowhere, RuntimeError, f"{__name__}.of_nowhere.<locals>.Local: why"),
}


@pytest.mark.parametrize("make, kind, said", RAISED.values(), ids=RAISED)
def test_what_is_raised_there_is_told_here(make, kind, said):
    """In words, where it cannot be made again as it was."""
    with pytest.raises(Exception) as raised:
        isolated(fail, make, seconds=10)
    assert (raised.type, str(raised.value)) == (kind, said)


def test_what_cannot_be_returned_is_told():
    """And not taken for a program that ends its process."""
    with pytest.raises(TypeError) as raised:
        isolated(threading.Lock, seconds=10)
    assert str(raised.value) == "cannot pickle '_thread.lock' object"
