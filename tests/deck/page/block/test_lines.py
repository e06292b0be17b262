"""The lines of a block are lit up click by click, and are plain where nobody clicks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from deck.page.serve import serving
from deck.source.load import load
from tests.deck.browser.pages import built
from tests.deck.browser.playing import BUTTON
from tests.deck.browser.running import until
from tests.paths import ROOT

SAMPLE = ROOT / "tests" / "deck" / "page" / "decks" / "lines_are_lit_up_click_by_click.md"
# The lines that are marked in each block of the slide that is shown.
LIT = """() => [...document.querySelectorAll(".present div.block > pre")].map((box) =>
  [...box.querySelectorAll(".lit > i")]
    .filter((mark) => mark.checkVisibility({ visibilityProperty: true }))
    .map((mark) => mark.dataset.lines))"""
# Which lines of the code stand on a mark, by where the browser has laid them out.
COVERED = """() => {
  const code = document.querySelector(".present pre > code");
  const box = code.getBoundingClientRect();
  const rows = code.textContent.trimEnd().split("\\n").length;
  const visible = [...code.querySelectorAll(".lit > i")]
    .filter((mark) => mark.checkVisibility({ visibilityProperty: true }));
  return Array.from({ length: rows }, (_, row) => row + 1).filter((row) =>
    visible.some((mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      const middle = box.top + (box.height * (row - 0.5)) / rows;
      return top < middle && middle < bottom;
    }));
}"""
# Of the letters of a block, the least contrast with the mark under them (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const mark = light(getComputedStyle(document.querySelector(".present .lit > i")).backgroundColor);
  const letters = [...document.querySelectorAll(".present pre > code, .present pre span")];
  return Math.min(...letters.map((one) => light(getComputedStyle(one).color)).map((one) =>
    (Math.max(one, mark) + 0.05) / (Math.min(one, mark) + 0.05)));
}"""


# Whether a mark begins where its box is scrolled to.
IN_SIGHT = """(lines) => {
  const mark = document.querySelector(`.present .lit > [data-lines="${lines}"]`);
  const [{ top }, box] = [mark, mark.closest("pre")].map((one) => one.getBoundingClientRect());
  return box.top - 1 < top && top < box.bottom;
}"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address where the sample is served."""
    with serving(built(load(SAMPLE))) as where:
        yield where


@pytest.fixture
def shown(page: Page, url: str) -> Page:
    """The first slide of the sample with lines, and its player."""
    page.goto(f"{url}#/2")
    page.wait_for_selector(BUTTON)
    return page


def expect_lit(page: Page, *lines: list[str]) -> None:
    """Wait until the blocks of the slide have these lines marked."""
    until(page, f"JSON.stringify(({LIT})()) === JSON.stringify({list(lines)})")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_keys_go_from_group_to_group_and_back(shown):
    """The first one is there at once, in the others' turn, and of all lines none is marked."""
    assert shown.evaluate(LIT) == [["1-2"]]
    assert shown.evaluate(COVERED) == [1, 2]
    press(shown, "ArrowRight")
    expect_lit(shown, ["4", "6"])
    assert shown.evaluate(COVERED) == [4, 6]
    press(shown, "ArrowRight")
    expect_lit(shown, [])
    press(shown, "ArrowLeft", "ArrowLeft")
    expect_lit(shown, ["1-2"])
    press(shown, "ArrowRight", "ArrowRight", "ArrowRight")
    expect(shown.locator(".present h2")).to_have_text("Two blocks")


def test_blocks_of_a_slide_take_their_turns_with_what_else_comes(shown):
    """In the order in which they are written; what is lit up stays so."""
    shown.evaluate("() => Reveal.slide(2)")
    expect_lit(shown, ["1"], ["2"])
    press(shown, "ArrowRight")
    expect(shown.locator(".present li.visible")).to_have_count(1)
    expect_lit(shown, ["1"], ["2"])
    press(shown, "ArrowRight")
    expect_lit(shown, ["2"], ["2"])


