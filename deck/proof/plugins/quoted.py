"""Tell where the quotes of a sentence that was reworded are written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from deck.proof.editing.literals import Literal, Source
from deck.proof.judge.failure import REWORDED, Failure
from deck.proof.quotes.reworded import Claim, Reworded
from deck.proof.quotes.sense import told
from deck.source import folders
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, make

# The file and the line of the first test that makes a claim.
Tests = Mapping[Claim, tuple[Path, int]]


@dataclass(frozen=True, eq=False)
class Quoted:
    """Represent a sentence that was reworded, and the strings that quote it as it was.

    There are none where they can't be rewritten: where a quote is computed, or one string is the
    quote of another slide as well.
    """

    reworded: Reworded
    strings: tuple[tuple[Source, Literal], ...]
    places: tuple[str, ...]

    @property
    def where(self) -> str:
        """Return the places where the quote is written."""
        return " and ".join(filter(None, (", ".join(self.places[:-1]), self.places[-1])))

    def failure(self, deck: Deck) -> Failure:
        """Return the failure of the tests, which do not quote what the slide says."""
        one = self.reworded
        kind = "title" if one.sentence.is_title else "sentence"
        accept = f"`{make('accept', deck.path)}` rewrites the quote"
        if one.turns:
            asks = "asks whether to rewrite the quote"
            accept = f"`{make('accept', deck.path)}` {asks}: {told(one.turns)}"
        if not self.strings:
            accept = "rewrite the quote by hand: it is not a string of one mark `claim` alone"
        return Failure(
            Problem(
                deck.path,
                one.sentence.line,
                f"{one.slide.place} says « {one.sentence.text} »",
                f"« {one.quote} », as {self.where} quote{'s' * (len(self.places) == 1)} it",
                f"correct the {kind}, or, if you meant it, {accept}",
            ),
            one.slide.number,
            acceptable=bool(self.strings),
            kind=REWORDED,
            quote=one.quote,
            sentence=one.sentence.text,
            turns=one.turns,
        )


def quoted(found: Collection[Reworded], tests: Tests, folder: Path) -> list[Quoted]:
    """Find where the quotes of sentences that were reworded are written, in a folder of tests."""
    sources = _sources(folder) if found else []
    return [_quoted(one, tests, sources) for one in found]


def _sources(folder: Path) -> list[Source]:
    found = []
    for path in sorted(folder.rglob("*.py")):
        try:
            found.append(Source(path))
        except (DeckError, OSError):
            # What can't be read has no quote that can be rewritten.
            continue
    return found


def _quoted(one: Reworded, tests: Tests, sources: Collection[Source]) -> Quoted:
    strings = [
        (source, literal)
        for source in sources
        for literal in source.find(one.quote)
        if any(map(literal.may_hold, one.claims))
    ]
    others = tests.keys() - one.claims
    is_written = all(any(literal.may_hold(claim) for _, literal in strings) for claim in one.claims)
    is_shared = any(literal.may_hold(claim) for _, literal in strings for claim in others)
    places = [(source.path, literal.line) for source, literal in strings]
    if not is_written or is_shared:
        strings, places = [], sorted({tests[claim] for claim in one.claims})
    told = dict.fromkeys(f"{folders.shown(path)}:{line}" for path, line in places)
    return Quoted(one, tuple(strings), tuple(told))
