"""Long work tells where it is on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys
from contextlib import suppress

from tests.paths import ROOT

DECK = "# One\n\n```python name:adds\nprint(1 + 1)\n```\n\n```output\n2\n```\n"


def told(folder, stderr: int) -> subprocess.CompletedProcess[str]:
    """Build a site in a folder, with a standard error."""
    (folder / "one.md").write_text(DECK)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-m", "deck", "site", "one.md"]
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True
    )


def all_from(terminal: int) -> str:
    """Return all that a terminal was told, which it hands out 4 kB at a time, and close it."""
    told = b""
    # So Linux says that nobody writes there any more.
    with suppress(OSError):
        while more := os.read(terminal, 4096):
            told += more
    os.close(terminal)
    return told.decode()


def test_each_step_is_told_on_a_terminal_and_taken_back(tmp_path):
    """What is being done, and how much of it there is; what is printed is the same."""
    ours, theirs = pty.openpty()
    on_terminal = told(tmp_path, theirs)
    os.close(theirs)
    heard = all_from(ours)
    assert "one.md: adds" in heard
    assert "0/1" in heard
    # The last line is erased.
    assert heard.rstrip().endswith("\x1b[2K")
    piped = told(tmp_path, subprocess.PIPE)
    assert piped.stderr == ""
    assert on_terminal.stdout.startswith("site/index.html: 1 slide, ")
    assert piped.stdout == "site/index.html: 1 slide, 0 files changed\n"
