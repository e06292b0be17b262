"""The lines of what a run showed, piece by piece."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from deck.run.program import TRACEBACK

# What is not printed by the program itself.
TYPED, TOLD = "typed", "told"
KINDS = {"stdin": TYPED, "stderr": TOLD}
# Where Python did not understand a program, and what it says below.
PLACE = re.compile(r'  File "[^"\n]+", line \d+\n')
NOT_CODE = ("SyntaxError", "IndentationError", "TabError")


class Line(NamedTuple):
    """Represent a line that is shown: one that is typed or told, or, of no kind, printed."""

    kind: str
    text: str


def lines_of(pieces: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """List the lines of all pieces; errors written amid a line of output come after that line.

    Of an error, its last line is printed, and all before that is told. A piece is what was typed
    at a prompt (“stdin”), printed (“stdout”) or told (“stderr”).
    """
    lines: list[Line] = []
    last: dict[str, int] = {}
    for name, text in pieces:
        kind = KINDS.get(name, "")
        for piece in StringIO(text):
            rank = last.get(kind, -1)
            if rank >= 0 and not lines[rank].text.endswith("\n"):
                lines[rank] = Line(kind, lines[rank].text + piece)
            else:
                last[kind] = len(lines)
                lines.append(Line(kind, piece))
    in_body = False
    for (kind, text), said in zip(lines, _said_below(lines)):
        if kind:
            yield Line(kind, text.rstrip("\n"))
            continue
        is_heading = text == TRACEBACK or (PLACE.match(text) and said.startswith(NOT_CODE))
        in_body = bool(is_heading) or (in_body and text[:1] in (" ", "\t"))
        yield Line(TOLD if in_body else kind, text.rstrip("\n"))


def _said_below(lines: Sequence[Line]) -> list[str]:
    """Return for each line the next one that is printed with no blank before it, or itself."""
    found, said = [], ""
    for line in reversed(lines):
        said = said if line.kind or line.text[:1] == " " else line.text
        found.append(said)
    return found[::-1]
