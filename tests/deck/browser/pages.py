"""How the tests open a deck in a browser."""

import shutil
from pathlib import Path

from playwright.sync_api import Page

from deck.page.site import site_files
from deck.proof.in_page import shipped
from deck.proof.traces import traces
from deck.source.model import Deck
from deck.source.seen import files
from tests.deck.browser.running import until

SHOWN_BLOCKS = """() => [...document.querySelectorAll('section pre > code:not(.language-output)')]
    .map(code => code.textContent)"""
# What of the current slide stands out of the window, or is cut or scrolled within its box.
OVERFLOW = """() => {
  const slide = Reveal.getCurrentSlide();
  return [slide, ...slide.querySelectorAll(':not(aside, aside *)')].filter(part => {
    const box = part.getBoundingClientRect();
    const out = box.left < -1 || box.top < -1
      || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    const cut = (part === slide || getComputedStyle(part).overflow !== 'visible')
      && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
    return out || cut;
  }).map(part => part.outerHTML.slice(0, 80));
}"""


def show(page: Page, url: str, number: int = 1) -> None:
    """Open a slide by its number, and wait until it is laid out."""
    page.goto(f"{url}#/{number}")
    until(page, "document.querySelector('.reveal.ready')")
    page.evaluate("() => deck.fontsLoaded.then(() => null)")
    page.evaluate("number => Reveal.slide(number - 1)", number)


def copy_shown(deck: Deck, folder: Path) -> None:
    """Copy the files beside a deck that it shows to a folder."""
    for name in files.names(deck):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(deck.path).parent / name, folder / name)


def built(deck: Deck) -> dict[str, bytes]:
    """Build a site, with what steps through it and what proves it."""
    return site_files(deck, traces(deck), shipped.files(deck) if deck.has_python else {})
