"""The Markdown of a deck: CommonMark, tables, front matter, and what begins slides and notes."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from deck.source.dialects import cells, deckset, obsidian, pandoc, remark, sections, spans
from deck.source.limits import TooMuch as TooMuch
from deck.source.limits import spend

COMMENT = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
STYLE = r"<style\b[^>]*>.*?</style\s*>"
UNSEEN = re.compile(rf"\s*(?:(?:<!--(?:(?!-->).)*-->|{STYLE})\s*)+", re.DOTALL | re.IGNORECASE)
MARKUP = re.compile(r"[\n!$%&*+:<=>@\[\\\]^_`{}~-]")  # what ends plain text for markdown-it-py
NO_PROSE = re.compile(
    r"""(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->|</?[a-z][\w-]*(?=[\s/>])(?:[^"'>]|"[^"]*"|'[^']*')*>|"""
    r"""\bhttps?://[^\s)>]*|(?<=\]\()[^\s()]*(?=\))""",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"""<[a-z/](?:"[^"]*"|'[^']*'|[^"'>])*""", re.IGNORECASE)
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
UNDER_A_HEAD = re.compile(r"[-:|\s]+")
DEFINITION_BEGINS = re.compile(r"\[(?:[^\]]|(?<=\\)\])*(?:\]:|\Z)")
# What a definition of a link, and a cell of a table, cost markdown-it-py, whose time grows with
# their square: in the units of `limits`.
COST_OF_DEFINITION, COST_OF_CELL = 2_500, 2_000


def parser() -> MarkdownIt:
    """Make the one parser of decks, which raises TooMuch rather than take minutes."""
    markdown = MarkdownIt("commonmark", {"linkify": True}).use(front_matter_plugin)
    markdown.enable(["table", "strikethrough", "linkify"])
    # Of bare words, “four.py” would be one with a country's ending.
    assert markdown.linkify
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    sections.use(markdown)
    cells.use(markdown)
    deckset.use(markdown)
    obsidian.use(markdown)
    pandoc.use(markdown)
    remark.use(markdown)
    spans.use(markdown)
    markdown.block.ruler.before("table", "tables", _tables)
    markdown.block.ruler.before("reference", "references", _references)
    markdown.core.ruler.before("inline", "inlines", _inlines)
    return markdown


def tokens_of(text: str) -> list[Token]:
    """Parse a text, whose front matter may have empty lines above it."""
    plain = text.lstrip("\r\n")
    above = len(text) - len(plain) if plain.startswith("---") else 0
    tokens = _MARKDOWN.parse(text[above:])
    lines = text.count("\n", 0, above)
    for token in tokens if lines else ():
        if token.map:
            token.map = [token.map[0] + lines, token.map[1] + lines]
    return tokens


def outside_code(inline: Token) -> str:
    """Return a text as it is written, where code is backquotes, and HTML or an address spaces."""
    return NO_PROSE.sub(
        lambda found: re.sub(r"[^\n]", "`" if found[1] else " ", found[0]), inline.content
    )


def lines_of(token: Token) -> range:
    """Return the lines on which a token stands, from 1; what is inline within a text has none."""
    assert token.map
    return range(token.map[0] + 1, token.map[1] + 1)


class Places:
    """Tell on which lines the pieces of a text stand, each time at the next place of a piece."""

    def __init__(self, content: str, line: int) -> None:
        self._content, self._line = content, line
        self._ends: dict[str, int] = {}

    def line_of(self, piece: str, *otherwise: str) -> int:
        """Return the line of a piece, as it may be written, or the first where it isn't found."""
        end = self._ends.get(piece, 0)
        for written in (piece, *otherwise):
            if (at := self._content.find(written, end)) >= 0:
                self._ends[piece] = at + len(written)
                return self._line + self._content.count("\n", 0, at)
        return self._line


def _tables(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Count the cells of a table: each row is given as many as the first."""
    if line + 1 < end and UNDER_A_HEAD.fullmatch(_text(state, line + 1)):
        columns = _text(state, line + 1).count("|")
        cells = columns and columns * _lines(state, line, end)
        spend(state.env, COST_OF_CELL * cells, line, "a table of too many cells")
    return False


def _references(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Count the lines under a link definition: each has them all read again."""
    if DEFINITION_BEGINS.match(_text(state, line)):
        found = "too many link definitions without an empty line"
        spend(state.env, COST_OF_DEFINITION * _lines(state, line, end), line, found)
    return False


def _inlines(state: StateCore) -> None:
    """Limit the markup of a text, as the parser may read the rest again for each piece of it."""
    for token in state.tokens:
        if token.type == "inline":
            cost = len(token.content) * len(MARKUP.findall(token.content))
            spend(state.env, cost, lines_of(token).start - 1, "a text with too much markup")
        elif token.type == "html_block":
            cost = len(token.content) * token.content.count("<") // 10
            spend(state.env, cost, lines_of(token).start - 1, "HTML with too many tags")
            # Attributes are looked for in what a tag does not quote.
            cost = sum(len(QUOTED.sub("", tag)) ** 2 for tag in TAG.findall(token.content))
            spend(state.env, cost, lines_of(token).start - 1, "HTML with too long a tag")


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _lines(state: StateBlock, line: int, end: int) -> int:
    return next((at for at in range(line, end) if state.isEmpty(at)), end) - line


_MARKDOWN = parser()
