"""Run programs and transcripts as their readers would; needs the standard library alone."""

import builtins
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
MEMORY_LIMIT = 2_000_000_000  # bytes
PROGRAM, CONTEXT = "<program>", "<context>"
TRACEBACK = "Traceback (most recent call last):\n"
# What a prompt shows of a traceback, as far as it is the same on each Python.
HEADING = f'{TRACEBACK}  File "<stdin>", line 1, in <module>\n'
Names = dict[str, object]  # the namespace of a program, or what is put into it first


class Endless(Exception):
    """Signal that a program was stopped: it took too long, or printed too much."""


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
        if self.tell() > OUTPUT_LIMIT:
            raise OutputLimitReached
        return super().write(text)


def run_program(
    program: str,
    names: Names | None = None,
    context: str = "",
    stream: Maker = Stream,
    at_end: Callable[[Names], object] = lambda _: None,
) -> Run:
    """Run a program, after its context, to its end.

    `at_end` is given its names once its last line, or an uncaught exception, has been reached.
    """
    codes = [_compile(context, CONTEXT), _compile(program, PROGRAM)]
    ending.begin()
    stdout, stderr = stream("stdout"), stream("stderr")
    with redirect_stdout(stdout.target), redirect_stderr(stderr.target):
        told, error, line = _executed(codes, names, at_end)
        if told:
            stderr.add(told)
        ending.end()
        if error:
            stdout.end_line()
            stdout.add(error)
    return Run(stdout.getvalue(), error, line)


def _executed(
    codes: Iterable[types.CodeType], names: Names | None, at_end: Callable[[Names], object]
) -> tuple[str, str, int | None]:
    """Return how what it raises is told, its last line apart, and the program's line of it.

    Of the names of the program nothing is kept.
    """
    namespace = main_module(names)
    error = _first_error(codes, namespace)
    at_end(namespace)
    if error is None:
        return "", "", None
    if isinstance(error, SystemExit):
        return "", last_line(error), None
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == PROGRAM]
    return _traceback(error), last_line(error), lines[-1] if lines else None


def _first_error(codes: Iterable[types.CodeType], namespace: Names) -> BaseException | None:
    for code in codes:
        # An exception may be false: a program's own can have a length of 0.
        if (error := execute(code, namespace)) is not None:
            return error
    return None


def run_transcript(
    context: str,
    statements: Iterable[str],
    names: Names | None = None,
    stream: Maker = Stream,
) -> list[str]:
    """Type statements at a prompt, one after another; return what each one prints.

    Each is taken when the one before has ended, and none after one that ends the session.
    """
    ending.begin()
    vars(builtins).pop("_", None)
    namespace, outputs = main_module(names), []
    if (error := execute(_compile(context, CONTEXT), namespace)) is not None:
        raise error
    try:
        for statement in statements:
            output, goes_on = _type_at_prompt(statement, namespace, stream)
            outputs.append(output)
            if not goes_on:
                break
        return outputs
    finally:
        del namespace
        with redirect_stdout(stream("stdout").target), redirect_stderr(stream("stderr").target):
            ending.end()


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


def with_places(output: str) -> str:
    """Put under each heading of a traceback what a session writes there to its standard error."""
    return output.replace(TRACEBACK, HEADING)


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


def typed(statement: str) -> str:
    """Return a statement as it stands in a transcript, after its prompts."""
    return ">>> " + statement.rstrip("\n").replace("\n", "\n... ") + "\n"


def says_nothing(statement: str) -> bool:
    """Return whether what is typed is a comment alone, or an empty line."""
    return all(line.lstrip().startswith("#") or not line.strip() for line in statement.split("\n"))


def _compile(source: str, filename: str, mode: str = "exec") -> types.CodeType:
    return compile(source, filename, mode, dont_inherit=True)


def _type_at_prompt(statement: str, namespace: Names, stream: Maker) -> tuple[str, bool]:
    """Type a statement; return what it prints, and whether the session goes on after it."""
    if says_nothing(statement):
        return "", True
    try:
        code = _compile(statement, "<stdin>", "single")
    except SyntaxError as mistake:
        stdout = stream("stdout")
        stdout.add(last_line(mistake))
        return stdout.getvalue(), True
    stdout, stderr = stream("stdout"), stream("stderr")
    with redirect_stdout(stdout.target), redirect_stderr(stderr.target):
        error = execute(code, namespace)
    if error is not None:
        stdout.end_line()
        if not (ends := isinstance(error, SystemExit)):
            stdout.add(TRACEBACK)
        stderr.add(_traceback(error).removeprefix(TRACEBACK))
        stdout.add(last_line(error))
        return stdout.getvalue(), not ends
    return stdout.getvalue(), True


def main_module(names: Names | None = None) -> Names:
    """Put an empty main module in the place of the last one; return its namespace."""
    module = types.ModuleType("__main__")
    module.__dict__.update(names or {}, __name__="__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def _traceback(error: BaseException) -> str:
    """Return what Python writes of an exception before its last line; nothing of an exit."""
    if isinstance(error, SystemExit):
        return ""
    return "".join(traceback.format_exception(error)).removesuffix(last_line(error))
