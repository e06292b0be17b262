"""What differs is told, and not all that is beside it."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from deck.proof.in_page.found import WIDE, compared_by, differing, found

LONG = "a" * WIDE


class OneOfTheirs(BaseException):
    """Be an exception of the tests."""


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


@pytest.fixture
def told():
    """Tell what a test of this file has found."""
    item = SimpleNamespace(user_properties=[], path=Path(__file__))
    return lambda raised, compared=None: found(item, raised, compared)


def test_what_ends_too_soon_for_a_test_is_told_so(told):
    """Not that the test was stopped."""
    with pytest.raises(StopIteration) as raised:
        next(iter(()))
    assert told(raised) == {"kind": "ended", "found": "StopIteration"}
    with pytest.raises(TypeError) as raised:
        next(1)
    assert told(raised)["kind"] == "unfinished"


def test_how_many_there_are_is_told_where_a_test_names_so_many(told):
    """Rather than what Python says of it."""
    calls = []
    with pytest.raises(ValueError, match="unpack") as raised:
        (_call,) = calls
    counted = {"kind": "counted", "of": "len(calls)", "found": "0", "expected": "1"}
    assert told(raised) == counted


def test_an_object_is_told_without_its_address(told):
    """It is another each time."""
    one = object()
    with pytest.raises(AssertionError) as raised:
        assert one == 1
    assert told(raised, ("==", one, 1))["found"] == "<object object>"


def test_tests_say_by_their_own_exceptions_what_is_wrong(told):
    """In their words alone."""
    with pytest.raises(OneOfTheirs) as raised:
        raise OneOfTheirs("it never ends")
    assert told(raised) == {"kind": "failed", "found": "it never ends"}
