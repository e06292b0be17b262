"""A page has of reveal.js what it asks for, and misses nothing."""

import pytest

from deck.page.reveal.reveal import NEVER, REVEAL, REVEAL_URL, SCRIPT, STYLE
from deck.page.reveal.unused import without_unused, words
from deck.page.serve import serving
from deck.source.load import load
from deck.source.parse import parse
from tests.deck.browser.pages import built, show
from tests.deck.browser.running import FRAMES, until
from tests.paths import ROOT

EFFECTS = """# Effects <!-- .slide: data-background-color="#123456" data-transition="zoom" -->

## Fragments

- one <!-- .element: class="fragment fade-up" -->
- two <!-- .element: class="fragment highlight-red" -->

<div class="r-stack"><p>three</p><p>four</p></div>

```python lines:1|2
one = 1
two = 2
```

Notes:

said

## Last

Text.
"""
# The selectors of a style sheet that another lacks and that match something as the page now is,
# be the mouse or the keyboard on it or not.
MATCHING = """([whole, ours]) => {
  const selectorsOf = (rules) => [...rules].flatMap((rule) =>
    rule.selectorText?.split(/,(?![^(]*\\))/) ?? selectorsOf(rule.cssRules ?? []));
  const [all, kept] = [whole, ours].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return selectorsOf(sheet.cssRules).map((one) => one.trim());
  });
  const lacking = all.filter((one) => !kept.includes(one));
  const bare = (one) => one.replace(/::?(?:before|after|hover|active|focus|placeholder)/g, "");
  const matches = (one) => document.querySelector(bare(one)) !== null;
  return { all: all.length, lacking: lacking.length, matching: lacking.filter(matches) };
}"""
STATES = {
    "first": (),
    "fragments": ("ArrowRight", "ArrowRight", "ArrowRight"),
    "left": ("PageDown", "End", "Home"),
    "overview": ("o",),
    "moved": ("ArrowRight", "Enter"),
    "black": ("b",),
    "asked for a number": ("b", "g"),
    "left again": ("Escape",),
}
WHOLE = {name: REVEAL / name.removeprefix(REVEAL_URL) for name in (SCRIPT, STYLE)}


def test_no_rule_that_is_left_out_is_missed(page):
    """Whatever state the slides are in, it would match nothing."""
    files = built(parse(EFFECTS, "deck.md"))
    styles = [WHOLE[STYLE].read_text(), files[STYLE].decode()]
    with serving(files) as url:
        show(page, url)
        until(page, "['stage', 'player', 'predict'].every((name) => Reveal.hasPlugin(name))")
        for name, keys in STATES.items():
            for key in keys:
                page.keyboard.press(key)
            page.evaluate(FRAMES)
            found = page.evaluate(MATCHING, styles)
            assert found["lacking"] > found["all"] / 3
            assert (name, found["matching"]) == (name, [])


@pytest.mark.parametrize(
    "asking",
    [
        "---\nrevealjs:\n  autoSlide: 5000\n---\n# One\n",
        "---\nrevealjs:\n  view: scroll\n---\n# One\n",
        "# One\n\n<!-- .slide: data-auto-animate -->\n",
        '# One\n\nTwo <!-- .element: class="r-fit-text" -->\n',
    ],
)
def test_what_asks_for_more_gets_all(asking):
    """A deck that asks for a part of reveal.js that few want has its script as it is."""
    script = WHOLE[SCRIPT].read_bytes()
    assert built(parse(asking, "deck.md"))[SCRIPT] == script
    assert len(built(load(ROOT / "slides.md"))[SCRIPT]) < len(script) * 0.7


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        (".a{x:y}.b{x:y}", ".a{x:y}"),
        (".b,.a:not(.b):is(.b,.c) i{x:y}", ".a:not(.b):is(.b,.c) i{x:y}"),
        (".a.b,.a>.b{x:y}", ""),
        ("[data-a-name=a]{x:y}[data-a-name=b]{x:y}[data-b]{x:y}", "[data-a-name=a]{x:y}"),
        ("@media print{.b{x:y}}@media print{.a{x:y}.b{x:y}}", "@media print{.a{x:y}}"),
        ("section>section{x:y}section{x:y}", "section{x:y}"),
        ('.a{content:"}"}.b{content:"{"}.a{z:"\\""}', '.a{content:"}"}.a{z:"\\""}'),
        (
            "@keyframes run{to{x:y}}@keyframes rest{to{x:y}}.a{animation:run 1s}.b{animation:rest}",
            "@keyframes run{to{x:y}}.a{animation:run 1s}",
        ),
    ],
)
def test_a_rule_goes_where_no_selector_of_it_can_match(style, kept):
    """What has to be there for one is known by its name, in markup or as scripts write it."""
    assert without_unused(style, words("a dataset.aName"), NEVER) == kept
