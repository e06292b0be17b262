"""What is shown is read from the last row, on a light page and on a dark one."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.contrast import borders, texts
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import Stage, until

TEXT, BORDER = 7, 3
ERROR = "import sys\nprint('a')\nsys.stderr.write('b')\n\nraise ValueError(1)  # c\n"
MEANING = ".card, .chip, .mark.now, .output pre, .dialog"


@pytest.fixture(params=["light", "dark"])
def seen(request, stage: Stage):
    """The sample in a theme."""
    until(stage.page, "Reveal.hasPlugin('stage') && Reveal.hasPlugin('player')")
    page = stage.page
    is_dark = request.param == "dark"
    if is_dark:
        page.keyboard.press("t")
    expect(page.locator("html.dark")).to_have_count(int(is_dark))
    yield stage
    if is_dark:
        page.keyboard.press("t")


def faint(stage: Stage) -> list:
    """List what is too faint of what is shown now."""
    found = texts(stage.page)
    assert found
    weak = [one for one in found if one[-1] < TEXT]
    return weak + [one for one in borders(stage.page, MEANING) if one[-1] < BORDER]


def test_each_text_has_a_contrast_of_7_and_each_border_that_means_something_of_3(seen):
    """Slides, outputs, errors, the editor, steps, the diagram and the help."""
    page = seen.page
    weak = {}
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("(number) => Reveal.slide(number)", number)
        weak[f"slide {number}"] = faint(seen)
    seen.edit("prints", ERROR)
    seen.run()
    weak["error"] = faint(seen)
    page.keyboard.press("m")
    weak["editor"] = faint(seen)
    page.keyboard.press("Escape")
    seen.button("Rétablir").click()
    page.keyboard.press("d")
    page.wait_for_selector(OPEN)
    for step in range(4):
        weak[f"step {step}"] = faint(seen)
        if step < 3:
            page.keyboard.press("ArrowRight")
    page.keyboard.press("q")
    weak["diagram"] = faint(seen)
    page.keyboard.press("?")
    weak["help"] = faint(seen)
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    assert {state: some for state, some in weak.items() if some} == {}
