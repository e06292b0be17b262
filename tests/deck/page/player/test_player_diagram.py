"""The sequence diagram follows the steps, and its arrows lead to them."""

import pytest
from playwright.sync_api import expect

from deck.source.words import words
from deck.trace.diagram import drawing
from tests.deck.browser.playing import OPEN

ARROW = f"{OPEN} .diagram [role=button]"
CURRENT = f"{OPEN} .diagram [aria-current=step]"
IN_SIGHT = """(arrow) => {
  const boxOf = (one) => one.getBoundingClientRect();
  const [inner, outer] = [arrow, arrow.closest(".diagram")].map(boxOf);
  return inner.top >= outer.top + 40 && inner.bottom <= outer.bottom;
}"""


@pytest.fixture
def trace(player):
    """What the last block does, whose diagram is open, and longer than the room that it has."""
    player.open("tum_pak")
    player.press("q")
    return player.trace("tum_pak")


def numbers(trace):
    """Number the steps that have an arrow."""
    shapes = drawing(trace, words("fr"), rows=len(trace.steps))["shapes"]
    return sorted({int(more["step"]) for _, more, _ in shapes if "step" in more})


def test_the_arrow_of_the_step_is_marked_and_in_sight(player, trace):
    """It is the last one that the step has come to, below the names of the lanes."""
    player.page.evaluate("Reveal.configure({ hash: false })")
    expect(player.page.locator(CURRENT)).to_have_count(0)
    arrows = numbers(trace)
    for rank in range(1, len(trace.events), 9):
        player.press(*["ArrowRight"] * (rank - player.shown()["step"]))
        current = player.page.locator(CURRENT)
        number = trace.steps.index(trace.events[rank], rank)
        reached = [one for one in arrows if one <= number]
        assert current.get_attribute("data-step") == str(reached[-1])
        assert current.evaluate(IN_SIGHT)
    names = player.page.locator(f"{OPEN} .diagram .name").all()
    heights = [name.bounding_box()["y"] for name in names]
    assert 0 < min(heights) and max(heights) < 200


def test_an_arrow_leads_to_its_step(player, trace):
    """By a click, by Enter, and by ↑ and ↓ from arrow to arrow; in a turn, to that turn."""
    arrows = numbers(trace)
    here = player.page.locator(CURRENT)
    player.page.locator(ARROW).nth(7).click()
    assert trace.steps.index(trace.events[player.shown()["step"]]) == arrows[7]
    player.page.locator(ARROW).nth(7).focus()
    player.press("ArrowDown")
    expect(here).to_be_focused()
    assert here.get_attribute("data-step") == str(arrows[8])
    player.press("ArrowUp", "ArrowUp")
    assert here.get_attribute("data-step") == str(arrows[6])
    player.press("ArrowRight")
    expect(here).to_be_focused()
    player.press("q", "l", "l", "q")
    player.page.locator(ARROW).nth(9).press("Enter")
    turn = next(rank for rank, number in enumerate(trace.turns) if number >= arrows[9])
    assert player.shown()["step"] == turn


def test_an_arrow_says_the_sentence_of_its_step(player, trace):
    """After its own words, by which it is found; whoever does not see it hears what it leads to."""
    player.press("ArrowRight")
    current = player.page.locator(CURRENT)
    words = f"{current.text_content()}, {player.shown()['said']}"
    expect(current).to_have_accessible_name(words)
