"""A function that is called in a process of its own leaves this one as it was."""

import os
import resource

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
