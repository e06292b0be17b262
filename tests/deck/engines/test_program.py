"""A browser ends with the tests that started it, whatever ends them."""

import os
import subprocess
import sys

# The second program is one that the first starts, as a browser's driver starts the browser.
KILLED = """
import os, signal, sys
from tests.deck.engines.program import running

holds = 'exec 3>"$1"; sleep 300 & echo started; wait'
with running("sh", "-c", holds, "sh", sys.argv[1]) as lines:
    lines.get()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_browser_started_ends_with_tests_that_are_killed(tmp_path):
    """The pipe that all of it holds ends: nobody is left to write to it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", KILLED, pipe]), pipe.open() as held:
        assert held.read() == ""
