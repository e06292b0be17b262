"""What a deck is made of: slides, and the blocks and sentences on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from deck.run import transcript
from deck.source.code.changes import Changers, changers
from deck.source.code.definitions import definitions
from deck.source.code.languages import ASSERTED, PYTHON
from deck.source.lines import Group
from deck.source.metadata import COLOR_SCHEMAS, is_address, is_language
from deck.source.problems import DeckError, Problem
from deck.source.words import DEFAULT

if TYPE_CHECKING:
    from markdown_it.token import Token

ANY_ORDER = "any_order"
VARIES = "varies"
AS_EXAMPLE = f"{VARIES}:example"
FIXTURE = "fixture:"
TITLE = "# "


@dataclass(frozen=True)
class Output:
    """Represent what a block is stated to print, and the line where the text begins.

    What `varies` is of the same shape each time, and the room is told so where it `is_example`.
    """

    text: str
    line: int
    varies: bool = False
    is_example: bool = False


@dataclass(frozen=True)
class Block:
    """Represent a fenced block: its source, to the character, and what its fence says of it.

    `line` is the line of the deck on which the source begins, unless it is `included` from a file.
    `continues` is the block whose definitions come before this one's. `elsewhere` pairs names that
    the block, or what it continues, uses with the earlier block that defines them and that is not
    among those that it continues.
    What is `flawed` is shown only. Of `lines`, a group is lit up after the other. Between the fence
    and the source are as many `settings` of a cell.
    """

    name: str
    language: str
    source: str
    line: int
    slide: int
    title: str
    words: frozenset[str] = frozenset()
    continues: Block | None = None
    output: Output | None = None
    included: str = ""
    flawed: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()
    lines: tuple[Group, ...] = ()
    settings: int = 0

    @property
    def runs(self) -> bool:
        """Return whether something executes this block."""
        return self.language in ASSERTED and "notest" not in self.words and not self.flawed

    @property
    def is_python(self) -> bool:
        """Return whether it is a program or a session of Python, which the page can run."""
        return self.language in PYTHON

    @property
    def is_session(self) -> bool:
        """Return whether it is a transcript of a session at Python's prompt."""
        return self.language == "pycon"

    @property
    def fence_line(self) -> int:
        """Return the line of the deck that opens the fence."""
        return self.line - 1 - self.settings

    @property
    def last_line(self) -> int:
        """Return the line of the deck that ends the fence."""
        return self.line + (0 if self.included else self.source.count("\n"))

    @property
    def fixtures(self) -> list[str]:
        """Return the names of the fixtures of pytest that the block needs."""
        return sorted(word.removeprefix(FIXTURE) for word in self.words if word.startswith(FIXTURE))

    @property
    def runs_alone(self) -> bool:
        """Return whether the block runs and needs no fixture of pytest."""
        return self.runs and not self.fixtures

    @property
    def any_order(self) -> bool:
        """Return whether the lines of the output may come in any order."""
        return f"runner:{ANY_ORDER}" in self.words

    @property
    def varies(self) -> bool:
        """Return whether the numbers of the output are an example."""
        stated = bool(self.output and self.output.varies)
        return stated or VARIES in self.words or AS_EXAMPLE in self.words

    @cached_property
    def python(self) -> str:
        """Return the block as a program of Python: of a transcript, what is typed and goes on."""
        return transcript.program(self.source) if self.is_session else self.source

    @cached_property
    def chain(self) -> tuple[Block, ...]:
        """List the blocks that this one continues, first one first."""
        chain, block = [], self.continues
        while block:
            chain.append(block)
            block = block.continues
        return tuple(reversed(chain))

    @cached_property
    def context(self) -> str:
        """Join the definitions of the chain."""
        return "".join(_above(self.chain))

    @property
    def origins(self) -> tuple[tuple[int, int], ...]:
        """Return the lines of the context at which each slide begins, with its number."""
        ends = accumulate((text.count("\n") for text in _above(self.chain)), initial=1)
        return tuple((line, block.slide) for line, block in zip(ends, self.chain))

    @property
    def program(self) -> str:
        """Return the block after the context that it needs."""
        return self.context + self.source

    @property
    def place(self) -> str:
        """Return the block's name, slide and title, for messages."""
        return f"block {self.name} of {_slide(self.slide, self.title)}"


