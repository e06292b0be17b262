"""Zoomed in to 200 and to 400 %, the slides are a text in enlarged letters, with all its keys."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.pages import OVERFLOW, show
from tests.deck.browser.playing import OPEN, TOOL
from tests.deck.browser.running import ASLEEP, BOOT, COMPLETE, FRAMES, PROJECTOR, until
from tests.deck.browser.tree import tree

# The window of a projector at each zoom.
ZOOMED = {2: {"width": 640, "height": 360}, 4: {"width": 320, "height": 180}}
AT_ANY_ZOOM = pytest.mark.parametrize("zoom", ZOOMED)
RECORDED = "four"
# Of the title and the text of each slide, in pixels of the window.
SIZES = """() => [...document.querySelectorAll(".slides > section > :is(h1, h2, p, ul)")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
# What is cut off at the sides: code is scrolled in its own box.
BEYOND = """() => [...document.querySelectorAll(".slides *")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  return width && !one.closest("pre") && (left < -1 || right > innerWidth + 1);
}).map((one) => one.outerHTML.slice(0, 80))"""
CODE = """() => [...Reveal.getCurrentSlide().querySelectorAll("pre, pre *")]
  .map((part) => part.outerHTML.slice(0, 80))"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
# What each key has come: the proofs, what is broken, and what the proofs say of that.
PROVED = [
    ("v", ".proofs"),
    ("h", "pre > .strip"),
    ("h", ".proofs .strip"),
]
IN_SIGHT = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= -1 && bottom <= innerHeight + 1;
}"""


@pytest.fixture
def zoomed(page, url, zoom):
    """The talk in the window of a projector that is zoomed."""
    page.set_viewport_size(ZOOMED[zoom])
    # What moves comes from the side, where it is clipped.
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    until(page, "document.documentElement.matches('.reading')")
    yield page


def go(page, name: str) -> None:
    page.evaluate(
        """(name) => Reveal.slide(Reveal.getIndices(
          document.querySelector(`.slides [data-name=${name}]`).closest("section")).h)""",
        name,
    )


@AT_ANY_ZOOM
def test_text_is_enlarged_and_nothing_is_beyond_the_sides(zoomed, zoom, slides):
    """Each title and text at least doubles, but for the largest titles; no line is cut."""
    found = zoomed.evaluate(SIZES)
    zoomed.set_viewport_size(PROJECTOR)
    zoomed.evaluate(FRAMES)
    whole = zoomed.evaluate(SIZES)
    assert len(found) > len(slides.slides)
    largest = max(whole)
    for size, before in zip(found, whole, strict=True):
        assert zoom * size >= (2 if before < largest else 1.8) * before
    zoomed.set_viewport_size(ZOOMED[zoom])
    zoomed.evaluate(FRAMES)
    assert zoomed.evaluate(BEYOND) == []
    assert zoomed.evaluate("document.documentElement.scrollWidth") == ZOOMED[zoom]["width"]


@AT_ANY_ZOOM
def test_all_slides_are_read_one_after_another(zoomed, zoom, slides):
    """A screen reader goes through all of them, as eyes do."""
    titles = [one.name for one in tree(zoomed) if one.role == "heading"]
    assert titles == [slide.title for slide in slides.slides]
    tops = zoomed.locator(".slides > section").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert tops == sorted(set(tops))


@AT_ANY_ZOOM
def test_keys_go_to_slides_and_scroll(zoomed, zoom):
    """Arrows left and right change the slide, the space bar scrolls; the address follows both."""
    zoomed.keyboard.press("ArrowRight")
    second = zoomed.locator(".slides > section:nth-child(2)")
    assert second.evaluate("(one) => Math.abs(one.getBoundingClientRect().top)") <= 1
    until(zoomed, "location.hash === '#/2'")
    for _ in range(8):
        before = zoomed.evaluate("scrollY")
        zoomed.keyboard.press("Space")
        until(zoomed, f"scrollY > {before}")
    until(zoomed, "Reveal.getIndices().h > 1")


@AT_ANY_ZOOM
def test_a_block_is_stepped_through_where_it_stands(zoomed, zoom, slides):
    """Its button opens the player though another slide was gone to; each sentence is in sight."""
    block = zoomed.locator(f".slides [data-name='{RECORDED}']")
    block.locator(TOOL.removeprefix(".tools ")).click()
    zoomed.wait_for_selector(OPEN)
    assert zoomed.evaluate("Reveal.getIndices().h") == slides.block(RECORDED).slide - 1
    zoomed.keyboard.press("ArrowRight")
    zoomed.wait_for_selector('.present .player[data-step="1"]')
    assert zoomed.locator(".present .sentence").evaluate(IN_SIGHT)
    assert zoomed.evaluate(BEYOND) == []
    assert zoomed.evaluate("document.documentElement.scrollWidth") == ZOOMED[zoom]["width"]
    zoomed.keyboard.press("Escape")
    zoomed.locator(".player").wait_for(state="detached")


@pytest.mark.parametrize("zoom", [2])
def test_the_keys_of_a_presenter_step_while_the_player_is_open(zoomed, zoom, slides):
    """Page down and page up do what → and ← do; without a player, they scroll."""
    go(zoomed, RECORDED)
    zoomed.keyboard.press("d")
    zoomed.wait_for_selector(OPEN)
    here, top = zoomed.evaluate("[Reveal.getIndices().h, scrollY]")
    for key, step in [("PageDown", 1), ("PageDown", 2), ("PageUp", 1)]:
        zoomed.keyboard.press(key)
        zoomed.wait_for_selector(f'.present .player[data-step="{step}"]')
    assert zoomed.evaluate("[Reveal.getIndices().h, scrollY]") == [here, top]
    zoomed.keyboard.press("Escape")
    zoomed.locator(".player").wait_for(state="detached")
    before = zoomed.evaluate("scrollY")
    zoomed.keyboard.press("PageDown")
    until(zoomed, f"scrollY > {before}")


@pytest.mark.parametrize("zoom", [2])
def test_the_first_line_that_one_edits_is_in_sight(zoomed, zoom):
    """However high the code is: the caret is there."""
    go(zoomed, RECORDED)
    zoomed.keyboard.press("m")
    edited = zoomed.locator(".present textarea")
    expect(edited).to_be_focused()
    top = edited.evaluate("(one) => one.getBoundingClientRect().top")
    assert -1 <= top < ZOOMED[zoom]["height"] / 2
    zoomed.keyboard.press("Escape")


@pytest.mark.parametrize("zoom", [2])
def test_a_text_says_that_it_has_no_overview(zoomed, zoom):
    """As each key says that has nothing to act on."""
    until(zoomed, COMPLETE)
    zoomed.keyboard.press("o")
    said = "Pas de vue d’ensemble dans cette fenêtre"
    expect(zoomed.locator(".notice")).to_have_text(said)
    expect(zoomed.get_by_role("status")).to_have_text(said)


def test_code_is_seen_beside_what_is_said_of_it(page, url):
    """In 320 by 256 pixels, too, which is 400 % of a small screen, from the first step on."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(url)
    until(page, "document.documentElement.matches('.reading')")
    page.locator(f".slides [data-name='{RECORDED}'] {TOOL.removeprefix('.tools ')}").click()
    page.wait_for_selector(OPEN)
    assert page.locator(".present .sentence").evaluate(IN_SIGHT)
    lines = "(pre) => (innerHeight - pre.getBoundingClientRect().top) / 20"
    assert page.locator(".present .code pre").evaluate(lines) > 3


@pytest.mark.parametrize("zoom", [4])
def test_zoomed_out_again_the_slide_that_was_read_is_on_stage(zoomed, slides):
    """And no other: neither seen, nor read out."""
    go(zoomed, RECORDED)
    zoomed.set_viewport_size(PROJECTOR)
    until(zoomed, "!document.documentElement.classList.contains('reading')")
    zoomed.evaluate(FRAMES)
    assert [one.name for one in tree(zoomed) if one.role == "heading"] == [
        slides.slides[slides.block(RECORDED).slide - 1].title
    ]


def test_what_a_run_prints_is_brought_into_sight(stage):
    """It is below the code, which is higher than the window."""
    stage.page.set_viewport_size(ZOOMED[4])
    try:
        stage.edit("defines", "a = 1\n" * 20 + "print('fin')\n")
        assert stage.run() == "fin\n"
        until(stage.page, f"({IN_SIGHT})(document.querySelector('.present .run pre'))")
    finally:
        stage.page.set_viewport_size(PROJECTOR)


def test_what_is_proved_and_repaired_is_brought_into_sight(stage):
    """Each time that a key asks for it: it is below the code, too."""
    stage.page.set_viewport_size(ZOOMED[4])
    try:
        stage.go("prints")
        for key, shown in PROVED:
            stage.page.evaluate("() => Reveal.getCurrentSlide().scrollIntoView()")
            stage.page.keyboard.press(key)
            stage.page.locator(f".present .run {shown}").wait_for(timeout=BOOT)
            assert stage.page.locator(".present .run .told").evaluate(IN_SIGHT)
    finally:
        stage.reset()
        stage.page.set_viewport_size(PROJECTOR)


def test_text_that_its_reader_spaces_is_not_cut(page, url, slides):
    """WCAG 2.2, 1.4.12: what is higher then shrinks; code alone is scrolled, in its own box."""
    show(page, url)
    until(page, "document.querySelector('.heard')")
    page.evaluate(SPACED)
    for slide in slides.slides[::4]:
        page.evaluate("number => Reveal.slide(number - 1)", slide.number)
        page.evaluate(FRAMES)
        assert not [part for part in page.evaluate(OVERFLOW) if part not in page.evaluate(CODE)]


def test_a_phone_held_upright_keeps_its_canvas(chromium, url):
    """It is narrow, too, but nobody has zoomed in."""
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        context.add_init_script(ASLEEP)
        page = context.new_page()
        show(page, url)
        until(page, "document.querySelector('.heard')")
        classes = page.locator("html").get_attribute("class").split()
    assert "upright" in classes and "reading" not in classes
