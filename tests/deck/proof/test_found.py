"""What differs is told, and not all that is beside it."""

import pytest

from deck.proof.found import WIDE, differing

LONG = "a" * WIDE


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        (("", [(0,)], []), ("", [(None,)], []), (0, None)),
        ({"out": ["a"], "err": 1}, {"out": ["b"], "err": 1}, ("a", "b")),
        ([1, 2, 3], [1, 3, 2], ([1, 2, 3], [1, 3, 2])),
        ([1, 2], [1], ([1, 2], [1])),
        ({"out": 1}, {"err": 1}, ({"out": 1}, {"err": 1})),
        ("ab", "ac", ("ab", "ac")),
        ([(LONG, 1), 2, 3], [(LONG, 0), 0, 0], (1, 0)),
        ([LONG, 1], [LONG], ([1], [])),
        ([LONG], [LONG, 1], ([], [1])),
    ],
    ids=[
        *("deep", "by name", "two places", "another length", "other names", "texts"),
        *("first of a long one", "beyond a long one", "less than a long one"),
    ],
)
def test_what_differs_in_one_place_is_told_alone(found, expected, told):
    """However deep it is; where more differs, all is told, but of what is long."""
    assert differing(found, expected) == told
