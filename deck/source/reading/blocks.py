"""From the fences of a slide to its blocks: their names, their contexts, their outputs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from deck.source.code.changes import Changers, changers
from deck.source.code.definitions import changed_unseen
from deck.source.code.languages import ASSERTED, OUTPUT, PYTHON, WITH_OUTPUT
from deck.source.code.names import used
from deck.source.model import AS_EXAMPLE, VARIES, Block, Output, Slide
from deck.source.problems import Reporter
from deck.source.reading.fences import FenceReader, nearest
from deck.source.reading.info import Fence
from deck.source.reading.story import Story

SAFE_NAME = re.compile(r"\w[\w-]{0,63}", re.ASCII)
RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


class BlockReader:
    """Read the blocks of a deck, slide after slide, telling `problem` what is wrong with them.

    In `one_story`, each block of Python continues the one before it. See FenceReader for `stop` and
    `include`.
    """

    def __init__(
        self, problem: Reporter, stop: Reporter, include: Callable[[str], str] | None = None
    ) -> None:
        self.problem = problem
        self.fences = FenceReader(problem, stop, include)
        self.one_story = False
        self.names: dict[str, Block] = {}
        self.ranks = Counter[str]()
        self.last: Block | None = None
        self.last_python: Block | None = None
        self.story = Story()

    def read(self, slide: Slide) -> tuple[Block, ...]:
        """Return the blocks of a slide with the outputs stated for them."""
        blocks: list[Block] = []
        for rank, token in enumerate(slide.body + slide.notes):
            if token.type == "fence":
                fence = self.fences.read(token)
                if fence.language == OUTPUT:
                    self.attach_output(fence, blocks)
                else:
                    lit = self.fences.read_lines(fence, is_shown=rank < len(slide.body))
                    blocks.append(replace(self.read_block(fence, slide), lines=lit))
        return tuple(blocks)

    def read_block(self, fence: Fence, slide: Slide) -> Block:
        continued = self.continued(fence)
        self.fences.check_code(fence)
        block = Block(
            name=self.block_name(fence, slide),
            language=fence.language,
            source=fence.source,
            line=fence.line + 1 + fence.settings.count("\n"),
            slide=slide.number,
            title=slide.title,
            words=frozenset(fence.words),
            continues=continued,
            included=fence.included,
            flawed=fence.flawed,
            settings=fence.settings.count("\n"),
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
        """Report what the context of a block leaves out, and would change what it uses."""
        known: Changers = frozenset()
        for before in block.chain:
            unseen = changed_unseen(before.python, known)
            known |= changers(before.python)
            for call, name in unseen:
                if name in used(block.python):
                    found = f"`{call}` changes what block {block.name} uses, and is left out of it"
                    expected = f"a demonstration of block {before.name} that changes nothing"
                    remedy = "give its result a name, on a line above, and show that"
                    self.problem(line, found, expected, remedy)
                    return

    def block_name(self, fence: Fence, slide: Slide) -> str:
        stem = slug(slide.title)
        name = fence.name
        if name and (not SAFE_NAME.fullmatch(name) or RESERVED_BY_WINDOWS.fullmatch(name)):
            expected = "up to 64 letters, digits, “_” and “-”"
            self.fences.flaw(fence, f"the name “{name}”, no safe file name", expected, "rename it")
            name = ""
        elif name and name.casefold() in self.names:
            self.fences.flaw(fence, f"a second block “{name}”", "a name of its own", "rename one")
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
            self.fences.flaw(fence, found, "it on python or pycon", "remove it")
            return None
        if not named:
            if not (before := self.last if self.one_story else self.last_python):
                found = "“continuation” with nothing to continue"
                self.fences.flaw(fence, found, "a python block before it", "remove it")
            return before
        block = self.names.get(named.casefold())
        if block and block.runs and block.is_python:
            return block
        earlier = [one.name for one in self.names.values() if one.is_python]
        expected = nearest(named, earlier) if earlier else "a python block before it"
        self.fences.flaw(
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
            self.problem(unstated[name].fence_line, found, expected, remedy)
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
        elif blocks[at].is_session:
            remedy = "write it under its prompt"
            self.problem(fence.line, "an output of a session", "none beside it", remedy)
        elif blocks[at].language not in ASSERTED:
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


def slug(title: str) -> str:
    """Return what of a title is safe in the name of a file."""
    ascii_text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text).strip("_")[:50] or "slide"
