"""What is measured in a page is measured with its fonts, however late they come."""

import pytest

from tests.deck.browser.held import Held
from tests.deck.browser.playing import Player
from tests.deck.browser.running import FRAMES, NONE_ASKED, until

BOXES = """(root) => [root, ...root.querySelectorAll("*")].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [element.className, element.scrollTop, left, top, width, height].join(" ");
})"""
UPRIGHT, LYING = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
PRINTED = "".join(f"{number} " * 30 + "\n" for number in range(30))
PRINT = """(printed) => {
  const output = blocks.openOutput(Reveal.getCurrentSlide().querySelector("[data-run]"), () => {});
  output.show("stdout", printed);
  output.say("Sortie");
}"""


@pytest.fixture
def held(own_page) -> Held:
    """The requests for fonts and for the player's style, before anything asks for them."""
    own_page.add_init_script(NONE_ASKED)
    return Held(own_page, "**/fonts/*", "**/player.css")


def boxes(page, selector: str) -> list[str]:
    return page.locator(f".present {selector}").evaluate(BOXES)


def test_a_step_has_the_same_boxes_when_fonts_and_style_come_late(player, own_page, held):
    """The value between two cards, the marks and the output are where they always are."""
    name = "tum_pak"
    steps = player.trace(name).events
    rank = max(rank for rank, step in enumerate(steps) if step.event == "send")
    block = player.open_at(name, rank)
    expected = boxes(player.page, ".player")
    own_page.emulate_media(reduced_motion="reduce")
    own_page.goto(f"{player.url}#/{block.slide}/1/{rank}", wait_until="commit")
    until(own_page, "document.querySelector('.reveal.ready')")
    own_page.evaluate(FRAMES)
    assert own_page.locator(".player").count() == 0
    held.release()
    Player(own_page, player.deck, player.url).wait(rank)
    assert boxes(own_page, ".player") == expected


def test_an_output_has_the_same_boxes_when_fonts_come_late(player, own_page, held):
    """Its end stays in sight while the letters change."""
    block = player.show("four")
    player.page.evaluate(PRINT, PRINTED)
    player.page.evaluate(FRAMES)
    expected = boxes(player.page, ".run")
    own_page.goto(f"{player.url}#/{block.slide}", wait_until="commit")
    until(own_page, "document.querySelector('.reveal.ready') && self.blocks?.openOutput")
    own_page.evaluate(PRINT, PRINTED)
    own_page.evaluate(FRAMES)
    held.release()
    own_page.evaluate("() => deck.fontsLoaded.then(() => null)")
    own_page.evaluate(FRAMES)
    assert boxes(own_page, ".run") == expected


def test_a_step_is_measured_again_when_its_page_changes_its_shape(player):
    """A window that is resized, as a phone that is turned, moves the value with its cards."""
    sends = [rank for rank, step in enumerate(player.trace("four").events) if step.event == "send"]
    player.page.set_viewport_size(UPRIGHT)
    player.open_at("four", sends[0])
    upright = boxes(player.page, ".player")
    player.page.set_viewport_size(LYING)
    until(player.page, "!document.documentElement.classList.contains('upright')")
    for _ in range(3):  # the stack, then the chip in it, and what was measured of both
        player.page.evaluate(FRAMES)
    turned = boxes(player.page, ".player")
    assert turned != upright
    player.press("ArrowRight", "ArrowLeft")
    player.page.evaluate(FRAMES)
    assert boxes(player.page, ".player") == turned


def test_the_diagram_is_fitted_again_when_its_room_changes(player):
    """It shrinks to be seen whole, where it need not shrink too much for that."""
    player.open("four")
    player.press("q")
    diagram = player.page.locator(".present .diagram")
    is_whole = []
    for height in ("none", "200px", "none"):
        diagram.evaluate("(diagram, height) => { diagram.style.maxHeight = height; }", height)
        player.page.evaluate(FRAMES)
        is_whole.append(diagram.locator("svg.whole").count() == 1)
    assert is_whole == [True, False, True]
