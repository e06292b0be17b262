"""Run programs and transcripts as their readers would; needs the standard library alone."""

import io
import multiprocessing
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")

OUTPUT_LIMIT = 1_000_000
TRACEBACK = "Traceback (most recent call last):\n"


class Endless(Exception):
    """Say that a program was stopped: it took too long, or printed too much."""


class OutputLimitReached(BaseException):
    """End a program that prints without end, even one that catches every Exception."""


@dataclass(frozen=True)
class Run:
    """Hold what a program printed, with the last line of an uncaught exception.

    `error` is that last line alone, and `line` is the program's line that raised it, or None.
    """

    output: str
    error: str = ""
    line: int | None = None


class _Capped(io.StringIO):
    def write(self, text: str) -> int:
        if self.tell() > OUTPUT_LIMIT:
            raise OutputLimitReached
        return super().write(text)


def run_program(program: str, names: dict | None = None) -> Run:
    """Run a program from its first line to its last, or to an uncaught exception."""
    code = compile(program, "<program>", "exec", dont_inherit=True)
    output, error = _execute(code, _main_module(names))
    if error is None:
        return Run(output)
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == "<program>"]
    last_line = _last_line(error)
    return Run(output + last_line, last_line, lines[-1] if lines else None)


def run_transcript(context: str, statements: Iterable[str], names: dict | None = None) -> list[str]:
    """Type statements at a prompt, one after another; return what each one prints."""
    namespace = _main_module(names)
    exec(compile(context, "<context>", "exec", dont_inherit=True), namespace)
    return [_type_at_prompt(statement, namespace) for statement in statements]


def _type_at_prompt(statement: str, namespace: dict) -> str:
    try:
        code = compile(statement, "<stdin>", "single", dont_inherit=True)
    except SyntaxError as error:
        return _last_line(error)
    output, error = _execute(code, namespace)
    return output if error is None else output + TRACEBACK + _last_line(error)


def _execute(code: types.CodeType, namespace: dict) -> tuple[str, BaseException | None]:
    with redirect_stdout(_Capped()) as stdout, redirect_stderr(io.StringIO()):
        try:
            exec(code, namespace)
        except OutputLimitReached:
            raise
        except SystemExit:
            pass
        except BaseException as error:
            return stdout.getvalue(), error
    return stdout.getvalue(), None


def _main_module(names: dict | None) -> dict:
    module = types.ModuleType("__main__")
    module.__dict__.update(names or {}, __name__="__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def _last_line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error))


def isolated(function: Callable[..., Result], *arguments, seconds: float) -> Result:
    """Call a function in a process of its own, which leaves this one as it was.

    Raises Endless when it does not return in time, and what it raises otherwise.
    In a browser there are no processes: it is called here, and stopped by whoever started Python.
    """
    if sys.platform == "emscripten":
        return function(*arguments)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(sender, function, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise Endless(f"does not end within {seconds:g} s")
        result = receiver.recv()
    except EOFError:
        process.join()
        raise Endless(f"ends its process, with exit code {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(result, BaseException):
        raise result
    return result


def _call(sender, function: Callable, arguments: tuple) -> None:
    sys.stdin = io.StringIO()
    warnings.resetwarnings()
    try:
        result = function(*arguments)
    except OutputLimitReached:
        result = Endless(f"prints more than {OUTPUT_LIMIT:,} characters")
    except Exception as error:
        result = error
    sender.send(result)
