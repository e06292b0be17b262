"""Start programs in processes of their own, which share nothing with this one, and end them.

Needs the standard library of a Unix alone.
"""

import os
import resource
import signal
import subprocess
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from deck.run.program import MEMORY_LIMIT

# As on a terminal without colours: the letters are the same.
PLAIN = {"PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "TERM": "dumb"}
# By this name in its environment a process is found that left the session of its program.
MARK = "DECK_PROGRAM"
# Seconds of a processor, for what goes on where this process was killed before it could end it.
PROCESSOR_LIMIT = 600
# A shell becomes the program, under its limits from the first instruction: given from here, they
# came too late on a busy machine. One that is narrower already stays.
LIMITED = '{ ulimit -d "$1"; ulimit -t "$2"; } 2>/dev/null; shift 2; exec "$@"'
PROCESSES = "/proc"
# Seconds in which no machine starts as many processes as it has numbers for: 32,768 at least.
SOON = 1.0
# When the processes of this machine were seen, and which they were.
Seen = tuple[float, frozenset[int]]
NONE_SEEN: Seen = -SOON, frozenset()


_living: set["Process"] = set()
_seen: Seen = NONE_SEEN


class Process(subprocess.Popen[bytes]):
    """Start a command in a folder, in a session of its own, with so much memory; kill all of it.

    It has `settings`, and the environment of this process without what would have it run otherwise.
    """

    def __init__(
        self,
        command: list[str],
        folder: Path,
        memory: int = MEMORY_LIMIT,
        *,
        settings: Mapping[str, str],
        stdin: int,
        stdout: int,
    ) -> None:
        self.mark = new_mark()
        self._before = seen_before()
        environment = {**without_settings(surroundings()), **PLAIN, MARK: self.mark, **settings}
        super().__init__(
            _limited(command, memory),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        _living.add(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        super().__exit__(kind, error, trace)

    def end(self) -> None:
        """Kill the process with all that it started, unless that is done."""
        if self in _living:
            end(self.pid, self.mark, self._before)
            _living.discard(self)


def _limited(command: list[str], memory: int) -> list[str]:
    return ["/bin/sh", "-c", LIMITED, "sh", str(memory // 1024), str(PROCESSOR_LIMIT), *command]


def limit() -> None:
    """Have this process take no more memory, nor more of a processor, than a program may."""
    limits = {resource.RLIMIT_DATA: MEMORY_LIMIT, resource.RLIMIT_CPU: PROCESSOR_LIMIT}
    for kind, most in limits.items():
        # Some systems keep no such limit: macOS.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def surroundings() -> dict[str, str]:
    """Return the environment of this process, though another thread changes it meanwhile.

    pytest does, between two tests, while blocks of the next ones are run ahead.
    """
    values = ((name, os.environ.get(name)) for name in list(os.environ))
    return {name: value for name, value in values if value is not None}


def without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what would have Python, or Node, run a program otherwise than elsewhere."""
    ours = ("PYTHON", "NODE_")
    return {name: value for name, value in environment.items() if not name.startswith(ours)}


def new_mark() -> str:
    """Return a mark that begins with that of this process, by which it is found, too."""
    return "/".join(filter(None, (os.environ.get(MARK), uuid.uuid4().hex)))


def end_all() -> None:
    """Kill every process that still runs, with all that it started."""
    for process in list(_living):
        process.end()


def end(pid: int, mark: str, before: Seen = NONE_SEEN) -> None:
    """Kill a process and its session, and what has left that session but not its environment.

    What was seen `before` it was started is none of what it started, and is not looked at.
    """
    seen, others = before
    # The numbers of processes come round again, and not so soon.
    left = set(others if time.monotonic() - seen < SOON else ())
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    marked = f"{MARK}={mark}".encode()
    while found := [
        one
        for one in _processes()
        if one not in left and (marked in _environment(one) or _session(one) == pid)
    ]:
        for one in found:
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                pass
            except PermissionError:
                # Another user's, as under sudo.
                left.add(one)


def _processes() -> list[int]:
    global _seen
    now = time.monotonic()
    names = os.listdir(PROCESSES) if os.path.isdir(PROCESSES) else []
    mine = os.getpid()
    found = [number for name in names if name.isdigit() and (number := int(name)) != mine]
    _seen = now, frozenset(found)
    return found


def seen_before() -> Seen:
    """Return when the processes were last seen, which is not long ago, and which they were."""
    if time.monotonic() - _seen[0] > SOON / 2:
        _processes()
    return _seen


def _session(pid: int) -> int:
    """Return the session of a process, 0 where it has ended."""
    _, _, rest = _read(f"{PROCESSES}/{pid}/stat").rpartition(b") ")
    state, _, _, session, *_ = rest.split(None, 4) or (b"Z", 0, 0, 0)
    return 0 if state in b"ZX" else int(session)


def _environment(pid: int) -> bytes:
    return _read(f"{PROCESSES}/{pid}/environ")


def _read(path: str) -> bytes:
    """Return what a file says; that of a process that is gone, or of another user, says nothing.

    After each program those of all processes are read: a path of its own would take most of that.
    """
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return b"".join(iter(lambda: os.read(file, 65536), b""))
    except OSError:
        return b""
    finally:
        os.close(file)
