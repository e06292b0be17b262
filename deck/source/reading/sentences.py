"""From the title and the prose of a slide to its sentences, as the tests quote them."""

import html
import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from deck.source.dialects.html import SHOWN_AS
from deck.source.dialects.markdown import lines_of
from deck.source.model import TITLE, Sentence

END = re.compile(r"`[^`]*`|\]\([^)]*\)|[.!?]\s+(?=[A-ZÀ-ÖØ-Þ«“\"(\[`])|;\s+")
TAG = re.compile(r"</?([a-z]\w*)[^>]*>", re.IGNORECASE)
# What Markdown writes otherwise. What is struck out is said no more.
MARKS = {"code": "`", "s": "~~", "del": "~~", "br": " "}
WITHIN = set(
    "a abbr b cite em i ins kbd mark q rp rt ruby samp small span strong sub sup u var wbr".split()
)
APART = "\0"


def title_sentences(heading: Iterable[Token]) -> Iterator[Sentence]:
    """Yield the title of a slide as a sentence, which begins with “# ” whatever its level."""
    for token in heading:
        if token.type == "inline":
            title = " ".join("".join(_markdown(token)).replace(APART, " ").split())
            yield Sentence(f"{TITLE}{title}", lines_of(token).start)


def sentences(tokens: Iterable[Token]) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs, lists, tables and HTML.

    Their `code` and their [links](…) are written as in Markdown.
    """
    for token in tokens:
        if token.type in ("inline", "html_block"):
            line = lines_of(token).start
            for text in "".join(_markdown(token)).split(APART):
                for piece in _split(text):
                    if piece.strip():
                        yield Sentence(" ".join(piece.split()), line)
                    line += piece.count("\n")


def _split(text: str) -> Iterator[str]:
    start = 0
    for end in END.finditer(text):
        if end[0][0] in ".!?;":
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _markdown(block: Token) -> Iterator[str]:
    if block.type == "html_block":
        yield _said(block)
    for token in block.children or ():
        if token.type == "code_inline":
            yield f"`{token.content}`"
        elif token.type in ("s_open", "s_close"):
            yield MARKS["s"]
        elif token.type == "html_inline":
            yield _said(token)
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


def _said(shown: Token) -> str:
    """Return what HTML says, as it is shown, with its marks as those of Markdown."""
    return html.unescape(TAG.sub(_mark, shown.meta.get(SHOWN_AS, "")))


def _mark(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    return "" if name in WITHIN else MARKS.get(name, APART)
