"""Bring sentences that say the same into one form; needs the standard library alone.

A clause is what it speaks of, in its order, then its complements, verbs and adverbs: where these
stand, and whether it is said in the active or the passive voice, tells nothing. Only words that
the catalogue of a language lists are told apart, joined or left out: all others count, as what
turns a sense does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from deck.source.phrasing import Phrasing, phrasing_of

# What no other word may stand for: code, the name of a value, where a link leads.
KEPT = re.compile(r"(`[^`]*`|\{\w+\}|\]\([^)]*\))")
TOKEN = re.compile(
    r"`[^`]*`|\]\([^)]*\)|~~|…|\.?(?:\w|\{\w+\})+(?:[-.'+/](?:\w|\{\w+\})+)*|[,;:.!]|[^\w\s()\[\]\"]"
)
# « une boucle, `a` » is « la boucle `a` » at the end, where it is the subject of nothing.
APPOSED = re.compile(r"\s*[,:]\s*(`[^`]*`|\w+(?:\.\w+)+)$")
# « On le fait » is « il est fait ».
NOT, PASSIVE, BUT, STOPS = "¬", "°", "but", ",;:.!"


@cache
def canonical(text: str, lang: str) -> str:
    """Return the form of a plain sentence, or of a quote without choices."""
    phrasing = phrasing_of(lang)
    kept = KEPT.split(APPOSED.sub(r" \1", text))
    kept[::2] = map(phrasing.usual, kept[::2])
    clauses: list[list[str]] = [[]]
    for token in TOKEN.findall("".join(kept)):
        if phrasing.is_of(token, "contrasts"):
            clauses.append([])
        else:
            clauses[-1].append(token)
    return f" {BUT} ".join(str(_Clause(one, phrasing)) for one in clauses)


class _Clause:
    def __init__(self, tokens: list[str], phrasing: Phrasing) -> None:
        self._phrasing = phrasing
        self._things: list[str] = []
        self._agent: list[str] = []
        self._complements: list[list[str]] = []
        self._verbs: list[str] = []
        self._adverbs: list[str] = []
        # The list to which the next words are added.
        self._open = self._things
        # Of the next verb, its denial and its mark of the passive; and whether the next word is a
        # verb, as after « peut ».
        self._denial, self._voice, self._is_verb = "", "", False
        # How many « ne » have no « pas » yet.
        self._denials_begun = 0
        for at, token in enumerate(tokens):
            self._read(token, tokens[at - 1] if at else "", tokens[at:])

    def __str__(self) -> str:
        # « par X, il est fait » is « X le fait ».
        verbs = [verb.removesuffix(PASSIVE) if self._agent else verb for verb in self._verbs]
        # Code may be the value that is to be found.
        parts = sorted(self._complements, key=lambda one: [word for word in one if word.isalpha()])
        said = [*self._agent[1:], *self._things, *sum(parts, []), *verbs, *sorted(self._adverbs)]
        return " ".join([*said, self._denial]).strip()

    def _read(self, token: str, before: str, rest: list[str]) -> None:
        word, is_of = token.strip("`"), self._phrasing.is_of
        if is_of(token, "negated"):
            if any(is_of(one, "negates") for one in rest):
                self._denials_begun += 1
                self._denial += NOT
            else:
                self._take(token)
        elif is_of(token, "negates"):
            self._denial += NOT * (not self._denials_begun)
            self._denials_begun = max(self._denials_begun - 1, 0)
        elif is_of(word, "adverbs"):
            self._adverbs.append(self._denied(token))
        elif is_of(token, "passives"):
            self._open, self._voice = self._things, PASSIVE
        elif is_of(token, "complements"):
            self._complements.append([self._denied(token)])
            self._open, self._is_verb = self._complements[-1], False
            if is_of(token, "agents") and not self._agent:
                self._agent = self._complements.pop()
        elif is_of(word, "verbs") or (
            self._is_verb and token.isalpha() and not self._tells_nothing(token)
        ):
            self._is_verb = is_of(token, "modals")
            self._verbs.append(self._denied(token) + self._voice * (not self._is_verb))
            self._open, self._voice = self._things, self._voice * self._is_verb
        elif self._tells_nothing(token) and not self._restricts(token, rest[1:2]):
            # « La » of « peut la faire » is a pronoun.
            self._is_verb &= token not in STOPS
            is_begun = self._open is not self._things and len(self._open) > 1
            if is_begun and not is_of(token, "of") and not is_of(before, "of"):
                self._open = self._things
        elif is_of(token, "joins"):
            self._open = self._things
            # « Soit `a`, soit `b` » is « `a` ou `b` ».
            if self._things or self._complements:
                self._take(token)
        else:
            self._take(self._phrasing.stem(token))

    def _tells_nothing(self, token: str) -> bool:
        return token in STOPS or self._phrasing.is_of(token, "of", "articles", "grammar")

    def _restricts(self, token: str, following: list[str]) -> bool:
        """Return whether a word is the « que » of « ne … que dans »."""
        is_of = self._phrasing.is_of
        return is_of(token, "restricts") and any(
            is_of(one, "complements") and not is_of(one, "passives") for one in following
        )

    def _take(self, word: str) -> None:
        self._open.append(self._denied(word))
        self._voice, self._is_verb = "", False

    def _denied(self, word: str) -> str:
        denied, self._denial = self._denial + word, ""
        return denied


def choices(quote: str) -> Iterator[str]:
    """Yield a quote with each of its choices, `{this|that}`."""
    found = re.search(r"\{([^{}|`]*(?:\|[^{}|`]*)+)\}", quote)
    if not found:
        yield quote
        return
    for one in found[1].split("|"):
        yield from choices(quote[: found.start()] + one + quote[found.end() :])
