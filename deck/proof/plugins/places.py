"""The places of a deck that a test is about, and what does not hold there; valid on Python 3.10."""

from __future__ import annotations

from dataclasses import asdict
from typing import NamedTuple, NoReturn

import pytest

from deck.proof.judge.failure import PROPERTY, Failure
from deck.proof.quotes.claims import Match
from deck.source.model import Block
from deck.source.problems import Problem


class Place(NamedTuple):
    """Represent a place of the deck that a test is about: a line, its slide, what stands there."""

    path: str
    line: int
    slide: int
    what: str

    @classmethod
    def of(cls, path: str, match: Match) -> Place:
        """Return the place of a sentence."""
        return cls(path, match.sentence.line, match.slide.number, match.slide.place)

    @classmethod
    def of_block(cls, path: str, block: Block) -> Place:
        """Return the place of a block."""
        return cls(path, block.line, block.slide, block.place)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"

    def failure(self, found: str, expected: str, remedy: str) -> Failure:
        """Return the failure of what does not hold there."""
        problem = Problem(self.path, self.line, f"{self.what} {found}", expected, remedy)
        return Failure(problem, self.slide)


PLACES = pytest.StashKey[list[Place]]()
# What more is to be told where a deck does not say what the test claims.
HINT = pytest.StashKey[str]()


def note(node: pytest.Item, place: Place) -> None:
    """Note that a test is about a slide, and the place that the report of its failure names."""
    places = node.stash.setdefault(PLACES, [])
    if place not in places:
        places.append(place)
        node.user_properties.append(("slide", place.slide))


def fail(node: pytest.Item, *failures: Failure) -> NoReturn:
    """Fail a test for what the deck says."""
    node.user_properties += [(PROPERTY, asdict(failure)) for failure in failures]
    pytest.fail("\n".join(map(str, failures)), pytrace=False)
