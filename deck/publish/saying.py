"""Say in the language of a deck what its publication tells: days, sizes, Pythons."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from deck.publish.proof import Proof
from deck.source.model import Deck
from deck.source.timing import MINUTE, seconds
from deck.source.words import words

VERSION = re.compile(r"3\.(\d+)")


class Saying:
    """Say things in the language of a deck."""

    def __init__(self, lang: str) -> None:
        self._words = words(lang)

    def __call__(self, name: str, kind: object = "", /, **values: object) -> str:
        """Return the words of a name, or those for a kind of it, with values put in."""
        said = self._words.get(f"{name}/{kind}", self._words[name])
        return said.format(**values)

    def day(self, date: datetime) -> str:
        """Return a date as one reads it."""
        month = self._words["published.months"].split()[date.month - 1]
        return self("published.day", date.day, day=date.day, month=month, year=date.year)

    def file(self, what: str, kind: str, size: int) -> str:
        """Return the name of a file to take away, with its kind and its size in bytes."""
        number = self("published.kilobytes", number=max(1, round(size / 1000)))
        return self("published.kind", what=self(what), kind=kind, size=number)

    def extent(self, deck: Deck) -> str:
        """Return how long a deck is."""
        count = len(deck.slides)
        told = [self("published.count", count, count=count)]
        if planned := seconds(deck.metadata.get("duration")):
            minutes = f"{planned / MINUTE:g}"
            told.append(self("published.minutes", minutes, count=minutes))
        return " · ".join(told)

    def proof(self, proof: Proof, date: datetime) -> str:
        """Return on what and when a deck was proved, or an empty string where nothing was run."""
        if not proof.pythons:
            return ""
        pythons = self("published.and").join(ranges(proof.pythons))
        name = "published.proved" if proof.claims else "published.proved.code"
        return self(name, pythons=pythons, day=self.day(date))

    def commit(self, proof: Proof) -> str:
        """Return of which commit a deck is, or an empty string."""
        name = "published.commit.changed" if proof.is_changed else "published.commit"
        return self(name, commit=proof.commit) if proof.commit else ""


def ranges(pythons: Sequence[str]) -> list[str]:
    """Return a shorter list of Pythons: those of CPython are one item, and runs of them a range.

    >>> ranges(["3.10", "3.11", "3.13", "Pyodide 1"])
    ['Python 3.10–3.11, 3.13', 'Pyodide 1']
    """
    minors = [int(found[1]) for found in map(VERSION.fullmatch, pythons) if found]
    others = [name for name in pythons if not VERSION.fullmatch(name)]
    starts = minors[:1] + [new for old, new in pairwise(minors) if new != old + 1]
    ends = [old for old, new in pairwise(minors) if new != old + 1] + minors[-1:]
    told = (
        f"3.{start}" if start == end else f"3.{start}–3.{end}" for start, end in zip(starts, ends)
    )
    return [f"Python {', '.join(told)}", *others] if minors else others
