"""Find in a deck what its tests claim that it says; needs the standard library alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from deck.source.model import TITLE, Deck, Sentence, Slide
from deck.source.problems import DeckError, Problem
from deck.source.words import turning

PIECES = re.compile(r"(\s*…\s*|\{\w+\}|\{[^{}|`]*(?:\|[^{}|`]*)+\}|`)")
APOSTROPHES = re.compile("[’‘ʼ´]")
QUOTES = re.compile(r"[«“„]\s*|\s*[»”]")
TO_PROVE = re.compile(r"`|\bpep\W?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """Represent a sentence that says what a claim quotes, its slide, and the values in it."""

    slide: Slide
    sentence: Sentence
    values: Mapping[str, str]


def find(deck: Deck, *quotes: str, block: str | None = None) -> list[Match]:
    """Find the sentences that say what a claim quotes, on the slides that say all of it.

    Raises DeckError when there is none. With `block`, it is the slide of that block which says it.
    A quote is word for word, but for white space and the final stop; one that begins with “# ” is
    of a title. « … » in it stands for words that may change: no code, no number, no link, and no
    word that turns a claim, as `not` does. `{this|that}` stands for either, and `{name}` for a
    value that the test measures.
    """
    slides = list(deck.slides)
    if block is not None:
        slides = [slide for slide in slides if block in [one.name for one in slide.blocks]]
    if not slides:
        expected = "it, as a test claims what its slide says"
        raise DeckError(Problem(deck.path, 1, f"no block “{block}”", expected, "name it"))
    found: list[Match] = []
    for quote in quotes:
        said = [one for slide in slides for one in _matches(slide, quote, deck.lang)]
        if not said:
            raise DeckError(_not_said(deck, slides, quote))
        slides = [slide for slide in slides if slide in [match.slide for match in said]]
        found += said
    return [match for match in found if match.slide in slides]


def to_prove(deck: Deck) -> Iterator[tuple[Slide, Sentence]]:
    """List the sentences, and the titles, with code or with a PEP."""
    for slide in deck.slides:
        for sentence in slide.sentences:
            if TO_PROVE.search(plain(sentence.text)):
                yield slide, sentence


def unclaimed(deck: Deck, quotes: Iterable[str]) -> Iterator[Problem]:
    """List those that no claim quotes."""
    quotes = list(quotes)
    for slide, sentence in to_prove(deck):
        if not any(match(sentence, quote, deck.lang) for quote in quotes):
            found = f"{slide.place} says « {sentence.text} », which no test claims"
            remedy = "quote it, as @claim(…), by the test that does"
            yield Problem(deck.path, sentence.line, found, "a test that proves it", remedy)


def _matches(slide: Slide, quote: str, lang: str) -> Iterator[Match]:
    for sentence in slide.sentences:
        if found := match(sentence, quote, lang):
            yield Match(slide, sentence, found.groupdict())


def match(sentence: Sentence, quote: str, lang: str) -> re.Match[str] | None:
    """Return the match of a sentence with a quote of its kind, if that is what it says."""
    of_its_kind = sentence.is_title == quote.startswith(TITLE)
    return pattern(plain(quote), lang).fullmatch(plain(sentence.text)) if of_its_kind else None


@cache
def plain(text: str) -> str:
    """Return a sentence, or a quote, without what changes no claim."""
    text = QUOTES.sub('"', APOSTROPHES.sub("'", text))
    return " ".join(text.split()).rstrip(" .:;,!")


@cache
def pattern(quote: str, lang: str) -> re.Pattern[str]:
    """Return the pattern of a plain quote, or of a part of one."""
    parts, in_code = [], False
    for piece in PIECES.split(quote):
        if piece == "`":
            in_code = not in_code
            parts.append(piece)
        elif "…" in piece:
            before, after = r"(?!\w)" * piece[0].isspace(), r"(?<!\w)" * piece[-1].isspace()
            parts.append(before + _anything_else(lang) + after)
        elif "|" in piece and piece.startswith("{"):
            parts.append(f"(?i:{'|'.join(map(re.escape, piece[1:-1].split('|')))})")
        elif piece.startswith("{"):
            value = "[^`]+" if in_code else r"[^`\s]+?"
            parts.append(f"(?P<{piece[1:-1]}>{value})")
        else:
            parts.append(re.escape(piece) if in_code else f"(?i:{re.escape(piece)})")
    return re.compile("".join(parts))


@cache
def _anything_else(lang: str) -> str:
    """Match what turns no claim: no word that does, no code, no number, no link."""
    turns = "|".join(
        r"(?<!\w)" * (word[0] != "*") + re.escape(word.strip("*")) + r"(?!\w)" * (word[-1] != "*")
        for word in turning(lang)
    )
    return rf"(?:(?!(?i:{turns}))[^`\d\[\]])*?"


def _not_said(deck: Deck, slides: list[Slide], quote: str) -> Problem:
    kind = "title" if quote.startswith(TITLE) else "sentence"
    texts = {
        plain(sentence.text): (slide, sentence)
        for slide in slides
        for sentence in slide.sentences
        if sentence.is_title == (kind == "title")
    }
    # What is said beside it tells the slide, however little the sentence is like its quote.
    near = get_close_matches(plain(quote), texts, 1, cutoff=0.4 * (len(slides) == len(deck.slides)))
    if not near:
        remedy = "write it, or drop its test"
        return Problem(deck.path, slides[0].line, f"no such {kind}", f"« {quote} »", remedy)
    slide, sentence = texts[near[0]]
    found = f"{slide.place} says « {sentence.text} »"
    remedy = f"correct the {kind}, or its quote in the test if that still proves it"
    return Problem(deck.path, sentence.line, found, f"« {quote} », which a test proves", remedy)
