"""Nothing in the player changes its size from step to step, and no value covers a word."""

from collections.abc import Iterator

import pytest

from tests.deck.browser.playing import OPEN, RIGHT, TOOL, Player
from tests.deck.browser.running import ASLEEP, PROJECTOR

SIZED = [".sentence", ".code", ".code pre", ".printed pre", ".stack", ".aside", ".timeline"]
MEASURE = """(keys) => {
  const sizes = (player, selectors) => selectors.map((selector) => {
    const found = player.querySelector(selector);
    const { left, top, width, height } = found.getBoundingClientRect();
    const { fontSize } = getComputedStyle(found);
    return [selector, [left, top, width, height].map(Math.round), parseFloat(fontSize).toFixed(1)];
  });
  const words = function* (root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const range = document.createRange();
      for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        for (const box of range.getClientRects()) yield [word, box];
      }
    }
  };
  // A line of text is higher than its letters.
  const meet = (one, { left, top, right, bottom, height }) =>
    Math.min(one.right, right) - Math.max(one.left, left) > 1 &&
    Math.min(one.bottom, bottom - height / 5) - Math.max(one.top, top + height / 5) > 1;
  const covered = (player) => {
    const chip = player.querySelector(".chip");
    if (chip.hidden) return [];
    const box = chip.getBoundingClientRect();
    const shown = [...player.querySelectorAll(".code, .card b, .state")];
    return shown.flatMap((one) => [...words(one)].filter(([, word]) => meet(box, word)))
      .map(([word]) => word);
  };
  return keys.map((keyCode) => {
    if (keyCode) document.dispatchEvent(new KeyboardEvent("keydown", { keyCode }));
    const player = document.querySelector(".present .player");
    return [sizes(player, SIZED), covered(player)];
  });
}"""

# How many letters a line of code has room for.
ENDS = """(pre) => {
  const { fontSize, paddingLeft, paddingRight } = getComputedStyle(pre);
  const letter = Number(getComputedStyle(pre).getPropertyValue("--letter"));
  const room = pre.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return room / letter / parseFloat(fontSize);
}"""
# What is wider than where it stands.
INSIDE = """() => [...document.querySelectorAll(".present .scene > *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""


@pytest.fixture(scope="module")
def player(chromium, slides, url) -> Iterator[Player]:
    """The player of the talk, in a page that is loaded once."""
    with chromium.new_page(viewport=PROJECTOR) as page:
        page.add_init_script(ASLEEP)
        player = Player(page, slides, url)
        player.show("four")
        # Reveal.js writes an address a second late: it would lead back from the slide of the next.
        page.evaluate("Reveal.configure({ hash: false })")
        yield player


def test_long_lines_are_seen_to_their_ends(player):
    """Up to sixty letters, beside all the cards that there are."""
    name = "four"
    player.page.evaluate("(number) => Reveal.slide(number - 1)", player.block(name).slide)
    block = player.page.locator(f'.present [data-name="{name}"]')
    columns = "(pre, count) => pre.style.setProperty('--columns', count)"
    before = block.locator("pre").first.evaluate("(pre) => pre.style.getPropertyValue('--columns')")
    block.locator("pre").first.evaluate(columns, 60)
    block.locator(TOOL).click()
    player.page.wait_for_selector(OPEN)
    ends = player.page.locator(".present .code pre").evaluate(ENDS)
    boxes = player.page.evaluate(INSIDE)
    player.press("Escape")
    block.locator("pre").first.evaluate(columns, before)
    assert ends >= 60
    assert boxes == []


@pytest.mark.parametrize("name", ["four", "coro_manager", "wont_terminate_here", "tum_pak"])
def test_every_box_and_letter_keeps_its_size(player, name):
    """From the first step to the last, whatever is on the stack, set aside, run or printed."""
    player.page.evaluate("(number) => Reveal.slide(number - 1)", player.block(name).slide)
    player.page.locator(f'.present [data-name="{name}"] {TOOL}').click()
    player.page.wait_for_selector(OPEN)
    keys = [0] + [RIGHT] * (len(player.trace(name).events) - 1)
    measure = MEASURE.replace("SIZED", str(SIZED))
    sizes, covered = zip(*player.page.evaluate(measure, keys), strict=True)
    player.press("Escape")
    assert all(one == sizes[0] for one in sizes)
    assert [words for words in covered if words] == []