@dataclass(frozen=True)
class Sentence:
    """Represent a sentence of prose, or a title, as Markdown, and the line on which it begins.

    The room sees one that `is_note` no more than the other notes.
    """

    text: str
    line: int
    is_note: bool = False

    @property
    def is_title(self) -> bool:
        return self.text.startswith(TITLE)


@dataclass(frozen=True)
class Slide:
    """Represent a slide: its heading, its body and its notes, as tokens of the parser.

    Its `attributes` are those of reveal.js. One without a heading has an empty title. Empty lines
    may stand before its `last_line`. What is written below that is in the notes where it
    `ends_in_notes`, and shown to the room elsewhere.
    """

    number: int
    title: str
    line: int
    heading: tuple[Token, ...]
    body: tuple[Token, ...]
    notes: tuple[Token, ...]
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    last_line: int = 0
    ends_in_notes: bool = False

    @property
    def place(self) -> str:
        """Return the slide's number and title, for messages."""
        return _slide(self.number, self.title)


@dataclass(frozen=True)
class Deck:
    """Represent a whole deck, with the metadata of its front matter, and the text that it is.

    `problems` are what is wrong with it, `stops` those of them for which it can't be shown, and
    `includes` the names of the files beside it that blocks are read from.
    """

    path: str
    slides: tuple[Slide, ...]
    metadata: dict[object, object] = field(default_factory=dict)
    text: str = ""
    problems: tuple[Problem, ...] = ()
    includes: tuple[str, ...] = ()
    stops: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """Return the title of the front matter, or else of the first slide that has one."""
        own = " ".join(str(self.metadata.get("title") or "").split())
        titles = (slide.title for slide in self.slides if slide.title)
        return own or next(titles, Path(self.path).stem)

    @property
    def lang(self) -> str:
        """Return the language of the deck (BCP 47)."""
        lang = self.metadata.get("lang")
        return str(lang) if is_language(lang) else DEFAULT

    @property
    def url(self) -> str:
        """Return the address at which the author publishes the deck, or an empty string."""
        url = self.metadata.get("url")
        return str(url) if is_address(url) else ""

    @property
    def color_schema(self) -> str:
        """Return the theme that the author wants, one of COLOR_SCHEMAS, as Slidev names it."""
        theme = self.metadata.get("colorSchema")
        return str(theme) if theme in COLOR_SCHEMAS else COLOR_SCHEMAS[0]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for slide in self.slides for block in slide.blocks)

    @property
    def has_python(self) -> bool:
        """Return whether the page can run any of the blocks."""
        return any(block.is_python for block in self.blocks)

    def slide_at(self, line: int) -> Slide:
        """Find the slide on which a line of the file stands; the first one before any heading."""
        before = [slide for slide in self.slides if slide.line <= line]
        return before[-1] if before else self.slides[0]

    def block(self, name: str) -> Block:
        """Find a block by its name; raise DeckError, with the nearest, where there is none."""
        for block in self.blocks:
            if block.name == name:
                return block
        names = [block.name for block in self.blocks]
        expected = ", ".join(get_close_matches(name, names, 1) or names) or "a block"
        found = f"no block “{name}”"
        raise DeckError(Problem(self.path, 1, found, expected, "correct the name"))

    def block_at(self, line: int) -> Block:
        """Find the block whose source begins at this line."""
        return next(block for block in self.blocks if block.line == line)


def _slide(number: int, title: str) -> str:
    return f"slide {number} “{title}”" if title else f"slide {number}"


def _above(chain: Iterable[Block]) -> Iterator[str]:
    """Yield what those that continue them have of some blocks."""
    known: Changers = frozenset()
    for block in chain:
        yield definitions(block.python, known).rstrip("\n") + "\n\n\n"
        known |= changers(block.python)
