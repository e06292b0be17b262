"""What a publication tells of Pythons, days and sizes."""

from datetime import UTC, datetime

import pytest

from deck.publish.archive import archive
from deck.publish.saying import Saying, ranges


@pytest.mark.parametrize(
    ("pythons", "told"),
    [
        ([], []),
        (["3.13"], ["Python 3.13"]),
        (["3.10", "3.11", "3.12", "3.13", "3.14"], ["Python 3.10–3.14"]),
        (["3.10", "3.12", "3.13"], ["Python 3.10, 3.12–3.13"]),
        (["3.9", "3.10", "Pyodide 1"], ["Python 3.9–3.10", "Pyodide 1"]),
        (["Pyodide 1"], ["Pyodide 1"]),
    ],
)
def test_versions_in_a_row_are_a_range(pythons, told):
    """One that was not tried is never within it."""
    assert ranges(pythons) == told


@pytest.mark.parametrize(
    ("lang", "day", "told"),
    [
        ("fr", 1, "1er août 2026"),
        ("fr", 31, "31 août 2026"),
        ("en", 1, "1 August 2026"),
        ("de", 2, "2 août 2026"),
    ],
)
def test_a_day_is_told_in_the_language_of_the_deck(lang, day, told):
    """As one reads it."""
    assert Saying(lang).day(datetime(2026, 8, day, tzinfo=UTC)) == told


def test_a_date_before_that_of_zips_is_their_first():
    """1970 is the date of many reproducible builds."""
    epoch = datetime.fromtimestamp(0, UTC)
    assert archive("a", {"b": b"c"}, epoch) == archive("a", {"b": b"c"}, epoch.replace(year=1980))
