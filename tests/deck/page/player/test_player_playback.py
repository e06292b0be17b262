"""The player goes from step to step by itself, by a clock that the tests move."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.deck.browser.playing import OPEN, Player
from tests.deck.browser.running import ASLEEP, PROJECTOR

STEP = 1600  # milliseconds
HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def timed(chromium, slides, url) -> Iterator[Player]:
    """The player of the talk, in a page whose clock stands still."""
    with chromium.new_context(viewport=PROJECTOR) as context:
        page = context.new_page()
        page.add_init_script(ASLEEP)
        player = Player(page, slides, url)
        player.show("tum_pak")
        page.clock.install()
        yield player


@pytest.fixture
def player(timed):
    """That player, at the first step."""
    timed.page.evaluate("(number) => Reveal.slide(number - 1)", timed.block("tum_pak").slide)
    timed.press("d", "Home")
    yield timed
    timed.press("Escape")


def goes_on(player):
    """Tell whether the player is at another step a while later."""
    before = player.shown()
    player.page.clock.run_for(2 * STEP)
    return player.shown() != before


def test_its_button_and_keys_say_what_they_do(player):
    """What is shown is what the next press does, and how fast it goes."""
    play = player.page.locator(f"{OPEN} .transport button").nth(2)
    pace = player.page.locator(f"{OPEN} .pace")
    for key, name, fast in [
        ("p", "Pause (touche P)", "1\u202f×"),
        ("+", "Pause (touche P)", "2\u202f×"),
        ("p", "Dérouler (touche P)", "2\u202f×"),
        ("-", "Dérouler (touche P)", "1\u202f×"),
        ("-", "Dérouler (touche P)", "0,5\u202f×"),
    ]:
        player.press(key)
        expect(play).to_have_accessible_name(name)
        expect(pace).to_have_text(fast)
    player.press("+")
    player.page.clock.run_for(STEP)
    assert player.shown()["step"] == 0
    play.click()
    player.page.clock.run_for(STEP)
    assert player.shown()["step"] == 1


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowLeft", "End", "x", "l", "p"])
def test_who_steps_by_hand_is_not_overtaken(player, key):
    """Any step that a person takes is a pause, as is P."""
    player.press("ArrowRight", "p")
    assert goes_on(player)
    player.press(key)
    assert not goes_on(player)


def test_nothing_moves_where_nobody_looks(player):
    """It pauses when the window is hidden, when the player is left, and with its slide."""
    player.press("p")
    player.page.evaluate(HIDDEN, True)
    player.page.evaluate(HIDDEN, False)
    assert not goes_on(player)
    slide = player.block("tum_pak").slide
    for leave in ["Reveal.getPlugin('player').close()", "Reveal.slide(1)"]:
        player.press("Home", "p")
        player.page.evaluate(leave)
        assert not goes_on(player)
        player.page.evaluate("(number) => Reveal.slide(number - 1)", slide)
        player.press("d")
        assert not goes_on(player)


def test_it_plays_for_whoever_asked_that_nothing_moves(player):
    """The steps follow one another, and nothing travels between them."""
    player.press("p")
    player.page.clock.run_for(STEP)
    assert player.shown()["step"] == 1
    moving = "document.getAnimations().filter((one) => !one.animationName).length"
    assert player.page.evaluate(moving) == 0