def test_a_group_is_told_to_who_does_not_see_it(shown):
    """By reveal.js' own live region, in the language of the deck."""
    status = shown.locator(".heard")
    for key, said in (
        ("ArrowRight", "Lignes 4, 6"),
        ("ArrowRight", "Toutes les lignes"),
        ("ArrowLeft", "Lignes 4, 6"),
        ("ArrowLeft", "Lignes 1 à 2"),
    ):
        press(shown, key)
        expect(status).to_have_text(said)


def test_a_group_has_its_address_and_the_steps_of_the_player_those_after_it(shown):
    """The player comes after the last group, and leaves the one that was there."""
    shown.goto(f"{shown.url.partition('#')[0]}#/2/1/0")
    expect_lit(shown, ["4", "6"])
    press(shown, "d")
    shown.wait_for_selector('.present .player[data-step="0"]')
    until(shown, "location.hash === '#/2/1/2'")
    assert shown.locator(".player .lit").count() == 0
    press(shown, "ArrowRight")
    shown.wait_for_selector('.present .player[data-step="1"]')
    until(shown, "location.hash === '#/2/1/3'")
    shown.reload()
    shown.wait_for_selector('.present .player[data-step="1"]')
    press(shown, "ArrowLeft", "ArrowLeft")
    expect(shown.locator(".present .player")).to_have_count(0)
    expect_lit(shown, [])
    press(shown, "ArrowLeft", "d")
    shown.wait_for_selector('.present .player[data-step="0"]')
    press(shown, "Escape")
    expect_lit(shown, ["4", "6"])


def test_edited_code_has_no_line_lit_up_until_it_is_restored(shown):
    """Its lines are others; the keys leave the slide, as nothing else comes on it."""
    press(shown, "ArrowRight", "m")
    expect_lit(shown, ["4", "6"])
    shown.keyboard.insert_text("# ")
    expect_lit(shown, [])
    press(shown, "Escape")
    shown.locator(".present").get_by_role("button", name="Rétablir").click()
    expect_lit(shown, ["1-2"])
    press(shown, "ArrowRight")
    expect_lit(shown, ["4", "6"])


def test_lines_that_the_code_is_scrolled_past_are_brought_to_sight(shown):
    """As far as they go into its box, whose top is the first of them."""
    shown.evaluate("() => Reveal.slide(3)")
    for number, lines in enumerate(("1-2", "39-40", "1-40")):
        shown.evaluate("(number) => Reveal.navigateFragment(number)", number - 1)
        expect_lit(shown, [lines])
        until(shown, f"({IN_SIGHT})('{lines}')")


def test_code_is_read_on_its_marks(shown):
    """Comments, too; what is not marked loses nothing."""
    assert shown.evaluate(LEAST_CONTRAST) >= 4.5


def test_marks_are_borders_where_the_reader_has_colours_of_their_own(shown):
    """Backgrounds say nothing there."""
    border = "(mark) => parseFloat(getComputedStyle(mark).borderTopWidth)"
    mark = shown.locator(".present .lit > i").first
    assert mark.evaluate(border) == 0
    shown.emulate_media(forced_colors="active")
    assert mark.evaluate(border) > 0
    shown.emulate_media(forced_colors="null")


def test_paper_has_all_lines_plain(shown):
    """Nobody clicks there."""
    shown.emulate_media(media="print")
    rects = "() => document.querySelector('.present .lit > i').getBoundingClientRect().height"
    plain = "() => getComputedStyle(document.querySelector('.present .lit > i')).backgroundColor"
    assert shown.evaluate(plain) == "rgba(0, 0, 0, 0)"
    assert shown.evaluate(rects) < 40


def test_the_speakers_window_shows_the_group_and_the_next_one(shown):
    """It knows of them as of all that comes click by click."""
    with shown.expect_popup() as popup:
        press(shown, "s")
    view = popup.value
    view.frame_locator(".next iframe").locator(".present .lit.visible").wait_for(state="attached")
    press(shown, "ArrowRight")
    for which, count in (("current", 1), ("next", 2)):
        frame = view.frame_locator(f".{which} iframe")
        expect(frame.locator(".present .lit.visible")).to_have_count(count)
