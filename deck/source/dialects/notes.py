"""The notes of a slide, as the parser reads them: those of reveal.js, remark, Slidev and Pandoc."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deck.source.limits import spend

NOTES = "Notes:"
# As reveal.js reads it, and remark; in French, a colon has a space before it.
NOTES_BEGIN = re.compile(r" {0,3}(?:notes?[ \t\xa0\u202f]*:|\?\?\?)[ \t]*", re.IGNORECASE)
NOTES_FOLLOW = re.compile(r" {0,3}notes?[ \t\xa0\u202f]*:[ \t]*(?=\S)", re.IGNORECASE)
# Of Pandoc, and the slots of Slidev.
CONTAINER = re.compile(r" {0,3}(?::{3,}[ \t]*(.*?)[ \t:]*|::[\w-]+::[ \t]*)")
LIKE_NOTES = ("notes", "speaker-notes", "presenter-notes")
OF_NOTES = re.compile(
    # A note of MyST is a box for the room.
    r"(?!\{?\.?callout-|\{note\})(?:\{[^}]*\b)?(?:(?:speaker|presenter)[-_ ]?)?notes?\b.*|"
    r"\{?\.?speaker\b.*",
    re.IGNORECASE,
)
SETS = re.compile(r"[ \t]*:[\w-]+:")
ASIDE = re.compile(
    r""" {0,3}<aside\b(?=[^\n]*\bnotes\b)(?:[^"'>\n]|"[^"\n]*"|'[^'\n]*')*>""", re.IGNORECASE
)
ASIDE_ENDS = "</aside>"
# What would be another slide, were it not in notes.
DIVIDES = re.compile(
    r" {0,3}(?:##?(?:[ \t]|$)|"
    r"(?:=+|-{2,4}|-v-|#[HV]SLIDE|<!--[ \t]*[sv][ \t]*-->)[ \t]*$)"
)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# What it costs to look at a line: 1.5 µs, in the units of `limits`.
COST_OF_LINE = 150


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


def begin(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Read the line with which notes begin."""
    text = raw(state, line)
    if silent and NOTES_FOLLOW.match(text):
        return True
    if not NOTES_BEGIN.fullmatch(text) or (state.level and not silent):
        return False
    if not silent:
        push(state, "notes", line)
        state.tokens[-1].markup = text.strip()
        state.line = line + 1
    return True


def begin_on_a_line(state: StateCore) -> None:
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


def container(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the notes of Pandoc, `::: notes`; of other containers, leave out the lines around."""
    found = CONTAINER.fullmatch(raw(state, line))
    if silent or not found or state.level:
        return bool(silent and found)
    if not OF_NOTES.fullmatch(found[1] or ""):
        push(state, "container", line, found[1] or (found[0].strip() if found[1] is None else ""))
        state.line = line + 1
        # What a box of MyST sets.
        while (found[1] or "").startswith("{") and SETS.match(raw(state, state.line)):
            state.line += 1
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


def aside(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the notes of reveal.js, `<aside class="notes">`."""
    found = ASIDE.match(raw(state, line))
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
        push(state, "notes", line, "open" if held.last is None else "swallows")
        state.line = held.start
        return
    push(state, "notes", line)
    whole = state.lineMax
    state.lineMax = held.stop
    state.level += 1
    state.md.block.tokenize(state, held.start, held.stop)
    state.level -= 1
    state.lineMax = whole
    push(state, "notes_end", held.last, held.followed)
    state.line = held.last + 1


def _outside_fences(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for line in range(start, end):
        spend(state.env, COST_OF_LINE, line, "too many notes that are not closed")
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        if found := FENCE.match(text):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence):
                fence = ""
        elif not fence:
            yield line, text


def raw(state: StateBlock, line: int) -> str:
    """Return a whole line of the text, with what stands before a list or a quotation in it."""
    start = state.src.rfind("\n", 0, state.bMarks[line]) + 1
    return state.src[start : state.eMarks[line]]


def push(state: StateBlock, kind: str, line: int, info: str = "") -> None:
    """Add a token of a kind to what is read, for a line."""
    token = state.push(kind, "", 0)
    token.map, token.info = [line, line + 1], info
