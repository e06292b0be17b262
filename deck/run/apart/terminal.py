"""Run a program at a terminal of its own, and hear all that it prints there."""

import codecs
import fcntl
import os
import pty
import selectors
import struct
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from deck.run.apart.process import Process
from deck.run.program import MEMORY_LIMIT, OUTPUT_LIMIT, TOO_LONG, Endless

KEPT_OF_ERRORS = 1_000_000  # bytes: of what is longer, the end is kept
SIZE = struct.pack("HHHH", 24, 80, 0, 0)  # rows and columns of a terminal
POLL = 0.01  # seconds: how often a process is looked at where its end is not told


class Program(AbstractContextManager["Program"], Protocol):
    """Describe what runs at a terminal: a process of a command, or a copy of this one."""

    @property
    def pid(self) -> int: ...

    @property
    def stderr(self) -> IO[bytes] | None: ...

    def poll(self) -> int | None: ...

    def end(self) -> None: ...


@dataclass(frozen=True)
class Ended:
    """Represent what a process wrote until it ended, and its exit code, negative for a signal."""

    output: str
    errors: str
    code: int


def run(
    command: list[str],
    folder: Path,
    seconds: float,
    settings: Mapping[str, str],
    memory: int = MEMORY_LIMIT,
) -> Ended:
    """Run a command in a folder to its end, at a terminal where nobody types.

    It has the `settings` in its environment. Raises Endless when it does not end in time, or prints
    too much.
    """

    # Not written to: at a terminal it would be seen.
    with open(os.devnull) as nothing:

        def start(slave: int) -> Process:
            hear = {"stdin": nothing.fileno(), "stdout": slave}
            return Process(command, folder, memory, settings=settings, **hear)

        return watch(start, seconds)


def watch(start: Callable[[int], Program], seconds: float) -> Ended:
    """Start a process with a terminal as its output, and hear it to its end."""
    master, slave = _terminal()
    with open(master, "rb", buffering=0) as output:
        with open(slave, "wb", buffering=0) as shown:
            process = start(shown.fileno())
        # Closed before the process is waited for, which may have more to say.
        with process, output, Listener(process, output.fileno(), seconds) as listener:
            try:
                return listener.until_the_end()
            except Endless as error:
                error.printed = listener.take()
                raise


class Listener:
    """Hear what a process writes to its output and to its errors, for so many seconds."""

    def __init__(self, process: Program, output: int, seconds: float) -> None:
        self.process, self.seconds = process, seconds
        self.deadline = time.monotonic() + seconds
        self.errors, self.heard = bytearray(), 0  # the end of the errors, and how long they are
        self._pieces: list[str] = []
        self._length = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        assert process.stderr
        self._hear = {output: self._hear_output, process.stderr.fileno(): self._hear_errors}
        self._selector = selectors.DefaultSelector()
        for file in self._hear:
            os.set_blocking(file, False)
            self._selector.register(file, selectors.EVENT_READ)
        self._patience = POLL
        self._own: list[int] = []
        # Not every system has it, and a sandbox, or an old kernel, refuses it.
        with suppress(AttributeError, OSError):
            self._own.append(os.pidfd_open(process.pid))
            self._selector.register(self._own[0], selectors.EVENT_READ)
            self._patience = seconds

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        for file in self._own:
            os.close(file)

    def take(self) -> str:
        """Return what has been printed since this was last asked."""
        pieces, self._pieces = self._pieces, []
        return "".join(pieces)

    def take_errors(self) -> str:
        """Return what has been written to the errors since this was last asked."""
        errors, self.errors = self.errors, bytearray()
        return errors.decode("utf-8", "replace")

    def until(self, condition: Callable[[], bool]) -> bool:
        """Listen until a condition holds, True, or until the process has ended, False.

        Raises Endless when neither comes in time, or too much is printed.
        """
        while not condition():
            if self.process.poll() is not None:
                return False
            if not self._listen():
                raise Endless(f"does not end within {self.seconds:g} s")
        return True

    def until_the_end(self) -> Ended:
        """Listen until the process has ended and all that it wrote has been read."""
        self.until(lambda: False)
        # What it started and left behind would be heard for ever.
        self.process.end()
        while self._hear.keys() & self._selector.get_map().keys() and self._listen():
            pass
        self._pieces.append(self._decode(b"", final=True))
        code = self.process.poll()
        assert code is not None
        return Ended(self.take(), self.take_errors(), code)

    def _listen(self) -> bool:
        """Wait for something to be written, and read it; tell whether there is time left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            return False
        for key, _ in self._selector.select(min(left, self._patience)):
            if key.fd not in self._hear:
                self._selector.unregister(key.fd)
            elif data := _read(key.fd):
                self._hear[key.fd](data)
            else:
                self._selector.unregister(key.fd)
        return True

    def _hear_output(self, data: bytes) -> None:
        self._pieces.append(self._decode(data))
        self._length += len(self._pieces[-1])
        if self._length > OUTPUT_LIMIT:
            raise Endless(TOO_LONG)

    def _hear_errors(self, data: bytes) -> None:
        self.errors += data
        self.heard += len(data)
        del self.errors[:-KEPT_OF_ERRORS]


def _read(file: int) -> bytes:
    """Read what there is; a terminal that the last process has closed gives nothing."""
    try:
        return os.read(file, 65536)
    except OSError:
        return b""


def _terminal() -> tuple[int, int]:
    """Open a terminal that passes each byte on as it is."""
    master, slave = pty.openpty()
    attributes = termios.tcgetattr(slave)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(slave, termios.TCSANOW, attributes)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, SIZE)
    return master, slave
