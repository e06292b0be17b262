"""The interface speaks the language of its deck wherever one looks, and of no other subject."""

import json

import pytest

from deck.page.serve import serving
from deck.paper.documents import NAMES, papers
from deck.proof.traces import traces
from deck.source.parse import parse
from deck.source.words import words
from deck.trace.model import to_json
from tests.deck.browser.pages import built, show
from tests.deck.browser.playing import OPEN
from tests.deck.browser.reading import SEEN, printed, seen, words_of
from tests.deck.browser.running import until
from tests.paths import DECKS

TEXT = (DECKS / "each_word_of_the_interface.md").read_text("utf-8")
OTHER_SUBJECT = """---
lang: {lang}
---
# Sums

## Two sums

```python name:sums
def add(a, b):
    return a + b

print(add(1, add(2, 3)))
```

Notes:

```output
6
```
"""
# As they are engraved on any keyboard.
KEYS = {"alt", "tab"}
OF_ASYNC = {"async", "await", "coroutine", "coroutines", "send", "yield", "asyncio"}


STEPS = f"""(count) => {{
  const seen = {SEEN};
  return Array.from({{ length: count }}, () => {{
    document.dispatchEvent(new KeyboardEvent("keydown", {{ keyCode: 39 }}));
    return seen();
  }}).flat();
}}"""


class Tour:
    """Go all over the page of a deck, and note the words of all that is shown on the way."""

    def __init__(self, page, deck, url) -> None:
        self.page, self.deck, self.said = page, deck, words(deck.lang)
        self.words: set[str] = set()
        self.help: set[str] = set()
        show(page, url)
        until(page, "Reveal.getPlugin('player')")
        # An address for each step costs the browser as much as the step.
        page.evaluate("Reveal.configure({ hash: false })")
        self.look()

    def look(self) -> None:
        self.words |= seen(self.page)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.look()

    def go(self, name: str) -> None:
        number = self.deck.block(name).slide
        self.page.evaluate("(number) => Reveal.slide(number - 1)", number)
        self.look()

    def step(self, name: str, count: int) -> None:
        """Go through so many steps of a block, and look at its diagram and at the help."""
        self.go(name)
        self.press("d")
        self.page.wait_for_selector(OPEN)
        self.look()
        self.page.keyboard.press("Shift+?")
        self.page.get_by_role("dialog").wait_for()
        self.help |= seen(self.page) - self.words
        self.page.keyboard.press("Escape")
        self.words |= words_of(self.page.evaluate(STEPS, count - 1))
        assert self.page.locator(f'.present .player[data-step="{count - 1}"]').count() == 1
        for key in ("l", "q", "Escape"):
            self.press(key)

    def run(self, *keys: str) -> str:
        """Press keys until a program has ended; return the line above what it printed."""
        self.press(*keys)
        busy = [self.said[name] for name in ("run.busy", "record.busy", "python.loading")]
        status = "document.querySelector('.present .run .told')?.textContent"
        until(self.page, f"{status} && !{json.dumps(busy)}.includes({status})")
        self.look()
        return self.page.locator(".present .run .told").inner_text()

    def edit(self, source: str) -> None:
        self.press("m", "ControlOrMeta+a")
        self.page.keyboard.insert_text(source)
        self.press("Escape")


@pytest.fixture(params=["fr", "en"])
def tour(request, page):
    """The deck that shows each word of the interface, in each language."""
    deck = parse(TEXT.replace("lang: en", f"lang: {request.param}"), "deck.md")
    with serving(built(deck)) as url:
        yield Tour(page, deck, url)


def test_a_page_says_nothing_in_another_language(tour):
    """Buttons, sentences, diagrams, help and labels are in the words of the deck's language."""
    recorded, said = traces(tour.deck), tour.said
    for name, trace in recorded.items():
        tour.step(name, len(trace.events))
    tour.go("sends")
    line = tour.deck.block("sends").source.count("\n")
    assert tour.run("e") == said["run.failed"].format(line=line)
    tour.go("defines")
    names = {"class": "C", "coroutine": "d", "function": "e", "name": "g"}
    *some, last = [said[f"defined.{kind}"].format(name=name) for kind, name in names.items()]
    names = said["defined.both"].format(some=", ".join(some), last=last)
    assert tour.run("e") == said["run.defines"].format(names=names)
    tour.edit("1 +")
    assert tour.run("d") == said["record.failed"].format(line=1)
    tour.edit("pass")
    assert tour.run("d") == said["record.silent"]
    assert tour.run("e") == said["run.silent"]
    for name, why in [("keyboard", "no.keyboard"), ("network", "no.network")]:
        tour.go(name)
        tour.run("e")
        assert tour.page.locator(".present .run pre").inner_text().endswith(f"{said[why]}\n")
    tour.go("endless")
    tour.press("e")
    tour.page.locator(".present .run", has_text=said["run.busy"]).wait_for()
    tour.look()
    assert tour.run("e") == said["run.stopped"]
    tour.go("sends")
    for written, state in [("1\n2", "compared"), ("", "waiting")]:
        tour.press("y", "ControlOrMeta+a", "Delete")
        tour.page.keyboard.insert_text(written)
        tour.press("ControlOrMeta+Enter")
        tour.page.locator(f".present .{state}").wait_for()
        tour.look()
    code = words_of([TEXT, *map(to_json, recorded.values())])
    assert tour.words - words_of(said.values()) - code == set()
    assert tour.help - words_of(said.values()) - code <= KEYS


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_paper_says_nothing_in_another_language(lang):
    """Neither the slides nor the handout with its diagrams."""
    deck = parse(TEXT.replace("lang: en", f"lang: {lang}"), "deck.md")
    recorded = traces(deck)
    code = words_of([TEXT, *map(to_json, recorded.values())])
    for name in NAMES:
        document = papers(deck, recorded)[name]
        assert f'<html lang="{lang}">'.encode() in document
        assert printed(document) - words_of(words(lang).values()) - code == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_deck_on_another_subject_hears_nothing_of_this_one(lang, page):
    """Where nothing is sent there are no buttons, keys and sentences of sending."""
    deck = parse(OTHER_SUBJECT.format(lang=lang), "deck.md")
    recorded = traces(deck)
    with serving(built(deck)) as url:
        tour = Tour(page, deck, url)
        tour.step("sums", len(recorded["sums"].events))
        assert tour.run("e") == tour.said["output"]
    told = tour.words | tour.help
    for name in NAMES:
        told |= printed(papers(deck, recorded)[name])
    assert told & OF_ASYNC == set()


@pytest.mark.parametrize("lang", ["fr", "en-GB", "EN", "de", "tlh"])
def test_a_page_names_the_language_that_its_author_wrote(lang, page):
    """Its words are those of the first part of that, or French where nobody has written others."""
    deck = parse(f"---\nlang: {lang}\n---\n# Alpha\n", "deck.md")
    with serving(built(deck)) as url:
        show(page, url)
        assert page.locator("html").get_attribute("lang") == lang
        label = page.locator(".controls .navigate-right").get_attribute("aria-label")
    known = "en" if lang.casefold().startswith("en") else "fr"
    assert label == words(known)["slide.right"]
