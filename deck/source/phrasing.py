"""How a language says the same in other words: a part of its catalogue.

Valid on Python 3.10, and in need of the standard library alone.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache

from deck.source.words import QUOTED, form, phrasing, turning

NOT = re.compile(r"(?<=\w)n't(?!\w)", re.IGNORECASE)
# What tells the forms of a noun apart, none of which says something else.
NOUN = re.compile(r"([^\W\d_]{3,}?)e?s?")
# Whose groups list, between semicolons, what says the same as the first of each.
GROUPED = ("same", "verbs", "adverbs", "complements", "contrasts")
NO_KIND = frozenset[str]()


class Phrasing:
    """Tell what the words of a deck in a language are: its own, and those of what speakers quote.

    “*” in what the catalogue lists is the rest of a word.
    """

    def __init__(self, lang: str) -> None:
        listed = [phrasing(one) for one in dict.fromkeys((lang, QUOTED))]
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        self._usual: dict[str, str] = {}
        elided = "|".join(word for one in listed for word in one["elided"].split())
        self._elision = re.compile(rf"(?<!\w)({elided})'", re.IGNORECASE)
        for kind, text in ((kind, text) for one in listed for kind, text in one.items()):
            if kind == "idle":
                self._usual = {self.whole(one): "" for one in _split(text, ",")} | self._usual
            elif kind in GROUPED:
                for alike in (_split(group, ",") for group in _split(text, ";")):
                    usual = alike[0].strip("*")
                    self._kinds[usual].add(kind)
                    self._usual = {self.whole(one): usual for one in alike} | self._usual
            else:
                for word in text.split():
                    self._kinds[word].add(kind)
        self._pattern = _any_of(self._usual)
        open_ended = [one for one in _longest_first(self._usual) if "*" in one]
        self._open_ended = [(re.compile(form(one)), self._usual[one]) for one in open_ended]
        self._turning = set(turning(lang))

    def is_of(self, word: str, *kinds: str) -> bool:
        """Return whether a word is of one of some kinds, as `articles` are."""
        return not self._kinds.get(word.casefold(), NO_KIND).isdisjoint(kinds)

    def whole(self, prose: str) -> str:
        """Return a prose without elisions: « d'une » is « de une », `didn't` is `did not`."""
        return NOT.sub(" not", self._elision.sub(r"\1e ", prose))

    def usual(self, prose: str) -> str:
        """Return a prose in the first of the words that say the same, without what says nothing."""
        return self._pattern.sub(self._usually, self.whole(prose))

    def stem(self, word: str) -> str:
        """Return what may be a noun without its ending, but not what turns a claim."""
        found = None if word.casefold() in self._turning else NOUN.fullmatch(word)
        return found[1] if found else word

    def _usually(self, found: re.Match[str]) -> str:
        said = found[0].casefold()
        usual = self._usual.get(said)
        if usual is None:
            # To a pattern « İ » is an i, and is none once it is folded.
            alike = (to for one, to in self._open_ended if one.fullmatch(said))
            usual = next(alike, said)
        return f" {usual} "


@cache
def phrasing_of(lang: str) -> Phrasing:
    """Return the phrasing of a deck in a language."""
    return Phrasing(lang)


def _split(text: str, at: str) -> list[str]:
    return [one.strip() for one in text.split(at) if one.strip()]


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=len, reverse=True)


def _any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Match any of some phrases, as whole words, and in no dotted name or call."""
    forms = "|".join(map(form, _longest_first(phrases)))
    return re.compile(rf"(?<![\w.-])(?:{forms})(?![\w(-]|\.\w)", re.IGNORECASE)
