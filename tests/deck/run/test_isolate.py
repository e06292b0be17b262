"""A function that is called in a process of its own leaves this one as it was."""

import os

from deck.run.isolate import isolated


def test_nothing_that_it_writes_reaches_the_terminal(capfd):
    """A shell and a descriptor write past Python's own streams, which whoever calls it hears."""
    assert isolated(os.system, "echo hidden; echo hidden >&2", seconds=10) == 0
    assert isolated(os.write, 1, b"hidden", seconds=10) == len("hidden")
    assert capfd.readouterr() == ("", "")
