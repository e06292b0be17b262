"""The lines by which a deck is divided: separators of slides, and what begins and ends notes.

They are those of reveal.js, reveal-md, Marp, Slidev and Pandoc, so that their decks can be shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, lheading, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deck.source import settings
from deck.source.limits import spend

NOTES = "Notes:"
SLIDE_TAGS = ("h1", "h2")
# Of reveal.js, of mkslides, and of GitPitch.
SEPARATOR = re.compile(r"(?:-{2,4}|-v-|#[HV]SLIDE(?:\?\S*)?|(?:---|\+\+\+)\?\S+)[ \t]*")
PLUSES = re.compile(r"\+\+\+[ \t]*")
HEADING = re.compile(r" {0,3}##?(?:[ \t]|$)")
# What would be another slide, were it not in notes.
DIVIDES = re.compile(r" {0,3}(?:##?(?:[ \t]|$)|=+[ \t]*$|(?:-{2,4}|-v-|#[HV]SLIDE)[ \t]*$)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# As reveal.js reads it, and remark; in French, a colon has a space before it.
NOTES_BEGIN = re.compile(r" {0,3}(?:notes?[ \t\xa0\u202f]*:|\?\?\?)[ \t]*", re.IGNORECASE)
# What follows on the line of `Notes :` or of `Note :` may be a sentence for the room.
NOTES_FOLLOW = re.compile(r" {0,3}notes?:[ \t]*(?=\S)", re.IGNORECASE)
# Of Pandoc, and the slots of Slidev.
CONTAINER = re.compile(r" {0,3}(?::{3,}[ \t]*(.*?)[ \t:]*|::[\w-]+::[ \t]*)")
LIKE_NOTES = ("notes", "speaker-notes", "presenter-notes")
OF_NOTES = re.compile(
    r"(?:\{[^}]*\b)?(?:(?:speaker|presenter)[-_ ]?)?notes?\b.*|\{?\.?speaker\b.*", re.IGNORECASE
)
ASIDE = re.compile(
    r""" {0,3}<aside\b(?=[^\n]*\bnotes\b)(?:[^"'>\n]|"[^"\n]*"|'[^'\n]*')*>""", re.IGNORECASE
)
# HTML that an empty line does not end (https://spec.commonmark.org/0.31.2/#html-blocks).
WITH_LINES = re.compile(r" {0,3}<(?:!|\?|(?:script|pre|style|textarea)\b)", re.IGNORECASE)
ASIDE_ENDS = "</aside>"
OF_MARP = re.compile(r"^marp:[ \t]*true[ \t]*$", re.MULTILINE)
# What it costs to look at a line, as `limits` counts.
LINE = 150
INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]


@dataclass
class _Held:
    """Represent the lines of notes that have an end: from `start` to before `stop`."""

    start: int
    stop: int = 0
    # The line with their end, and what follows it there.
    last: int | None = None
    followed: str = ""
    # Whether what begins a slide is among them.
    divides: bool = False


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the lines that divide a deck."""
    ruler = markdown.block.ruler
    ruler.before("fence", "notes", _notes, {"alt": INTERRUPTED})
    ruler.before("fence", "head", _head)
    ruler.before("fence", "separator", _separator, {"alt": INTERRUPTED})
    ruler.before("fence", "container", _container, {"alt": INTERRUPTED})
    ruler.before("fence", "aside", _aside, {"alt": INTERRUPTED})
    ruler.at("lheading", _underlined)
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("html_block", _html_as_far_as_a_fence, {"alt": INTERRUPTED[:3]})
    markdown.core.ruler.after("block", "notes_on_a_line", _notes_on_a_line)
    markdown.core.ruler.after("block", "breaks_of_marp", _breaks_of_marp)


def _raw(state: StateBlock, line: int) -> str:
    """Return a whole line of the text, with what stands before a list or a quotation in it."""
    start = state.src.rfind("\n", 0, state.bMarks[line]) + 1
    return state.src[start : state.eMarks[line]]


def _push(state: StateBlock, kind: str, line: int, info: str = "") -> None:
    token = state.push(kind, "", 0)
    token.map, token.info = [line, line + 1], info


def _notes(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    text = _raw(state, line)
    if silent and NOTES_FOLLOW.match(text):
        return True
    if not NOTES_BEGIN.fullmatch(text) or (state.level and not silent):
        return False
    if not silent:
        _push(state, "notes", line)
        state.tokens[-1].markup = text.strip()
        state.line = line + 1
    return True


def _notes_on_a_line(state: StateCore) -> None:
    """Have notes begin where a paragraph begins with `Notes:` and goes on."""
    tokens: list[Token] = []
    for token in state.tokens:
        begins = token.type == "inline" and tokens[-1].type == "paragraph_open"
        if begins and token.level == 1 and (found := NOTES_FOLLOW.match(token.content)):
            notes = Token("notes", "", 0, map=token.map, markup=token.content.split("\n")[0])
            token.content = token.content[found.end() :]
            tokens.insert(-1, notes)
        tokens.append(token)
    state.tokens = tokens


def _separator(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    text = _raw(state, line)
    is_alone = state.isEmpty(line - 1) and (line + 1 >= end or state.isEmpty(line + 1))
    if not SEPARATOR.fullmatch(text) and not (is_alone and PLUSES.fullmatch(text)):
        return False
    if not silent:
        _settings(state, line, line + 1 + settings.length(lambda: _lines(state, line + 1, end)))
    return True


def _breaks_of_marp(state: StateCore) -> None:
    """Have each thematic break divide slides, as in Marp."""
    first = state.tokens[0] if state.tokens else None
    if first and first.type == "front_matter" and OF_MARP.search(first.content):
        for token in state.tokens:
            if token.type == "hr" and token.level == 0:
                token.type, token.tag = "separator", ""


def _head(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Read the properties of remark at the head of a deck, where no separator is above them."""
    if any(token.type != "front_matter" for token in state.tokens):
        return False
    if not (count := settings.of_remark(_lines(state, line, end))):
        return False
    _settings(state, line, line + count)
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    return (_raw(state, at).rstrip() for at in range(start, end))


