"""The speaker view opens in every browser, and follows."""

from contextlib import closing
from pathlib import Path

import pytest

from deck.source.load import load
from tests.deck.browser.pages import built

DECK = "\n".join(f"## {one}\n\nNotes:\n\nSay {one}.\n" for one in ("One", "Two", "Three"))
NOTES = "document.querySelector('.speaker-controls-notes .value')?.textContent.trim() === '{}'"
TITLE = """document.querySelector('#{}-slide iframe')?.contentDocument
  ?.querySelector('section.present h2')?.textContent === '{}'"""


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


def test_the_speaker_view_shows_the_notes_the_next_slide_and_the_timer(window, noted):
    """S opens it, and it follows."""
    window.show(noted)
    with closing(window.popup("s")) as view:
        view.until(NOTES.format("Say One."))
        view.until("document.querySelector('.speaker-controls-time .timer')")
        window.press("ArrowRight")
        view.until(NOTES.format("Say Two."))
        # Each page on disk is of an origin of its own, and no other looks into it.
        if noted.startswith("http"):
            view.until(TITLE.format("current", "Two"))
            view.until(TITLE.format("upcoming", "Three"))
        window.press("ArrowRight")
        view.until(NOTES.format("Say Three."))
