"""The comments of Obsidian, `%%…%%`, which are seen nowhere."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deck.source.dialects.notes import DIVIDES, push, raw

MARK = "%%"
# No sign after a number, as of « 10 %% or 20 %% ».
BEGINS = r"(?<![%\d])(?<!\d[ \t\xa0\u202f])%%(?!%)"
WITHIN = re.compile(rf"{BEGINS}[^%`]+%%(?!%)")
OPENS = re.compile(r" {0,3}%%(?:[ \t][^%]*)?")
CLOSES = re.compile(r"[^%]*%%[ \t]*")
# What is not shown of a text.
COMMENT = "comment"


def use(markdown: MarkdownIt) -> None:
    """Have a parser pass over comments."""
    markdown.block.ruler.before("fence", COMMENT, _lines, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("link", COMMENT, _within)


def _lines(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Leave out the lines of a comment, unless a slide would begin among them."""
    if state.level and not silent or not OPENS.fullmatch(raw(state, line)):
        return False
    below = ((at, raw(state, at)) for at in range(line + 1, end))
    last, text = next((one for one in below if MARK in one[1] or DIVIDES.match(one[1])), (0, ""))
    if not CLOSES.fullmatch(text):
        return False
    if not silent:
        push(state, "container", line, MARK)
        state.line = last + 1
    return True


def _within(state: StateInline, silent: bool) -> bool:
    if not (found := WITHIN.match(state.src, state.pos)):
        return False
    if not silent:
        state.push(COMMENT, "", 0).content = found[0]
    state.pos = found.end()
    return True
