"""On a phone, upright or lying, what runs and steps is under a finger, and nothing hides it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.deck.browser.running import ASLEEP, BOOT, COMPLETE, until

HELD = {"upright": (390, 844), "lying": (844, 390)}
RECORDED = "four"
# In pixels of the screen: WCAG 2.2, 2.5.5 where there is room, and 2.5.8.
ROOMY, LEAST = 44, 24
# The least that one reads without holding it closer.
READ = 12
SIZES = """() => [...document.querySelectorAll(".present button, .controls button")]
  .filter((button) => button.checkVisibility({ visibilityProperty: true }))
  .map((button) => {
    const { width, height } = button.getBoundingClientRect();
    return [button.textContent.trim() || button.className, Math.round(Math.min(width, height))];
  })"""
# The letters of each button that is seen, in pixels of the screen, and whether they are in its box.
LETTERS = """() => [...document.querySelectorAll(".present button")]
  .filter((button) => button.textContent.trim() && button.checkVisibility())
  .map((button) => {
    const { left, right, width } = button.getBoundingClientRect();
    const pixels = (width / button.offsetWidth) * parseFloat(getComputedStyle(button).fontSize);
    const range = document.createRange();
    range.selectNodeContents(button);
    const words = range.getBoundingClientRect();
    const isWhole = words.left > left && words.right < right && right <= innerWidth;
    return [button.textContent, Math.round(pixels), isWhole];
  })"""
PRINTED_SIZES = SIZES.replace(".present button, .controls button", ".present .printout button")
OVER = """() => {
  const box = document.querySelector(".present .run pre").getBoundingClientRect();
  return [...document.querySelectorAll(".controls button, .slide-number")].filter((one) => {
    const { left, right, top, bottom, width } = one.getBoundingClientRect();
    const isSeen = width && one.checkVisibility({ visibilityProperty: true });
    return isSeen && left < box.right && right > box.left && top < box.bottom && bottom > box.top;
  }).length;
}"""


@pytest.fixture(scope="module", params=HELD.values(), ids=HELD)
def phone(request, chromium, url, slides) -> Iterator[Page]:
    """The talk on a phone, at a block that is recorded."""
    width, height = request.param
    viewport = {"width": width, "height": height}
    with chromium.new_context(viewport=viewport, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.add_init_script(ASLEEP)
        page.goto(f"{url}#/{slides.block(RECORDED).slide}")
        until(page, COMPLETE)
        yield page


@pytest.fixture(autouse=True)
def closed(phone) -> Iterator[None]:
    """Leave nothing open on it for the next test, whichever that is."""
    yield
    if phone.locator(".present .run").count():
        phone.reload()
        until(phone, COMPLETE)


def test_a_finger_finds_each_button(phone):
    """Those of a block, of the player, and the arrows of the slides."""
    found = dict(phone.evaluate(SIZES))
    phone.locator(".present").get_by_text("Pas à pas").tap()
    phone.locator(".present .player[data-step]").wait_for()
    found |= dict(phone.evaluate(SIZES))
    phone.locator(".transport").get_by_text("Quitter").tap()
    assert {"Modifier", "Exécuter", "Pas à pas", "play", "Événements", "›"} <= found.keys()
    least = ROOMY if phone.viewport_size["width"] == HELD["upright"][0] else LEAST
    assert {name: size for name, size in found.items() if size < least} == {}


def test_a_finger_does_what_the_keys_do(phone):
    """The number of the slide opens the help, whose letters are buttons."""
    phone.locator(".slide-number").tap()
    key = phone.get_by_role("dialog", name="Touches").get_by_role("button", name="Vue d’ensemble")
    box = key.bounding_box()
    assert min(box["width"], box["height"]) >= ROOMY
    key.tap()
    expect(phone.get_by_role("dialog")).to_have_count(0)
    assert phone.evaluate("Reveal.isOverview()")
    phone.evaluate("Reveal.toggleOverview(false)")


@pytest.mark.parametrize("phone", [HELD["upright"]], ids=["upright"], indirect=True)
def test_the_name_of_each_button_is_legible_and_whole(phone):
    """In a row of seven, too, once code is edited, and in that of the player."""
    shown = phone.locator(".present")
    shown.get_by_role("button", name="Modifier").tap()
    shown.get_by_role("textbox").fill("async def two():\n    return 3\n")
    shown.get_by_role("button", name="Rétablir").wait_for()
    found = phone.evaluate(LETTERS)
    shown.get_by_role("button", name="Rétablir").tap()
    shown.get_by_text("Pas à pas").tap()
    shown.locator(".player[data-step]").wait_for()
    found += phone.evaluate(LETTERS)
    shown.get_by_text("Quitter").tap()
    assert {"Rétablir", "Prédire", "Pas à pas", "Événements"} <= {name for name, *_ in found}
    assert [one for one in found if one[1] < READ or not one[2]] == []


def test_no_card_is_crushed(phone, slides, url):
    """A high phone has as much room as its screen."""
    phone.goto(f"{url}#/{slides.block('tum_pak').slide}/1/27")
    phone.locator('.present .player[data-step="27"]').wait_for()
    heights = "(cards) => cards.map((card) => [card.clientHeight, card.scrollHeight])"
    cards = phone.locator(".present .player .card").evaluate_all(heights)
    assert len(cards) > 3
    assert all(shown >= needed for shown, needed in cards)
    phone.goto(f"{url}#/{slides.block(RECORDED).slide}")


def test_nothing_is_over_what_a_run_prints(phone, slides):
    """Neither the arrows of the slides nor its number."""
    phone.locator(".present").get_by_text("Exécuter").tap()
    *_, last_line = slides.block(RECORDED).output.text.splitlines()
    phone.locator(".present .run pre").get_by_text(last_line).wait_for(timeout=BOOT)
    assert phone.evaluate(OVER) == 0


@pytest.mark.parametrize("phone", [HELD["upright"]], ids=["upright"], indirect=True)
def test_a_finger_finds_each_proof_and_what_repairs(phone, slides, url):
    """What is scrolled to has room: neither is small, and none is over another, nor an arrow."""
    phone.goto("about:blank")
    phone.goto(f"{url}#/{slides.block(RECORDED).slide}")
    shown = phone.locator(".present")
    shown.get_by_role("button", name="Prouver").tap()
    shown.locator(".run .told").get_by_text("✓").wait_for(timeout=BOOT)
    shown.locator("button.row").first.tap()
    shown.locator(".details").wait_for()
    proofs = dict(phone.evaluate(PRINTED_SIZES))
    heights = "(rows) => rows.map((row) => row.getBoundingClientRect().height)"
    # What no finger unfolds has the room of its letters.
    still = phone.locator(".present .proofs span.row").evaluate_all(heights)
    assert still and round(max(still)) < ROOMY
    assert phone.evaluate(OVER) == 0
    shown.get_by_role("button", name="Réparer").tap()
    shown.get_by_role("button", name="Abandonner").wait_for()
    repairs = dict(phone.evaluate(PRINTED_SIZES))
    assert len(proofs) >= 3 and len(repairs) >= 2
    assert {name: size for name, size in (proofs | repairs).items() if size < ROOMY} == {}
    assert phone.evaluate(OVER) == 0
