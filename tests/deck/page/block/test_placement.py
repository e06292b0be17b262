"""What is printed is read beside its code or under it, in whole lines; the code stays as it is."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from deck.page.serve import serving
from deck.page.site import site_files
from deck.source.load import load
from tests.deck.browser.pages import OVERFLOW, show
from tests.deck.browser.running import ASLEEP, FRAMES, PROJECTOR, until

UPRIGHT, LYING = {"width": 390, "height": 844}, {"width": 1170, "height": 540}
SHORT, LONG = "Tum\n" * 20, "a line of what is printed, which is long enough to be broken\n" * 100
ERROR = f"Traceback (most recent call last):\n{LONG}ValueError: the last line"


def block(lines: int, columns: int) -> str:
    return "```python\n" + f"{'x' * columns}\n" * lines + "```\n"


SHAPES = {
    "narrow": block(11, 43),
    "wide": block(12, 61),
    "short and wide": block(3, 50),
    "few lines": block(4, 20),
    "the longest": block(22, 110),
    "between texts": f"Before.\n\n{block(5, 40)}\nAfter.\n",
    "two": f"{block(8, 20)}\nBetween.\n\n{block(8, 60)}",
    "stated": f"{block(3, 30)}\n```output\n42\n```\n",
    "wide with a short end": f"{block(9, 61)[:-4]}{block(4, 20)[10:]}",
    "wide and stated": f"{block(12, 61)}\n```output\n42\n```\n",
}
OVER = ("wide", "wide with a short end", "the longest", "wide and stated")
# So much is beyond the floor with a question.
BEYOND = ("the longest", "wide and stated")
# The output that is shown, printed to without Python.
OPEN = """(text) => {
  self.output?.remove();
  const block = Reveal.getCurrentSlide().querySelector("[data-run]");
  self.output = blocks.openOutput(block, () => {});
  output.show("stdout", text);
  output.say("Sortie");
}"""
# What a slide without code to run has its proofs put by.
ANCHOR = """() => {
  const anchor = document.createElement("div");
  anchor.className = "block anchor";
  anchor.dataset.run = "";
  Reveal.getCurrentSlide().append(anchor);
}"""
CODE = """() => [...Reveal.getCurrentSlide().querySelectorAll("[data-run] > pre")].map((pre) => {
  const { left, top, height } = pre.getBoundingClientRect();
  return [getComputedStyle(pre).fontSize, left, top, height].join(" ");
})"""
SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"
IS_WHOLE = "({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight"
WAY = "(run) => ['beside', 'under', 'over'].filter((way) => run.classList.contains(way)).join()"
# How much of its first and of its last line in sight is cut.
CUT = """(box) => {
  const line = parseFloat(getComputedStyle(box).lineHeight);
  return [box.scrollTop % line, box.clientHeight % line];
}"""
# What stands out of the slide, or over what it should leave free.
OUT = """(run) => {
  const slide = Reveal.getCurrentSlide().getBoundingClientRect();
  const { left, top, right, bottom } = run.getBoundingClientRect();
  return [left >= slide.left, top >= slide.top, right <= slide.right, bottom <= slide.bottom];
}"""
COVERED = """(run) => {
  const of = (element) => element.getBoundingClientRect();
  const box = of(run);
  const others = [...Reveal.getCurrentSlide().querySelectorAll(":scope > :not(.run), .tools")]
    .flatMap((one) => one.querySelector(":scope > pre") ?? one);
  return others.filter((one) => {
    const { left, top, right, bottom, width } = of(one);
    return width && left < box.right - 1 && right > box.left + 1
      && top < box.bottom - 1 && bottom > box.top + 1;
  }).map((one) => one.outerHTML.slice(0, 60));
}"""

# How many lines of the code it is over.
HIDDEN = """(run) => {
  const box = run.getBoundingClientRect();
  const code = document.querySelector(".present [data-run] > pre code");
  const words = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let count = 0;
  while (words.nextNode()) {
    if (!words.currentNode.data.trim()) continue;
    range.selectNode(words.currentNode);
    count += [...range.getClientRects()].filter(({ width, right, top, bottom }) =>
      width && right > box.left && bottom > box.top && top < box.bottom).length;
  }
  return count;
}"""
IS_ABOVE = """(run) => {
  const { left, bottom, width } = run.getBoundingClientRect();
  return run.contains(document.elementFromPoint(left + width / 2, bottom - 6));
}"""


@pytest.fixture(scope="module")
def shapes(chromium, tmp_path_factory) -> Iterator[Callable[[str], Page]]:
    """Show the slide of a shape of code."""
    path = tmp_path_factory.mktemp("shapes") / "deck.md"
    path.write_text("\n".join(f"## Alpha\n\n{text}" for text in SHAPES.values()))
    deck = load(path)
    files = site_files(deck, {}, {})
    with serving(files) as url, chromium.new_page(viewport=PROJECTOR) as page:
        page.add_init_script(ASLEEP)
        show(page, url)
        page.locator(".tools").first.wait_for(state="attached")

        def shape(name: str) -> Page:
            page.set_viewport_size(PROJECTOR)
            until(page, "!document.documentElement.classList.contains('upright')")
            page.evaluate("() => self.output?.remove()")
            page.evaluate("(rank) => Reveal.slide(rank)", list(SHAPES).index(name))
            page.evaluate(FRAMES)
            return page

        yield shape


def printing(page: Page, text: str):
    page.evaluate(OPEN, text)
    page.evaluate(FRAMES)
    return page.locator(".present .run")


@pytest.mark.parametrize("name", SHAPES)
def test_a_run_leaves_the_code_as_it_was(name, shapes):
    """Whatever it prints, each block keeps its place, its height and the size of its letters."""
    page = shapes(name)
    before = page.evaluate(CODE)
    for text in ("", "1\n", SHORT, ERROR):
        run = printing(page, text)
        assert page.evaluate(CODE) == before
        assert run.evaluate(OUT) == [True] * 4


@pytest.mark.parametrize("name", SHAPES)
def test_the_end_is_seen_in_whole_lines(name, shapes):
    """Neither the first line in sight is cut nor the last, which is the error's own."""
    box = printing(shapes(name), ERROR).locator("pre")
    assert box.evaluate(CUT) == [0, 0]
    assert box.evaluate("(box) => box.scrollHeight - box.scrollTop - box.clientHeight") == 0
    assert box.evaluate("(box) => box.clientHeight") > 0


