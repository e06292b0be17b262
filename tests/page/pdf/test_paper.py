"""How the documents look before they are printed, beside what the room sees."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from pypdf import PageObject, PdfReader

from deck import browser
from deck.load import load
from deck.paper import HANDOUT, SLIDES, papers
from deck.serve import address, server
from deck.site import site_files
from deck.stepping import traces
from tests.page.pdf.letters import letters
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

DIAGRAM = """(all) => all.map((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const points = (text) => parseFloat(getComputedStyle(text).fontSize) * scale * 72 / 96;
  const paints = [...svg.querySelectorAll("*:not(style)")].flatMap((element) => {
    const { fill, stroke } = getComputedStyle(element);
    return [fill, stroke];
  });
  return {
    sizes: [...svg.querySelectorAll("text")].map(points),
    width: svg.getBoundingClientRect().width,
    room: document.body.getBoundingClientRect().width,
    colours: paints.filter((paint) => paint !== "none"),
  };
})"""


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


def test_diagrams_are_legible_in_black_and_white():
    """No text is smaller than 7 points, nothing is wider than a page, and all is black on white."""

    def look(page: Page, url: str) -> list[dict]:
        page.goto(url + HANDOUT)
        page.evaluate("ready")
        return page.eval_on_selector_all(".diagrams svg", DIAGRAM)

    deck = load(ROOT / "slides.md")
    drawn = in_browser(papers(deck), look)
    assert len(drawn) == len(traces(deck))
    for diagram in drawn:
        assert min(diagram["sizes"]) >= 7
        assert diagram["width"] <= diagram["room"]
        assert set(diagram["colours"]) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


@pytest.mark.parametrize("stepping", [False, True])
def test_the_menu_of_the_browser_prints_the_slides(talk, stepping):
    """Each is a page, as `make pdf` prints it without its number, while a step is shown too."""
    block = next(block for block in talk.deck.blocks if block.name in traces(talk.deck))

    def look(page: Page, url: str) -> tuple[bytes, bool]:
        page.goto(f"{url}#/{block.slide}")
        page.get_by_role("button", name="Pas à pas").wait_for()
        if stepping:
            page.keyboard.press("d")
            page.wait_for_selector(".present .player[data-step]")
        return page.pdf(prefer_css_page_size=True), page.is_visible(".present .player")

    printed, is_stepping = in_browser(site_files(talk.deck), look)
    pages = PdfReader(BytesIO(printed)).pages
    assert is_stepping is stepping
    assert [page.mediabox for page in pages] == [page.mediabox for page in talk.slides.pages]
    for page, slide in zip(pages, talk.slides.pages, strict=True):
        found, expected = places(page), places(slide)
        assert found == expected[: len(found)]
        assert len({bottom for bottom, _ in expected[len(found) :]}) == 1, "the number of the slide"


def places(page: PageObject) -> list[tuple[int, int]]:
    """Tell where each letter of a page is, from the first line down."""
    return sorted((-round(letter.bottom), round(letter.left)) for letter in letters(page))
