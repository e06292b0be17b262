"""What differs is told, and not all that is beside it."""

import pytest

from deck.proof.in_page.found import WIDE, compared_by, differing

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


@pytest.mark.parametrize(
    ("asserted", "found", "expected", "told"),
    [
        ("len(printed) == 1", 0, 1, "len(printed)"),
        ("[first, len(second)] == ['', 1]", ["", 0], ["", 1], "len(second)"),
        ("(one, (two, three)) == now", (1, (2, 3)), (1, (2, 4)), "three"),
        ("(one, two) == now", (1, 2), (3, 4), ""),
        ("[one, *others] == now", [1, 2, 3], [1, 2, 4], ""),
        ("'' == text", "", "a", ""),
        ("1 < len(printed) < 3", 0, 1, ""),
    ],
    ids=["alone", "of two", "within", "both", "any number", "a value", "between"],
)
def test_what_is_another_has_a_name(asserted, found, expected, told):
    """The expression that was compared, if one alone was."""
    assert compared_by(asserted, found, expected) == told
