"""Run programs as their readers would; needs the standard library alone."""

import io
import sys
import traceback
import types
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from deck.run import ending

OUTPUT_LIMIT = 1_000_000  # characters
TOO_LONG = f"prints more than {OUTPUT_LIMIT:,} characters"
MEMORY_LIMIT = 2_000_000_000  # bytes
PROGRAM, CONTEXT = "<program>", "<context>"
TRACEBACK = "Traceback (most recent call last):\n"
# What Python raises of a text that is no program, or of one that it can't hold.
NO_PROGRAM = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)
Names = dict[str, object]  # the namespace of a program, or what is put into it first


class Endless(Exception):
    """Signal that a program was ended: it took too long, printed too much, or ended its process.

    `printed` is what it had printed by then, where that was heard.
    """

    printed = ""


class OutputLimitReached(BaseException):
    """End a program that prints without end, even one that catches every Exception."""


# What makes a stream of its name: a Stream, or what does as one.
Maker = Callable[[str], Any]


@dataclass(frozen=True)
class Run:
    """Represent what a program printed, with the last line of an uncaught exception.

    `error` is that last line alone, or the exit code, and `line` is the program's own line that
    raised it, or None where its context did. `told` is all that went to the standard error.
    """

    output: str
    error: str = ""
    line: int | None = None
    told: str = ""


@dataclass(frozen=True)
class Session:
    """Represent what each statement printed, up to the one that ended the session, and its end.

    `told` is all that went to the standard error, without the prompts.
    """

    outputs: list[str]
    error: str = ""
    told: str = ""


class Stream(io.StringIO):
    """Keep what a program writes to its “stdout” or “stderr”, up to a limit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.ends_a_line = True

    @property
    def target(self) -> "Stream":
        """Return what a program writes to."""
        return self

    def note(self, text: str) -> None:
        """Note where what is written ends."""
        self.ends_a_line = text.endswith("\n") if text else self.ends_a_line

    def end_line(self) -> None:
        """Begin a line, lest what comes stand behind what was printed."""
        if not self.ends_a_line:
            self.write("\n")

    def add(self, text: str) -> None:
        """Write what the program itself does not."""
        self.write(text)

    def write(self, text: str) -> int:
        self.note(text)
        if self.tell() + len(text) > OUTPUT_LIMIT:
            raise OutputLimitReached
        return super().write(text)


def run_program(
    program: str,
    context: str = "",
    stream: Maker = Stream,
    at_end: Callable[[Names], object] = lambda _: None,
) -> Run:
    """Run a program, after its context, to its end.

    `at_end` is given its names once its last line, or an uncaught exception, has been reached.
    """
    codes = [compiled(context, CONTEXT), compiled(program, PROGRAM)]
    ending.begin()
    stdout, stderr = stream("stdout"), stream("stderr")
    with redirect_stdout(stdout.target), redirect_stderr(stderr.target):
        told, error, line = _executed(codes, at_end)
        if told:
            stderr.add(told)
        ending.end()
        if error:
            stdout.end_line()
            stdout.add(error)
    return Run(stdout.getvalue(), error, line, stderr.getvalue())


def _executed(
    codes: Iterable[types.CodeType], at_end: Callable[[Names], object]
) -> tuple[str, str, int | None]:
    """Return how what it raises is told, its last line apart, and the program's line of it.

    Of the names of the program nothing is kept.
    """
    namespace = main_module()
    error = _first_error(codes, namespace)
    at_end(namespace)
    if error is None:
        return "", "", None
    if isinstance(error, SystemExit):
        return "", last_line(error), None
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == PROGRAM]
    return traceback_of(error), last_line(error), lines[-1] if lines else None


def _first_error(codes: Iterable[types.CodeType], namespace: Names) -> BaseException | None:
    for code in codes:
        # An exception may be false: a program's own can have a length of 0.
        if (error := execute(code, namespace)) is not None:
            return error
    return None


def execute(code: types.CodeType, namespace: Names) -> BaseException | None:
    """Execute code in a namespace; return the exception that it lets out, if it does.

    Its traceback begins in the code. Raises OutputLimitReached where too much is printed.
    """
    try:
        exec(code, namespace)
    except OutputLimitReached:
        raise
    except BaseException as error:
        return error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
    return None


def exit_status(code: int) -> str:
    """Return the line that states an exit code, of which a shell prints nothing."""
    return f"killed by signal {-code}\n" if code < 0 else f"exit code {code}\n"


def last_line(error: BaseException) -> str:
    """Return what is seen at the end of a program that an exception ends: nothing of a good end."""
    if not isinstance(error, SystemExit):
        return "".join(traceback.format_exception_only(error))
    if error.code is None or isinstance(error.code, int):
        code = (error.code or 0) & 0xFF
        return exit_status(code) if code else ""
    return f"{error.code}\n"


def compiled(source: str, filename: str, mode: str = "exec") -> types.CodeType:
    """Compile a program as it stands, whatever the futures of this module."""
    return compile(source, filename, mode, dont_inherit=True)


def main_module(names: Names | None = None) -> Names:
    """Put an empty main module in the place of the last one; return its namespace."""
    module = types.ModuleType("__main__")
    module.__dict__.update(names or {}, __name__="__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def traceback_of(error: BaseException) -> str:
    """Return what Python writes of an exception before its last line; nothing of an exit."""
    if isinstance(error, SystemExit):
        return ""
    return "".join(traceback.format_exception(error)).removesuffix(last_line(error))
