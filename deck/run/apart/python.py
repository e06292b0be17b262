"""Run Python as a reader does, `python snippet.py`, and tell what is seen of it."""

import re
import signal
import sys
from dataclasses import replace
from itertools import takewhile

from deck.run.apart.elsewhere import elsewhere
from deck.run.apart.terminal import Ended, run
from deck.run.program import TRACEBACK, Run, exit_status
from deck.run.prompt import HEADING
from deck.run.scratch import NOTHING, Files, scratch, seen_at_home

# The traceback of what ends a program, or a statement, begins in the program itself; those of its
# tasks, threads and destructors begin elsewhere. A statement that is none has a place alone.
TRACEBACK_OF = r'^(?:{traceback}  File "{path}", line \d+, in <module>|  File "{path}", line \d+$)'
GROUP_OF = r'^  \+ Exception Group {traceback}  \|   File "{path}", line \d+, in <module>'
# What a program told before, and did not end with a line.
UNENDED = re.compile(
    rf'(?<=[^\n])(?={re.escape(TRACEBACK)}  File "|  \+ Exception Group {re.escape(TRACEBACK)}  \|)'
)
BODY = re.compile(r"\A(?:(?:Traceback |[ \t]).*\n)+")
GROUP_BODY = re.compile(r"\A.*\n(?:  \|   .*\n)+")
# What Python may tell after that, on the same standard error.
AFTERWARDS = re.compile(
    r"^(?:Exception (?:ignored |in thread ).*\n(?=Traceback |  |[\w.]+(?:: |$))"
    r"|(?:sys|\S+\.py):\d+: \w*Warning: "
    r"|Task (?:exception was never retrieved|was destroyed but it is pending!)$)",
    re.MULTILINE,
)
WARNING = re.compile(r"^\S+\.py:\d+: \w*Warning: .*\n(?:  .*\n)?", re.MULTILINE)
# What fails aside, in a thread or a destructor, and does not end the program.
TOLD = r"(?:(?:Traceback .*\n(?:[ \t].*\n)+)?[\w.]+(?::.*)?\n|(?:  [ +|].*\n)+)"
ASIDE = re.compile(
    rf"^Exception (?:ignored |in thread ).*\n{TOLD}(?:\n(?:The above|During) .*\n\n{TOLD})*",
    re.MULTILINE,
)
INTERRUPTED = -signal.SIGINT


def run_python(
    text: str, name: str, above: int, seconds: float, data: Files = NOTHING, seed: str = ""
) -> Run:
    """Run the text of a snippet, in which so many lines stand above those of its block.

    It finds the `data` beside it, and its hashes have that `seed`, or another each time. Raises
    Endless when it does not end in time, or prints too much.
    """
    with scratch({**data, f"{name}.py": text.encode()}) as folder:
        path = str(folder / f"{name}.py")
        ended = run([sys.executable, path], folder, seconds, elsewhere(seed))
    return seen_at_home(as_seen(ended, path, above), folder)


def as_seen(ended: Ended, path: str, above: int) -> Run:
    """Return what is seen of a program in a file, and the line of its block that raised."""
    ended = replace(ended, errors=UNENDED.sub("\n", ended.errors))
    error = last_words(ended, re.escape(path))
    numbers = re.findall(rf'^  File "{re.escape(path)}", line (\d+)', ended.errors, re.M)
    line = int(numbers[-1]) - above if error and numbers else 0
    return Run(below(ended.output, error), error, line if line > 0 else None, ended.errors)


def below(output: str, error: str) -> str:
    """Return an output with an error below it, which begins a line."""
    return output + ("\n" if error and output and not output.endswith("\n") else "") + error


def last_words(ended: Ended, path: str) -> str:
    """Return what is seen of how a program ended: its uncaught exception, or its exit code.

    `path` is a regular expression for the file that its code comes from.
    """
    if ended.code in (1, INTERRUPTED) and (words := exception(ended.errors, path)):
        return words
    said = _before(ASIDE.sub("", WARNING.sub("", ended.errors)), 0)
    if ended.code == 1 and said.strip():
        return said
    return exit_status(ended.code) if ended.code else ""


def exception(errors: str, path: str) -> str:
    """Return the exception that ends a program, or a statement, in its own words."""
    told = {"traceback": re.escape(TRACEBACK), "path": path}
    # Of a chain the last is what ends the program, be it a group or not.
    group, single = (
        max((found.start() for found in re.finditer(one.format(**told), errors, re.M)), default=-1)
        for one in (GROUP_OF, TRACEBACK_OF)
    )
    if group > single:
        lines = GROUP_BODY.sub("", errors[group:]).splitlines(keepends=True)
        return "".join(line[4:] for line in takewhile(lambda one: one.startswith("  | "), lines))
    return _before(BODY.sub("", errors[single:]), 1) if single >= 0 else ""


def _before(errors: str, start: int) -> str:
    """Return the errors up to what Python writes after a program has ended, if it writes any."""
    found = AFTERWARDS.search(errors, start)
    return errors[: found.start()] if found else errors


def exception_shown(errors: str, path: str) -> str:
    """Return what a prompt shows of an exception, less the body of its traceback, or nothing."""
    if not (words := exception(errors, path)):
        return ""
    # A statement that is none has no traceback: what is shown is where it stops making sense.
    place = re.search(
        rf'^  File "{path}", line \d+\n(?:    .*\n)+\Z', errors.removesuffix(words), re.M
    )
    return place[0] + words if place and TRACEBACK not in errors else HEADING + words
