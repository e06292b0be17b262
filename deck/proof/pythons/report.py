"""What the tests of a deck said on each Python, as a table of its slides."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from deck.source.model import Deck, Slide

HOLDS, FAILS, UNTRIED, SILENT = "ok", "FAIL", "–", ""


@dataclass(frozen=True)
class Outcome:
    """Represent what the tests said on one Python: of which slides, and why they failed.

    Of each block that asks for what this Python lacks, `untried` has the slide, and what that is.
    """

    python: str
    results: list[tuple[list[int], str]]
    crash: str = ""
    untried: list[tuple[int, str]] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        return [message for message in (*(text for _, text in self.results), self.crash) if message]

    def cell(self, slide: Slide, spoken_of: set[int]) -> str:
        """Return in a word what the tests say of a slide."""
        messages = [message for slides, message in self.results if slide.number in slides]
        if any(messages):
            return FAILS
        if slide.number in {number for number, _ in self.untried}:
            return UNTRIED
        return HOLDS if messages else UNTRIED if slide.number in spoken_of else SILENT


@dataclass(frozen=True)
class Report:
    """Represent the outcome on each Python, and name those that record, and that were not found."""

    deck: Deck
    outcomes: list[Outcome]
    missing: list[str]
    recorders: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return bool(self.outcomes) and not any(outcome.failures for outcome in self.outcomes)

    def __str__(self) -> str:
        spoken_of = {
            number for one in self.outcomes for slides, _ in one.results for number in slides
        }
        rows = [["slide", *(outcome.python for outcome in self.outcomes)]]
        for slide in self.deck.slides:
            cells = [outcome.cell(slide, spoken_of) for outcome in self.outcomes]
            rows.append([f"{slide.number:2} {slide.title}", *cells])
        failures = [f"{one.python}: {text}" for one in self.outcomes for text in one.failures]
        return "\n".join([*_aligned(rows), *failures, *self.untried, *self._footnotes(rows)])

    @property
    def untried(self) -> list[str]:
        """List what was not tried, as a Python lacks what a block asks for."""
        return [f"{one.python} lacks: {told}" for one in self.outcomes for _, told in one.untried]

    def _footnotes(self, rows: list[list[str]]) -> Iterator[str]:
        if any(UNTRIED in row for row in rows):
            yield f"{UNTRIED} needs what that Python lacks, as a browser sockets and processes"
        if self.recorders:
            yield f"recorded the sample programs, too: {', '.join(self.recorders)}"
        if self.missing:
            yield f"not found: {', '.join(self.missing)}"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
