"""The player shows what the trace tells: every step of every block, forward and back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deck.proof.traces import traces
from deck.source.load import load
from tests.deck.browser.held import Held
from tests.deck.browser.playing import OPEN, Player, expected, walked
from tests.deck.browser.running import ASLEEP, FRAMES, PROJECTOR, until
from tests.deck.browser.tree import heard

DECKS = {
    "talk": Path("slides.md"),
    "two": Path("tests/deck/page/decks/two_recorded_blocks_on_a_slide.md"),
}
RECORDED = [(name, block) for name, path in DECKS.items() for block in traces(load(path))]
AXE = Path("node_modules/axe-core/axe.min.js")


@pytest.fixture(scope="module")
def walked_decks(chromium, slides, url, two) -> Iterator[dict[str, Player]]:
    """A player of each deck, in a page that is loaded once for all walks."""
    addresses = {"talk": (slides, url), "two": two}
    with ExitStack() as stack:
        players = {}
        for name, address in addresses.items():
            page = stack.enter_context(chromium.new_page(viewport=PROJECTOR))
            page.add_init_script(ASLEEP)
            players[name] = Player(page, *address)
        yield players


@pytest.mark.parametrize("grain", ["events", "lines"])
@pytest.mark.parametrize(("deck", "name"), RECORDED, ids=lambda value: value)
def test_every_step_shows_the_trace(walked_decks, deck, name, grain):
    """Forward to the last step, then back to the first, each shows the trace's own states."""
    player = walked_decks[deck]
    block, trace = player.open(name), player.trace(name)
    texts = {"block": block.source, "context": block.context}
    steps = trace.events if grain == "events" else trace.steps
    if grain == "lines":
        player.press("l")
    shown = player.walk(len(steps))
    player.press("Escape")
    assert all(state.pop("said") for state in shown)
    for state, rank in zip(shown, walked(len(steps)), strict=True):
        assert state == expected(trace, texts, steps, rank)


def test_the_blocks_that_run_something_are_recorded(slides):
    """A block that only defines has nothing to step through."""
    recorded = traces(slides)
    for block in slides.blocks:
        states_output = block.is_session or (block.is_python and block.output)
        assert (block.name in recorded) == bool(states_output)


def test_a_step_is_announced_in_a_sentence(player):
    """« `__await__` se suspend à `yield` : `None` remonte vers `wont_terminate_here` »"""
    trace = player.trace("wont_terminate_here")
    rank, step = next(
        (rank, step) for rank, step in enumerate(trace.events) if step.event == "yield"
    )
    player.open_at("wont_terminate_here", rank)
    said = player.page.locator(".present .sentence")
    source, target = (trace.frames[frame].name for frame in (step.source, step.target))
    sentence = f"{source} se suspend à yield\u202f: {step.value} remonte vers {target}"
    assert said.text_content() == sentence
    assert heard(player.page) == [sentence]


def test_a_step_that_is_opened_by_its_address_is_what_is_heard(player):
    """Even where what hears the slides comes last: it told the slide over the step."""
    held = Held(player.page, "**/stage.css")
    player.page.goto(f"{player.url}#/{player.block('four').slide}/1/3")
    until(player.page, "document.querySelector('[href$=\"player.css\"]')?.sheet")
    player.page.request.get(f"{player.url}player/player.js")
    player.page.evaluate(FRAMES)
    held.release()
    player.wait(3)
    until(player.page, "Reveal.hasPlugin('stage')")
    assert heard(player.page) == [player.page.locator(f"{OPEN} .sentence").text_content()]


def test_what_another_slide_defines_is_shown_with_its_slide(player):
    """While it runs, its code stands where that of the block was, and says where it is from."""
    block, trace = player.block("tum_pak"), player.trace("tum_pak")
    places = [trace.frames[step.where].place for step in trace.events]
    origin = player.page.locator(f"{OPEN} .origin")
    rank = places.index("context")
    player.open_at("tum_pak", rank)
    frame = trace.frames[trace.events[rank].where]
    slide = next(one.slide for one in block.chain if f"def {frame.name}" in one.source)
    expect(origin).to_have_text(f"{frame.name}, diapo {slide}")
    player.open_at("tum_pak", places.index("block", rank))
    expect(origin).to_have_text("Cette diapo")


@pytest.mark.parametrize("calm", [True, False])
def test_reduced_motion_moves_nothing(player, calm):
    """The value and the cards travel, except for whoever asked that nothing does."""
    player.page.emulate_media(reduced_motion="reduce" if calm else "no-preference")
    player.open("four")
    player.press("ArrowRight", "ArrowRight")
    moving = "document.getAnimations().filter((one) => !one.animationName).length"
    assert bool(player.page.evaluate(moving)) is not calm


def test_it_is_accessible(player):
    """axe finds nothing at the states that show each kind of card, nor in the diagram."""
    player.open_at("tum_pak", 20)
    player.page.evaluate(AXE.read_text("utf-8"))
    for key in ["ArrowRight", "End", "q"]:
        player.press(key)
        found = player.page.evaluate(
            "axe.run('.present .player').then(({violations}) => violations)"
        )
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
