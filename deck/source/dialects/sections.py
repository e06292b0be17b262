"""The lines by which a deck is divided into slides, and what of Markdown gives way to them.

They are those of reveal.js, reveal-md, Marp, Slidev and Pandoc, so that their decks can be shown.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, lheading, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deck.source import plain_yaml
from deck.source.dialects import notes, slide_settings
from deck.source.dialects.notes import FENCE, NOTES_BEGIN, NOTES_FOLLOW, push, raw
from deck.source.dialects.remark import OF_REMARK

SLIDE_TAGS = ("h1", "h2")
# Of reveal.js, of mkslides, of GitPitch, and what reveal-md is often told to divide at.
SEPARATOR = re.compile(
    r"(?:-{2,4}|-v-|#[HV]SLIDE(?:\?\S*)?|(?:---|\+\+\+)\?\S+|"
    r"<!--[ \t]*(?:[sv]|end_slide)[ \t]*-->)[ \t]*"
)
# https://mfontanini.github.io/presenterm/features/commands.html
OF_PRESENTERM = re.compile(r"<!--[ \t]*end_slide[ \t]*-->")
PLUSES = re.compile(r"\+\+\+[ \t]*")
HEADING = re.compile(r" {0,3}##?(?:[ \t]|$)")
# HTML that an empty line does not end (https://spec.commonmark.org/0.31.2/#html-blocks).
WITH_LINES = re.compile(r" {0,3}<(?:!|\?|(?:script|pre|style|textarea)\b)", re.IGNORECASE)
OF_MARP = re.compile(r"^marp:[ \t]*true[ \t]*$", re.MULTILINE)
CLASS = re.compile(r"\]?[ \t]*(?:\.[a-z][\w-]*)+\[")
INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the lines that divide a deck."""
    ruler = markdown.block.ruler
    ruler.before("fence", "notes", notes.begin, {"alt": INTERRUPTED})
    ruler.before("fence", "head", _head)
    ruler.before("fence", "class", _class_of_remark, {"alt": INTERRUPTED})
    ruler.before("fence", "separator", _separator, {"alt": INTERRUPTED})
    ruler.before("fence", "container", notes.container, {"alt": INTERRUPTED})
    ruler.before("fence", "aside", notes.aside, {"alt": INTERRUPTED})
    ruler.at("lheading", _underlined)
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("html_block", _html_as_far_as_a_fence, {"alt": INTERRUPTED[:3]})
    markdown.core.ruler.after("block", "notes_on_a_line", notes.begin_on_a_line)
    markdown.core.ruler.after("block", "breaks", _breaks)
    # Once notes are told.
    markdown.core.ruler.after("notes_on_a_line", "steps", _steps_of_remark)


def _separator(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    text = raw(state, line)
    is_alone = state.isEmpty(line - 1) and (line + 1 >= end or state.isEmpty(line + 1))
    if not _divides(state, text) and not (is_alone and PLUSES.fullmatch(text)):
        return False
    if not silent:
        count = slide_settings.length(lambda: _lines(state, line + 1, end))
        _settings(state, line, line + 1 + count)
    return True


def _divides(state: StateBlock, text: str) -> bool:
    """Return whether a line divides slides: where a deck says which ones do, no other does."""
    if "own" not in state.env:
        first = state.tokens[0] if state.tokens else None
        is_set = first and first.type == "front_matter" and "eparator" in first.content
        state.env["own"] = frozenset[str]()
        with suppress(plain_yaml.NotPlain):
            settings = plain_yaml.read(first.content) if first and is_set else {}
            state.env["own"] = slide_settings.own_separators(settings)
    own = state.env["own"]
    return text.strip() in own if own else bool(SEPARATOR.fullmatch(text))


def _breaks(state: StateCore) -> None:
    """Have each thematic break divide slides, as in Marp and Pandoc, where nothing else does."""
    first = state.tokens[0] if state.tokens else None
    is_of_marp = bool(first and first.type == "front_matter" and OF_MARP.search(first.content))
    separates = any(token.type == "separator" and token.level == 0 for token in state.tokens)
    lines = state.src.split("\n")
    end = 0
    for token in state.tokens:
        start, below = token.map or (end, end)
        # Dashes right under a text underline it, be it in notes.
        is_apart = start > end or not token.markup.startswith("-")
        if token.type == "hr":
            token.info = lines[start].strip()
        if token.type == "hr" and token.level == 0 and (is_of_marp or is_apart and not separates):
            token.type, token.tag = "separator", ""
            token.markup = "" if is_of_marp else token.markup
        end = below


def _class_of_remark(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Leave out the lines around what has a class, which begin a line and are alone on it."""
    text = raw(state, line).rstrip()
    opened = state.env.get("classes", 0)
    if state.level and not silent or not (CLASS.fullmatch(text) or opened and text == "]"):
        return False
    if not silent:
        state.env["classes"] = opened + text.endswith("[") - text.startswith("]")
        push(state, "container", line, text)
        state.line = line + 1
    return True


def is_of_presenterm(tokens: Iterable[Token]) -> bool:
    """Return whether a deck has slides that end as those of presenterm do."""
    return any(one.type == "separator" and OF_PRESENTERM.match(one.content) for one in tokens)


def is_of_remark(tokens: Iterable[Token]) -> bool:
    """Return whether a deck has notes of remark, or slides with its properties."""
    return any(_has_properties(one) or (one.type, one.markup) == ("notes", "???") for one in tokens)


def _has_properties(token: Token) -> bool:
    lines = token.content.split("\n")
    # Those of Slidev have a line that closes them.
    is_open = token.type == "separator" and lines[-1] != "---"
    return is_open and any(map(slide_settings.OF_REMARK.fullmatch, lines))


def _steps_of_remark(state: StateCore) -> None:
    """Have a slide of remark go on after “--”, where it waits for a click there."""
    state.env[OF_REMARK] = is_of_remark(state.tokens)
    if state.env[OF_REMARK]:
        for token in state.tokens:
            if token.type == "separator" and token.content == "--":
                token.type, token.info = "container", token.content


def _head(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Read the properties of remark at the head of a deck, where no separator is above them."""
    if any(token.type != "front_matter" for token in state.tokens):
        return False
    if not (count := slide_settings.of_remark(_lines(state, line, end))):
        return False
    _settings(state, line, line + count)
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    return (raw(state, at).rstrip() for at in range(start, end))


def _settings(state: StateBlock, start: int, end: int) -> None:
    """Note a separator with the settings under it, which are not shown."""
    push(state, "separator", start)
    state.tokens[-1].content = "\n".join(_lines(state, start, end))
    state.line = end


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a table, unless its head is the line on which notes begin."""
    return not NOTES_FOLLOW.match(raw(state, line)) and table(state, line, end, silent)


def _underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a title that is underlined; a short line of dashes may be a separator instead."""
    before = len(state.tokens)
    if not lheading(state, line, end, silent):
        return False
    underline = state.line - 1
    above = state.tokens[before - 1] if before else None
    is_under_notes = bool(above and above.type == "notes" and above.map == [line - 1, line])
    is_notes = is_under_notes or bool(NOTES_FOLLOW.match(raw(state, line)))
    is_short = _divides(state, raw(state, underline))
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
            _divides(state, text) and not above.strip()
            for above, text in zip(lines, lines[1:], strict=False)
        )
    if state.env["separated"]:
        return True
    below = (raw(state, at) for at in range(line + 1, end))
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
