"""Code too small for the last row is reported."""

import json

import pytest

from deck.source.parse import parse
from deck.source.seen.legibility import MAX_COLUMNS, MAX_LINES, illegible, size
from tests.paths import ROOT

# Those that the page counts, too, once a block is edited.
WIDTHS = json.loads((ROOT / "tests/deck/page/widths.json").read_text("utf-8"))

LIMIT = "expected at most 22 of 110, to be read from the last row; split it"


def told(*sources: str, notes: str = "") -> list[str]:
    fences = "".join(f"```python notest\n{source}\n```\n" for source in sources)
    return [str(problem) for problem in illegible(parse(f"# One\n\n{fences}{notes}", "deck.md"))]


def test_code_within_the_limits_is_not_reported():
    """As many lines and columns as a slide holds at the floor pass."""
    assert told("\n".join(["x" * MAX_COLUMNS] * MAX_LINES)) == []


def test_code_too_long_or_too_wide_is_reported():
    """One line more, one column more, and two blocks that are too long together are named."""
    place = "on slide 1 “One”"
    assert told("x" * 111) == [f"deck.md:4: 1 line of code, 111 columns wide, {place}, {LIMIT}"]
    assert told("x\n" * 22 + "x") == [
        f"deck.md:4: 23 lines of code, 1 column wide, {place}, {LIMIT}"
    ]
    assert told("x\n" * 11 + "x", "x\n" * 11 + "x") == [
        f"deck.md:4: 24 lines of code, 1 column wide, {place}, {LIMIT}"
    ]


def test_code_in_the_notes_may_be_long():
    """The room does not see it."""
    assert told("x", notes="Notes:\n\n```python notest\n" + "x\n" * 40 + "```\n") == []


@pytest.mark.parametrize(
    "above",
    ['# One\n\n<aside class="notes">say</aside>', "---\nmarp: true\n---\n# One\n\n<!-- say -->"],
)
def test_code_below_notes_that_end_is_measured(above):
    """The room sees it, as it does what stands above them."""
    line = above.count("\n") + 4
    wide = "x" * 111
    deck = parse(f"{above}\n\n```python notest\n{wide}\n```\n", "deck.md")
    found = f"deck.md:{line}: 1 line of code, 111 columns wide, on slide 1 “One”"
    assert [str(problem) for problem in illegible(deck)] == [f"{found}, {LIMIT}"]


def test_a_tab_leads_to_the_next_of_every_four_columns():
    """So a block that is edited, and restored, has letters of the same size."""
    assert {line: size(f"{line}\n") for line in WIDTHS} == {
        line: (1, width) for line, width in WIDTHS.items()
    }
