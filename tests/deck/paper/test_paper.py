"""How the documents look before they are printed, beside what the room sees."""

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from deck.page.serve import serving
from deck.paper import pdf
from deck.paper.documents import HANDOUT, SLIDES, papers
from deck.proof.traces import traces
from deck.source.load import load
from deck.source.progress import silent
from tests.deck.browser.running import FRAMES, NONE_ASKED, until
from tests.deck.paper.printed import EPOCH
from tests.deck.paper.reading import read
from tests.paths import DECKS, ROOT

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


def in_the_room(page: Page, url: str) -> list[list[str]]:
    """Show the slides one after another; list what is where on each."""
    page.goto(url)
    until(page, "document.querySelector('.reveal.ready')")
    page.evaluate("() => deck.fontsLoaded.then(() => null)")
    found = []
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("(number) => Reveal.slide(number)", number)
        found.append(page.eval_on_selector(".reveal", BOXES))
    return found


def on_paper(page: Page, url: str) -> list[list[str]]:
    """List what is where on each page of the slides."""
    page.goto(url + SLIDES)
    page.evaluate("paper.ready")
    return [picture.evaluate(BOXES) for picture in page.query_selector_all(".picture")]


def test_paper_shows_what_the_room_sees(page, files):
    """Each word and each box is in its place, of its size, colour and font."""
    deck = load(ROOT / "slides.md")
    with serving(files | papers(deck, traces(deck))) as url:
        room, paper = in_the_room(page, url), on_paper(page, url)
    assert len(room) == len(deck.slides)
    assert all(room)
    assert paper == room


@pytest.mark.parametrize(
    "path",
    [ROOT / "slides.md", DECKS / "what_is_long_is_printed_in_full.md"],
    ids=lambda path: path.stem,
)
def test_nothing_is_cut(path, page):
    """No line of a block is beyond its box, and no line of text beyond its slide."""
    deck = load(path)
    with serving(papers(deck, traces(deck))) as url:
        for document in (SLIDES, HANDOUT):
            page.goto(url + document)
            page.evaluate("paper.ready")
            assert page.evaluate(CUT) == []


def test_diagrams_are_legible_in_black_and_white(page, slides):
    """No text is smaller than 7 points, nothing is wider than a page, and all is black on white."""
    with serving(papers(slides, traces(slides))) as url:
        page.goto(url + HANDOUT)
        page.evaluate("paper.ready")
        drawn = page.eval_on_selector_all(".diagrams svg", DIAGRAM)
    assert len(drawn) == len(traces(slides))
    for diagram in drawn:
        assert min(diagram["sizes"]) >= 7
        assert diagram["width"] <= diagram["room"]
        assert set(diagram["colours"]) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


@pytest.mark.parametrize("stepping", [False, True])
def test_the_menu_of_the_browser_prints_the_slides(talk, stepping, page, url):
    """Each is a page, as `make pdf` prints it without its number, while a step is shown too."""
    block = next(block for block in talk.deck.blocks if block.name in traces(talk.deck))
    page.goto(f"{url}#/{block.slide}")
    page.get_by_role("button", name="Pas à pas").wait_for()
    if stepping:
        page.keyboard.press("d")
        page.wait_for_selector(".present .player[data-step]")
    assert_printed_like(talk, page)
    assert page.is_visible(".present .player") is stepping


def test_the_menu_prints_with_the_fonts_that_are_there(page, url):
    """They are not loaded again for paper: what is printed meanwhile would be without them."""
    page.goto(f"{url}#/7")
    until(page, "window.deck?.fontsLoaded")
    page.evaluate("() => { window.faces = [...document.fonts] }")
    page.pdf()
    assert page.evaluate("() => [...document.fonts].every((one) => faces.includes(one))")


@pytest.mark.parametrize("document", [SLIDES, HANDOUT])
def test_paper_is_printed_with_the_fonts_that_are_there(document, page, slides):
    """As what was measured with them is what is printed."""
    with serving(papers(slides, {})) as url:
        page.goto(url + document)
        page.evaluate("paper.ready")
        page.evaluate("() => { window.faces = [...document.fonts] }")
        page.pdf()
        assert page.evaluate("() => [...document.fonts].every((one) => faces.includes(one))")


def test_the_menu_prints_the_slides_from_the_overview(talk, page, url):
    """It is left to print, and is there again afterwards."""
    page.goto(f"{url}#/7")
    until(page, "document.querySelector('.reveal.ready')")
    page.keyboard.press("o")
    assert_printed_like(talk, page)
    until(page, "Reveal.isOverview()")


@pytest.mark.parametrize("query", ["?print-pdf", "?view=print"])
def test_what_asks_reveal_for_its_print_view_prints_the_slides(talk, query, own_page, url):
    """Users of reveal.js type it before they print: the menu opens, and prints the same."""
    own_page.add_init_script("window.print = () => { window.asked = true }")
    own_page.goto(f"{url}{query}#/7")
    until(own_page, "window.asked")
    assert own_page.evaluate("location.search + location.hash") == "#/7"
    assert_printed_like(talk, own_page)


def assert_printed_like(talk, page) -> None:
    """See that the browser prints a page, once it is drawn, as `make pdf` printed the talk."""
    # Its status says « loaded », too, while nothing has been asked for.
    until(page, "window.deck?.fontsLoaded")
    page.evaluate("() => deck.fontsLoaded.then(() => true)")
    page.evaluate(FRAMES)
    printed = page.pdf(prefer_css_page_size=True)
    pages = PdfReader(BytesIO(printed)).pages
    assert [page.mediabox for page in pages] == [page.mediabox for page in talk.slides.pages]
    for page, slide in zip(pages, talk.slides.pages, strict=True):
        found, expected = places(page), places(slide)
        assert found == expected[: len(found)]
        assert len({bottom for bottom, _ in expected[len(found) :]}) == 1, "the number of the slide"


def places(page: PageObject) -> list[tuple[int, int]]:
    """Tell where each letter of a page is, from the first line down."""
    return sorted((-round(letter.bottom), round(letter.left)) for letter in read(page).letters)


@pytest.mark.parametrize("deck", ["talk", "long"])
def test_fonts_that_come_late_change_no_byte_of_a_pdf(deck, request, own_page, monkeypatch):
    """They are held until the page has been drawn twice without them; both PDFs are the same."""
    held = []

    def late(files, route) -> None:
        if "/fonts/" in route.request.url:
            held.append(route.request.url)
            route.request.frame.evaluate(FRAMES)
        answer(files, route)

    answer = pdf._answer
    own_page.add_init_script(NONE_ASKED)
    monkeypatch.setattr(pdf, "_answer", late)
    expected = request.getfixturevalue(deck)
    files = papers(expected.deck, traces(expected.deck))
    printed = pdf.print_in(own_page, expected.deck, files, EPOCH, silent)
    assert len(held) >= 3
    assert printed == expected.files
