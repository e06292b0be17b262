"""A pytest plugin by which tests claim the sentences of a deck; valid on Python 3.10.

    @pytest.mark.claim("Dans l'attribut `{attribute}`", "# Récupérer un résultat")
    def test_the_result_is_in_the_exception(says):
        ...
        says(attribute=measured)

says that the test proves the sentence, under that title. A slide of the deck must say both, word
for word but for what deck.claims leaves free, and with the values that the test measured. With
`block="four"`, it must be the slide of that block. The fixture `deck` gives the deck.
"""

import gc
import traceback
import warnings

import pytest

from deck.proof import claims
from deck.source.model import Deck
from deck.source.problems import DeckError

PLACES = pytest.StashKey[list]()


def pytest_configure(config: pytest.Config) -> None:
    claim = "claim(*quotes, block=None): what a slide says, that a test proves"
    config.addinivalue_line("markers", claim)
    config.addinivalue_line("markers", "machine: needs processes, sockets, or a loop of its own")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Begin the report of a failure with the place in the deck, and what holds no more."""
    report = yield
    if report.failed and PLACES in item.stash and getattr(call.excinfo.value, "pytrace", True):
        told = " ".join((item.function.__doc__ or item.name).split())
        places = "\n".join(item.stash.get(PLACES, []))
        remedy = "correct the slide, or the test below if the slide is right"
        report.longrepr = f"{places} contradicts “{told}”; {remedy}\n{report.longrepr}"
    if report.failed and not item.config.getoption("usepdb"):
        _forget(call.excinfo)
    return report


def _forget(excinfo: pytest.ExceptionInfo) -> None:
    """Drop the coroutines that a failed test left, lest their warnings fail the next one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traceback.clear_frames(excinfo.tb)
        gc.collect()


def pytest_terminal_summary(terminalreporter) -> None:
    """Say how many claims of the deck were proved."""
    claims_of = {"passed": set(), "failed": set()}
    for outcome, claimed in claims_of.items():
        for report in terminalreporter.getreports(outcome):
            claimed |= {value for name, value in report.user_properties if name == "claim"}
    passed, failed = claims_of.values()
    if claimed := passed | failed:
        proved = passed - failed
        terminalreporter.write_line(f"{len(claimed)} claims, {len(proved)} proved")


class Says:
    """Hold the values that the claims of a test state, and compare them with the measured ones."""

    def __init__(self, deck: Deck, marks: list[pytest.Mark]) -> None:
        self._path = deck.path
        self.matches = [
            match for mark in marks for match in claims.find(deck, *mark.args, **mark.kwargs)
        ]

    def __getattr__(self, name: str) -> str:
        values = [match.values[name] for match in self.matches if name in match.values]
        return values[0] if values else super().__getattribute__(name)

    def __call__(self, **measured: str) -> None:
        for name, value in measured.items():
            for match in self.matches:
                if match.values.get(name, value) != value:
                    place = f"{self._path}:{match.sentence.line}: {match.slide.place}"
                    expected = f"“{value}” for “{match.values[name]}”, as Python has it"
                    text = f"{place} says « {match.sentence.text} », expected {expected}"
                    kind = "title" if match.sentence.is_title else "sentence"
                    pytest.fail(f"{text}; correct the {kind}", pytrace=False)


@pytest.fixture
def says(deck: Deck, request) -> Says:
    """Find the sentences that a test claims; one that the deck does not say fails the test."""
    marks = list(request.node.iter_markers("claim"))
    try:
        found = Says(deck, marks)
    except DeckError as error:
        quotes = [quote for mark in marks for quote in mark.args]
        request.node.user_properties += [("claim", quote) for quote in quotes]
        pytest.fail(str(error), pytrace=False)
    for match in found.matches:
        place = f"{deck.path}:{match.sentence.line}: {match.slide.place}"
        note(request.node, match.slide.number, place)
        request.node.user_properties.append(("claim", f"{place} {match.sentence.text}"))
    return found


def note(node: pytest.Item, slide: int, place: str) -> None:
    """Note that a test is about a slide, and the place that the report of its failure names."""
    places = node.stash.setdefault(PLACES, [])
    if place not in places:
        places.append(place)
        node.user_properties.append(("slide", slide))
