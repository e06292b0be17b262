"""From the tokens of a deck to those of each slide."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from deck.source.markdown import UNSEEN
from deck.source.sections import SLIDE_TAGS


def divided(tokens: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield the heading of each slide, if it has one, and what follows.

    A heading of level 1 or 2 begins a slide, and of any level after a separator, which begins one
    without a heading before anything else that is seen.
    """
    heading: list[Token] = []
    rest: list[Token] = []
    queue = iter(tokens)
    for token in queue:
        is_heading = token.type == "heading_open" and token.level == 0
        begins = is_heading and (token.tag in SLIDE_TAGS or not heading and not _any_seen(rest))
        if token.type == "separator" and token.level == 0:
            if heading or _any_seen(rest):
                yield heading, rest
                heading, rest = [], []
        elif begins:
            if heading or _any_seen(rest):
                yield heading, rest
                rest = []
            heading = [token, next(queue), next(queue)]
            if token.tag not in SLIDE_TAGS:
                heading[0].tag = heading[2].tag = SLIDE_TAGS[1]
        else:
            rest.append(token)
    if heading or _any_seen(rest):
        yield heading, rest


def _any_seen(tokens: Iterable[Token]) -> bool:
    """Return whether any of some tokens is seen, as no comment, style or container is."""
    return any(
        token.type != "container"
        and not (token.type == "html_block" and UNSEEN.fullmatch(token.content))
        for token in tokens
    )
