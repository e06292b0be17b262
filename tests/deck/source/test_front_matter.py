"""What front matter says is shown, or is told."""

import pytest

from deck.source.parse import parse


def titles(*front):
    """The first titles of a deck of Pandoc, and what is told of it."""
    deck = parse("\n".join(["---", *front, "output: x", "---", "", "# One"]), "deck.md")
    return [slide.title for slide in deck.slides], [str(problem) for problem in deck.problems]


def test_a_title_may_be_a_word_that_stands_elsewhere_for_a_day():
    """Quarto writes the day in the place of `today` where a date is asked for alone."""
    assert titles("title: today", "author: now", "date: today") == (["today", "One"], [])


def test_a_title_may_be_a_day():
    """YAML reads it as a date."""
    assert titles("title: 2026-01-31") == (["2026-01-31", "One"], [])


@pytest.mark.parametrize("title", ["{a: 1}", "[{a: 1}]"])
def test_a_title_that_is_no_text_is_told(title):
    """No slide can be made of it, nor of its author alone."""
    shown = title.replace("a", "'a'")
    message = f"deck.md:3: “title: {shown}”, expected a text; write it between quotes"
    assert titles("author: Me", f"title: {title}") == (["One"], [message])
