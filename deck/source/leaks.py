"""Find what looks like notes, and would be shown to the room."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from markdown_it.token import Token

from deck.source.markdown import lines_of
from deck.source.sections import LIKE_NOTES, NOTES_BEGIN, NOTES_FOLLOW

MARKUP = r"(?:<[^>]*>|[*_`~\[\]\\\s\u200b\ufeff])*"
TAGS_AND_COMMENTS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
SPEAKER = r"(?:speaker|presenter)[\s-]*notes?"
MISSPELT = re.compile(
    rf"{MARKUP}(?:{SPEAKER}|notes){MARKUP}[:：]|notes?\s*:\s*$|"
    r":{3,}\s*\{?\s*[.\"'=a-z]*(?:notes?|speaker)\b",
    re.IGNORECASE,
)
# Alone, as a title within a slide.
ALONE = re.compile(rf"(?:{SPEAKER}|notes)\s*:?", re.IGNORECASE)


def misspelt_notes(token: Token, before: Token, *, is_title: bool) -> Iterator[tuple[int, str]]:
    """Yield the lines of a token, after that `before` it, that look like notes, with their texts.

    `is_title` says whether it is the title of a slide.
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
            if MISSPELT.match(text.strip(" *_")):
                yield at, text.strip()
