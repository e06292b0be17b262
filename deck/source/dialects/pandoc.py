"""What Pandoc and Quarto write around a text: a title above all, attributes, pauses.

They are not shown, as they are no text there.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from deck.source.dialects.notes import raw

# https://pandoc.org/MANUAL.html#extension-pandoc_title_block
FIELD = re.compile(r"%(?:[ \t]+(.*))?")
GOES_ON = re.compile(r"[ \t]+(\S.*)")
MOST_FIELDS = 3
# https://pandoc.org/MANUAL.html#extension-link_attributes, of a picture, a link, code or a span.
ONE = r"(?:[#.][a-zA-Z][\w:.-]*|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}\"']+)|-)"
ATTRIBUTES = re.compile(rf"\{{[ \t]*{ONE}(?:[ \t]+{ONE})*[ \t]*\}}")
WITH_ATTRIBUTES = ("code_inline", "image", "link_close", "span_close")
OF_A_HEADING = re.compile(rf"[ \t]*({ATTRIBUTES.pattern})[ \t]*\Z")
# What hides a slide is not passed over, see hidden.py.
HIDES = re.compile("hidden|none|when-", re.IGNORECASE)
PAUSE = ". . ."
# What is not shown: a token, and in the `meta` of a heading.
LEFT_OUT = "attributes"


def use(markdown: MarkdownIt) -> None:
    """Have a parser pass over what Pandoc does not show."""
    markdown.block.ruler.before("fence", "title_block", _title_block)
    markdown.core.ruler.before("inline", "attributes_of_headings", _headings_and_pauses)
    markdown.inline.ruler.before("link", "attributes", _attributes)


def _title_block(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Read the title of a deck, its authors and its date, which are its first lines."""
    if state.tokens or not FIELD.fullmatch(raw(state, line)):
        return False
    fields: list[str] = []
    at = line
    for at in range(line, end):
        if found := FIELD.fullmatch(raw(state, at)):
            fields.append((found[1] or "").strip())
        elif more := GOES_ON.fullmatch(raw(state, at)):
            fields[-1] += f" {more[1].strip()}"
        else:
            break
    else:
        at = end
    if len(fields) > MOST_FIELDS or at < end and not state.isEmpty(at):
        return False
    title, *others = fields
    for kind, text in (("heading", title), *(("paragraph", one) for one in others)):
        if text:
            _push_text(state, kind, text, line, at)
    state.line = at
    return True


def _push_text(state: StateBlock, kind: str, text: str, line: int, end: int) -> None:
    tag = "h1" if kind == "heading" else "p"
    opening, inline = state.push(f"{kind}_open", tag, 1), state.push("inline", "", 0)
    opening.map = inline.map = [line, end]
    inline.content, inline.children = text, []
    state.push(f"{kind}_close", tag, -1)


def _headings_and_pauses(state: StateCore) -> None:
    tokens: list[Token] = []
    queue = iter(state.tokens)
    for token in queue:
        if token.type == "inline" and tokens and tokens[-1].type == "heading_open":
            found = OF_A_HEADING.search(token.content)
            if found and not HIDES.search(found[1]):
                token.content = token.content[: found.start()]
                token.meta[LEFT_OUT] = found[1]
        if token.type == "inline" and token.content == PAUSE and token.level == 1:
            pause = Token("container", "", 0, map=token.map, info=PAUSE)
            tokens[-1:] = [pause]
            next(queue)
        else:
            tokens.append(token)
    state.tokens = tokens


def _attributes(state: StateInline, silent: bool) -> bool:
    last = state.tokens[-1].type if state.tokens and not state.pending else ""
    if state.src[state.pos] != "{" or last not in WITH_ATTRIBUTES:
        return False
    if not (found := ATTRIBUTES.match(state.src, state.pos)):
        return False
    if not silent:
        state.push(LEFT_OUT, "", 0).content = found[0]
    state.pos = found.end()
    return True
