"""Texts that say their language, as Pandoc has them: “[a text]{lang=en}”."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

LANG = "lang"
SAYS = r"\{lang=(\"?)([a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*)\1\}"
ATTRIBUTE = re.compile(SAYS)


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the texts that say their language."""
    markdown.inline.ruler.before("link", "span", _span)


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "{lang=" not in state.src:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    found = ATTRIBUTE.match(state.src, end + 1) if end >= 0 else None
    if not found:
        return False
    if not silent:
        whole = state.posMax
        state.push("span_open", "span", 1).attrs = {LANG: found[2]}
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = whole
    state.pos = found.end()
    return True