def _settings(state: StateBlock, start: int, end: int) -> None:
    """Note a separator with the settings under it, which are not shown."""
    _push(state, "separator", start)
    state.tokens[-1].content = "\n".join(_lines(state, start, end))
    state.line = end


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a table, unless its head is the line on which notes begin."""
    return not NOTES_FOLLOW.match(_raw(state, line)) and table(state, line, end, silent)


def _underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a title that is underlined; a short line of dashes may be a separator instead."""
    before = len(state.tokens)
    if not lheading(state, line, end, silent):
        return False
    underline = state.line - 1
    above = state.tokens[before - 1] if before else None
    is_under_notes = bool(above and above.type == "notes" and above.map == [line - 1, line])
    is_notes = is_under_notes or bool(NOTES_FOLLOW.match(_raw(state, line)))
    is_short = bool(SEPARATOR.fullmatch(_raw(state, underline)))
    if is_notes or (is_short and _separates(state, underline, end, before)):
        del state.tokens[before:]
        state.line = line
        return False
    return True


def _separates(state: StateBlock, line: int, end: int, before: int) -> bool:
    """Return whether dashes under a text divide slides, as they do elsewhere in the deck."""
    if "separated" not in state.env:
        lines = state.src.split("\n")
        state.env["separated"] = any(
            SEPARATOR.fullmatch(text) and not above.strip()
            for above, text in zip(lines, lines[1:], strict=False)
        )
    if state.env["separated"]:
        return True
    below = (_raw(state, at) for at in range(line + 1, end))
    if HEADING.match(next((text for text in below if text.strip()), "")):
        return True
    kinds = (token.type for token in reversed(state.tokens[:before]))
    return next((kind for kind in kinds if kind in ("notes", "heading_open")), "") == "notes"


def _html_as_far_as_a_fence(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read HTML, but of no fence or notes right under a tag, which an empty line would end."""
    if not html_block(state, line, end, silent):
        return False
    token = state.tokens[-1] if state.tokens else None
    if silent or not token or token.type != "html_block" or WITH_LINES.match(token.content):
        return True
    for at in range(line + 1, state.line):
        text = state.src[state.bMarks[at] : state.eMarks[at]]
        if FENCE.match(text) or NOTES_BEGIN.fullmatch(text) or NOTES_FOLLOW.match(text):
            token.content = state.getLines(line, at, state.blkIndent, True)
            token.map = [line, at]
            state.line = at
            break
    return True


def _container(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the notes of Pandoc, `::: notes`; of other containers, leave out the lines around."""
    found = CONTAINER.fullmatch(_raw(state, line))
    if silent or not found or state.level:
        return bool(silent and found)
    if not OF_NOTES.fullmatch(found[1] or ""):
        _push(state, "container", line, found[1] or (found[0].strip() if found[1] is None else ""))
        state.line = line + 1
        return True
    depth, held = 1, _Held(line + 1)
    for at, text in _outside_fences(state, line + 1, end):
        held.divides |= bool(DIVIDES.match(text))
        if (inner := CONTAINER.fullmatch(text)) and inner[1] is not None:
            depth += 1 if inner[1] else -1
            if not depth:
                held.last, held.stop = at, at
                break
    _read_notes(state, line, held)
    return True


def _aside(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the notes of reveal.js, `<aside class="notes">`."""
    found = ASIDE.match(_raw(state, line))
    if silent or not found or state.level:
        return bool(silent and found)
    state.bMarks[line] += found.end()
    state.tShift[line] = state.sCount[line] = 0
    held = _Held(line)
    for at, text in _outside_fences(state, line, end):
        held.divides |= bool(DIVIDES.match(text))
        if (ends := text.lower().find(ASIDE_ENDS)) >= 0:
            state.eMarks[at] -= len(text) - ends
            held.last, held.stop = at, at + 1
            held.followed = text[ends + len(ASIDE_ENDS) :].strip()
            break
    _read_notes(state, line, held)
    return True


def _read_notes(state: StateBlock, line: int, held: _Held) -> None:
    """Read notes as far as their end; what has none, or another slide before it, as any text."""
    if held.last is None or held.divides:
        _push(state, "notes", line, "open" if held.last is None else "swallows")
        state.line = held.start
        return
    _push(state, "notes", line)
    whole = state.lineMax
    state.lineMax = held.stop
    state.level += 1
    state.md.block.tokenize(state, held.start, held.stop)
    state.level -= 1
    state.lineMax = whole
    _push(state, "notes_end", held.last, held.followed)
    state.line = held.last + 1


def _outside_fences(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for line in range(start, end):
        spend(state.env, LINE, line, "too many notes that are not closed")
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        if found := FENCE.match(text):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence):
                fence = ""
        elif not fence:
            yield line, text
