"""What differs is told, and not all that is beside it."""

import pytest

from deck.proof.found import differing


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        (("", [(0,)], []), ("", [(None,)], []), (0, None)),
        ({"out": ["a"], "err": 1}, {"out": ["b"], "err": 1}, ("a", "b")),
        ([1, 2, 3], [1, 3, 2], ([1, 2, 3], [1, 3, 2])),
        ([1, 2], [1], ([1, 2], [1])),
        ({"out": 1}, {"err": 1}, ({"out": 1}, {"err": 1})),
        ("ab", "ac", ("ab", "ac")),
    ],
    ids=["deep", "by name", "two places", "another length", "other names", "texts"],
)
def test_what_differs_in_one_place_is_told_alone(found, expected, told):
    """However deep it is; where more differs, all is told."""
    assert differing(found, expected) == told
