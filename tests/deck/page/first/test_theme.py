"""The page is dark where its author, or somebody at its keys, wants it so; paper never is."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.contrast import texts
from tests.deck.browser.pages import show
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import until

DECK = """---
colorSchema: {theme}
---
# One

## Two
<!-- .slide: data-background-color="#ffffff" -->

It is `light`, [always](#/1).

```python
light = True  # always
```

## Three
<!-- .slide: data-background-color="#102030" -->

It is `dark`, [always](#/1).

```python
def dark():
    return True  # always

dark()
```
"""
DARK = "html.dark"


@pytest.mark.parametrize(
    "theme, preferred", [("light", "dark"), ("dark", "light"), ("auto", "dark")]
)
def test_a_deck_has_the_theme_that_its_author_wants(theme, preferred, page, serve_deck):
    """`auto` is that of the machine."""
    page.emulate_media(color_scheme=preferred)
    _, url = serve_deck(f"---\ncolorSchema: {theme}\n---\n# One\n")
    show(page, url)
    expected = preferred if theme == "auto" else theme
    expect(page.locator(DARK)).to_have_count(int(expected == "dark"))
    scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert scheme == expected
    page.emulate_media(color_scheme="null")


def test_the_theme_that_is_chosen_lasts_as_long_as_the_window(own_page, serve_deck):
    """T turns it over, and paper is light."""
    _, url = serve_deck(DECK.format(theme="auto"))
    show(own_page, url)
    until(own_page, "Reveal.hasPlugin('stage')")
    own_page.emulate_media(color_scheme="dark")
    expect(own_page.locator(DARK)).to_have_count(1)
    own_page.keyboard.press("t")
    expect(own_page.locator(DARK)).to_have_count(0)
    own_page.keyboard.press("t")
    expect(own_page.locator(DARK)).to_have_count(1)
    own_page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(own_page.locator(DARK)).to_have_count(0)
    own_page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(own_page.locator(DARK)).to_have_count(1)
    own_page.emulate_media(color_scheme="light")
    own_page.reload()
    expect(own_page.locator(DARK)).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_slide_with_a_background_of_its_own_is_read_in_both_themes(theme, page, serve_deck):
    """Its text is dark on light, and light on dark, as is that of the player on it."""
    _, url = serve_deck(DECK.format(theme=theme))
    # Reveal puts what is behind a slide beside it: it counts as behind.
    for number, background in ((2, "#ffffff"), (3, "#102030")):
        show(page, url, number)
        style = f".present {{ background: {background}; }}"
        page.evaluate("(style) => document.querySelector('head style').append(style)", style)
        assert [one for one in texts(page) if one[-1] < 7] == []
    until(page, "Reveal.hasPlugin('player')")
    page.keyboard.press("d")
    page.wait_for_selector(OPEN)
    assert [one for one in texts(page) if one[-1] < 7] == []
