"""`make edit`: a sentence that says in other words what its test quotes is accepted by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deck.live.session import EditingSession
from deck.proof.judge.failure import REWORDED, Failure
from deck.source.problems import Problem
from tests.deck.live.editing import edited

DECK = """# Un total

```python name:four
print(4)
```

```output
4
```

Elle affiche `4` {} la fin.
"""
TEST = """import pytest


@pytest.mark.claim("Elle affiche `{output}` avant la fin")
def test_it_prints(says, output_of):
    says(output=output_of("four").strip())
"""
ASKED = "Le sens a peut-être changé\u202f: «\u202favant\u202f» est devenu «\u202faprès\u202f»."


@pytest.fixture
def deck(tmp_path) -> Path:
    """A deck that turns the sense of what its test quotes."""
    path = tmp_path / "perfs.md"
    (tmp_path / "tests" / "perfs").mkdir(parents=True)
    (tmp_path / "tests" / "perfs" / "test_it.py").write_text(TEST)
    path.write_text(DECK.format("après"))
    return path


@pytest.fixture
def address(deck) -> Iterator[str]:
    """The address where it is edited."""
    with edited(deck) as address:
        yield address


def test_a_sense_that_may_have_turned_is_asked_for_aloud(deck, address, page: Page):
    """A asks, with the focus on what changes nothing; a second press, of another, rewrites."""
    test = deck.parent / "tests" / "perfs" / "test_it.py"
    page.goto(address)
    band = page.locator(".band.wrong")
    expect(band.locator(".got pre")).to_have_text("Elle affiche `4` après la fin.")
    expect(band.locator(".stated pre")).to_have_text("Elle affiche `{output}` avant la fin")
    expect(band.get_by_role("button")).to_have_text("Récrire la citation (A)")
    page.keyboard.press("a")
    question = band.get_by_role("group", name=f"{ASKED} Récrire la citation\u202f?")
    keep = question.get_by_role("button", name="Laisser")
    expect(keep).to_be_focused()
    page.keyboard.press("Enter")
    expect(question).to_have_count(0)
    page.keyboard.press("a")
    page.keyboard.press("a")
    expect(keep).to_be_focused()
    assert test.read_text() == TEST
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".band.checked")).to_have_text("✓")
    assert test.read_text() == TEST.replace("avant", "après")
    assert deck.read_text() == DECK.format("après")


def test_only_what_is_meant_is_accepted_where_a_sense_may_have_turned(deck, monkeypatch):
    """What has not been asked of its author is left; so is what is not acceptable."""
    accepted: list[list[str]] = []
    session = EditingSession(deck, print)
    monkeypatch.setattr(session, "begin", lambda _: None)
    monkeypatch.setattr(
        session, "rewrite", lambda failing: accepted.append([one.quote for one in failing])
    )
    problem = Problem("perfs.md", 11, "this", "that", "correct it")
    session.status.failures = [
        Failure(problem, 1, "", "", quote != "c", REWORDED, quote, "said", turns)
        for quote, turns in (("a", ()), ("b", (("avant", "après"),)), ("c", ()))
    ]
    keys = ["a\nsaid", "b\nsaid", "c\nsaid", "a\nelse", ""]
    session.accept(keys, False)
    session.accept(keys, True)
    assert accepted == [["a"], ["a", "b"]]
