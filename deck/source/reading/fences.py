"""From a fence of Markdown to what it says: the closed set of languages and words."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from io import StringIO

from markdown_it.token import Token

from deck.run import transcript
from deck.source import lines
from deck.source.code import syntax
from deck.source.code.languages import ASSERTED, OUTPUT, UNKNOWN
from deck.source.dialects import cells
from deck.source.model import ANY_ORDER, AS_EXAMPLE, VARIES
from deck.source.problems import DeckError, Reporter
from deck.source.reading.foreign import INCLUDES, not_included
from deck.source.reading.info import (
    PYTHON_2,
    RAW_HTML,
    Fence,
    called,
    fence_of,
    is_closed,
    language_meant,
)

WORDS = (
    *("name:NAME", "continuation", "continuation:NAME", "notest", "fixture:NAME"),
    *(f"runner:{ANY_ORDER}", VARIES, AS_EXAMPLE, "include:FILE", f"{lines.WORD}:{lines.EXAMPLE}"),
)
WITH_A_VALUE = ("name", "fixture", "continuation", "include", lines.WORD)
SOME_LINES = re.compile(r"(.+?)#L(\d{1,6})(?:-L?(\d{1,6}))?")


class FenceReader:
    """Read fences, telling `problem` what is wrong with them.

    `stop` is told of what may hide or show what it should not. `include` returns the text of a
    file; `included` are the names of those that were asked for.
    """

    def __init__(
        self, problem: Reporter, stop: Reporter, include: Callable[[str], str] | None = None
    ) -> None:
        self.problem, self.stop, self.include = problem, stop, include
        self.included: list[str] = []

    def read(self, token: Token) -> Fence:
        """Return what a fence says, flawed where it is not clear what its author means."""
        fence = fence_of(token)
        if not is_closed(token):
            self.stop(fence.line, "a fence that is not closed", f"“{token.markup}”", "close it")
            return Fence(fence.line, UNKNOWN, [], "", flawed=True)
        if found := INCLUDES.match(fence.source):
            self.flaw(fence, *not_included(found))
        self.read_include(fence)
        self.read_language(fence)
        self.check_words(fence)
        if fence.language == "python" and (lit := syntax.lit_by_remark(fence.source)):
            fence.source = syntax.without_stars(fence.source)
            fence.words.append(f"{lines.WORD}:{','.join(map(str, lit))}")
        for above, setting in cells.hiding(fence.settings):
            told = f"“{setting}”, which hides nothing here"
            remedy = "remove it, or the block"
            self.problem(fence.line + 1 + above, told, "code for the room", remedy)
        return fence

    def flaw(self, fence: Fence, found: str, expected: str, remedy: str) -> None:
        """Note what is wrong with a fence, which is then shown only."""
        self.problem(fence.line, found, expected, remedy)
        fence.flawed = True

    def read_language(self, fence: Fence) -> None:
        if not fence.language:
            expected = f"a language ({', '.join([*ASSERTED, OUTPUT, 'text'])})"
            self.flaw(fence, "a fence without a language", expected, "add it after the fence")
            fence.language = UNKNOWN
            return
        language = called(fence.language)
        if RAW_HTML.match(f"{{{language}}}"):
            found, expected = "HTML in a fence, which is shown as text", "it without a fence"
            self.flaw(fence, found, expected, "remove the lines of the fence")
        elif PYTHON_2.fullmatch(language) and "notest" not in fence.words:
            remedy = "write it so, or add “notest” to show it only"
            self.flaw(fence, "a block of Python 2, which nothing runs", "Python 3", remedy)
            language = "python2"
        elif language not in (*ASSERTED, OUTPUT) and "notest" not in fence.words:
            if meant := language_meant(language, fence.source):
                found = f"the language “{language}”"
                self.flaw(fence, found, f"“{meant}”", "correct it, or add “notest” to show it")
        if language == "python" and transcript.is_one(fence.source):
            language = "pycon"
        fence.language = language

    def check_words(self, fence: Fence) -> None:
        is_known = fence.language in (*ASSERTED, OUTPUT)
        for word, times in Counter(fence.words).items():
            key, _, value = word.partition(":")
            if key in WITH_A_VALUE and value or word in WORDS:
                if key == "fixture" and fence.language != "python":
                    found = f"“{word}” on a {fence.language} block"
                    self.flaw(fence, found, "it on a python block", "remove it")
                if times > 1 or (key != "fixture" and word != self.first(fence, key)):
                    self.flaw(fence, f"a second “{key}”", "one", "remove it")
            # What other tools read in the fence of a language that is only shown.
            elif is_known:
                is_near = get_close_matches(word, WORDS, 1)
                remedy = "correct it" if is_near else "remove it"
                self.flaw(fence, f"the word “{word}”", nearest(word, WORDS), remedy)
        allowed = {f"name:{fence.name}", VARIES, AS_EXAMPLE}
        if fence.language == OUTPUT and set(fence.words) - allowed:
            found = f"“{' '.join(fence.words)}” on an output"
            expected = f"at most the name of its block and “{VARIES}”"
            self.flaw(fence, found, expected, "remove the rest")

    def first(self, fence: Fence, key: str) -> str:
        return next(word for word in fence.words if word.partition(":")[0] == key)

    def read_lines(self, fence: Fence, *, is_shown: bool) -> tuple[lines.Group, ...]:
        """Return the lines of a block that are lit up, one group after the other."""
        written = fence.value(lines.WORD)
        # Of a file that is not there, that is told.
        if not (written and fence.source):
            return ()
        found = f"“{lines.WORD}:{written}”"
        if not is_shown:
            found += " on a block of the notes"
            self.flaw(fence, found, "it on a block of the slide", "remove it")
        elif why_not := lines.why_not(written, fence.source.count("\n")):
            self.flaw(fence, found, *why_not)
        else:
            return lines.groups(written)
        return ()

    def read_include(self, fence: Fence) -> None:
        if not (written := fence.value("include")):
            return
        if fence.source.strip():
            found = f"code in a fence with “include:{written}”"
            self.flaw(fence, found, "none, as the file has it", "remove one of them")
            return
        lines = SOME_LINES.fullmatch(written)
        name = lines[1] if lines else written
        self.included.append(name)
        try:
            text = self.include(name) if self.include else ""
        except DeckError as error:
            for problem in error.problems:
                self.flaw(fence, problem.found, problem.expected, problem.remedy)
            return
        # As editors count lines: a form feed ends none.
        kept = [*StringIO(text)]
        first, last = (int(lines[2]), int(lines[3] or lines[2])) if lines else (1, len(kept))
        if not kept:
            self.flaw(fence, f"“{name}”, an empty file", "a file with code", "write the code there")
        elif not 1 <= first <= last <= len(kept):
            expected = f"lines of a file of {len(kept)}"
            self.flaw(fence, f"“include:{written}”, which is not there", expected, "correct it")
        kept = kept[max(first - 1, 0) : last]
        fence.source = "".join(kept)
        fence.included = name
        if fence.source and not fence.source.endswith("\n"):
            fence.source += "\n"

    def check_code(self, fence: Fence) -> None:
        """Report code that its language can't read, but in a block that is only shown."""
        if "notest" in fence.words or INCLUDES.match(fence.source):
            return
        for at, *told in syntax.problems(fence.language, fence.source):
            above = 1 + fence.settings.count("\n")
            self.problem(fence.line if fence.included else fence.line + above + at, *told)
            fence.flawed = True


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word that is most like another, or else all of them, for messages."""
    near = get_close_matches(word, known, 1)
    return f"“{near[0]}”" if near else f"one of {', '.join(known)}"
