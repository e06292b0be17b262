"""Find what looks like notes, and would be shown to the room."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from markdown_it.token import Token

from deck.source.dialects.markdown import lines_of
from deck.source.dialects.notes import LIKE_NOTES, NOTES_BEGIN, NOTES_FOLLOW
from deck.source.dialects.sections import SLIDE_TAGS

MARKUP = r"(?:<[^>]*>|[*_`~\[\]\\\s\u200b\ufeff])*"
TAGS_AND_COMMENTS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
SPEAKER = (
    r"(?:(?:speaker|presenter)[\s-]*notes?|notes?\s+(?:pour\s+|du\s+|de\s+)?(?:l['’]|la\s+|le\s+)?"
    r"(?:orat(?:eur|rice)|présenta(?:teur|trice)|conférenci(?:er|ère)|intervenante?))"
)
MISSPELT = re.compile(
    rf"{MARKUP}(?:{SPEAKER}|notes){MARKUP}[:：]|notes?\s*:\s*$|"
    r":{3,}\s*\{?\s*[.\"'=a-z]*(?:notes?|speaker)\b",
    re.IGNORECASE,
)
# As of Deckset, in a deck that is not of it.
CARET = re.compile(r"\^[ \t]*[^\W\d_](?![^\s^]*\^)")
# What a list or an indent has made a text of.
INDENTED = re.compile(r"\s*notes?\s*:[ \t]*\S", re.IGNORECASE)
# Alone, as a title within a slide.
ALONE = re.compile(rf"(?:{SPEAKER}|notes)\s*:?", re.IGNORECASE)


def titles_in_notes(tokens: Iterable[Token], *, by_separators: bool) -> list[Token]:
    """Return the titles below notes in a deck whose notes end at separators, not at headings.

    Whether they do is told by the deck, where its slides are divided `by_separators` alone.
    """
    titles: list[Token] = []
    ended = 0
    in_notes = has_titles_there = False
    before = ""
    for token in tokens:
        is_title = token.type == "heading_open" and token.level == 0 and token.tag in SLIDE_TAGS
        if token.type == "separator":
            ended += in_notes
            in_notes = False
        elif token.type in ("notes", "notes_end"):
            in_notes = token.type == "notes"
        elif is_title and in_notes:
            titles.append(token)
        has_titles_there |= is_title and before == "separator"
        before = token.type
    ended += in_notes
    # Where a title needs no separator above it, as many of each say nothing.
    return titles if by_separators or ended > len(titles) - has_titles_there else []


def breaks_in_notes(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the thematic breaks that end notes, with no title below: it may be notes, too."""
    in_notes = False
    for token, after in pairwise(tokens):
        is_title = after.type == "heading_open" and after.tag in SLIDE_TAGS
        if token.type == "separator" and token.markup and in_notes and not is_title:
            yield token
        if token.type in ("notes", "notes_end", "separator") or token.tag in SLIDE_TAGS:
            in_notes = token.type == "notes"


def misspelt_notes(
    token: Token, before: Token, *, is_title: bool, is_quoted: bool
) -> Iterator[tuple[int, str]]:
    """Yield the lines of a token, after that `before` it, that look like notes, with their texts.

    `is_title` says whether it is the title of a slide, `is_quoted` whether it is in a quotation,
    where “Note: …” is for the room.
    """
    line = lines_of(token).start
    if token.type == "container" and get_close_matches(token.info.lower(), LIKE_NOTES, cutoff=0.75):
        yield line, f"::: {token.info}"
    elif token.type == "html_block":
        shown = TAGS_AND_COMMENTS.sub(lambda tag: "\n" * tag[0].count("\n"), token.content)
        for at, text in enumerate(map(str.strip, shown.split("\n")), line):
            if NOTES_FOLLOW.match(text) or NOTES_BEGIN.fullmatch(text):
                yield at, text
    elif token.type == "code_block" or before.type in ("paragraph_open", "heading_open"):
        if token.level == 1 and not is_title and ALONE.fullmatch(token.content.strip("*_ ")):
            yield line, token.content
        for at, text in enumerate(token.content.split("\n"), line):
            is_text = before.type != "heading_open" and not is_quoted
            if at == line and is_text and token.level == 1 and CARET.match(text):
                yield at, text.strip()
            if MISSPELT.match(text.strip(" *_")) or (is_text and INDENTED.match(text)):
                yield at, text.strip()
