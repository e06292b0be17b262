"""Tell which words may have turned the sense of a sentence; in need of no library."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest

from deck.source.words import common, form, prefixes, senses

# Code and values are compared elsewhere: each is one word here. Of choices, all are words.
CODE, CHOICES = re.compile(r"`[^`]*`|\]\([^)]*\)|\{\w+\}"), str.maketrans("{|}", "   ")
WORD = re.compile(r"\w+")
# What asks states nothing, nor does what is struck out.
MARKS = r"\?|~~"
NUMBER = r"\d+(?:[.,]\d+)*"
# How short a word has no contrary that begins with a prefix: “fait” and “forfait” have nothing in
# common.
SHORTEST = 4

# Of what was said, and what is said in its place; nothing, where words came or went.
Turn = tuple[str, str]


def turned(before: str, after: str, lang: str) -> tuple[Turn, ...]:
    """List the words that may turn the sense, as a sentence says other words than before.

    A pair of the same word tells of one that stands elsewhere.
    """
    before, after = (CODE.sub(" § ", text).translate(CHOICES) for text in (before, after))
    others = list(_others(before, after, lang))
    told = {word for pair in others for word in pair}
    listed = _turned(_listed(before, lang), _listed(after, lang))
    # What has become its contrary has neither come nor gone.
    turns = [pair for pair in listed if told.isdisjoint(word.casefold() for word in pair)]
    return tuple(dict.fromkeys([*turns, *others]))


def told(turns: Iterable[Turn]) -> str:
    """Return in English what became of words."""
    return ", ".join(map(_told, turns))


def _told(turn: Turn) -> str:
    was, now = turn
    if was and now:
        return f"“{was}” is elsewhere" if was == now else f"“{was}” became “{now}”"
    return f"“{was}” went" if was else f"“{now}” came"


def _turned(before: list[Turn], after: list[Turn]) -> Iterator[Turn]:
    """Pair the words of other groups; each comes with that of its group which is listed first."""
    old, new = ([group for group, _ in said] for said in (before, after))
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            for was, now in zip_longest(before[start:end], after[first:last], fillvalue=("", "")):
                yield was[1], now[1]


def _others(before: str, after: str, lang: str) -> Iterator[Turn]:
    """Yield words that have changed places, or have become their contraries by a prefix."""
    old, new = (WORD.findall(text.casefold()) for text in (before, after))
    gone: list[str] = []
    come: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            gone, come = gone + old[start:end], come + new[first:last]
    free = common(lang) - {word for word, _ in _listed(" ".join(gone), lang)}
    for word in gone:
        if word in come and word not in free and len(word) > 1:
            yield word, word
        for other in come:
            short, long = sorted((word, other), key=len)
            prefix = long[: -len(short)] if long.endswith(short) else ""
            if len(short) >= SHORTEST and prefix in prefixes(lang):
                yield word, other


def _listed(text: str, lang: str) -> list[Turn]:
    """List the words of a text that turn a sense, in their order, each after the name of its group.

    A number is of a group of its own.
    """
    found = (one[0] for one in _any_word(lang).finditer(text))
    return [(_group(word.casefold(), lang), word) for word in found]


@cache
def _group(word: str, lang: str) -> str:
    groups = ((one, group[0]) for group in senses(lang) for one in group)
    return next((name for one, name in groups if re.fullmatch(form(one), word)), word)


@cache
def _any_word(lang: str) -> re.Pattern[str]:
    words = sorted((one for group in senses(lang) for one in group), key=len, reverse=True)
    forms = "|".join((NUMBER, *map(form, words)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)|{MARKS}", re.IGNORECASE)
