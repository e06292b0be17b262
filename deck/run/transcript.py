"""Transcripts of a Python session, read by doctest's parser."""

import re
from collections.abc import Iterable, Iterator
from doctest import DocTestParser, Example
from itertools import pairwise

from deck.run.comparison import ended
from deck.run.program import typed

BLANK_LINE = "<BLANKLINE>"


class _Parser(DocTestParser):
    """Read a comment, or nothing, as what it is at a prompt: a statement that shows nothing.

    doctest leaves such an example out, and all that is stated under it.
    """

    _IS_BLANK_OR_COMMENT = re.compile(r"(?!)").match


def problems(source: str) -> Iterator[tuple[int, str, str, str]]:
    """List what is wrong with a transcript: line from 0, found, expected, remedy."""
    try:
        pieces = _Parser().parse(source)
    except ValueError as error:
        what = str(error).replace("docstring for <string>", "transcript")
        yield 0, f"“{what}”", "a transcript", "correct the prompts"
        return
    if not source.startswith((">>> ", ">>>\n")):
        found = "a transcript without a prompt on its first line"
        yield 0, found, "“>>> ”", "begin with what is typed"
    for before, piece in pairwise(pieces):
        if isinstance(before, Example) and isinstance(piece, str) and piece.strip():
            text = before.source + before.want + piece[: -len(piece.lstrip())]
            line = before.lineno + text.count("\n")
            found = "output after a blank line in a transcript"
            yield line, found, f"“{BLANK_LINE}” for an empty line", "write it so"


def examples(source: str) -> list[Example]:
    """Return what is typed, and what is printed under it."""
    return _Parser().get_examples(source)


def stated(example: Example) -> str:
    """Return what an example is stated to print."""
    return re.sub(rf"^{BLANK_LINE}$", "", example.want, flags=re.MULTILINE)


def written(statements: Iterable[str], outputs: Iterable[str]) -> str:
    """Write a session down, as the prompt shows it, as far as there are outputs."""
    return "".join(
        typed(statement) + ended(output) for statement, output in zip(statements, outputs)
    )
