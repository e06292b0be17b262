"""Collect what fails in a run of tests."""

from pytest import CollectReport, Config, TestReport

from deck.proof.judge.failure import PROPERTY, Failure, from_dict
from deck.proof.plugins.counts import COUNTS
from deck.source.problems import Problem, make


class Failures:
    """Collect the failures of a run of tests, and how many sentences it left unproved.

    A plugin to give to `pytest.main`, beside that of the blocks.
    """

    def __init__(self, deck: str) -> None:
        self._deck = deck
        self.found: list[Failure] = []
        self.unproved = 0

    def pytest_collectreport(self, report: CollectReport) -> None:
        self.found += told(report, self._deck)

    def pytest_runtest_logreport(self, report: TestReport) -> None:
        self.found += told(report, self._deck)

    def pytest_unconfigure(self, config: Config) -> None:
        self.unproved = sum(one.unproved_sentences for one in config.stash.get(COUNTS, []))


def told(report: CollectReport | TestReport, deck: str) -> list[Failure]:
    """List what fails by a report of pytest, if anything does."""
    if not report.failed:
        return []
    properties = getattr(report, "user_properties", ())
    failures = [from_dict(value) for key, value in properties if key == PROPERTY]
    remedy = f"run `{make('check', deck)}`, which tells why"
    problem = Problem(deck, 1, f"the test {report.nodeid}, which fails", "it to pass", remedy)
    return failures or [Failure(problem, 1)]
