"""From the fences of a slide to its blocks: the closed set of languages and words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from markdown_it.token import Token

from deck.run import transcript
from deck.source import lines
from deck.source.foreign import INCLUDES, not_included
from deck.source.info import (
    PYTHON_2,
    RAW_HTML,
    Fence,
    called,
    fence_of,
    is_closed,
    language_meant,
    why_not_python,
)
from deck.source.languages import ASSERTED, OUTPUT, PYTHON, UNKNOWN, WITH_OUTPUT, lexer
from deck.source.model import ANY_ORDER, AS_EXAMPLE, VARIES, Block, Output, Slide
from deck.source.names import changed_unseen, used
from deck.source.problems import DeckError
from deck.source.story import Story

WORDS = (
    *("name:NAME", "continuation", "continuation:NAME", "notest", "fixture:NAME"),
    *(f"runner:{ANY_ORDER}", VARIES, AS_EXAMPLE, "include:FILE", f"{lines.WORD}:{lines.EXAMPLE}"),
)
WITH_A_VALUE = ("name", "fixture", "continuation", "include", lines.WORD)
SAFE_NAME = re.compile(r"\w[\w-]{0,63}", re.ASCII)
RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
# As editors count them: a form feed ends none.
LINE = re.compile(r"[^\n]*\n|[^\n]+")
SOME_LINES = re.compile(r"(.+?)#L(\d{1,6})(?:-L?(\d{1,6}))?")


Report = Callable[[int, str, str, str], None]


@dataclass
class Fences:
    """Read the fences of a deck, slide after slide, telling `problem` what is wrong with them.

    `stop` is told of what may hide or show what it should not. In `one_story`, each block of
    Python continues the one before it. `include` returns the text of a file.
    """

    problem: Report
    stop: Report
    include: Callable[[str], str] | None = None
    one_story: bool = False
    included: list[str] = field(default_factory=list)
    names: dict[str, Block] = field(default_factory=dict)
    ranks: Counter[str] = field(default_factory=Counter)
    last: Block | None = None
    last_python: Block | None = None
    story: Story = field(default_factory=Story)

    def read(self, slide: Slide) -> tuple[Block, ...]:
        """Return the blocks of a slide with the outputs stated for them."""
        blocks: list[Block] = []
        for rank, token in enumerate(slide.body + slide.notes):
            if token.type == "fence":
                fence = self.read_fence(token)
                if fence.language == OUTPUT:
                    self.attach_output(fence, blocks)
                else:
                    lit = self.read_lines(fence, is_shown=rank < len(slide.body))
                    blocks.append(replace(self.read_block(fence, slide), lines=lit))
        return tuple(blocks)

    def read_fence(self, token: Token) -> Fence:
        fence = fence_of(token)
        if not is_closed(token):
            self.stop(fence.line, "a fence that is not closed", f"“{token.markup}”", "close it")
            return Fence(fence.line, UNKNOWN, [], "", flawed=True)
        if found := INCLUDES.match(fence.source):
            self.flaw(fence, *not_included(found))
        self.read_include(fence)
        self.read_language(fence)
        self.check_words(fence)
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
        is_known = language in (*ASSERTED, OUTPUT) or lexer(language)
        if not is_known and "notest" not in fence.words:
            if meant := language_meant(language):
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
                self.flaw(fence, f"the word “{word}”", _nearest(word, WORDS), remedy)
        allowed = {f"name:{fence.name}", VARIES, AS_EXAMPLE}
        if fence.language == OUTPUT and set(fence.words) - allowed:
            found = f"“{' '.join(fence.words)}” on an output"
            expected = f"at most the name of its block and “{VARIES}”"
            self.flaw(fence, found, expected, "remove the rest")

    def first(self, fence: Fence, key: str) -> str:
        return next(word for word in fence.words if word.partition(":")[0] == key)

    def read_lines(self, fence: Fence, *, is_shown: bool) -> tuple[lines.Group, ...]:
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
        kept = LINE.findall(text)
        first, last = (int(lines[2]), int(lines[3] or lines[2])) if lines else (1, len(kept))
        if not 1 <= first <= last <= len(kept):
            expected = f"lines of a file of {len(kept)}"
            self.flaw(fence, f"“include:{written}”, which is not there", expected, "correct it")
        kept = kept[max(first - 1, 0) : last]
        fence.source = "".join(kept)
        fence.included = name
        if fence.source and not fence.source.endswith("\n"):
            fence.source += "\n"

    def read_block(self, fence: Fence, slide: Slide) -> Block:
        continued = self.continued(fence)
        self.check_code(fence)
        block = Block(
            name=self.block_name(fence, slide),
            language=fence.language,
            source=fence.source,
            line=fence.line + 1,
            slide=slide.number,
            title=slide.title,
            words=frozenset(fence.words),
            continues=continued,
            included=fence.included,
            flawed=fence.flawed,
        )
        self.names[block.name.casefold()] = block
        if block.runs and block.is_python:
            self.check_context(block, fence.line)
            block = replace(block, elsewhere=self.story.told(block))
            self.names[block.name.casefold()] = self.last = block
            if block.language == "python":
                self.last_python = block
        return block

    def check_context(self, block: Block, line: int) -> None:
        """Tell of what its context leaves out, and would change what the block uses."""
        for before in block.chain:
            for call, name in changed_unseen(before.python):
                if name in used(block.python):
                    found = f"`{call}` changes what block {block.name} uses, and is left out of it"
                    expected = f"a demonstration of block {before.name} that changes nothing"
                    remedy = "give its result a name, on a line above, and show that"
                    self.problem(line, found, expected, remedy)
                    return

    def check_code(self, fence: Fence) -> None:
        if "notest" in fence.words or INCLUDES.match(fence.source):
            return
        if fence.language == "python":
            if why_not := why_not_python(fence.source):
                at, *told = why_not
                self.problem(fence.line if fence.included else fence.line + 1 + at, *told)
                fence.flawed = True
        elif fence.language == "pycon":
            for at, *told in transcript.problems(fence.source):
                self.problem(fence.line + 1 + at, *told)
                fence.flawed = True

    def block_name(self, fence: Fence, slide: Slide) -> str:
        stem = slug(slide.title)
        name = fence.name
        if name and (not SAFE_NAME.fullmatch(name) or RESERVED_BY_WINDOWS.fullmatch(name)):
            expected = "up to 64 letters, digits, “_” and “-”"
            self.flaw(fence, f"the name “{name}”, no safe file name", expected, "rename it")
            name = ""
        elif name and name.casefold() in self.names:
            self.flaw(fence, f"a second block “{name}”", "a name of its own", "rename one")
            name = ""
        self.ranks[stem] += 1
        while not name and f"{stem}_{self.ranks[stem]}" in self.names:
            self.ranks[stem] += 1
        return name or f"{stem}_{self.ranks[stem]}"

    def continued(self, fence: Fence) -> Block | None:
        named = fence.value("continuation")
        if not named and "continuation" not in fence.words:
            return self.last if self.one_story and fence.language in PYTHON else None
        if fence.language not in PYTHON:
            found = f"“continuation” on a {fence.language} block"
            self.flaw(fence, found, "it on python or pycon", "remove it")
            return None
        if not named:
            if not (before := self.last if self.one_story else self.last_python):
                found = "“continuation” with nothing to continue"
                self.flaw(fence, found, "a python block before it", "remove it")
            return before
        block = self.names.get(named.casefold())
        if block and block.runs and block.is_python:
            return block
        earlier = [one.name for one in self.names.values() if one.is_python]
        expected = _nearest(named, earlier) if earlier else "a python block before it"
        self.flaw(
            fence, f"“continuation:{named}”, which no block before has", expected, "correct it"
        )
        return None

    def attach_output(self, fence: Fence, blocks: list[Block]) -> None:
        places = reversed(range(len(blocks)))
        at = next((i for i in places if fence.name in ("", blocks[i].name)), None)
        here = {block.name.casefold() for block in blocks}
        unstated = {
            one.name: one for one in blocks if one.language in WITH_OUTPUT and not one.output
        }
        if at is None and unstated and fence.name.casefold() not in self.names.keys() - here:
            # No slide before has that name: a block of this one had it, which nothing else states.
            name = (get_close_matches(fence.name, unstated, 1) or list(unstated))[-1]
            found = f"a block “{name}”"
            expected = f"“{fence.name}”, of which the output is on line {fence.line}"
            remedy = "give both one name, or move the output after its block"
            self.problem(unstated[name].line - 1, found, expected, remedy)
        elif at is None:
            found = f"an output “{fence.name}”" if fence.name else "an output"
            expected = "its block before it, in the same slide"
            self.problem(fence.line, found, expected, "move it after its block")
        elif blocks[at].flawed:
            return
        elif "notest" in blocks[at].words:
            found = "an output of a block with “notest”, which nothing verifies"
            remedy = "remove “notest”, or write ```text in the place of ```output"
            self.problem(fence.line, found, "none", remedy)
        elif blocks[at].language == "pycon":
            remedy = "write it under its prompt"
            self.problem(fence.line, "an output of a transcript", "none beside it", remedy)
        elif blocks[at].language not in ASSERTED and not blocks[at].runs:
            found = f"an output of a {blocks[at].language} block, which nothing runs"
            remedy = "move it after its block, or make it a block that is shown only"
            self.problem(fence.line, found, f"one of {', '.join(WITH_OUTPUT)}", remedy)
        elif blocks[at].output:
            self.problem(fence.line, "a second output of the block", "one", "join the two")
        else:
            output = Output(fence.source, fence.line + 1, *_variation(fence.words))
            blocks[at] = replace(blocks[at], output=output)


def _variation(words: Sequence[str]) -> tuple[bool, bool]:
    return VARIES in words or AS_EXAMPLE in words, AS_EXAMPLE in words


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"“{near[0]}”" if near else f"one of {', '.join(known)}"


def slug(title: str) -> str:
    """Keep of a title what is safe in the name of a file."""
    ascii_text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text).strip("_")[:50] or "slide"
