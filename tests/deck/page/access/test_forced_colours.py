"""Where the reader's own colours replace those of the page, what they said is still seen."""

import pytest

COLOURS = """(selector) => {
  const swatch = document.body.appendChild(document.createElement("i"));
  const used = (colour) => {
    swatch.style.color = colour;
    return getComputedStyle(swatch).color;
  };
  const seen = new Set(["CanvasText", "Canvas"].map(used)).add("none");
  const shapes = [...document.querySelectorAll(`.present ${selector}`)].map(getComputedStyle);
  swatch.remove();
  return { count: shapes.length, unseen: shapes.flatMap(({ stroke, fill }) =>
    [stroke, fill]).filter((colour) => !seen.has(colour)) };
}"""


@pytest.fixture
def stepping(player):
    """The player of a block at one of its steps, white on black."""
    player.page.emulate_media(forced_colors="active", color_scheme="dark")
    player.open("coro_manager")
    yield player
    player.page.emulate_media(forced_colors="null", color_scheme="null")


def test_the_lines_of_a_drawing_have_the_colours_of_the_reader(stepping):
    """Arrows, lifelines and their words, and what marks a step on the line of all steps."""
    stepping.press("q")
    shapes = {"diagram": ".diagram svg :is(path, rect, text)", "line of steps": ".timeline path"}
    for what, selector in shapes.items():
        found = stepping.page.evaluate(COLOURS, selector)
        assert found["count"] > 0, what
        assert found["unseen"] == [], what


def test_a_pressed_button_differs_from_another(stepping):
    """What says so otherwise, a shadow and the colour of a border, is taken away."""
    background = "(button) => getComputedStyle(button).backgroundColor"
    button = stepping.page.locator(".present .transport").get_by_text("Diagramme")
    before = button.evaluate(background)
    button.click()
    assert button.evaluate(background) != before


def test_the_line_of_steps_is_drawn_by_what_is_kept(stepping):
    """Backgrounds are not: its axis and the mark on it are borders."""
    border = "(one, part) => parseFloat(getComputedStyle(one, part).borderTopWidth)"
    line = stepping.page.locator(".present .timeline")
    assert line.evaluate(border, "::before") > 0
    assert line.locator(".here").evaluate(border) > 0


def test_what_waits_in_the_code_is_underlined_over_the_next_line(stepping):
    """Behind the text of that line, which has a colour of its own there, no mark is seen."""
    order = "(marks) => marks.map((mark) => getComputedStyle(mark).zIndex)"
    stepping.press("ArrowRight", "ArrowRight", "ArrowRight")
    assert set(stepping.page.locator(".present .mark").evaluate_all(order)) == {"0"}


def test_more_contrast_leaves_no_edge_pale(player):
    """What is grey is as dark as the text."""
    player.page.emulate_media(contrast="more")
    player.open("coro_manager")
    names = ["--edge", "--quiet", "--ink"]
    values = f"{names}.map((name) => getComputedStyle(document.body).getPropertyValue(name).trim())"
    assert len(set(player.page.evaluate(values))) == 1
    player.page.emulate_media(contrast="null")
