"""A key that is pressed before what it is for has come is not lost."""

import pytest

from tests.deck.browser.held import Held
from tests.deck.browser.playing import Player
from tests.deck.browser.running import COMPLETE, PARTS, until

CAN_PRESS = {
    "reveal.js": "document.querySelector('.slides .notes')",
    "stage.css": "document.querySelector('.reveal.ready')",
}
# The letters that something is bound to now.
BOUND = """() => {
  let found;
  const init = (reveal) => { found = Object.keys(reveal.keyboard.getBindings()); };
  Reveal.registerPlugin({ id: `${performance.now()}`, init });
  return found.map((code) => String.fromCharCode(code));
}"""
# Press S where reveal.js says that it is ready, and has not yet told those who bind their keys.
PRESS_S = """new MutationObserver((_, observer) => {
  if (!document.querySelector(".slides.no-transition")) return;
  observer.disconnect();
  self.wasReady = Reveal.isReady();
  const given = { key: "s", code: "KeyS", keyCode: 83, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", given));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["class"] });"""
HERE = "[Reveal.getIndices().h, document.querySelectorAll('.dark').length]"


def test_a_key_waits_for_the_part_that_knows_it(own_page, slides, url):
    """The slides do not wait for it; of all keys that wait, it is known what they are for."""
    held = Held(own_page, *(f"**/{part}/*" for part in PARTS))
    with own_page.expect_request("**/predict.css"):
        own_page.goto(f"{url}#/{slides.block('four').slide}", wait_until="commit")
    until(own_page, "document.querySelector('.reveal.ready') && window.blocks")
    before = own_page.evaluate(BOUND)
    moves = [("p", 0), ("l", 0), ("t", 0), ("ArrowLeft", -1), ("ArrowRight", 0), ("d", 0)]
    for key, moved in moves:
        own_page.keyboard.press(key)
        assert own_page.evaluate(HERE) == [slides.block("four").slide - 1 + moved, 0]
    held.release()
    Player(own_page, slides, url).wait(0)
    assert own_page.evaluate("document.documentElement.matches('.dark')")
    own_page.keyboard.press("Escape")
    until(own_page, f"!document.querySelector('.player') && {COMPLETE}")
    added = {*own_page.evaluate(BOUND)} - {*before}
    assert added == {*"DGNRTYZ"}


def test_a_key_waits_until_it_is_bound(own_page, url):
    """Reveal.js is ready a moment before: S opened no window for who pressed it then."""
    own_page.add_init_script(PRESS_S)
    with own_page.expect_popup() as popup:
        own_page.goto(url)
    assert own_page.evaluate("wasReady")
    popup.value.wait_for_url("**/speaker.html")


@pytest.mark.parametrize("name", CAN_PRESS)
def test_the_arrows_wait_for_no_more_than_reveal(name, own_page, url):
    """Without it, → is done once it has come; with it, at once."""
    held = Held(own_page, f"**/{name}")
    with own_page.expect_request(f"**/{name}"):
        own_page.goto(url, wait_until="commit")
    until(own_page, CAN_PRESS[name])
    own_page.keyboard.press("ArrowRight")
    if name == "reveal.js":
        held.release()
    until(own_page, "document.querySelector('.reveal.ready') && Reveal.getIndices().h === 1")
    held.release()
    until(own_page, COMPLETE)


def test_what_one_types_into_is_not_kept_from_it(own_page, slides, url):
    """Code is written while a part is still to come."""
    held = Held(own_page, "**/stage.css")
    with own_page.expect_request("**/stage.css"):
        own_page.goto(f"{url}#/{slides.block('four').slide}", wait_until="commit")
    until(own_page, "document.querySelector('.reveal.ready') && window.blocks")
    own_page.keyboard.press("m")
    own_page.keyboard.press("d")
    own_page.locator(".present textarea").wait_for()
    assert own_page.locator(".present textarea").input_value().count("d") > 0
    held.release()
    until(own_page, COMPLETE)
