"""The speaker's window opens in every browser, shows the room, and is in command of it."""

from contextlib import closing
from pathlib import Path

import pytest

from deck.source.load import load
from tests.deck.browser.pages import built

DECK = """## One

Notes:

Say One.

## Two

```python name:two
print(2)
```

Notes:

Say Two.

## Three
"""
NOTES = "document.querySelector('.notes .text')?.textContent.trim() === '{}'"
TITLE = """document.querySelector('.{} iframe').contentDocument
  .querySelector('section.present h2')?.textContent === '{}'"""
SHOWN = """document.querySelector('.current iframe').contentDocument
  .querySelector('section.present code')?.textContent === {!r}"""
TYPES = """document.activeElement.matches('.current iframe')
  && document.activeElement.contentDocument.activeElement.matches('textarea')"""
CODE = "document.querySelector('.present code').textContent === {!r}"


@pytest.fixture(scope="module", params=["http", "file"])
def noted(request, serve, tmp_path_factory) -> str:
    """The address of a deck with notes."""
    folder = tmp_path_factory.mktemp("noted")
    deck = folder / "deck.md"
    deck.write_text(DECK)
    for name, data in built(load(deck)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return serve(folder) if request.param == "http" else f"{Path(folder).as_uri()}/index.html"


def test_the_speakers_window_leads_the_room_and_shows_it(window, noted):
    """Its keys move the slides and write code there; both windows show the same."""
    window.show(noted)
    window.until("document.querySelector('.tools button')")
    with closing(window.popup("s")) as view:
        view.until(NOTES.format("Say One."))
        view.press("ArrowRight")
        view.until(NOTES.format("Say Two."))
        view.until(TITLE.format("current", "Two"))
        view.until(TITLE.format("next", "Three"))
        view.press("m")
        view.until(TYPES)
        view.press("#", "Enter")
        window.until(CODE.format("#\nprint(2)\n"))
        view.until(SHOWN.format("#\nprint(2)\n"))
        view.press("Escape")
        window.until("!document.querySelector('textarea')")
        window.press("ArrowRight")
        view.until(TITLE.format("current", "Three"))
        view.until("!document.querySelector('.end').hidden")
