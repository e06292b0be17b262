"""From the tokens of a deck to those of each slide."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from deck.source.dialects.markdown import UNSEEN
from deck.source.dialects.sections import SLIDE_TAGS

# Of a heading within a slide.
WITHIN = "h3"
# What “:::” opens: a class, or attributes.
BOX = re.compile(r"[\w{]")


def divided(
    tokens: list[Token], *, by_separators: bool = False
) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield the heading of each slide, if it has one, and what follows.

    A heading of level 1 or 2 begins a slide, and of any level after a separator, which begins one
    without a heading before anything else that is seen. In a deck that is divided `by_separators`
    alone, a heading is the title of its slide where nothing but pictures is above it.
    """
    heading: list[Token] = []
    rest: list[Token] = []
    # Whether anything of the rest is seen, and whether anything but pictures is.
    is_seen = has_text = False
    _lower_titles_of_boxes(tokens)
    queue = iter(tokens)
    for token in queue:
        is_heading = token.type == "heading_open" and token.level == 0
        is_first = not heading and not is_seen
        begins = is_heading and (token.tag in SLIDE_TAGS or is_first)
        title = [token, next(queue), next(queue)] if begins else []
        if begins and by_separators and not is_first:
            if not heading and not has_text:
                heading = title
            else:
                title[0].tag = title[2].tag = WITHIN
                rest += title
                is_seen = has_text = True
        elif begins or (token.type == "separator" and token.level == 0):
            if heading or is_seen:
                yield heading, rest
                rest = []
                is_seen = has_text = False
            heading = title
            if begins and token.tag not in SLIDE_TAGS:
                heading[0].tag = heading[2].tag = SLIDE_TAGS[1]
        else:
            rest.append(token)
            is_seen = is_seen or _is_seen(token)
            has_text = has_text or _is_text(token)
    if heading or is_seen:
        yield heading, rest


def _lower_titles_of_boxes(tokens: list[Token]) -> None:
    """Have no heading within a box of Pandoc, as far as that has an end, begin a slide."""
    opened: list[list[Token]] = []
    for token in tokens:
        if token.type == "separator":
            opened.clear()
        elif token.type == "container" and BOX.match(token.info):
            opened.append([])
        elif token.type == "container" and not token.info and opened:
            for one in opened.pop():
                one.tag = WITHIN
        elif opened and token.tag in SLIDE_TAGS and token.level == 0:
            opened[-1].append(token)


def _is_seen(token: Token) -> bool:
    """Return whether a token is seen, as no comment, style or container is."""
    is_unseen = token.type == "html_block" and UNSEEN.fullmatch(token.content)
    return token.type != "container" and not is_unseen


def _is_text(token: Token) -> bool:
    """Return whether a token shows something else than pictures."""
    if token.type == "inline":
        return any(one.type not in ("image", "softbreak") for one in token.children or ())
    return _is_seen(token) and not token.type.startswith("paragraph")