@pytest.mark.parametrize("name", ["narrow", "few lines", "short and wide"])
def test_twenty_short_lines_are_seen_at_the_size_of_the_code(name, shapes):
    """They stand in columns."""
    page = shapes(name)
    run = printing(page, SHORT)
    assert run.locator("pre").evaluate(IS_WHOLE)
    code = page.locator(".present [data-run] > pre")
    assert run.locator("pre").evaluate(SIZE) >= 0.8 * code.evaluate(SIZE)
    assert run.evaluate(COVERED) == []
    assert page.evaluate(OVERFLOW) == []


def test_an_output_stands_beside_its_code_or_under_it(shapes):
    """It is over the ends of the code's lines only where there is room for neither."""
    ways = {name: printing(shapes(name), "1\n").evaluate(WAY) for name in SHAPES}
    assert ways == {
        "narrow": "beside",
        "wide": "over",
        "short and wide": "under",
        "few lines": "beside",
        "the longest": "over",
        "between texts": "beside",
        "two": "beside",
        "stated": "under",
        "wide with a short end": "over",
        "wide and stated": "over",
    }


def test_an_output_is_over_the_end_of_the_code_where_that_is_short(shapes):
    """So that it hides nothing, nor is it out of the slide while it grows."""
    page = shapes("wide with a short end")
    run = printing(page, "1\n2\n")
    assert run.evaluate(WAY) == "over"
    assert run.evaluate(HIDDEN) == 0
    assert printing(page, LONG).evaluate(OUT) == [True] * 4


def test_an_output_over_what_is_stated_is_seen(shapes):
    """It hides that, and not the other way round."""
    run = printing(shapes("wide and stated"), LONG)
    assert run.evaluate(COVERED)[1:]
    assert run.evaluate(IS_ABOVE)


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in OVER])
def test_an_output_that_has_room_hides_nothing(name, shapes):
    """Neither code, nor text, nor buttons."""
    assert printing(shapes(name), "1\n2\n").evaluate(COVERED) == []


@pytest.mark.parametrize("name", SHAPES)
def test_what_one_is_asked_to_predict_is_seen_whole(name, shapes):
    """Where there is no room for the question beside the code or under it, the code shrinks."""
    page = shapes(name)
    until(page, "Reveal.hasPlugin('predict')")
    before = page.evaluate(CODE)
    page.keyboard.press("y")
    page.keyboard.insert_text("1\n2")
    page.evaluate(FRAMES)
    run = page.locator(".present .run")
    assert run.evaluate(COVERED) == []
    assert run.evaluate(OUT) == [True] * 4
    assert page.evaluate(OVERFLOW) == [] or name in BEYOND
    page.keyboard.press("Escape")
    page.evaluate(FRAMES)
    assert page.evaluate(CODE) == before


