"""How the documents look before they are printed, beside what the room sees."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from deck import browser
from deck.load import load
from deck.paper import HANDOUT, SLIDES, papers
from deck.serve import address, server
from deck.site import site_files
from tests.page.pdf.printed import DECKS, ROOT
from tests.page.running import until

BOXES = """(box) => {
  const origin = box.getBoundingClientRect();
  const place = (element) => {
    const {left, top, width, height} = element.getBoundingClientRect();
    const {fontSize, color, fontFamily} = getComputedStyle(element);
    const at = [left - origin.left, top - origin.top, width, height].map(Math.round);
    return [element.tagName, ...at, fontSize, color, fontFamily].join(" ");
  };
  const shown = (element) => !element.closest("aside, .tools");
  const elements = box.querySelectorAll("section.present *, .picture section *");
  return [...elements].filter(shown).map(place);
}"""
CUT = """() => {
  const cut = [];
  for (const picture of document.querySelectorAll(".picture")) {
    const room = picture.getBoundingClientRect();
    const section = picture.querySelector("section");
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const code = walker.currentNode.parentElement.closest("pre");
      const box = code ? code.getBoundingClientRect() : room;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const {left, top, right, bottom} of range.getClientRects()) {
        const inside = left >= box.left && right <= box.right + 1
          && top >= box.top - 1 && bottom <= box.bottom + 1 && box.bottom <= room.bottom + 1;
        if (!inside) cut.push(walker.currentNode.data);
      }
    }
  }
  return cut;
}"""


def in_browser[Result](files: dict[str, bytes], look: Callable[[Page, str], Result]) -> Result:
    """Look at a site in a browser, in a thread where no other can be running."""

    def run() -> Result:
        path, arguments = browser.find(), browser.arguments()
        with served(files) as url, sync_playwright() as playwright:
            with playwright.chromium.launch(executable_path=path, args=arguments) as chromium:
                return look(chromium.new_page(viewport={"width": 1280, "height": 720}), url)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


@contextmanager
def served(files: dict[str, bytes]) -> Iterator[str]:
    with server(files, 0) as bound:
        thread = threading.Thread(target=bound.serve_forever)
        thread.start()
        yield address(bound.server_port)
        bound.shutdown()
        thread.join()


def in_the_room(page: Page, url: str) -> list[list[str]]:
    """Show the slides one after another; list what is where on each."""
    page.goto(url)
    until(page, "window.Reveal?.isReady()")
    page.evaluate("document.fonts.ready.then(() => 0)")
    found = []
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("(number) => Reveal.slide(number)", number)
        found.append(page.eval_on_selector(".reveal", BOXES))
    return found


def on_paper(page: Page, url: str) -> list[list[str]]:
    """List what is where on each page of the slides."""
    page.goto(url + SLIDES)
    page.evaluate("ready")
    return [picture.evaluate(BOXES) for picture in page.query_selector_all(".picture")]


def test_paper_shows_what_the_room_sees():
    """Each word and each box is in its place, of its size, colour and font."""
    deck = load(ROOT / "slides.md")
    files = site_files(deck) | papers(deck)
    room, paper = in_browser(files, lambda *at: (in_the_room(*at), on_paper(*at)))
    assert len(room) == len(deck.slides)
    assert all(room)
    assert paper == room


@pytest.mark.parametrize(
    "path",
    [ROOT / "slides.md", DECKS / "what_is_long_is_printed_in_full.md"],
    ids=lambda path: path.stem,
)
def test_nothing_is_cut(path: Path):
    """No line of a block is beyond its box, and no line of text beyond its slide."""

    def look(page: Page, url: str) -> list[str]:
        cut = []
        for document in (SLIDES, HANDOUT):
            page.goto(url + document)
            page.evaluate("ready")
            cut += page.evaluate(CUT)
        return cut

    assert in_browser(papers(load(path)), look) == []
