"""From the fences of a slide to its blocks: the closed set of languages and words."""

import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from markdown_it.token import Token

from deck.run import transcript
from deck.source.languages import ASSERTED, OUTPUT, lexer, suffix
from deck.source.markdown import lines_of
from deck.source.model import ANY_ORDER, Block, Output, Slide

WORDS = ("name:NAME", "continuation", "notest", "fixture:NAME", f"runner:{ANY_ORDER}")
RUN = [name for name in ASSERTED if name != "pycon"]
SAFE_NAME = re.compile(r"\w[\w-]{0,63}", re.ASCII)
RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


@dataclass
class _Fence:
    line: int
    language: str
    words: list[str]
    source: str

    @property
    def name(self) -> str:
        return next((word[5:] for word in self.words if word.startswith("name:")), "")


class Fences:
    """Read the fences of a deck, slide after slide, telling `problem` what is wrong with them."""

    def __init__(self, problem: Callable[[int, str, str, str], None]) -> None:
        self.problem = problem
        self.names: set[str] = set()
        self.ranks: Counter[str] = Counter()
        self.last_python: Block | None = None

    def read(self, slide: Slide) -> tuple[Block, ...]:
        """Return the blocks of a slide with the outputs stated for them."""
        blocks: list[Block] = []
        for token in slide.body + slide.notes:
            if token.type == "fence" and (fence := self.read_fence(token)):
                if fence.language == OUTPUT:
                    self.attach_output(fence, blocks)
                else:
                    blocks.append(self.read_block(fence, slide))
        return tuple(blocks)

    def read_fence(self, token: Token) -> _Fence | None:
        lines = lines_of(token)
        line = lines.start
        if len(lines) < token.content.count("\n") + 2:
            self.problem(line, "a fence that is not closed", f"“{token.markup}”", "close it")
        language, *words = token.info.split() or [""]
        if not language:
            expected = f"a language ({', '.join([*ASSERTED, OUTPUT])})"
            self.problem(line, "a fence without a language", expected, "add it after the fence")
            return None
        fence = _Fence(line, language, words, token.content)
        self.check_language(fence)
        self.check_words(fence)
        return fence

    def check_language(self, fence: _Fence) -> None:
        known = [*ASSERTED, OUTPUT]
        if fence.language in known:
            return
        shown = lexer(fence.language)
        if shown and "notest" in fence.words:
            return
        same = [name for name in ASSERTED if shown and name in shown.aliases]
        expected = _nearest(fence.language, known, same)
        remedy = "add “notest” to show it without asserting it" if shown else "correct it"
        self.problem(fence.line, f"the language “{fence.language}”", expected, remedy)

    def check_words(self, fence: _Fence) -> None:
        for word, times in Counter(fence.words).items():
            key, _, value = word.partition(":")
            if key in ("name", "fixture") and value or word in WORDS:
                if key == "fixture" and fence.language != "python":
                    found = f"“{word}” on a {fence.language} block"
                    self.problem(fence.line, found, "it on a python block", "remove it")
                if times > 1 or (key == "name" and word != f"name:{fence.name}"):
                    self.problem(fence.line, f"a second “{key}”", "one", "remove it")
            else:
                self.problem(fence.line, f"the word “{word}”", _nearest(word, WORDS), "correct it")
        if fence.language == OUTPUT and set(fence.words) - {f"name:{fence.name}"}:
            found = f"“{' '.join(fence.words)}” on an output"
            self.problem(fence.line, found, "at most the name of its block", "remove the rest")

    def read_block(self, fence: _Fence, slide: Slide) -> Block:
        block = Block(
            name=self.block_name(fence, slide),
            language=fence.language,
            source=fence.source,
            line=fence.line + 1,
            slide=slide.number,
            title=slide.title,
            suffix=suffix(fence.language),
            words=frozenset(fence.words),
            continues=self.continued(fence),
        )
        if block.asserted and block.language == "python":
            if why_not := _why_not_compiled(block.source):
                line, message = block.line + why_not[0], f"“{why_not[1]}”"
                self.problem(line, message, "Python that compiles", "correct the block")
            self.last_python = block
        elif block.asserted and block.language == "pycon":
            for line, *told in transcript.problems(block.source):
                self.problem(block.line + line, *told)
        return block

    def block_name(self, fence: _Fence, slide: Slide) -> str:
        self.ranks[slide.title] += 1
        name = fence.name or f"{slug(slide.title)}_{self.ranks[slide.title]}"
        if not SAFE_NAME.fullmatch(name) or RESERVED_BY_WINDOWS.fullmatch(name):
            expected = "up to 64 letters, digits, “_” and “-”"
            self.problem(fence.line, f"the name “{name}”, no safe file name", expected, "rename it")
        elif suffix(fence.language) == ".py" and name in sys.stdlib_module_names:
            found = f"the name “{name}”, a module of Python's own"
            expected = "a name that hides none when a snippet imports it"
            self.problem(fence.line, found, expected, "rename it")
        if name.casefold() in self.names:
            self.problem(fence.line, f"a second block “{name}”", "a name of its own", "rename one")
        self.names.add(name.casefold())
        return name

    def continued(self, fence: _Fence) -> Block | None:
        if "continuation" not in fence.words:
            return None
        if fence.language not in ("python", "pycon"):
            found = f"“continuation” on a {fence.language} block"
            self.problem(fence.line, found, "it on python or pycon", "remove it")
        elif not self.last_python:
            found = "“continuation” with nothing to continue"
            self.problem(fence.line, found, "a python block before it", "remove it")
        return self.last_python

    def attach_output(self, fence: _Fence, blocks: list[Block]) -> None:
        places = reversed(range(len(blocks)))
        at = next((i for i in places if fence.name in ("", blocks[i].name)), None)
        if at is None:
            found = f"an output “{fence.name}”" if fence.name else "an output"
            expected = "its block before it, in the same slide"
            self.problem(fence.line, found, expected, "move it after its block")
        elif blocks[at].language == "pycon":
            remedy = "write it under its prompt"
            self.problem(fence.line, "an output of a transcript", "none beside it", remedy)
        elif blocks[at].language not in ASSERTED and not blocks[at].asserted:
            found = f"an output of a {blocks[at].language} block, which nothing runs"
            remedy = "move it after its block, or make it a block that is shown only"
            self.problem(fence.line, found, f"one of {', '.join(RUN)}", remedy)
        elif blocks[at].output:
            self.problem(fence.line, "a second output of the block", "one", "join the two")
        else:
            output = Output(fence.source, fence.line + 1)
            blocks[at] = replace(blocks[at], output=output)


@cache
def _why_not_compiled(source: str) -> tuple[int, str] | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source, "block", "exec", dont_inherit=True)
    except SyntaxError as error:
        return (error.lineno or 1) - 1, error.msg
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return 0, str(error)
    return None


def _nearest(word: str, known: Sequence[str], same: Sequence[str] = ()) -> str:
    near = [*same, *get_close_matches(word, known, 1)]
    return f"“{near[0]}”" if near else f"one of {', '.join(known)}"


def slug(title: str) -> str:
    """Keep of a title what is safe in the name of a file."""
    ascii_text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text).strip("_")[:50] or "slide"
