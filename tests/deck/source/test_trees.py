"""What compiles a program leaves no trace, whoever else does."""

import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from deck.run import transcript
from deck.source.code.trees import tree_of


@pytest.fixture
def switching():
    """Have threads take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("switching")
@pytest.mark.parametrize(
    "read, text",
    [
        (tree_of, "1 is 1\n"),
        (transcript.program, ">>> 1 is 1\n"),
        (lambda text: list(transcript.problems(text)), ">>> 1 is 1\n"),
    ],
    ids=["program", "session", "problems of a session"],
)
def test_threads_that_parse_at_once_leave_the_filters_of_warnings(read, text):
    """What one of them found is not what another one had set meanwhile."""
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read, [text] * 400))
    assert list(warnings.filters) == before
