"""A pytest plugin by which tests claim the sentences of a deck; valid on Python 3.10.

    @pytest.mark.claim("Dans l'attribut `{attribute}`", "# Récupérer un résultat")
    def test_the_result_is_in_the_exception(says):
        ...
        says(attribute=measured)

says that the test proves the sentence, under that title. A slide of the deck must say both, word
for word but for what deck.proof.claims leaves free, and with the values that the test measured.
With `block="four"`, it must be the slide of that block. The fixture `deck` gives the deck.
"""

from __future__ import annotations

import gc
import traceback
import warnings
from collections.abc import Generator
from dataclasses import asdict
from typing import NamedTuple

import pytest

from deck.proof import claims
from deck.proof.failure import PROPERTY, Failure
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem


class Place(NamedTuple):
    """Represent a place of the deck that a test is about: a line, its slide, what stands there."""

    path: str
    line: int
    slide: int
    what: str

    @classmethod
    def of(cls, path: str, match: claims.Match) -> Place:
        """Return the place of a sentence."""
        return cls(path, match.sentence.line, match.slide.number, match.slide.place)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"

    def failure(self, found: str, expected: str, remedy: str) -> Failure:
        """State what does not hold there."""
        problem = Problem(self.path, self.line, f"{self.what} {found}", expected, remedy)
        return Failure(problem, self.slide)


PLACES = pytest.StashKey[list[Place]]()


def pytest_configure(config: pytest.Config) -> None:
    claim = "claim(*quotes, block=None): what a slide says, that a test proves"
    config.addinivalue_line("markers", claim)
    config.addinivalue_line("markers", "machine: needs processes, sockets, or a loop of its own")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Begin the report of a failure with the place in the deck, and what holds no more."""
    report = yield
    is_told = getattr(call.excinfo and call.excinfo.value, "pytrace", True)
    if report.failed and isinstance(item, pytest.Function) and PLACES in item.stash and is_told:
        *others, last = item.stash[PLACES]
        told = " ".join((item.function.__doc__ or item.name).split())
        remedy = "correct the slide, or the test below if the slide is right"
        failure = last.failure(f"contradicts “{told}”", "it to hold", remedy)
        report.user_properties.append((PROPERTY, asdict(failure)))
        report.longrepr = "\n".join([*map(str, others), str(failure), str(report.longrepr)])
    if report.failed and call.excinfo and not item.config.getoption("usepdb"):
        _forget(call.excinfo)
    return report


def _forget(excinfo: pytest.ExceptionInfo[BaseException]) -> None:
    """Drop the coroutines that a failed test left, lest their warnings fail the next one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traceback.clear_frames(excinfo.tb)
        gc.collect()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write how many claims of the deck were proved."""
    claims_of: dict[str, set[object]] = {"passed": set(), "failed": set()}
    for outcome, claimed in claims_of.items():
        for report in terminalreporter.getreports(outcome):
            claimed |= {value for name, value in report.user_properties if name == "claim"}
    passed, failed = claims_of.values()
    if claimed := passed | failed:
        proved = passed - failed
        terminalreporter.write_line(f"{len(claimed)} claims, {len(proved)} proved")


class Says:
    """Compare the values that the claims of a test state with the measured ones."""

    def __init__(self, deck: Deck, node: pytest.Item) -> None:
        self._path, self._node = deck.path, node
        self.matches = [
            match
            for mark in node.iter_markers("claim")
            for match in claims.find(deck, *mark.args, **mark.kwargs)
        ]

    def __getattr__(self, name: str) -> str:
        values = [match.values[name] for match in self.matches if name in match.values]
        return values[0] if values else super().__getattribute__(name)

    def __call__(self, **measured: str) -> None:
        for name, value in measured.items():
            for match in self.matches:
                if match.values.get(name, value) != value:
                    found = f"says « {match.sentence.text} »"
                    expected = f"“{value}” for “{match.values[name]}”, as Python has it"
                    kind = "title" if match.sentence.is_title else "sentence"
                    place = Place.of(self._path, match)
                    fail(self._node, place.failure(found, expected, f"correct the {kind}"))


@pytest.fixture
def says(deck: Deck, request: pytest.FixtureRequest) -> Says:
    """Find the sentences that a test claims; one that the deck does not say fails the test."""
    node = request.node
    try:
        found = Says(deck, node)
    except DeckError as error:
        quotes = [quote for mark in node.iter_markers("claim") for quote in mark.args]
        node.user_properties += [("claim", quote) for quote in quotes]
        fail(node, *(Failure(one, deck.slide_at(one.line).number) for one in error.problems))
    for match in found.matches:
        place = Place.of(deck.path, match)
        note(node, place)
        node.user_properties.append(("claim", f"{place} {match.sentence.text}"))
    return found


def note(node: pytest.Item, place: Place) -> None:
    """Note that a test is about a slide, and the place that the report of its failure names."""
    places = node.stash.setdefault(PLACES, [])
    if place not in places:
        places.append(place)
        node.user_properties.append(("slide", place.slide))


def fail(node: pytest.Item, *failures: Failure) -> None:
    """Fail a test for what the deck says."""
    node.user_properties += [(PROPERTY, asdict(failure)) for failure in failures]
    pytest.fail("\n".join(map(str, failures)), pytrace=False)
