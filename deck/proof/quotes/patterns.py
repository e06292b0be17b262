"""The pattern of a quote: its words, choices, values, and what may stand for some of them."""

import re
from functools import cache

from deck.proof.quotes.canonical import NOT
from deck.source.words import turning

PIECES = re.compile(r"(\{\w+\}|\{[^{}|`]*(?:\|[^{}|`]*)+\}|`)")
ELLIPSIS = re.compile(r"(\s*…\s*)")
APOSTROPHES = re.compile("[’‘ʼ´]")
QUOTES = re.compile(r"[«“„]\s*|\s*[»”]")


@cache
def plain(text: str) -> str:
    """Return a sentence, or a quote, without what changes no claim."""
    text = QUOTES.sub('"', APOSTROPHES.sub("'", text))
    return " ".join(text.split()).rstrip(" .:;,!")


@cache
def pattern(quote: str, lang: str, marked: bool = False) -> re.Pattern[str]:
    """Return the pattern of a plain quote, or of a part of one.

    Its words may be `marked` as code, which the quote does not tell.
    """
    parts, in_code = [], False
    for piece in PIECES.split(quote):
        mark = "`?" * (marked and not in_code)
        if piece == "`":
            in_code = not in_code
            parts.append(piece)
        elif "|" in piece and piece.startswith("{"):
            alike = (_phrase(one, mark, lang) for one in piece[1:-1].split("|"))
            parts.append(f"(?i:{'|'.join(alike)})")
        elif piece.startswith("{"):
            value = "[^`]+" if in_code else r"[^`\s]*?[^`\s,;:]"
            parts.append(f"{mark}(?P<{piece[1:-1]}>{value}){mark}")
        else:
            said = _phrase(piece, mark, lang)
            parts.append(said if in_code else f"(?i:{said})")
    return re.compile("".join(parts))


def _phrase(text: str, mark: str, lang: str) -> str:
    """Match words, some of which « … » may stand for."""
    words, *others = ELLIPSIS.split(text)
    parts = [_escaped(words, mark)]
    for ellipsis, words in zip(others[::2], others[1::2], strict=True):
        before, after = r"(?!\w)" * ellipsis[0].isspace(), r"(?<!\w)" * ellipsis[-1].isspace()
        parts += [before, _anything_else(lang), after, _escaped(words, mark)]
    return "".join(parts)


def _escaped(piece: str, mark: str) -> str:
    words = map(re.escape, piece.split(" "))
    return " ".join(word and f"{mark}{word}{mark}" for word in words)


@cache
def _anything_else(lang: str) -> str:
    """Match what turns no claim: no word that does, no code, no number, no link."""
    return rf"(?:(?!(?i:{turning_word(lang)}))[^`\d\[\]{NOT}])*?"


def turning_word(lang: str) -> str:
    """Match a word that turns a claim, as `not` does."""
    return "|".join(
        r"(?<!\w)" * (word[0] != "*") + re.escape(word.strip("*")) + r"(?!\w)" * (word[-1] != "*")
        for word in turning(lang)
    )
