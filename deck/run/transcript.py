"""Transcripts of a Python session, read by doctest's parser."""

import codeop
import doctest
import re
from collections.abc import Iterable, Iterator
from doctest import DocTestParser, Example
from itertools import pairwise, takewhile
from typing import SupportsIndex

from deck.run.comparison import WHOLE_TRACEBACK, ended
from deck.run.program import NO_PROGRAM, TRACEBACK
from deck.run.prompt import typed
from deck.run.unwarned import unwarned

BLANK_LINE = "<BLANKLINE>"
FREE = (doctest.ELLIPSIS, doctest.NORMALIZE_WHITESPACE, doctest.IGNORE_EXCEPTION_DETAIL)


class _WithTabs(str):
    """Keep the tabs of what is stated, which doctest would expand; a prompt prints them."""

    def expandtabs(self, tabsize: SupportsIndex = 8) -> str:
        prompts = (">>>", "...")
        return "\n".join(
            line.expandtabs(tabsize) if line.startswith(prompts) else line
            for line in self.split("\n")
        )


class _Parser(DocTestParser):
    """Read a comment, or nothing, as what it is at a prompt: a statement that shows nothing.

    doctest leaves such an example out, and all that is stated under it.
    """

    _IS_BLANK_OR_COMMENT = re.compile(r"(?!)").match


def problems(source: str) -> Iterator[tuple[int, str, str, str]]:
    """List what is wrong with a transcript: line from 0, found, expected, remedy."""
    try:
        pieces = _Parser().parse(_WithTabs(source))
    except ValueError as error:
        what = str(error).replace("docstring for <string>", "session")
        yield 0, f"“{what}”", "a session", "correct the prompts"
        return
    if not source.startswith((">>> ", ">>>\n")):
        found = "a session without a prompt on its first line"
        yield 0, found, "“>>> ”", "begin with what is typed"
    for piece in pieces:
        if isinstance(piece, Example) and not _is_complete(piece.source):
            found, expected = "a statement that goes on", "“... ” before each of its other lines"
            yield piece.lineno, found, expected, "write it so"
    for before, piece in pairwise(pieces):
        if isinstance(before, Example) and isinstance(piece, str) and piece.strip():
            text = before.source + before.want + piece[: -len(piece.lstrip())]
            line = before.lineno + text.count("\n")
            found = "output after a blank line in a session"
            yield line, found, f"“{BLANK_LINE}” for an empty line", "write it so"


def _is_complete(source: str) -> bool:
    """Return whether the prompt waits for no more of a statement."""
    try:
        with unwarned():
            return codeop.compile_command(source + "\n", "<stdin>", "single") is not None
    except NO_PROGRAM:
        return True  # and says so


def _is_code(source: str) -> bool:
    """Return whether a statement is one, which the prompt understands."""
    try:
        with unwarned():
            compile(source, "<stdin>", "exec", dont_inherit=True)
    except NO_PROGRAM:
        return False
    return True


def is_one(source: str) -> bool:
    """Return whether a text is a session, and no program: it has prompts where Python has none."""
    return bool(re.search(r"^>>>(?: |$)", source, re.MULTILINE)) and source.lstrip()[:1] in ">#"


def examples(source: str) -> list[Example]:
    """Return what is typed, and what is printed under it; what says `+SKIP` is not typed."""
    found = _Parser().get_examples(_WithTabs(source))
    return [example for example in found if not example.options.get(doctest.SKIP)]


def without_skipped(source: str) -> str:
    """Return a session without what says `+SKIP`, and what is stated under it."""
    lines = source.split("\n")
    for example in reversed(_Parser().get_examples(_WithTabs(source))):
        if example.options.get(doctest.SKIP):
            length = typed_on(source, example) + example.want.count("\n")
            del lines[example.lineno : example.lineno + length]
    return "\n".join(lines)


def typed_on(source: str, example: Example) -> int:
    """Return on how many lines an example is typed; its source lacks a last `...` of nothing."""
    below = source.split("\n")[example.lineno + 1 :]
    return 1 + sum(1 for _ in takewhile(lambda line: line.lstrip().startswith("..."), below))


def program(source: str) -> str:
    """Return what is typed in a session, as a program, without what raises or is not understood."""
    try:
        typed_in = examples(source)
    except ValueError:
        return ""
    passing = (one.source for one in typed_in if TRACEBACK.rstrip() not in one.want)
    return "".join(filter(_is_code, passing))


def stated(example: Example) -> str:
    """Return what an example is stated to print."""
    return re.sub(rf"^{BLANK_LINE}$", "", example.want, flags=re.MULTILINE)


def is_free(example: Example, output: str) -> bool:
    """Return whether the directives of an example have its output agree with what is stated."""
    return any(map(example.options.get, FREE)) and agreed(example, output) == output


def agreed(example: Example, output: str) -> str:
    """Return what an example is stated to print, or the output where its directives free that.

    They are those of doctest (https://docs.python.org/3/library/doctest.html#directives).
    """
    flags = sum(flag for flag in FREE if example.options.get(flag))
    if not flags:
        return stated(example)
    flags |= doctest.DONT_ACCEPT_TRUE_FOR_1
    want, got = example.want, ended(output)
    if flags & doctest.IGNORE_EXCEPTION_DETAIL and TRACEBACK in got:
        want, got = (
            re.sub(r"^(?:\w+\.)*(\w+)(?::.*)?\n\Z", r"\1\n", text, flags=re.MULTILINE)
            for text in (want, got)
        )
    want, got = (WHOLE_TRACEBACK.sub(r"\1", text) for text in (want, got))
    return output if doctest.OutputChecker().check_output(want, got, flags) else stated(example)


def written(statements: Iterable[str], outputs: Iterable[str]) -> str:
    """Write a session down, as the prompt shows it, as far as there are outputs."""
    return "".join(
        typed(statement) + ended(output) for statement, output in zip(statements, outputs)
    )
