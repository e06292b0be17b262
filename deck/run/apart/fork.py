"""Run a block that needs objects of the tests, in a copy of this process that ends with it."""

import atexit
import multiprocessing
import os
import sys
import threading
import traceback
import warnings
from contextlib import ExitStack
from pathlib import Path

from deck.run.apart.process import MARK, end, limit, new_mark
from deck.run.apart.python import as_seen
from deck.run.apart.terminal import watch
from deck.run.program import Names, Run, execute, main_module
from deck.run.scratch import NOTHING, Files, scratch, seen_at_home

STARTED_IN = os.getcwd()
# Where there is no limit, they would be closed one by one for minutes.
MOST_FILES = 65_536


def run_with(
    names: Names, text: str, name: str, above: int, seconds: float, data: Files = NOTHING
) -> Run:
    """Run the text of a snippet as a program whose namespace has these names.

    It finds the `data` beside it. Raises Endless when it does not end in time, or prints too much.
    """
    path = f"{name}.py"
    with scratch({**data, path: text.encode()}) as folder:
        ended = watch(lambda slave: _Copy(slave, folder, text, path, names), seconds)
    return seen_at_home(as_seen(ended, path, above), folder)


class _Copy:
    """Start a copy of this process, whose standard output is a terminal, to run a program."""

    def __init__(self, output: int, *program: object) -> None:
        self.mark = new_mark()
        reading, writing = os.pipe()
        start = multiprocessing.get_context("fork").Process
        self._process = start(target=_run, args=(self.mark, output, writing, *program))
        with ExitStack() as unstarted, open(writing, "wb", buffering=0):
            self.stderr = unstarted.enter_context(open(reading, "rb", buffering=0))
            self._process.start()
            unstarted.pop_all()
        assert self._process.pid
        self.pid = self._process.pid

    def __enter__(self) -> "_Copy":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self._process.kill()
        self._process.join()
        self.stderr.close()

    def poll(self) -> int | None:
        return self._process.exitcode

    def end(self) -> None:
        """Kill the copy with all that it started."""
        end(self.pid, self.mark)


def _run(
    mark: str, output: int, errors: int, folder: Path, text: str, path: str, names: Names
) -> None:
    """Run the program in a session of its own, and end the process as Python does."""
    os.setsid()
    # Where a fixture has changed the folder, the block needs that one.
    if os.getcwd() == STARTED_IN:
        os.chdir(folder)
    os.environ[MARK] = mark
    limit()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for mine, standard in ((nothing, 0), (output, 1), (errors, 2)):
        os.dup2(mine, standard)
    os.closerange(3, min(os.sysconf("SC_OPEN_MAX"), MOST_FILES))
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    for name, file in (("stdout", 1), ("stderr", 2)):
        stream = open(file, "w", buffering=1, encoding="utf-8", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    warnings.resetwarnings()
    atexit._clear()
    code = _code_of(text, path, names)
    threading._shutdown()  # type: ignore[attr-defined]  # typeshed leaves it out
    atexit._run_exitfuncs()
    for printed in (sys.stdout, sys.__stdout__):
        if printed is not None:
            printed.flush()
    os._exit(code)


def _code_of(text: str, path: str, names: Names) -> int:
    """Run a program; return its exit code."""
    error = execute(compile(text, path, "exec", dont_inherit=True), main_module(names))
    if isinstance(error, SystemExit):
        if error.code is None or isinstance(error.code, int):
            return (error.code or 0) & 0xFF
        print(error.code, file=sys.stderr)
    elif error is not None:
        traceback.print_exception(error)
    return 0 if error is None else 1
