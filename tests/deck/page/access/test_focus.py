"""The keyboard reaches all, shows where it is, and is given back."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.pages import show
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import FRAMES, until

RECORDED = "four"
FOCUSED = "document.activeElement"
# What has the focus, how wide its ring is in pixels of the window, and how small a target it is.
STATE = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const ring = one.matches(".player") ? one.querySelector(".transport") : one;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(ring);
  const { width, height } = one.getBoundingClientRect();
  const unit = one.offsetWidth ? width / one.offsetWidth : 1;
  return {
    name: one.getAttribute("aria-label") ?? one.textContent.replace(/\\s+/g, " ").trim(),
    ring: outlineStyle === "solid" ? unit * parseFloat(outlineWidth) : 0,
    colour: outlineColor,
    least: Math.round(Math.min(width, height)),
    opacity: Number(getComputedStyle(one).opacity),
  };
}"""
CONTRAST = """(colour) => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const [high, low] = [light(colour), light(paper)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""


def tour(page) -> list[dict]:
    """Go with Tab through all that can be reached, once."""
    stops: list[dict] = []
    page.evaluate(f"{FOCUSED}.blur()")
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(STATE)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("size", [(1280, 720), (800, 620)])
def test_each_stop_of_the_keyboard_is_seen_and_large_enough(size, player):
    """Its ring has 2 pixels and a contrast of 3:1, and a pointer finds it: WCAG 2.2, 2.5.8."""
    width, height = size
    player.page.set_viewport_size({"width": width, "height": height})
    player.show(RECORDED)
    stops = tour(player.page)
    player.press("d")
    player.page.wait_for_selector(OPEN)
    stops += [player.page.evaluate(STATE), *tour(player.page)]
    names = {stop["name"] for stop in stops}
    assert {"Code de four", "Modifier", "Exécuter", "diapositive suivante"} <= names
    assert {"Pas à pas", "Code", "Étape", "Quitter le pas à pas (Échap)"} <= names
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if stop["opacity"] < 1] == []
    colours = {stop["colour"] for stop in stops}
    assert all(player.page.evaluate(CONTRAST, colour) >= 3 for colour in colours)
    assert [stop["name"] for stop in stops if stop["least"] < 24] == []


def test_code_is_scrolled_by_the_arrows_when_it_has_the_focus(page, serve_deck):
    """At its end they are the slides' again, and so they are once a mouse has clicked on it."""
    _, url = serve_deck(f"## One\n\n```text\n{'x' * 400}\n```\n\n## Two\n")
    show(page, url)
    until(page, "document.querySelector('.heard')")
    code = page.locator(".present pre")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.matches('.present pre')")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.present pre').scrollLeft > 0")
    assert page.evaluate("Reveal.getIndices().h") == 0
    code.evaluate("(one) => { one.scrollLeft = one.scrollWidth; }")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == 1
    # What hides keeps the focus, and the keys, until the browser has drawn the next slide.
    page.evaluate(FRAMES)
    page.keyboard.press("ArrowLeft")
    code.click()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == 1


def test_the_focus_is_given_back_by_what_closes(stage):
    """By the editor, by the output of a run, by the button that hides itself."""
    stage.go("defines")
    # Whoever has last used a mouse is given nothing back.
    stage.page.keyboard.press("Tab")
    button = stage.button("Exécuter")
    button.focus()
    stage.page.keyboard.press("m")
    stage.write("print(1)")
    stage.page.keyboard.press("Escape")
    is_back = "(one) => one === document.activeElement"
    assert button.evaluate(is_back)
    stage.run()
    stage.page.keyboard.press("Tab")
    stage.button("Fermer").focus()
    stage.page.keyboard.press("Enter")
    assert stage.page.locator(".present .run").count() == 0
    assert stage.page.evaluate(f"{FOCUSED} !== document.body")
    button.focus()
    stage.button("Rétablir").focus()
    stage.page.keyboard.press("Enter")
    assert button.evaluate(is_back)


def test_the_focus_is_given_back_by_the_player(player):
    """To the button that opened it."""
    player.show(RECORDED)
    button = player.page.locator(".present").get_by_role("button", name="Pas à pas (touche D)")
    button.focus()
    player.press("Enter")
    player.page.wait_for_selector(OPEN)
    assert player.page.evaluate(f"{FOCUSED}.matches('.player')")
    player.press("Escape")
    assert button.evaluate("(one) => one === document.activeElement")


def test_escape_closes_the_output_that_has_the_focus(stage):
    """As it does what is predicted there, and opens no overview behind which the focus is lost."""
    stage.go("defines")
    button = stage.button("Exécuter")
    stage.page.keyboard.press("Tab")
    button.focus()
    stage.run()
    stage.button("Fermer").focus()
    stage.page.keyboard.press("Escape")
    assert stage.page.locator(".present .run").count() == 0
    assert button.evaluate("(one) => one === document.activeElement")
    assert not stage.page.evaluate("Reveal.isOverview()")


def test_escape_closes_what_a_key_has_opened(stage):
    """Where nothing has the focus, too; and once nothing is open, it opens the overview."""
    stage.go("defines")
    stage.page.keyboard.press("e")
    expect(stage.page.locator(".present .run")).to_have_count(1)
    stage.page.keyboard.press("F1")
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".present .run")).to_have_count(1)
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".present .run")).to_have_count(0)
    assert not stage.page.evaluate("Reveal.isOverview()")
    stage.page.keyboard.press("Escape")
    assert stage.page.evaluate("Reveal.isOverview()")


def test_the_keyboard_is_on_the_black_screen_alone(page, url):
    """On what ends it, until then; what it was on has it again."""
    show(page, url, 10)
    until(page, "document.querySelector('.present .tools')")
    until(page, "Reveal.hasPlugin('stage')")
    page.keyboard.press("Tab")
    edit = page.locator(".present").get_by_role("button", name="Modifier")
    edit.focus()
    page.keyboard.press("b")
    until(page, "Reveal.isPaused()")
    assert [stop["name"] for stop in tour(page)] == ["Reprendre"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "!Reveal.isPaused()")
    assert edit.evaluate("(one) => one === document.activeElement")
    assert edit.get_attribute("aria-pressed") == "false"
