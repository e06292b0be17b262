"""The code of any block is copied as it stands, and what is copied can be pasted."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.deck.browser.pages import show

DECK = """## Alpha

```bash
ls -l
```

```python name:beta
x = 1
y = 2
```

## Gamma

```pycon notest name:gamma
>>> x = 1
>>> x
2
```

## Epsilon

No block.
"""
BARE = "() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"
REFUSED = "() => { document.execCommand = () => false; }"


@pytest.fixture(params=["with a clipboard", "without a clipboard"])
def bare(request) -> bool:
    """Whether scripts have no clipboard, as where a page comes from an address without TLS."""
    return request.param.startswith("without")


@pytest.fixture
def page(page, serve_deck, bare) -> Page:
    """A page of blocks that run, and of others."""
    _, url = serve_deck(DECK)
    show(page, url)
    page.locator(".present .tools").first.wait_for()
    if bare:
        page.evaluate(BARE)
    return page


def told(page: Page) -> Locator:
    return page.locator(".present [data-name]").locator(".state").filter(has_text="opi")


def pasted(page: Page) -> str:
    """Return what a reader pastes into the editor of the block that runs."""
    page.evaluate("Reveal.slide(0)")
    page.locator(".present").get_by_role("button", name="Modifier").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+v")
    written = page.locator(".present textarea").input_value()
    page.keyboard.press("Escape")
    return written


def test_the_code_is_copied_as_it_stands(page):
    """The key copies the first block of the slide, or the one with the focus; a button its own."""
    page.keyboard.press("c")
    expect(told(page)).to_have_text("Copié")
    assert pasted(page) == "ls -l"
    page.locator(".present [data-name=beta]").get_by_role("button", name="Rétablir").click()
    page.locator(".present [data-name=beta]").get_by_role("button", name="Copier").click()
    assert pasted(page) == "x = 1\ny = 2"
    page.keyboard.press("m")
    page.keyboard.insert_text("é = 3\n")
    page.keyboard.press("Escape")
    page.locator(".present [data-name=beta]").get_by_role("button", name="Exécuter").focus()
    page.keyboard.press("c")
    assert pasted(page) == "é = 3\nx = 1\ny = 2"


def test_of_a_session_what_is_typed_is_copied(page):
    """Its prompts and answers could not be pasted."""
    page.evaluate("Reveal.slide(1)")
    page.keyboard.press("c")
    expect(told(page)).to_have_text("Copié")
    assert pasted(page) == "x = 1\nx"


def test_where_nothing_can_be_copied_the_page_says_so(page, bare):
    """What was in the clipboard stays there, and a slide without code is silent."""
    page.evaluate(BARE)
    page.evaluate(REFUSED)
    page.keyboard.press("c")
    expect(told(page)).to_have_text("Le navigateur refuse de copier")
    page.evaluate("Reveal.slide(2)")
    page.keyboard.press("c")
    expect(told(page)).to_have_count(0)


def test_what_is_said_of_a_copy_is_there_for_two_seconds(page):
    """Whatever was said a moment before of another one."""
    page.clock.install()
    page.keyboard.press("c")
    expect(told(page)).to_have_text("Copié")
    page.clock.run_for(1_500)
    page.evaluate(BARE)
    page.evaluate(REFUSED)
    page.keyboard.press("c")
    refused = "Le navigateur refuse de copier"
    expect(told(page)).to_have_text(refused)
    page.clock.run_for(1_000)
    expect(told(page)).to_have_text(refused)
    page.clock.run_for(1_000)
    expect(told(page)).to_have_count(0)
