"""In a browser that is too old for what runs, the slides are all there, and it is said once."""

import pytest
from playwright.sync_api import expect

from deck.source.words import words
from tests.deck.browser.running import until

LACKING = {
    "of streams that decompress": "delete window.DecompressionStream",
    "of looking behind in a pattern": """
        window.RegExp = new Proxy(RegExp, {
          construct(target, [pattern, ...flags]) {
            if (String(pattern).includes("(?<=")) throw new SyntaxError("invalid group");
            return new target(pattern, ...flags);
          },
        });
    """,
}


@pytest.mark.parametrize("lacking", LACKING.values(), ids=LACKING)
def test_what_cannot_work_is_not_offered(lacking, own_page, url, slides):
    """No button runs, edits or steps; a line says why, until the next slide."""
    number = slides.block("four").slide
    own_page.add_init_script(lacking)
    own_page.goto(f"{url}#/{number}")
    said = own_page.get_by_text(words("fr")["browser.old"])
    expect(said).to_be_visible()
    expect(own_page.locator(".tools")).to_have_count(0)
    own_page.keyboard.press("d")
    own_page.keyboard.press("e")
    expect(own_page.locator(".player, .run")).to_have_count(0)
    own_page.keyboard.press("ArrowRight")
    until(own_page, f"Reveal.getIndices().h === {number}")
    title = slides.slides[number].title
    expect(own_page.locator(".present :is(h1, h2)")).to_have_text(title)
    expect(said).to_have_count(0)
