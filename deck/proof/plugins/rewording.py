"""Have the tests of a deck quote what it says in other words, where they prove that as well."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from deck import HOME, IS_INSTALLED
from deck.proof.editing.accept import Accepted
from deck.proof.editing.edits import LINE, difference_of
from deck.proof.editing.literals import Literal, Source
from deck.proof.judge.failure import Failure
from deck.proof.plugins import interruptible
from deck.proof.plugins.claims_item import ClaimsItem
from deck.proof.plugins.collected import told
from deck.proof.plugins.quoted import Quoted
from deck.proof.quotes.reworded import Reworded, Unsure
from deck.proof.quotes.sense import told as told_of
from deck.source import folders, generated
from deck.source.model import Deck
from deck.source.problems import ON, DeckError, Problem, make

QUIET = ("-p", "no:terminal", "-p", "no:hypothesispytest", "-p", "no:cacheprovider")


class Trial:
    """Run the tests whose quotes a deck says in other words, with these words; a plugin of pytest.

    Nothing is written: whoever interrupts it, or is killed, leaves all as it was.
    """

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.quoted: list[Quoted] = []
        self.unsure: list[Unsure] = []
        # By the names of tests.
        self.failures: dict[str, list[Failure]] = {}
        self.passed: set[str] = set()
        # Those of each claim.
        self.tests: dict[Quoted, list[set[str]]] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.failures.setdefault("", []).extend(told(report, self._deck.path))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Run no others."""
        for item in items:
            if isinstance(item, ClaimsItem):
                self.quoted, self.unsure = item.quoted, item.unsure
                for one in self.quoted:
                    claims = (item.tests[claim] for claim in one.reworded.claims)
                    self.tests[one] = [{test.nodeid for test in tests} for tests in claims]
        names = {name for one in self.quoted for name in set().union(*self.tests[one])}
        items[:] = [item for item in items if item.nodeid in names]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failures.setdefault(report.nodeid, []).extend(told(report, self._deck.path))
        if report.when == "call" and report.passed and not hasattr(report, "wasxfail"):
            self.passed.add(report.nodeid)

    def run(self) -> None:
        path = Path(self._deck.path)
        os.environ.pop("PYTEST_ADDOPTS", None)
        options = ["-c", str(HOME / "pyproject.toml"), *QUIET, str(path), str(folders.folder(path))]
        if IS_INSTALLED:
            options.append(f"--rootdir={path.absolute().parent}")
        interruptible.run(options, [self])

    def refusals(self, one: Quoted) -> list[Problem]:
        """Return why the tests of a sentence do not prove it, or nothing."""
        stays = f"the quote of {one.where} is as it was"
        tests = sorted(set().union(*self.tests[one]))
        problems = [failure.problem for test in tests for failure in self.failures.get(test, [])]
        if not problems and any(map(self.passed.isdisjoint, self.tests[one])):
            problem = one.failure(self._deck).problem
            expected = "a test of it that runs to its end"
            problems = [replace(problem, expected=expected, remedy="have it run")]
        return [replace(one, remedy=f"{one.remedy}; {stays}") for one in dict.fromkeys(problems)]


def accept(
    deck: Deck, is_meant: Callable[[Reworded], bool], only: tuple[str, str] | None = None
) -> Accepted:
    """Have tests quote what their deck says in other words, or `only` a quote and its sentence.

    Left is what they do not prove in these words, what can't be rewritten, and what `is_meant` does
    not confirm of those whose sense may have turned.
    """
    if not folders.has_tests(Path(deck.path)):
        return Accepted("", ())
    trial = Trial(deck)
    trial.run()
    if unread := trial.failures.get("", []):
        return Accepted("", tuple(failure.problem for failure in unread))
    chosen: list[Quoted] = []
    left: list[Problem] = []
    asked = [one for one in trial.quoted if only in (None, _names(one.reworded))]
    if only and not asked:
        raise DeckError(generated.saved_meanwhile(Path(deck.path)))
    for one in asked:
        problem = one.failure(deck).problem
        if not one.strings:
            left.append(problem)
        elif refusals := trial.refusals(one):
            left += refusals
        elif one.reworded.turns and not is_meant(one.reworded):
            left.append(_not_meant(deck, one))
        else:
            chosen.append(one)
    if not only:
        left += [_not_sure(deck, one) for one in trial.unsure]
    try:
        return Accepted(_write(deck, chosen), tuple(sorted(left)))
    except DeckError as error:
        return Accepted("", tuple(sorted([*left, *error.problems])))


def _names(one: Reworded) -> tuple[str, str]:
    return one.quote, one.sentence.text


def _not_meant(deck: Deck, one: Quoted) -> Problem:
    how = f"`{make('accept', deck.path, WORDS=ON)}` rewrites the quote, or you do"
    remedy = f"{told_of(one.reworded.turns)}: if the test still proves it, {how}"
    return replace(one.failure(deck).problem, remedy=remedy)


def _not_sure(deck: Deck, one: Unsure) -> Problem:
    found, remedy = f"{one}: « {one.quote} »", "rewrite the quote by hand"
    return Problem(deck.path, one.sentences[0].line, found, "one for one", remedy)


def _write(deck: Deck, chosen: Iterable[Quoted]) -> str:
    """Rewrite quotes in all of their files, or in none; return what changed."""
    quotes: dict[Source, dict[Literal, str]] = {}
    for one in chosen:
        for source, literal in one.strings:
            quotes.setdefault(source, {})[literal] = one.reworded.anew
    files = {source: source.rewritten(anew) for source, anew in quotes.items()}
    if files and (generated.read(Path(deck.path)) or b"").decode("utf-8-sig") != deck.text:
        raise DeckError(generated.saved_meanwhile(Path(deck.path)))
    try:
        for source, data in files.items():
            generated.replace(folders.shown(source.target), data, instead_of=source.data)
    except BaseException:
        # Ctrl-C, too. What was not written yet is refused, and left.
        for source, data in files.items():
            with suppress(DeckError, OSError):
                generated.replace(source.target, source.data, instead_of=data)
        raise
    return "".join(_diff(source, data) for source, data in files.items())


def _diff(source: Source, data: bytes) -> str:
    before, after = (LINE.findall(text.decode()) for text in (source.data, data))
    return difference_of(str(folders.shown(source.path)), before, after)
