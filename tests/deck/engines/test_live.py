"""`make edit` shows each save in every browser."""

import pytest

from tests.deck.live.editing import DECK, edited

TITLE = "document.querySelector('section.present h2')?.textContent === '{}'"
CHECKED = "document.querySelector('.band.checked')?.textContent === '✓'"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A deck that is being edited, and the address of its windows."""
    path = tmp_path_factory.mktemp("edited") / "talk.md"
    path.write_text(DECK)
    with edited(path) as address:
        yield path, address


def test_one_save_after_another_is_shown(window, server):
    """Each is shown, and judged, before the next is made."""
    path, address = server
    window.open(f"{address}#/2")
    for text in ("One", "Two", "Three"):
        path.write_text(DECK.replace("First", text, 1))
        window.until(TITLE.format(text))
        window.until(CHECKED)
