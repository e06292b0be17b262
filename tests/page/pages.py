"""How the tests open a deck in a browser."""

from playwright.sync_api import Page

from deck.model import Deck
from deck.player import player
from deck.site import quick_files
from tests.page.running import until

SHOWN_BLOCKS = """() => [...document.querySelectorAll('section pre > code:not(.language-output)')]
    .map(code => code.textContent)"""


def show(page: Page, url: str, number: int = 1) -> None:
    """Open a slide by its number, and wait until it is laid out."""
    page.goto(f"{url}#/{number}")
    until(page, "window.Reveal?.isReady()")
    page.evaluate("() => fontsLoaded.then(() => null)")
    page.evaluate("number => Reveal.slide(number - 1)", number)


def built(deck: Deck) -> dict[str, bytes]:
    """Build a site at once; that mkslides gives the same bytes is a test of its own."""
    return quick_files(deck) | player(deck)
