"""What Deckset writes around a text: settings at the head, commands, and notes after “^”."""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deck.source.dialects.notes import push, raw

# https://docs.deckset.com/English.lproj/Customization/01-configuration-commands.html
SETTING = re.compile(r"[a-z][a-z-]*:(?:[ \t].*)?")
OF_A_DECK = re.compile(
    r"(?:autoscale|build-lists|footer|slide-(?:count|dividers|transition)|slidecount|slidenumbers):"
)
COMMAND = re.compile(r"\[\.[a-z][\w-]*(?::.*)?\][ \t]*")
FIT = re.compile(r"\[fit\][ \t]*")
CARET = "^"
# No superscript, and no “^^^” under what is wrong.
NOTE = re.compile(r"\^[ \t]*(?![\^\d]|[^\s^]+\^)")
DECKSET = "deckset"


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the decks of Deckset."""
    markdown.block.ruler.before("fence", "settings_of_deckset", _head)
    markdown.block.ruler.before("fence", "command", _command, {"alt": ["paragraph", "reference"]})
    markdown.core.ruler.after("block", "deckset", _notes)


def is_one(tokens: Iterable[Token]) -> bool:
    """Return whether a deck is of Deckset, by its settings, commands or headings."""
    return any(token.info == DECKSET or COMMAND.fullmatch(token.info) for token in tokens)


def _head(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    if state.tokens:
        return False
    above = line
    while line < end and SETTING.fullmatch(raw(state, line)):
        line += 1
    settings = [raw(state, at) for at in range(above, line)]
    if not any(map(OF_A_DECK.match, settings)) or line < end and not state.isEmpty(line):
        return False
    push(state, "separator", above, DECKSET)
    state.tokens[-1].content = "\n".join(settings)
    state.line = line
    return True


def _command(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    if state.level or not COMMAND.fullmatch(text := raw(state, line)):
        return False
    if not silent:
        push(state, "container", line, text.strip())
        state.line = line + 1
    return True


def _notes(state: StateCore) -> None:
    """Have paragraphs that begin with “^” be notes, and headings fit without being told so."""
    for above, token in zip(state.tokens, state.tokens[1:], strict=False):
        if above.type == "heading_open" and (found := FIT.match(token.content)):
            token.content, above.info = token.content[found.end() :], DECKSET
    if is_one(state.tokens):
        state.tokens = list(_with_notes(state.tokens))


def _with_notes(tokens: Sequence[Token]) -> Iterable[Token]:
    ends = -1
    for at, token in enumerate(tokens):
        is_note = token.type == "paragraph_open" and not token.level
        if is_note and NOTE.match(tokens[at + 1].content):
            inline = tokens[at + 1]
            yield Token("notes", "", 0, map=token.map, markup=CARET)
            inline.content = re.sub(rf"(?m){NOTE.pattern}", "", inline.content)
            # One alone is for all below.
            ends = at + 2 if inline.content else -1
        yield token
        if at == ends:
            yield Token("notes_end", "", 0, map=tokens[at - 1].map)
