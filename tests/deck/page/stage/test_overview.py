"""The overview names its slides, and tells which is the current one."""

from playwright.sync_api import Page

from tests.deck.browser.pages import show
from tests.deck.browser.running import until

# Each slide that is laid out: what its label says, how high its letters are in the window, how
# thick its frame is, and whether it is whole in the window.
LAID = """() => [...document.querySelectorAll(".slides > section")]
  .filter((one) => one.clientHeight)
  .map((section) => {
    const { left, top, right, bottom, width } = section.getBoundingClientRect();
    const label = getComputedStyle(section, "::before");
    const scale = width / section.offsetWidth;
    return {
      said: label.content.replaceAll('"', "").replaceAll("\\u00a0", " ").trim(),
      letters: parseFloat(label.fontSize) * scale,
      frame: parseFloat(getComputedStyle(section).outlineWidth) * scale,
      whole: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
      isCurrent: section.matches(".present"),
    };
  })"""
HERE = "Reveal.getIndices().h"


def opened(page: Page, url: str, number: int = 1) -> list[dict]:
    """Open the overview on a slide, and tell of the slides in it.

    The page is a new one: that which is there hears of another size of its window later.
    """
    page.goto("about:blank")
    show(page, url, number)
    until(page, "Reveal.hasPlugin('stage')")
    page.keyboard.press("o")
    until(page, "Reveal.isOverview()")
    return page.evaluate(LAID)


def deck(count: int) -> str:
    return "\n\n".join(f"## Slide {number}\n\nText." for number in range(1, count + 1))


# How high the letters of a label are, at the least, in windows of some sizes.
LETTERS = {(1280, 720): 22, (1920, 1080): 33, (390, 844): 16}


def test_each_slide_is_named_in_letters_that_are_read(page, serve_deck):
    """By its number and its title, all of 18 at once where the window is wide."""
    _, url = serve_deck(deck(18))
    for size, least in LETTERS.items():
        page.set_viewport_size(dict(zip(("width", "height"), size)))
        laid = opened(page, url, 7)
        assert min(one["letters"] for one in laid) >= least
        said = {one["said"] for one in laid}
        assert said <= {f"{number}. Slide {number}" for number in range(1, 19)} | {"▶ 7. Slide 7"}
        if size[0] > size[1]:
            assert len(laid) == 18
            assert all(one["whole"] for one in laid)
        page.keyboard.press("o")


def test_a_window_that_gets_another_shape_lays_the_slides_out_anew(page, serve_deck):
    """As if it had had that shape before: a phone is turned."""
    _, url = serve_deck(deck(18))
    opened(page, url)
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, "document.documentElement.matches('.upright')")
    turned = page.evaluate(LAID)
    page.keyboard.press("o")
    assert turned == opened(page, url)
    assert len(turned) < 18


def test_the_current_slide_has_a_sign_and_a_thicker_frame(page, serve_deck):
    """And no colour alone."""
    _, url = serve_deck(deck(5))
    laid = opened(page, url, 2)
    [current] = [one for one in laid if one["isCurrent"]]
    others = [one for one in laid if not one["isCurrent"]]
    assert current["said"] == "▶ 2. Slide 2"
    assert not any("▶" in one["said"] for one in others)
    assert current["frame"] >= 4 * max(one["frame"] for one in others)


def test_the_keys_go_from_row_to_row_and_the_current_slide_stays_in_sight(page, serve_deck):
    """However many slides there are; few of them are laid out."""
    _, url = serve_deck(deck(300))
    opened(page, url, 2)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(HERE) == 6
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(HERE) == 1
    page.keyboard.press("End")
    laid = page.evaluate(LAID)
    assert len(laid) < 60
    [current] = [one for one in laid if one["isCurrent"]]
    assert current["said"] == "▶ 300. Slide 300"
    assert current["whole"]
    page.keyboard.press("Enter")
    until(page, "!Reveal.isOverview()")
    assert page.evaluate(HERE) == 299


def test_nothing_in_a_slide_has_the_focus_while_it_is_a_picture(page, serve_deck):
    """A link in it is reached again on its slide, which a click shows."""
    _, url = serve_deck("## One\n\n## Two\n\nSee [there](#/1).\n")
    opened(page, url)
    focus = "(link) => { link.focus(); return document.activeElement === link; }"
    link = page.locator(".slides a")
    assert not link.evaluate(focus)
    box = link.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "!Reveal.isOverview()")
    assert page.evaluate(HERE) == 1
    assert link.evaluate(focus)


def test_a_slide_without_a_title_is_named_by_what_it_says(page, serve_deck):
    """Words, or code."""
    _, url = serve_deck("## One\n\n---\n\nSome *text*.\n\n---\n\n```python\nx = 1\n```\n")
    assert [one["said"] for one in opened(page, url)] == ["▶ 1. One", "2. Some text.", "3. x = 1"]
