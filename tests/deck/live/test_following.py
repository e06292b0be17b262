"""`make edit`: a window shows the slide that a save changes, until its author turns that off."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.running import until
from tests.deck.live.editing import DECK, title

SAVED = DECK.replace("Text.", "Saved.")
STAYS = "ne suit pas les sauvegardes (U)"


@pytest.mark.parametrize(
    "text, number, shown",
    [
        (SAVED, "3 / 3", "Second"),
        (DECK.replace("Notes:", "Notes:\n\nTo say."), "2 / 3", "First"),
        (DECK.replace("## Second", "## New\n\n## Second"), "3 / 4", "New"),
        (
            DECK.replace("# Deck", "# New\n\n## Inserted", 1).replace("# New\n", "# Deck\n"),
            "2 / 4",
            "Inserted",
        ),
        (DECK.partition("## Second")[0], "2 / 2", "First"),
    ],
    ids=["a text", "notes", "a new slide", "a slide before all others", "the last slide removed"],
)
def test_a_save_shows_the_first_slide_that_it_changes(text, number, shown, window, deck):
    """Whichever is on the screen, and whether the room or the speaker sees the change."""
    window.keyboard.press("Home")
    expect(window.locator(".slide-number")).to_have_text("1 / 3")
    deck.write_text(text)
    expect(window.locator(".slide-number")).to_have_text(number)
    expect(title(window)).to_have_text(shown)


def test_a_window_that_was_told_so_stays_where_it_is(window, deck):
    """It says so, remembers it when it is loaded again, and follows again at the same key."""
    window.keyboard.press("u")
    expect(window.locator(".band-stays")).to_have_text(STAYS)
    deck.write_text(SAVED)
    expect(window.locator("section", has_text="Saved.")).to_have_count(1)
    expect(title(window)).to_have_text("First")
    window.reload()
    expect(window.locator(".band-stays")).to_have_text(STAYS)
    window.keyboard.press("u")
    expect(window.locator(".band-stays")).to_have_count(0)
    deck.write_text(DECK)
    expect(title(window)).to_have_text("Second")


def test_the_help_tells_the_keys_of_an_author(window):
    """« ? » lists them with those of the page."""
    until(window, "Reveal.hasPlugin('stage')")
    window.keyboard.press("F1")
    help_of = window.get_by_role("dialog", name="Touches")
    for told in (
        "Accepter ce que la diapositive affiche ou dit, ou y aller",
        "Aller à la prochaine diapositive à corriger",
        "Suivre ou non les sauvegardes",
    ):
        expect(help_of).to_contain_text(told)
    window.keyboard.press("Escape")


def test_who_steps_through_a_block_or_writes_in_it_is_not_taken_away(window, deck):
    """The save is shown once one goes there."""
    window.get_by_role("button", name="Pas à pas").click()
    expect(window.locator("section.stepping")).to_have_count(1)
    deck.write_text(SAVED)
    expect(window.locator("section", has_text="Saved.")).to_have_count(1)
    expect(window.locator("section.present.stepping")).to_have_count(1)
    window.keyboard.press("Escape")
    window.keyboard.press("m")
    window.locator("section.present textarea").focus()
    deck.write_text(DECK)
    expect(window.locator("section", has_text="Saved.")).to_have_count(0)
    expect(window.locator("section.present textarea")).to_be_focused()


def test_a_save_leaves_what_has_come_click_by_click(window, deck):
    """The lines that are lit up are those of the group that was, with what was saved."""
    lit = DECK.replace("print(1)", "print(1)\nx = 2")
    deck.write_text(lit.replace("name:first", "name:first lines:1|2"))
    marked = window.locator("section.present .lit.visible > i")
    window.locator("section.present .lit").nth(1).wait_for(state="attached")
    window.keyboard.press("ArrowRight")
    expect(marked).to_have_attribute("data-lines", "2")
    deck.write_text(lit.replace("name:first", "name:first lines:1|1-2"))
    expect(marked).to_have_attribute("data-lines", "1-2")
