"""What every window of an author is told."""

from pathlib import Path

from deck.live.report import Report
from deck.proof.failure import Failure
from deck.source.problems import Problem


def failure(line: int, slide: int) -> Failure:
    return Failure(Problem("deck.md", line, "found", "expected", "do"), slide)


def test_what_does_not_hold_is_listed_in_the_order_of_the_deck():
    """Whatever was found first, and each once."""
    report = Report(Path("deck.md"), print)
    report.wrong = [failure(9, 2)]
    report.failures = [failure(20, 3), failure(15, 3), failure(9, 2), failure(3, 1)]
    assert [one.problem.line for one in report.found] == [3, 9, 15, 20]
