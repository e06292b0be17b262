"""Run Python as a reader does, `python snippet.py`, and tell what is seen of it."""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deck.run import TRACEBACK, Run, exit_status
from deck.terminal import Ended, run

# What Python tells on its standard error without ending anything: warnings, with the line that they
# quote, and the exceptions of threads and of destructors, under a heading of their own.
ASIDE = re.compile(
    r"^.*:\d+: \w*Warning: .*\n(?:  .*\n)?|^Exception .*\nTraceback .*\n(?:[ \t].*\n)+\S.*\n",
    re.MULTILINE,
)
PLACE = '  File "'
GROUP = "  + Exception Group "
ERROR = re.compile(rf"^(?:{re.escape(TRACEBACK)}|{PLACE}|{re.escape(GROUP)})", re.MULTILINE)


def run_python(text: str, name: str, above: int, seconds: float) -> Run:
    """Run the text of a snippet, in which so many lines stand above those of its block.

    Raises Endless when it does not end in time, or prints too much.
    """
    with in_a_file(text, name) as path:
        ended = run([sys.executable, str(path)], seconds)
    return as_seen(ended, str(path), above)


def as_seen(ended: Ended, path: str, above: int) -> Run:
    """Tell what is seen of a program in a file, and the line of its block that raised."""
    error = last_words(ended.errors, ended.code)
    numbers = re.findall(rf'^  File "{re.escape(path)}", line (\d+)', ended.errors, re.M)
    line = int(numbers[-1]) - above if error and numbers else 0
    return Run(ended.output + error, error, line if line > 0 else None)


@contextmanager
def in_a_file(text: str, name: str) -> Iterator[Path]:
    """Write a program into a folder of its own, until it has run."""
    with tempfile.TemporaryDirectory(prefix="deck-") as folder:
        path = Path(folder, f"{name}.py")
        path.write_text(text, "utf-8")
        yield path


def last_words(errors: str, code: int) -> str:
    """Return what is seen of how a process ended: its uncaught exception, or its exit code."""
    if not code:
        return ""
    said = ASIDE.sub("", errors)
    if ERROR.search(said):
        return words(said)
    return said if code == 1 and said.strip() else exit_status(code)


def words(errors: str) -> str:
    """Return the exception that a traceback ends with, in its own words."""
    if GROUP in errors.rpartition(f"\n{TRACEBACK}")[2]:
        return re.search(r"^  \| (\S.*\n)", errors.rpartition(GROUP)[2], re.MULTILINE)[1]
    _, _, last_place = f"\n{errors}".rpartition(f"\n{PLACE}")
    return re.sub(r"\A.*\n(?:[ \t].*\n)*", "", last_place)


def traceback_of(errors: str) -> str:
    """Return what a prompt shows of an exception, less the body of its traceback, or nothing."""
    said = ASIDE.sub("", errors)
    if not (found := ERROR.search(said)):
        return ""
    # A statement that is none has no traceback: what is shown is where it stops making sense.
    return said[found.start() :] if found[0] == PLACE else TRACEBACK + words(said)
