"""Lay the quote of a claim beside a sentence that no longer says it; in need of no library."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from deck.proof.quotes.claims import match
from deck.proof.quotes.patterns import pattern, plain
from deck.source.model import TITLE, Sentence

CODE = r"`[^`]*`|\]\([^)]*\)"
# What may be missing stands for nothing of its own, as “…” between words: it is between two units.
OPTIONAL = r"\{[^{}]* \}"
UNIT = re.compile(
    rf"{OPTIONAL}|{CODE}|(?:\{{[^{{}}]*[^{{}} ]\}}|\w|(?<=[\w}}])…|…(?=[\w{{]))+|[^\w\s…]"
)
TOKEN = re.compile(rf"{CODE}|\w+|[^\w\s]")
# Choices of several words, of which others may be left.
PHRASES = re.compile(r"\{([^{}]*\|[^{}|]* [^{}]*[^{} ])\}")
TEMPLATE = re.compile(r"[{}…]")
OF_CODE = re.compile(r"[`\[\]]")
VALUE = re.compile(r"\{(\w+)\}")
# How many tokens of a sentence a unit may stand for.
MOST_TOKENS = 8


@dataclass(frozen=True)
class Alignment:
    """Represent a quote as a sentence says it anew, and how like the old one it is, from 0 to 1.

    `before` is the sentence with the words of the old quote where they are others.
    """

    quote: str
    likeness: float
    before: str


class _Pair(NamedTuple):
    """Represent a unit of the quote, and the part of the sentence that it stands for."""

    start: int
    end: int
    first: int
    last: int


def align(quote: str, sentence: Sentence, lang: str, least: float = 0) -> Alignment | None:
    """Align a quote with a sentence that is like it, `least` from 0 to 1.

    Nothing comes of one of another kind, with other code or with other values.
    """
    old, new = plain(quote), plain(sentence.text)
    is_other = sentence.is_title != old.startswith(TITLE)
    if is_other or any(old.count(mark) != new.count(mark) for mark in ("`", "](")):
        return None
    found = _aligned(old, sentence, lang, least)
    narrow = PHRASES.sub(lambda choice: _nearest(choice[1].split("|"), new), old)
    return found or (_aligned(narrow, sentence, lang, least) if narrow != old else None)


def _nearest(phrases: Sequence[str], text: str) -> str:
    """Return the one of some phrases of which a text has most."""
    return max(
        phrases, key=lambda one: SequenceMatcher(None, one, text, False).find_longest_match()[2]
    )


def _aligned(old: str, sentence: Sentence, lang: str, least: float) -> Alignment | None:
    new = plain(sentence.text)
    pairs = _pairs(old, new, lang)
    whole, before, free = "", "", []
    ends = [_Pair(0, 0, 0, 0), *pairs, _Pair(len(old), len(old), len(new), len(new))]
    for one, other in zip(ends, ends[1:]):
        was, says = old[one.end : other.start], new[one.last : other.first]
        is_kept = was == says or bool(TEMPLATE.search(was) and pattern(was, lang).fullmatch(says))
        if not is_kept and OF_CODE.search(was + says):
            return None
        whole += (was if is_kept else says) + old[other.start : other.end]
        before += (says if is_kept else re.sub(OPTIONAL, "", was)) + new[other.first : other.last]
        free += [range(one.last, other.first)] * is_kept
    said = sum(_weight(old[one.start : one.end]) for one in pairs)
    heard = _weight_of(TOKEN, new, [range(one.first, one.last) for one in pairs])
    of_all = _weight_of(UNIT, old) + _weight_of(TOKEN, new) - _weight_of(TOKEN, new, free)
    likeness = max((said + heard) / (of_all or 1), _by_letters(before, new, least))
    if likeness < least:
        return None
    found = match(sentence, whole := plain(whole), lang)
    if not found or set(VALUE.findall(old)) != found.groupdict().keys():
        return None
    return Alignment(whole, likeness, before)


def _by_letters(before: str, after: str, least: float) -> float:
    """Return how like are the letters of two sentences; of any two, half of them are the same."""
    letters = SequenceMatcher(None, before, after, autojunk=False)
    return 2 * letters.ratio() - 1 if 2 * letters.quick_ratio() - 1 >= least else 0.0


def _pairs(old: str, new: str, lang: str) -> list[_Pair]:
    """Pair the units of a quote with what they stand for, in their order, as many as can be."""
    units = [found.span() for found in UNIT.finditer(old) if _weight(found[0])]
    tokens = [found.span() for found in TOKEN.finditer(new)]
    # From each unit and token on: the best weight, and for how many tokens the unit stands; less
    # than none if the next token is passed over.
    best = [[(0.0, 0)] * (len(tokens) + 1) for _ in range(len(units) + 1)]
    for unit in reversed(range(len(units))):
        text = old[slice(*units[unit])]
        weight, stands_for, below = _weight(text), _standing(text, lang), best[unit + 1]
        for token in reversed(range(len(tokens) + 1)):
            choices = [(below[token][0], 0)]
            if token < len(tokens):
                choices.append((best[unit][token + 1][0], -1))
                choices += [
                    (weight + below[token + count][0], count)
                    for count in stands_for(new, tokens, token)
                ]
            best[unit][token] = max(choices)
    found, unit, token = [], 0, 0
    while unit < len(units):
        count = best[unit][token][1]
        if count > 0:
            found.append(_Pair(*units[unit], tokens[token][0], tokens[token + count - 1][1]))
        unit += count >= 0
        token += abs(count)
    return found


def _standing(unit: str, lang: str) -> Callable[[str, list[tuple[int, int]], int], list[int]]:
    """Return what lists for how many tokens of a text, from one on, a unit may stand."""
    if TEMPLATE.search(unit):
        stands = pattern(unit, lang).fullmatch
        # What is said anew is not among the words that may change.
        longest = 1 if "…" in unit else MOST_TOKENS
        return lambda text, tokens, at: [
            count
            for count, (_, end) in enumerate(tokens[at : at + longest], 1)
            if stands(text, tokens[at][0], end)
        ]
    said, is_code = unit.casefold(), bool(OF_CODE.search(unit))

    def literal(text: str, tokens: list[tuple[int, int]], at: int) -> list[int]:
        token = text[slice(*tokens[at])]
        return [1] * (token == unit or (not is_code and token.casefold() == said))

    return literal


def _weight_of(what: re.Pattern[str], text: str, within: Iterable[range] | None = None) -> float:
    """Weigh the units or tokens of a text, or those that begin within some parts of it."""
    parts = [range(len(text))] if within is None else list(within)
    return sum(
        _weight(found[0])
        for found in what.finditer(text)
        if any(found.start() in part for part in parts)
    )


def _weight(unit: str) -> float:
    """Weigh a unit: code tells more than a word, and a comma next to nothing."""
    if re.fullmatch(OPTIONAL, unit):
        return 0.0
    if OF_CODE.search(unit):
        return 2.0
    if VALUE.fullmatch(unit):
        return 0.5
    return 1.0 if re.search(r"\w", unit) else 0.1
