"""An edit that nobody notices is told, with its line; what does the same is named, with why."""

import json
import shutil
from pathlib import Path

import pytest

from deck.__main__ import main

DECK = Path(__file__).with_name("unproved.md")
SURVIVOR = (
    "deck.md:4: block sorts, call changed: “sorted([1])” with “[1]” in its place,"
    " expected a test to fail;"
    " assert it, or give the reason why it does the same in tests/deck/equivalents.toml\n"
)
TEST = """\
def test_it_is_sorted(block):
    assert "sorted([" in block("sorts").source
"""
REASON = """\
[[equivalent]]
block = "sorts"
operator = "call changed"
before = "sorted([1])"
after = "{after}"
reason = "One number is in order."
"""


@pytest.fixture
def deck(tmp_path, monkeypatch):
    """Copy the sample deck to where a test may give it tests of its own."""
    monkeypatch.chdir(tmp_path)
    Path("tests/deck").mkdir(parents=True)
    return Path(shutil.copy(DECK, "deck.md"))


def test_an_edit_that_nobody_notices_is_told(deck, capsys):
    """The deck states what its block prints, and this prints the same."""
    assert main(["mutants", str(deck)]) == 1
    told = capsys.readouterr()
    counts = "14 edits: 13 noticed (13 by the blocks, 0 by tests), 0 equivalent, 1 survive"
    assert told.out == f"deck.md: {counts}\n"
    assert told.err == f"deck.md:4: 14 edits of block sorts\n{SURVIVOR}"


def test_the_edits_of_a_cell_are_those_of_its_code(deck, capsys):
    """What stands before it, its settings, is as it was."""
    cell = "```{python}\n#| echo: true\n"
    text = deck.read_text().replace("```python name:sorts\n", cell)
    deck.write_text(text.replace("# Nobody asserts that it is sorted", "# Sorts"))
    assert main(["mutants", str(deck)]) == 1
    survivor = SURVIVOR.replace("deck.md:4: block sorts", "deck.md:5: block sorts_1")
    assert capsys.readouterr().err == f"deck.md:5: 14 edits of block sorts_1\n{survivor}"


def test_a_test_of_the_deck_notices_an_edit(deck, capsys):
    """It is run on the text of the deck as it is edited, and told by its name."""
    Path("tests/deck/test_sorts.py").write_text(TEST)
    assert main(["mutants", "--json", str(deck)]) == 0
    outcomes = json.loads(capsys.readouterr().out)
    (by_test,) = [one for one in outcomes if one["noticed_by"] == "test"]
    assert by_test == {
        "block": "sorts",
        "line": 4,
        "operator": "call changed",
        "before": "sorted([1])",
        "after": "[1]",
        "noticed_by": "test",
        "told": "tests/deck/test_sorts.py::test_it_is_sorted",
    }
    assert [one["noticed_by"] for one in outcomes].count("output") == len(outcomes) - 1


def test_what_does_the_same_is_named_with_a_reason(deck, capsys):
    """It is counted apart, and a reason for an edit that there is not is told."""
    reasons = Path("tests/deck/equivalents.toml")
    reasons.write_text(REASON.format(after="[1]"))
    assert main(["mutants", str(deck)]) == 0
    assert capsys.readouterr().out.endswith("0 by tests), 1 equivalent, 0 survive\n")
    without = REASON.format(after="[3]").replace("One number is in order.", "")
    several = (REASON.format(after="[1]"), without, REASON.format(after="[2]"))
    reasons.write_text("\n".join(several).replace("]]", " ]]  # the same"))
    assert main(["mutants", str(deck)]) == 1
    stale = "the reason for an edit of block sorts that there is not, or that is noticed"
    assert capsys.readouterr().err.endswith(
        f"tests/deck/equivalents.toml:15: {stale}, expected one that survives; remove it\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[equivalent]\n", "Expected ']]' at the end of an array declaration"),
        ("[[equivalent]]\nblock = 'sorts'\n", "no “reason”"),
        ("equivalent = 1\n", "no list of tables"),
    ],
)
def test_a_list_of_reasons_that_is_none_is_refused(text, found, deck, capsys):
    """With the line where it may be, before anything runs."""
    Path("tests/deck/equivalents.toml").write_text(text)
    assert main(["mutants", str(deck)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("tests/deck/equivalents.toml:1: ") and found in told
    expected = "[[equivalent]] with block, operator, before, after and reason; correct it\n"
    assert told.endswith(f", expected {expected}")


def test_a_deck_that_does_not_hold_is_refused(deck, capsys):
    """Of an edit of it nobody could say what is noticed."""
    deck.write_text(deck.read_text().replace("\n[1]\n", "\n[2]\n"))
    assert main(["mutants", str(deck)]) == 2
    remedy = "run `make check DECK=deck.md`, which tells why"
    told = f"deck.md:1: what does not hold, expected a deck that holds; {remedy}\n"
    assert capsys.readouterr().err == told
