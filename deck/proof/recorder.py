"""Record programs, here or in some processes that do nothing else.

Needs the standard library alone: a process that holds little is copied quickly, once a program.
"""

import os
import pickle
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from types import TracebackType
from typing import NamedTuple

from deck import ROOT
from deck.run.apart.process import MARK, end, new_mark, surroundings
from deck.run.apart.turn import GivenUp, turn
from deck.run.isolate import isolated, portable
from deck.run.scratch import NOTHING, WITHIN, at_home, scratch, within
from deck.source.words import DEFAULT, words
from deck.trace.model import Trace
from deck.trace.record import record
from deck.trace.recording import pack

# What is raised where who sends a message, or is to have it, has ended.
CUT = (EOFError, BrokenPipeError, pickle.UnpicklingError)


class Job(NamedTuple):
    """Represent a program to record, with the files that it finds, for so many seconds at most.

    It is packed for a page in the language `lang`, or else its trace is given as it is.
    """

    language: str
    source: str
    context: str
    data: tuple[tuple[str, bytes], ...]
    seconds: float
    lang: str = ""


@dataclass(frozen=True)
class Recorded:
    """Represent what a program printed, and its trace, or what a page makes of that."""

    output: str
    complete: bool
    runs_something: bool
    trace: Trace | None = None
    packed: str = ""


@lru_cache(maxsize=10_000)
def record_alone(job: Job) -> Recorded:
    """Record a program in a process of its own; raise Endless where it does not end."""
    with turn(job.context + job.source), scratch(dict(job.data)) as folder:
        run = within(folder, record)
        trace = isolated(run, job.language, job.source, job.context, seconds=job.seconds)
    trace = replace(trace, output=at_home(trace.output, folder))
    found = Recorded(trace.output, trace.complete, trace.runs_something)
    if not job.lang:
        return replace(found, trace=trace)
    # One whose context raises has no frame to draw.
    packed = pack(trace, words(job.lang)) if trace.runs_something else ""
    return replace(found, packed=packed)


class Recorder:
    """Start a process that records one program after another, and ends with what it started."""

    def __init__(self) -> None:
        self._mark = new_mark()
        self._is_ended = False
        self._folders = ExitStack()
        folder = self._folders.enter_context(scratch(NOTHING))
        # It finds the same modules as this one, and the programs find them, too.
        start = f"import sys; sys.path[:] = {sys.path!r}; sys.path.append({str(ROOT)!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{start}; from {__name__} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env=surroundings() | {MARK: self._mark, WITHIN: str(folder)},
        )

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()
        with self._folders, suppress(BrokenPipeError), self._process:
            pass

    def end(self) -> None:
        """Kill the process with what it records; who waits for that gets GivenUp."""
        self._is_ended = True
        end(self._process.pid, self._mark)

    def record(self, job: Job) -> Recorded:
        """Return what `record_alone` does; raise what it raises."""
        assert self._process.stdin and self._process.stdout
        try:
            pickle.dump(job, self._process.stdin)
            self._process.stdin.flush()
            found: Recorded | Exception = pickle.load(self._process.stdout)
        except CUT:
            if self._is_ended:
                raise GivenUp from None
            # A program has ended it.
            return record_alone(job)
        if isinstance(found, Exception):
            raise found
        return found


def serve() -> None:
    """Record what is asked for on the standard input, out of the reach of what is recorded."""
    jobs, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    ours = jobs.fileno(), results.fileno()
    # What each program needs is there before the first is recorded in a copy of this process.
    pack(record("pycon", ">>> 1\n", "import random\n"), words(DEFAULT))
    os.register_at_fork(after_in_child=lambda: list(map(os.close, ours)))
    with suppress(*CUT):
        while True:
            job = pickle.load(jobs)
            try:
                found: Recorded | Exception = record_alone.__wrapped__(job)
            except Exception as error:
                found = portable(error)
            pickle.dump(found, results)
            results.flush()
