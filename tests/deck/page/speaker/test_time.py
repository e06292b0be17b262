"""The speaker's window speaks the deck's language, and tells early from late."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from deck.page.serve import serving
from deck.source.parse import parse
from deck.source.words import words
from tests.deck.browser.pages import built
from tests.deck.browser.reading import seen, words_of
from tests.deck.browser.running import Stage, until
from tests.deck.page.speaker.conftest import View, opened

DECK = """---
lang: {lang}
duration: 45
---
# Plan

<!-- .slide: data-timing="300" -->

## Middle

## End
"""
START = datetime(2025, 3, 4, 15, 7)
# The clock at the start; what is said then, at the start of the second slide, and as it ends.
SAID = {
    "fr": ("15:07", ["à l’heure", "5 min d’avance", "à l’heure", "3 min de retard"]),
    "en": ("3:07 PM", ["on time", "5 min early", "on time", "3 min late"]),
}


# The window that says hello, as the room knows it.
THEIRS = """() => new Promise((done) => {
  addEventListener("message", ({ source }) => done(window.theirs = source), { once: true });
}).then(() => {})"""


def close(view: View) -> None:
    """Close the speaker's window, and have its room know it: S opens another."""
    view.stage.page.evaluate(THEIRS)
    view.page.close()
    until(view.stage.page, "window.theirs.closed")


@pytest.fixture(params=SAID)
def timed(request, room):
    """A room whose clock stands still, and its speaker's window."""
    deck = parse(DECK.format(lang=request.param), "deck.md")
    room.context.clock.set_fixed_time(START)
    with serving(built(deck)) as url:
        yield request.param, deck, opened(Stage(room, url))


def test_it_tells_the_time_and_the_plan_in_the_deck_s_language(timed):
    """The first slide has 5 minutes of its own, the others 20 each of the 45."""
    lang, deck, view = timed
    clock, (on_time, early, still, late) = SAID[lang]
    page, time = view.page, view.page.locator(".time")
    expect(time.locator(".clock")).to_have_text(clock)
    expect(time.locator(".elapsed")).to_have_text("0:00")
    expect(time.locator(".whole")).to_have_text("/ 45:00")
    expect(time.locator(".pace")).to_have_text(on_time)
    view.press("ArrowRight")
    expect(time.locator(".pace")).to_have_text(early)
    page.context.clock.set_fixed_time(START.replace(minute=20))
    expect(time.locator(".pace")).to_have_text(still)
    page.context.clock.set_fixed_time(START.replace(minute=35))
    expect(time.locator(".elapsed")).to_have_text("28:00")
    expect(time.locator(".pace")).to_have_text(late)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.title() == f"{words(lang)['speaker']} – Plan"
    said = words_of([*words(lang).values(), deck.text])
    assert seen(page) - said - {"pm", "am"} == set()
    page.get_by_role("button").click()
    expect(time.locator(".elapsed")).to_have_text("0:00")


def test_the_time_of_the_talk_goes_on_in_a_window_that_is_opened_again(timed):
    """Until it is set to zero, the room loaded again or not; that, too, is kept."""
    _, _, view = timed
    room = view.stage.page
    room.context.clock.set_fixed_time(START.replace(minute=20))
    close(view)
    again = opened(view.stage)
    expect(again.page.locator(".elapsed")).to_have_text("13:00")
    close(again)
    room.reload()
    until(room, "document.querySelector('.reveal.ready')")
    again = opened(view.stage)
    expect(again.page.locator(".elapsed")).to_have_text("13:00")
    again.page.get_by_role("button").click()
    again.shows_the_room()
    again.page.reload()
    expect(again.page.locator(".elapsed")).to_have_text("0:00")
    again.shows_the_room()
    close(again)
    room.context.clock.set_fixed_time(START.replace(minute=21))
    expect(opened(view.stage).page.locator(".elapsed")).to_have_text("1:00")


def test_a_deck_without_a_plan_has_no_pace(view):
    """The time alone."""
    assert view.page.locator(".pace").is_hidden()
    assert view.page.locator(".bar").is_hidden()


def test_its_layout_is_kept_and_leaves_the_keys_to_the_room(view, stage):
    """Chosen once, it is there when the window is loaded again."""
    view.page.get_by_role("combobox").select_option("only")
    expect(view.page.locator(".current")).to_be_hidden()
    view.page.reload()
    expect(view.page.locator(".current")).to_be_hidden()
    view.page.get_by_role("combobox").select_option("slides")
    expect(view.page.locator(".current")).to_be_visible()
    stage.go("prints")
    view.press("ArrowRight")
    expect(stage.page.locator(".present [data-name=continues]")).to_have_count(1)
