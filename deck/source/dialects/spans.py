"""Texts with attributes of Pandoc: a language, “[a text]{lang=en}”, or a fragment."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deck.source.dialects.pandoc import ATTRIBUTES

LANG = "lang"
SAYS = r"\{lang=(\"?)([a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*)\1\}"
ATTRIBUTE = re.compile(SAYS)
FRAGMENT = re.compile(r"\.fragment\b")


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the texts that say their language."""
    markdown.inline.ruler.before("link", "span", _span)


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    found = ATTRIBUTE.match(state.src, end + 1) if end >= 0 else None
    other = ATTRIBUTES.match(state.src, end + 1) if end >= 0 else None
    if not found and not other:
        return False
    if not silent:
        whole = state.posMax
        is_fragment = other and FRAGMENT.search(other[0])
        said = {LANG: found[2]} if found else {"class": "fragment"} if is_fragment else {}
        state.push("span_open", "span", 1).attrs = dict(said)
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = whole
    # Others than a language are told.
    state.pos = found.end() if found else end + 1
    return True
