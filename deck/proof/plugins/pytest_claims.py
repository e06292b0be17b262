"""A pytest plugin by which tests claim the sentences of a deck; valid on Python 3.10.

    @pytest.mark.claim("Dans l'attribut `{attribute}`", "# Récupérer un résultat")
    def test_the_result_is_in_the_exception(says):
        ...
        says(attribute=measured)

says that the test proves the sentence, under that title. A slide of the deck must say both, word
for word but for what deck.proof.quotes.claims leaves free, and with the values that the test
measured: each that a claim names is given to `says`, or read of it. With `block="four"`, it must be
the slide of that block. A test that does not ask for `says` fails as well where the deck does not
say it.

The deck of a test is the one of whose tests it is (see deck.source.folders): the fixture `deck`.
`block` finds a block of it by its name, and `output_of` gives what that one prints.
"""

from __future__ import annotations

import gc
import os
import traceback
import warnings
from collections.abc import Callable, Generator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest

from deck.proof import parsed
from deck.proof.judge.failure import PROPERTY, Failure
from deck.proof.judge.runs import printed
from deck.proof.judge.verdict import BLOCK_SECONDS, endless
from deck.proof.plugins.measured import Says
from deck.proof.plugins.places import HINT, PLACES, Place, fail, note
from deck.proof.plugins.tally import CLAIM, DRIVEN, TALLY, Tally, of_block, of_sentence
from deck.proof.quotes.renamed import missing
from deck.run.garbage import collected_after
from deck.run.program import Endless
from deck.source import folders
from deck.source.model import Block, Deck
from deck.source.problems import DeckError, Problem, counted


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLY] = Tally()
    config.pluginmanager.register(config.stash[TALLY])
    claim = "claim(*quotes, block=None): what a slide says, that a test proves"
    config.addinivalue_line("markers", claim)
    config.addinivalue_line("markers", "machine: needs processes, sockets, or a loop of its own")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let what the blocks of a test left fail neither it nor those that come next."""
    if "block" not in getattr(item, "fixturenames", ()):
        return (yield)
    with collected_after():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail a test that passes without a measure of what it claims."""
    result = yield
    if SAYS in pyfuncitem.stash:
        pyfuncitem.stash[SAYS].finish()
    return result


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


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write how many claims of the deck were proved."""
    tally = config.stash[TALLY]
    if claimed := tally.tried(CLAIM):
        counts = f"{counted(len(claimed), 'claim')}, {len(tally.proved(CLAIM))} proved"
        terminalreporter.write_line(counts)


SAYS = pytest.StashKey[Says]()


@pytest.fixture(scope="module")
def deck(request: pytest.FixtureRequest) -> Deck:
    """Parse the deck of a test; elsewhere it comes parsed (see deck.proof.pythons)."""
    if elsewhere := os.environ.get("PARSED_DECK"):
        return parsed.loads(Path(elsewhere).read_text("utf-8"))
    # Not at the top: on another Python there is no parser.
    from deck.proof.plugins.items import deck_at

    path = folders.deck_of(request.path)
    if path is None:
        pytest.fail(str(_of_no_deck(request.path)), pytrace=False)
    try:
        return deck_at(folders.shown(path), request.config)
    except DeckError as error:
        pytest.fail(str(error), pytrace=False)


def _found(deck: Deck, node: pytest.Item, name: str) -> Block:
    """Find a block by its name; one that is not there fails the test."""
    for block in deck.blocks:
        if block.name == name:
            return block
    # Which blocks the tests ask for is in their text.
    tests = "".join(path.read_text("utf-8") for path in sorted(node.path.parent.glob("*.py")))
    problem = missing(deck, name, lambda other: f'"{other}"' in tests)
    fail(node, Failure(problem, deck.slide_at(problem.line).number))


@pytest.fixture
def block(deck: Deck, request: pytest.FixtureRequest) -> Callable[[str], Block]:
    """Find the block to run that has a name."""

    # A test may ask for one again and again.
    @cache
    def block(name: str) -> Block:
        found = _found(deck, request.node, name)
        note(request.node, Place.of_block(deck.path, found))
        request.node.user_properties.append((DRIVEN, of_block(deck.path, name)))
        return found

    return block


@pytest.fixture
def output_of(deck: Deck, block: Callable[[str], Block]) -> Callable[[str], str]:
    """Run the block that has a name, by itself, and give what its reader sees."""

    def output_of(name: str) -> str:
        found = block(name)
        try:
            return printed(deck, found, BLOCK_SECONDS)
        except Endless as error:
            pytest.fail(str(endless(deck.path, found, error)), pytrace=False)

    return output_of


@pytest.fixture(autouse=True)
def every_claim_is_said(request: pytest.FixtureRequest) -> None:
    """Fail a test that claims what the deck does not say."""
    for mark in request.node.iter_markers("claim"):
        if name := mark.kwargs.get("block"):
            _found(request.getfixturevalue("deck"), request.node, name)
        request.getfixturevalue("says")


@pytest.fixture
def says(deck: Deck, request: pytest.FixtureRequest) -> Says:
    """Find the sentences that a test claims; one that the deck does not say fails the test."""
    node = request.node
    try:
        found = Says(deck, node)
    except DeckError as error:
        problems = error.problems
    else:
        problems = ()
    if problems:
        quotes = [quote for mark in node.iter_markers("claim") for quote in mark.args]
        node.user_properties += [(CLAIM, quote) for quote in quotes]
        hint = f"; {node.stash[HINT]}" if HINT in node.stash else ""
        told = (replace(one, remedy=one.remedy + hint) for one in problems)
        fail(node, *(Failure(one, deck.slide_at(one.line).number) for one in told))
    node.stash[SAYS] = found
    for match in found.matches:
        note(node, Place.of(deck.path, match))
        node.user_properties.append((CLAIM, of_sentence(deck.path, match.sentence)))
    return found


def _of_no_deck(test: Path) -> Problem:
    expected = "one in the folder tests/perfs beside a deck perfs.md"
    return Problem(
        str(test), 1, "a test of no deck", expected, "move it, or name the folder as its deck"
    )
