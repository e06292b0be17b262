"""Leave out what another tool hides as a whole: slides, cells of notebooks, boxes, comments."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from deck.source.dialects import obsidian
from deck.source.dialects.cells import SKIPPED, SKIPPED_END
from deck.source.dialects.html import is_ended
from deck.source.dialects.markdown import Places, lines_of
from deck.source.dialects.slide_settings import LAYOUT
from deck.source.dialects.slides import BOX
from deck.source.problems import Reporter, Told
from deck.source.reading.hidden import BRACES, hiding_settings, is_hidden_box
from deck.source.reading.info import is_closed

# The heading of a slide, and what follows.
Parts = tuple[list[Token], list[Token]]
# Of Quarto, and of reveal.js.
OF_A_HEADING = re.compile(rf"(?:\A|[ \t])({BRACES.pattern})[ \t]*\Z")
OF_A_SLIDE = re.compile(
    r"""\s*<!--\s*\.slide:[^>]*\bdata-visibility\s*=\s*["']?hidden\b[^>]*-->\s*""", re.IGNORECASE
)


def without_hidden(tokens: Sequence[Token], report: Reporter) -> Sequence[Token]:
    """Return the tokens of a deck without the slides, cells and boxes that are hidden, each told.

    Where something has no end and stops the deck, nothing is left out: it may be in there.
    """
    if not all(map(_is_closed, tokens)):
        return tokens
    kept: list[Token] = []
    ends = _ends(tokens)
    shown_from = 0
    for at, token in enumerate(tokens):
        if at < shown_from:
            continue
        if at in ends and token.type == "separator" and LAYOUT.search(token.content):
            # A slide of remark that gives others what they share, as is told, is none itself.
            shown_from = ends[at]
        if hiding := _hides(token) if at in ends else None:
            report(*_told(*hiding))
            shown_from = ends[at]
        if not hiding:
            kept.append(token)
        elif token.type == "separator":
            kept.append(Token(token.type, "", 0, map=token.map, info=token.info))
    return kept


def without_hidden_slides(slides: Iterable[Parts], report: Reporter) -> Iterator[Parts]:
    """Yield the slides that are hidden neither in reveal.js nor in Quarto; the others are told."""
    for heading, rest in slides:
        if hiding := _hides_slide(heading, rest):
            report(*hiding)
        else:
            yield heading, rest


def comments(token: Token) -> Iterator[tuple[int, *Told]]:
    """Yield the comments of Obsidian in a token, which are not shown, as problems."""
    if token.type == "container" and token.info == obsidian.MARK:
        yield _told(lines_of(token).start, token.info)
    if found := [one.content for one in token.children or () if one.type == obsidian.COMMENT]:
        places = Places(token.content, lines_of(token).start)
        yield from (_told(places.line_of(comment), comment) for comment in found)


def _is_closed(token: Token) -> bool:
    if token.type == "fence":
        return is_closed(token)
    return token.type != "html_block" or is_ended(token.content)


def _ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Map where a slide, a skipped cell or a box begins to what is after it, if it has an end."""
    ends: dict[int, int] = {}
    boxes: list[int] = []
    slide = cell = -1
    for at, token in enumerate(tokens):
        if token.type == "separator" and token.level == 0:
            ends[slide], slide = at, at
            boxes.clear()
        elif token.type == SKIPPED:
            cell = at
        elif token.type == SKIPPED_END:
            ends[cell] = at + 1
        elif token.type == "container" and BOX.match(token.info):
            boxes.append(at)
        elif token.type == "container" and not token.info and boxes:
            ends[boxes.pop()] = at + 1
    return ends | {slide: len(tokens)}


def _hides(token: Token) -> tuple[int, str] | None:
    """Return the line that hides what a token begins, with what is written there, or nothing."""
    if token.type == "separator":
        return next(hiding_settings(token.content, lines_of(token).start), None)
    if token.type == SKIPPED:
        return lines_of(token).start, token.content
    is_box = token.type == "container" and is_hidden_box(token)
    return (lines_of(token).start, f"::: {token.info}") if is_box else None


def _hides_slide(heading: Sequence[Token], rest: Sequence[Token]) -> tuple[int, *Told] | None:
    title = heading[1] if heading else None
    found = OF_A_HEADING.search(title.content) if title else None
    if found and title:
        return _told(lines_of(title).start, found[1])
    for token in rest:
        if token.type == "html_block" and not token.level and OF_A_SLIDE.fullmatch(token.content):
            return _told(lines_of(token).start, token.content.strip())
    return None


def _told(line: int, what: str) -> tuple[int, *Told]:
    found = f"“{' '.join(what.split())}”, which hides something, left out here, too"
    return line, found, "what is for the room", "delete what is hidden, or what hides it"
