"""What a publication tells of Pythons, days and sizes."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from deck.paper.pdf import date_of_printing
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


@pytest.fixture
def far_east():
    """Be where it is the next day first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Etc/GMT-14")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_the_day_of_a_publication_is_that_of_its_author(monkeypatch):
    """A date that is given is in no zone."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert date_of_printing().utcoffset() == timedelta(hours=14)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert date_of_printing() == datetime.fromtimestamp(0, UTC)
    assert date_of_printing().utcoffset() == timedelta()
