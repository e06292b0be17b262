"""Nothing in the player changes its size from step to step, and no value covers a word."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.deck.browser.pages import show
from tests.deck.browser.playing import OPEN, RIGHT, TOOL, Player
from tests.deck.browser.running import ASLEEP, PROJECTOR

PRINTED = ".printed pre"
SIZED = [".sentence", ".code", ".code pre", PRINTED, ".stack", ".aside", ".timeline"]
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
    # At its end, an output may have more room: that is another test.
    *steps, last = [dict((name, rest) for name, *rest in one) for one in sizes]
    assert all(one == steps[0] for one in steps)
    assert last | {PRINTED: 0} == steps[0] | {PRINTED: 0}
    assert [words for words in covered if words] == []


CUT = """(keys) => keys.flatMap((keyCode) => {
  if (keyCode) document.dispatchEvent(new KeyboardEvent("keydown", { keyCode }));
  return [...document.querySelectorAll(".present .stack .card > *")]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const [{ bottom }, card] = [one, one.parentElement].map((box) => box.getBoundingClientRect());
      const isCut = one.scrollWidth > one.clientWidth + 1 && one.matches("b, .at");
      return isCut || one.scrollHeight > one.offsetHeight + 2 || bottom > card.bottom;
    })
    .map((one) => one.textContent);
})"""


@pytest.mark.parametrize("size", [PROJECTOR, {"width": 390, "height": 844}], ids=["room", "phone"])
@pytest.mark.parametrize("name", ["tum_send", "four", "coro_manager", "wont_terminate_here"])
def test_the_code_of_each_card_is_seen_whole(player, name, size):
    """A call of a call of a call, too: it goes on below where a line is too short for it."""
    player.page.set_viewport_size(size)
    player.page.evaluate("(number) => Reveal.slide(number - 1)", player.block(name).slide)
    player.page.locator(f'.present [data-name="{name}"] {TOOL}').click()
    player.page.wait_for_selector(OPEN)
    cut = player.page.evaluate(CUT, [0] + [RIGHT] * (len(player.trace(name).events) - 1))
    player.press("Escape")
    player.page.set_viewport_size(PROJECTOR)
    assert cut == []


MANY = """## Many lines

```python
def numbers(count):
    for number in range(count):
        yield number
        # This is a comment that is as long as a line
        # of code can be, so that none stands beside.


def whisper():
    pass


for number in numbers(8):
    print("line", number)
ENDING
```

```output
PRINTED```
"""
LINES = "".join(f"line {number}\n" for number in range(8))
ENDINGS = {"whisper()": "", "raise KeyError(1)": "KeyError: 1\n"}
OUTPUT = """(pre) => {
  const boxOf = (one) => one.getBoundingClientRect();
  const [{ width, bottom }, outer] = [boxOf(pre), boxOf(pre.closest(".scene"))];
  const others = [...pre.closest(".scene").querySelectorAll(".card, .chip, .code pre")];
  const meets = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  return {
    lines: pre.textContent.split("\\n").length - 1,
    isWhole: pre.scrollHeight <= pre.clientHeight && pre.scrollWidth <= pre.clientWidth,
    isInside: bottom <= outer.bottom + 1 && width > 0,
    isFree: !others.some((one) => one.checkVisibility() && meets(boxOf(one), boxOf(pre))),
    size: getComputedStyle(pre).fontSize,
  };
}"""


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_that_was_printed_is_seen_at_the_end(page, serve_deck, ending):
    """Of a screen or a phone, by whoever has the focus there; a step back, its last lines are."""
    text = MANY.replace("ENDING", ending).replace("PRINTED", LINES + ENDINGS[ending])
    _, url = serve_deck(text)
    page.add_init_script(ASLEEP)
    show(page, url)
    page.locator(f".present {TOOL}").click()
    page.wait_for_selector(OPEN)
    printed = page.locator(".present .printed pre")
    printed.focus()
    for size in (PROJECTOR, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        page.keyboard.press("End")
        last = printed.evaluate(OUTPUT)
        assert last.pop("lines") >= 8
        assert last == {"isWhole": True, "isInside": True, "isFree": True, "size": "22px"}
        expect(printed).to_be_focused()
        page.keyboard.press("ArrowLeft")
        assert printed.evaluate(OUTPUT)["isFree"]
        assert printed.evaluate("(pre) => pre.scrollHeight - pre.scrollTop <= pre.clientHeight + 1")
        expect(printed).to_be_focused()
