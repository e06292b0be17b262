"""From the title and the prose of a slide to its sentences, as the tests quote them."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from deck.source.markdown import lines_of
from deck.source.model import TITLE, Sentence

END = re.compile(r"`[^`]*`|\]\([^)]*\)|[.!?]\s+(?=[A-ZÀ-ÖØ-Þ«“\"(\[`])")


def entitled(heading: Iterable[Token]) -> Iterator[Sentence]:
    """Yield the title of a slide as a sentence, which begins with “# ” whatever its level."""
    for token in heading:
        if token.type == "inline":
            title = " ".join("".join(_markdown(token)).split())
            yield Sentence(f"{TITLE}{title}", lines_of(token).start)


def sentences(tokens: Iterable[Token]) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs, lists and tables: `code` and [links](…) as in Markdown."""
    for token in tokens:
        if token.type == "inline":
            line = lines_of(token).start
            for piece in _split("".join(_markdown(token))):
                if piece.strip():
                    yield Sentence(" ".join(piece.split()), line)
                line += piece.count("\n")


def _split(text: str) -> Iterator[str]:
    start = 0
    for end in END.finditer(text):
        if end[0][0] in ".!?":
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _markdown(inline: Token) -> Iterator[str]:
    for token in inline.children or ():
        if token.type == "code_inline":
            yield f"`{token.content}`"
        elif token.type in ("s_open", "s_close"):
            # What is struck out is said no more.
            yield "~~"
        elif token.markup == "linkify":
            continue
        elif token.type == "link_open":
            target = token.attrs["href"]
            yield "["
        elif token.type == "link_close":
            yield f"]({target})"
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in ("text", "image"):
            yield token.content
