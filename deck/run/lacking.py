"""What a program asks for that the page's Python lacks: what comes of it proves nothing."""

import subprocess
import sys

# The events of PEP 578 that are raised before a thread or a process begins.
EVENTS = {
    "_thread.start_joinable_thread",
    "_thread.start_new_thread",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
}
# The terminal, which is opened by its name: what is printed there is heard by nobody.
TERMINALS = {"/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/fd/1", "/dev/fd/2"}
_asked: list[str] = []


class _CanFork:
    """Be false, and note each test of it: subprocess makes one before it raises any event."""

    def __bool__(self) -> bool:
        note("subprocess.Popen")
        return False


def watch() -> None:
    """Note from now on what is asked for in vain; in a browser alone."""
    sys.addaudithook(_hear)
    vars(subprocess)["_can_fork_exec"] = _CanFork()


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in EVENTS or (event == "open" and arguments[0] in TERMINALS):
        note(event)


def note(what: str) -> None:
    """Note that something was asked for in vain."""
    _asked.append(what)


def forget() -> None:
    """Forget what was asked for until now."""
    _asked.clear()


def was_asked() -> bool:
    """Return whether anything was asked for in vain since it was last forgotten."""
    return bool(_asked)
