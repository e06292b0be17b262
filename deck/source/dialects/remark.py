"""The classes that remark gives to a text, `.red[text]`: the text is shown without them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deck.source.dialects.pandoc import LEFT_OUT

# https://github.com/gnab/remark/wiki/Markdown, « Content Classes »
CLASS = re.compile(r"(?<![\w.])(?:\.[a-z][\w-]*)+\Z")
# Set in what a parser knows of a deck, once that is known to be of remark.
OF_REMARK = "of_remark"


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the texts with classes, in decks of remark."""
    markdown.inline.ruler.before("link", "class", _class)


def _class(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "[" or not state.env.get(OF_REMARK):
        return False
    start = state.pos
    found = CLASS.search(state.pending)
    end = state.md.helpers.parseLinkLabel(state, start) if found else -1
    # A link may stand there.
    if not found or end < 0 or state.src[end + 1 : end + 2] in ("(", "["):
        return False
    state.pending = state.pending[: found.start()]
    state.push(LEFT_OUT, "", 0).content = f"{found[0]}["
    whole = state.posMax
    state.pos, state.posMax = start + 1, end
    state.md.inline.tokenize(state)
    state.pos, state.posMax = end + 1, whole
    return True
