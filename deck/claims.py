"""Find in a deck the sentences that its tests claim; needs the standard library alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from deck.errors import DeckError, Problem
from deck.model import Deck, Sentence, Slide

PIECES = re.compile(r"(\s*…\s*|\{\w+\}|`)")
TURNING = """
    ne non ni pas point jamais rien aucun aucune nul nulle sans sauf hormis excepté exception hors
    plus moins presque parfois rarement seulement uniquement faux fausse inexact incorrect
    impossible contraire contrairement autrement évite empêche interdit
    not no never none nor neither nothing cannot without except unless unlike instead only almost
    less rather sometimes rarely hardly false wrong
""".split()
TURNS_A_CLAIM = rf"(?i:(?<!\w)(?:(?:{'|'.join(TURNING)})(?!\w)|n')|n't(?!\w))"
ANYTHING_ELSE = rf"(?:(?!{TURNS_A_CLAIM})[^`\d\[\]])*?"
TO_PROVE = re.compile(r"`|\bpep\W?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """Hold a sentence that says what a claim quotes, its slide, and the values in it."""

    slide: Slide
    sentence: Sentence
    values: Mapping[str, str]


def find(deck: Deck, quote: str) -> list[Match]:
    """Find the sentences of a deck that say what a claim quotes; raise DeckError for none.

    The quote is word for word, but for white space and the final stop. « … » in it stands for
    words that may change: no code, no number, no link, and no word that turns a claim, as `not`
    does. `{name}` stands for a value that the test measures.
    """
    pattern = _pattern(quote)
    found = [
        Match(slide, sentence, match.groupdict())
        for slide, sentence in _sentences(deck)
        if (match := pattern.fullmatch(_plain(sentence.text)))
    ]
    if not found:
        raise DeckError(_not_said(deck, quote))
    return found


def unclaimed(deck: Deck, quotes: Iterable[str]) -> Iterator[Problem]:
    """List the sentences with code, or with a PEP, that no claim quotes."""
    patterns = [_pattern(quote) for quote in quotes]
    for slide, sentence in _sentences(deck):
        text = _plain(sentence.text)
        if TO_PROVE.search(text) and not any(pattern.fullmatch(text) for pattern in patterns):
            found = f"{slide.place} says « {sentence.text} », which no test claims"
            remedy = "quote it, as @claim(…), by the test that does"
            yield Problem(deck.path, sentence.line, found, "a test that proves it", remedy)


def _sentences(deck: Deck) -> Iterator[tuple[Slide, Sentence]]:
    for slide in deck.slides:
        for sentence in slide.sentences:
            yield slide, sentence


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).rstrip(" .:;,!")


def _pattern(quote: str) -> re.Pattern[str]:
    parts, in_code = [], False
    for piece in PIECES.split(_plain(quote)):
        if piece == "`":
            in_code = not in_code
            parts.append(piece)
        elif "…" in piece:
            before, after = r"(?!\w)" * piece[0].isspace(), r"(?<!\w)" * piece[-1].isspace()
            parts.append(before + ANYTHING_ELSE + after)
        elif piece.startswith("{") and piece.endswith("}"):
            value = "[^`]+" if in_code else r"[^`\s]+?"
            parts.append(f"(?P<{piece[1:-1]}>{value})")
        else:
            parts.append(re.escape(piece) if in_code else f"(?i:{re.escape(piece)})")
    return re.compile("".join(parts))


def _not_said(deck: Deck, quote: str) -> Problem:
    texts = {_plain(sentence.text): (slide, sentence) for slide, sentence in _sentences(deck)}
    near = get_close_matches(_plain(quote), texts, 1, cutoff=0.4)
    if not near:
        remedy = "write it, or drop its test"
        return Problem(deck.path, 1, "no such sentence", f"« {quote} »", remedy)
    slide, sentence = texts[near[0]]
    found = f"{slide.place} says « {sentence.text} »"
    remedy = "correct the sentence, or its quote in the test if that still proves it"
    return Problem(deck.path, sentence.line, found, f"« {quote} », which a test proves", remedy)
