"""A step is the same in an address, from a folder, in the speaker view, and none on paper."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.playing import BUTTON, OPEN
from tests.deck.browser.running import until


@pytest.fixture
def speaker(player):
    """The speaker view of the talk, at the slide of a block."""
    player.show("coro_manager")
    with player.page.expect_popup() as popup:
        player.press("s")
    speaker = popup.value
    yield speaker
    speaker.close()


def frame(speaker, which):
    return speaker.frame_locator(f"#{which}-slide iframe")


def test_an_address_of_a_step_opens_it_in_a_page_that_is_open(player):
    """Typed, or clicked in a note, it is no slower way than a reload."""
    block = player.block("tum_pak")
    player.show("four")
    player.page.evaluate("(hash) => { location.hash = hash }", f"/{block.slide}/1/100")
    player.wait(100)
    assert player.page.evaluate("location.hash") == f"#/{block.slide}/1/100"


def test_the_last_step_come_back_to_is_kept_by_a_reload(player):
    """What ← shows again after one press too many is in the address, too."""
    block, last = player.open("four"), len(player.trace("four").events) - 1
    player.press("End", "ArrowRight")
    until(player.page, f"location.hash === '#/{block.slide + 1}'")
    player.press("ArrowLeft")
    until(player.page, f"location.hash.endsWith('/{last}')")
    player.page.reload()
    player.wait(last)


def test_a_step_is_drawn_once_it_has_its_style(player):
    """Where a value goes is measured: a style that comes late must not leave it elsewhere."""
    held = []
    player.page.route("**/player.css", lambda route: held.append(route))
    block = player.block("four")
    sends = [rank for rank, step in enumerate(player.trace("four").events) if step.event == "send"]
    player.page.goto(f"{player.url}#/{block.slide}/1/{sends[0]}")
    until(player.page, "document.querySelector('[href$=\"player.css\"]')")
    assert player.page.locator(".player").count() == 0
    held[0].continue_()
    player.wait(sends[0])
    place = "document.querySelector('.present .chip').style.top"
    drawn = player.page.evaluate(place)
    player.press("ArrowRight", "ArrowLeft")
    assert player.page.evaluate(place) == drawn


def test_paper_shows_the_block(player):
    """Printed while the player is open, a slide shows its block."""
    player.open("four")
    player.page.emulate_media(media="print")
    assert player.page.locator(".present div.block > pre").is_visible()
    assert not player.page.locator(".present .player").is_visible()


def test_the_speaker_view_follows(player, speaker):
    """Its current slide shows the step, its next one the step after; both leave together."""
    current, upcoming = frame(speaker, "current"), frame(speaker, "upcoming")
    player.press("d")
    player.page.wait_for_selector(OPEN)
    player.press("ArrowRight", "ArrowRight")
    current.locator('.present .player[data-step="2"]').wait_for()
    upcoming.locator('.present .player[data-step="3"]').wait_for()
    player.press("l")
    step = player.shown()["step"]
    current.locator(f'.present .player[data-step="{step}"]').wait_for()
    upcoming.locator(f'.present .player[data-step="{step + 1}"]').wait_for()
    player.press("Escape")
    current.locator(".player").wait_for(state="detached")
    assert player.shown() is None


def test_a_frame_of_the_speaker_view_that_comes_late_shows_what_comes_next(player):
    """The other frame is ready first, and what the view tells then is lost for the late one."""
    held = []
    player.page.context.route("**/*controls=false*", lambda route: held.append(route))
    player.show("coro_manager")
    with player.page.expect_popup() as popup:
        player.press("s")
    speaker = popup.value
    player.press("d")
    player.page.wait_for_selector(OPEN)
    frame(speaker, "current").locator('.present .player[data-step="0"]').wait_for()
    held[0].continue_()
    frame(speaker, "upcoming").locator('.present .player[data-step="1"]').wait_for()
    speaker.close()


def test_a_narrow_frame_of_the_speaker_view_has_the_layout_of_the_room(player, speaker):
    """Its frame is higher than wide on a laptop, which makes no phone of the room's projector."""
    speaker.set_viewport_size({"width": 1280, "height": 800})
    player.press("d")
    frame(speaker, "current").locator(OPEN).wait_for()
    direction = "(scene) => getComputedStyle(scene).flexDirection"
    assert frame(speaker, "current").locator(f"{OPEN} .scene").evaluate(direction) == "row"


def test_the_keys_of_the_speaker_view_move_the_room(player, speaker):
    """Whichever window has the keyboard, D opens the player, → steps and Esc leaves."""
    current = frame(speaker, "current")
    current.locator(BUTTON).wait_for(state="attached")
    for key, step in [("d", 0), ("ArrowRight", 1)]:
        speaker.keyboard.press(key)
        player.wait(step)
        current.locator(f'.present .player[data-step="{step}"]').wait_for()
    speaker.keyboard.press("Escape")
    player.page.locator(".player").wait_for(state="detached")


def test_the_frames_of_the_speaker_view_have_no_buttons_that_run(player, speaker):
    """Nothing is edited there: they show the deck's own code."""
    tools = frame(speaker, "current").locator(".present .tools button")
    expect(tools).to_have_text(["Pas à pas"])
