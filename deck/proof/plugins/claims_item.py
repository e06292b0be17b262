"""The pytest item that holds the tests of a deck to all that it states."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from deck.proof.judge.failure import Failure
from deck.proof.plugins.places import HINT, fail
from deck.proof.plugins.quoted import Quoted, quoted
from deck.proof.plugins.tally import CLAIM, of_sentence
from deck.proof.quotes import claims, reworded
from deck.proof.quotes.claims import Match
from deck.proof.quotes.reworded import Claim, Reworded, Unsure
from deck.source import folders
from deck.source.model import Deck
from deck.source.problems import DeckError

MARK = "claim"


class ClaimsItem(pytest.Item):
    """Check that the tests of a deck claim each sentence of it that states something, as it is.

    Those that claim one that says it in other words now are run all the same, with these: what
    they measure is told beside.
    """

    def __init__(self, *, deck: Deck, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck = deck
        # The tests that make a claim, as they are written.
        self.tests: dict[Claim, list[pytest.Item]] = {}
        self.quoted: list[Quoted] = []
        self.unsure: list[Unsure] = []

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name

    def look_at(self, items: Iterable[pytest.Item]) -> None:
        """Note the claims of the deck's tests, also of those that this run leaves out."""
        folder = folders.folder(self.path)
        tests = [item for item in items if item.path.is_relative_to(folder)]
        for item in tests:
            for mark in item.iter_markers(MARK):
                self.tests.setdefault(_claim(mark), []).append(item)
        # A quote that is written wrong fails its own test.
        with suppress(re.error):
            self.say_anew(tests, folder)

    def say_anew(self, tests: Collection[pytest.Item], folder: Path) -> None:
        """Have the tests claim what the deck says in other words."""
        found, self.unsure = reworded.find(self.deck, self.tests)
        for one in self.unsure:
            for item in (item for claim in one.claims for item in self.tests[claim]):
                item.stash[HINT] = str(one)
        places = {claim: _place(one[0]) for claim, one in self.tests.items()}
        self.quoted = quoted(found, places, folder)
        _say_anew(tests, found)

    def claimed(self, anew: Mapping[str, str]) -> Iterator[Match]:
        """Yield where the deck says what is claimed, each quote replaced by what it is `anew`.

        Of a claim that the deck says in part, which its own test reports, it is that part.
        """
        for quotes, block in self.tests:
            now = [anew.get(quote, quote) for quote in quotes]
            try:
                yield from claims.find(self.deck, *now, block=block)
            except DeckError:
                for slide, quote in product(self.deck.slides, now):
                    yield from claims.said_on(slide, quote, self.deck.lang)

    def runtest(self) -> None:
        anew = {one.reworded.quote: one.reworded.anew for one in self.quoted}
        problems = claims.unclaimed(self.deck, self.claimed(anew))
        if failures := [
            *(one.failure(self.deck) for one in self.quoted),
            *(Failure(one, self.deck.slide_at(one.line).number) for one in problems),
        ]:
            # The test of what was reworded may pass, and quotes another sentence.
            said = (of_sentence(self.deck.path, one.reworded.sentence) for one in self.quoted)
            self.user_properties += [(CLAIM, one) for one in said]
            fail(self, *failures)


def _claim(mark: pytest.Mark) -> Claim:
    block = mark.kwargs.get("block")
    return Claim(tuple(map(str, mark.args)), None if block is None else str(block))


def _place(item: pytest.Item) -> tuple[Path, int]:
    return item.path, (item.location[1] or 0) + 1


def _say_anew(items: Iterable[pytest.Item], found: Iterable[Reworded]) -> None:
    """Have tests claim what their deck says, where it says in other words what they quote."""
    anew: dict[Claim, dict[str, str]] = {}
    for one in found:
        for claim in one.claims:
            anew.setdefault(claim, {})[one.quote] = one.anew
    for node in dict.fromkeys(node for item in items for node in item.listchain()):
        for rank, mark in enumerate(node.own_markers):
            if mark.name == MARK and (quotes := anew.get(_claim(mark))):
                said = (quotes.get(quote, quote) for quote in mark.args)
                node.own_markers[rank] = pytest.mark.claim(*said, **mark.kwargs).mark
