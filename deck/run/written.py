"""Hear all that a program writes to its output and its errors, by whatever way, in one Python."""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import NoReturn

from deck.run.program import OUTPUT_LIMIT, OutputLimitReached

DESCRIPTORS = {"stdout": 1, "stderr": 2}
ERRORS = {"stdout": "strict", "stderr": "backslashreplace"}


class _File(io.FileIO):
    """Represent a file that looks like a terminal, to which the errors are not sent."""

    def __init__(self, name: str) -> None:
        super().__init__(DESCRIPTORS[name], "w", closefd=False)
        self.name = f"<{name}>"

    def isatty(self) -> bool:
        return bool(self.name == "<stdout>")

    def seekable(self) -> bool:
        return False

    def truncate(self, _size: int | None = None) -> NoReturn:
        raise io.UnsupportedOperation("truncate")


class _Stream(io.TextIOWrapper):
    """Represent what Python makes of a descriptor: a text, line by line, up to a limit."""

    def __init__(self, name: str) -> None:
        buffer = io.BufferedWriter(_File(name))
        super().__init__(buffer, "utf-8", ERRORS[name], newline="\n", line_buffering=True)
        self._left = OUTPUT_LIMIT if name == "stdout" else sys.maxsize

    def write(self, text: str) -> int:
        self._left -= len(text)
        if self._left < 0:
            raise OutputLimitReached
        return super().write(text)


class Written:
    """Capture what a program writes to a descriptor, through the stream of Python or past it.

    `kept` are other descriptors of the files in which it is.
    """

    def __init__(self, kept: dict[str, int], name: str) -> None:
        self._kept, self.target = kept[name], _Stream(name)
        self._start = os.fstat(self._kept).st_size
        setattr(sys, f"__{name}__", self.target)

    def _written(self) -> int:
        """Have all that has been written be in the file; return where it ends."""
        # A program may have closed it.
        with suppress(OSError, ValueError):
            self.target.flush()
        return os.fstat(self._kept).st_size

    def getvalue(self) -> str:
        """Return what has been written since this was made."""
        size = self._written() - self._start
        return os.pread(self._kept, size, self._start).decode("utf-8", "replace")

    def end_line(self) -> None:
        """Begin a line, lest what comes stand behind what was written."""
        end = self._written()
        if end > self._start and os.pread(self._kept, 1, end - 1) != b"\n":
            self.add("\n")

    def add(self, text: str) -> None:
        """Write what the program itself does not."""
        self._written()
        os.write(self._kept, text.encode("utf-8", "replace"))


@contextmanager
def written() -> Iterator[Callable[[str], Written]]:
    """Put files in the place of the descriptors; yield what makes the streams of a program."""
    with ExitStack() as stack:
        kept = {}
        for name, descriptor in DESCRIPTORS.items():
            kept[name] = stack.enter_context(tempfile.TemporaryFile(buffering=0)).fileno()
            before = os.dup(descriptor)
            stack.callback(os.close, before)
            stack.callback(os.dup2, before, descriptor)
            os.dup2(kept[name], descriptor)
        yield partial(Written, kept)