def test_an_output_of_other_code_is_marked_and_hides_none(shapes):
    """Where it would be over what is edited, it is not shown until the code is as it was run."""
    shown = {}
    for name in ("narrow", "wide"):
        page = shapes(name)
        run = printing(page, "1\n")
        page.evaluate("() => output.follow(false)")
        said = page.locator(".present .run figcaption span").text_content()
        shown[name] = said, run.is_visible()
        page.evaluate("() => output.follow(true)")
        assert run.is_visible()
    said = "Sortie (avant la modification)"
    assert shown == {"narrow": (said, True), "wide": (said, False)}


def test_what_is_scrolled_stops_at_a_whole_line(shapes):
    """However far a finger or a wheel has moved it, and it stays where it was moved to."""
    page = shapes("narrow")
    box = printing(page, LONG).locator("pre")
    end = box.evaluate("(box) => box.scrollTop")
    box.evaluate("(box) => { box.scrollTop -= 47; }")
    line = box.evaluate("(box) => parseFloat(getComputedStyle(box).lineHeight)")
    until(page, f"document.querySelector('.present .run pre').scrollTop % {line} === 0")
    page.evaluate("() => output.show('stdout', 'more\\n')")
    page.evaluate(FRAMES)
    assert box.evaluate("(box) => box.scrollTop") < end
    assert box.evaluate(CUT) == [0, 0]


def test_a_turned_phone_finds_another_place(shapes):
    """Under the code where it is held upright, beside it where it lies."""
    page = shapes("narrow")
    page.set_viewport_size(LYING)
    run = printing(page, SHORT)
    ways = []
    for viewport in (LYING, UPRIGHT, LYING):
        page.set_viewport_size(viewport)
        is_upright = "document.documentElement.classList.contains('upright')"
        until(page, f"{is_upright} === {str(viewport == UPRIGHT).lower()}")
        page.evaluate(FRAMES)
        assert run.evaluate(OUT) == [True] * 4
        assert run.locator("pre").evaluate(IS_WHOLE)
        ways.append(run.evaluate(WAY))
    assert ways == ["beside", "under", "beside"]


def test_where_slides_are_a_text_an_output_is_under_its_code(shapes):
    """It has the size of the code, be it small, and the height of the window at the most."""
    page = shapes("narrow")
    page.evaluate("""() => Object.assign(Reveal.getCurrentSlide().style,
      { position: "static", height: "auto" })""")
    page.evaluate("() => Reveal.getCurrentSlide().style.setProperty('--pad', 'calc(2 * 6px)')")
    page.evaluate("() => Reveal.getCurrentSlide().style.setProperty('--code', '19px')")
    run = printing(page, ERROR)
    assert run.evaluate(WAY) == "under"
    code = page.locator(".present [data-run] > pre").evaluate(SIZE)
    assert run.locator("pre").evaluate(SIZE) == code == 19
    assert run.locator("pre").evaluate(CUT) == [0, 0]
    height = run.evaluate("(run) => run.offsetHeight")
    assert PROJECTOR["height"] / 2 < height < PROJECTOR["height"]
    page.evaluate("() => Reveal.getCurrentSlide().removeAttribute('style')")
    page.evaluate("() => Reveal.layout()")


def test_what_is_printed_in_pieces_ends_as_what_is_printed_at_once(shapes):
    """Lines that come one after another take the same room."""
    page = shapes("between texts")
    at_once = printing(page, ERROR).evaluate("(run) => run.outerHTML")
    page.evaluate(OPEN, "")
    for piece in ERROR.splitlines(keepends=True)[:8], ERROR.splitlines(keepends=True)[8:]:
        page.evaluate("(text) => output.show('stdout', text)", "".join(piece))
        page.evaluate(FRAMES)
    assert page.locator(".present .run").evaluate("(run) => run.outerHTML") == at_once


def test_what_is_proved_is_read_under_what_the_slide_says(page, serve_deck):
    """In the middle of its slide, too, where no half of a slide is left."""
    said = "# Alpha\n\nOne sentence, which is in the middle of its slide.\n\n"
    _, url = serve_deck(said + "## Beta\n\n" + block(1, 3).replace("xxx", "1 + 1"))
    show(page, url)
    page.evaluate(ANCHOR)
    for text in ("", LONG):
        run = printing(page, text)
        assert run.evaluate(WAY) == "over"
        assert run.evaluate(COVERED) == []
        assert run.evaluate(OUT) == [True] * 4
