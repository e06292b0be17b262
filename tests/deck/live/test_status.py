"""What every window of an author is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from deck.live.status import Status
from deck.proof.judge.failure import Failure
from deck.source.problems import Problem


def failure(line: int, slide: int) -> Failure:
    return Failure(Problem("deck.md", line, "found", "expected", "do"), slide)


def test_what_does_not_hold_is_listed_in_the_order_of_the_deck():
    """Whatever was found first, and each once."""
    status = Status(Path("deck.md"), print)
    status.wrong = [failure(9, 2)]
    status.failures = [failure(20, 3), failure(15, 3), failure(9, 2), failure(3, 1)]
    assert [one.problem.line for one in status.found] == [3, 9, 15, 20]


@pytest.mark.parametrize(
    "changed, stated, got",
    [
        (" 1\n-3\n 2\n+3", "1\n3\n2", "1\n2\n3"),
        (" 1\n-1", "1\n1", "1"),
        (" 1\n-2\n+3", "2", "3"),
        ("+1", "", "1"),
    ],
)
def test_of_lines_that_say_nothing_alone_those_around_are_told(changed, stated, got):
    """« It prints 3, and 3 is stated » would help nobody."""
    status = Status(Path("deck.md"), print)
    status.failures = [replace(failure(1, 1), diff=f"---\n+++\n@@ -1,3 +1,3 @@\n{changed}")]
    (told,) = status.as_dict()["failures"]
    assert (told["stated"], told["got"]) == (stated, got)
