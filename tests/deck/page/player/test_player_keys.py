"""The presenter's own keys, the clicker and the mouse step through a block, and leave it."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.playing import BUTTON, OPEN, expected
from tests.deck.browser.running import until


def slide(player):
    return player.page.evaluate("Reveal.getIndices().h") + 1


def is_closed(player):
    return player.page.locator(".player").count() == 0


def test_the_clicker_goes_through_the_steps_and_on_to_the_next_slide(player):
    """At the last step the next press goes on; before the first, it is the block again."""
    block, count = player.open("four"), len(player.trace("four").events)
    player.press(*["PageDown"] * (count - 1))
    assert player.shown()["step"] == count - 1
    player.press("PageDown")
    assert slide(player) == block.slide + 1
    assert is_closed(player)
    player.page.keyboard.press("PageUp")
    player.press("Home", "PageUp")
    assert slide(player) == block.slide
    assert is_closed(player)
    assert player.page.locator(".present div.block").is_visible()


def test_one_press_too_many_is_taken_back(player):
    """← on the next slide comes back to the last step; from further away, to the block."""
    block, last = player.open("four"), len(player.trace("four").events) - 1
    player.press("End", "ArrowRight", "ArrowLeft")
    assert slide(player) == block.slide
    assert player.shown()["step"] == last
    player.press("ArrowLeft")
    assert player.shown()["step"] == last - 1
    player.press("End", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft")
    assert slide(player) == block.slide
    assert is_closed(player)


def test_escape_leaves_and_the_source_is_as_it_was(player):
    """The block's text is the source, to the character, before, during and after."""
    block = player.show("coro_manager")
    read = "document.querySelector('.present .block > pre').textContent"
    assert player.page.evaluate(read) == block.source
    player.press("d")
    player.page.wait_for_selector(OPEN)
    assert player.page.evaluate(read) == block.source
    copy = "document.querySelector('.player .code pre').textContent"
    assert player.page.evaluate(copy) == block.source
    player.press("Escape")
    assert is_closed(player)
    assert player.page.evaluate(read) == block.source
    until(player.page, f"location.hash === '#/{block.slide}'")
    assert not player.page.evaluate("Reveal.isOverview()")


def test_the_keyboard_finds_its_place_again(player):
    """Opened from its button, the player has the focus, and gives it back when it is left."""
    player.show("four")
    button = player.page.locator(BUTTON)
    button.press("Enter")
    player.page.wait_for_selector(OPEN)
    expect(player.page.get_by_role("group", name="Pas à pas", exact=True)).to_be_focused()
    assert player.page.evaluate("scrollY") == 0
    player.press("ArrowRight", "l", "Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize(("key", "there"), [("m", "textarea"), ("e", ".run")])
def test_editing_and_running_leave_the_player(player, key, there):
    """Nothing opens behind the player, where nobody would see it."""
    player.open("four")
    player.press(key)
    assert is_closed(player)
    assert player.page.locator(f".present {there}").is_visible()


def test_the_timeline_goes_where_it_is_clicked_and_from_send_to_send(player):
    """X and W jump to the next and the previous `send`; a click goes to that step."""
    trace = player.trace("tum_pak")
    sends = [rank for rank, step in enumerate(trace.events) if step.event == "send"]
    player.open("tum_pak")
    for rank in sends[:3]:
        player.press("x")
        assert player.shown()["step"] == rank
    player.press("w")
    assert player.shown()["step"] == sends[1]
    box = player.page.locator(".timeline").bounding_box()
    player.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 10)
    assert abs(player.shown()["step"] - len(trace.events) / 2) <= 1
    player.press("End")
    assert player.shown()["step"] == len(trace.events) - 1
    player.press("Home")
    assert player.shown()["step"] == 0


def test_changing_the_grain_stays_at_the_moment(player):
    """A turn that is over by then stands for it, and coming back to the events shows it again."""
    trace = player.trace("tum_pak")
    player.open_at("tum_pak", 50)
    player.press("l")
    line = trace.steps.index(trace.events[50])
    assert player.shown()["step"] == line
    player.press("l")
    over = [step for step in trace.turns if step <= line]
    assert player.shown()["step"] == len(over) - 1
    assert over[-1] < line
    player.press("l")
    assert player.shown()["step"] == 50


def test_a_turn_goes_from_one_send_to_the_next(player):
    """→ shows what each `send` has led to: what is printed, and the states at its end."""
    trace = player.trace("tum_pak")
    player.open("tum_pak")
    player.press("l", "l")
    expect(player.page.get_by_role("button", name="Tours")).to_be_visible()
    texts = {"block": player.block("tum_pak").source, "context": player.block("tum_pak").context}
    steps = tuple(trace.steps[number] for number in trace.turns)
    for rank in range(4):
        shown = player.shown()
        shown.pop("said")
        assert shown == expected(trace, texts, steps, rank)
        player.press("ArrowRight")
    player.press("w")
    assert player.shown()["step"] == 3


def test_a_block_that_sends_once_has_no_turns(player):
    """L changes between events and lines there."""
    trace = player.trace("four")
    assert [step.event for step in trace.events].count("send") == 1
    player.open("four")
    grain = player.page.locator(f"{OPEN} .grain")
    names = []
    for _ in range(3):
        names.append(grain.text_content())
        player.press("l")
    assert names == ["Événements", "Lignes", "Événements"]


def test_the_diagram_is_seen_from_the_player(player):
    """Q shows the sequence diagram, as vectors, and hides it again."""
    player.open("four")
    player.press("q")
    assert player.page.locator(".diagram svg").is_visible()
    assert not player.page.locator(".scene").is_visible()
    player.press("q")
    assert player.page.locator(".scene").is_visible()


def test_two_blocks_of_a_slide_have_each_their_steps(players):
    """The player of one gives way to that of the other, and an address tells them apart."""
    player = players["two"]
    player.open("second")
    assert player.page.locator(".player").count() == 1
    assert player.shown()["said"].startswith("On tape async def f():")
    until(player.page, "location.hash.split('/').length === 4")
    player.page.reload()
    player.wait(0)
    assert player.shown()["said"].startswith("On tape async def f():")
    player.press("Escape")
    player.open("first")
    assert player.shown()["said"] == "Le programme démarre"


def test_escape_ends_a_black_screen_before_the_player(player):
    """It is what is pressed first, and what was open beneath it is there again."""
    player.open("four")
    page = player.page
    player.press(".")
    until(page, "Reveal.isPaused()")
    player.press("Escape")
    assert not page.evaluate("Reveal.isPaused()")
    assert player.shown()
    player.press("Escape")
    assert not player.shown()
