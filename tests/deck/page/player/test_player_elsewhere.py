"""A step is the same in an address, from a folder, and none on paper."""

from tests.deck.browser.running import until


def test_an_address_of_a_step_opens_it_in_a_page_that_is_open(player):
    """Typed, or clicked in a note, it is no slower way than a reload."""
    block = player.block("tum_pak")
    player.show("four")
    player.page.evaluate("(hash) => { location.hash = hash }", f"/{block.slide}/1/100")
    player.wait(100)
    # Reveal.js writes it up to a second later.
    until(player.page, f"location.hash === '#/{block.slide}/1/100'")


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
