"""Make the files of the speaker's window, which its page and the room load when it is opened."""

from deck.page.policy import SPEAKER
from deck.page.template import Page, render
from deck.source import words

TEMPLATE = "deck/page/speaker/speaker.html.jinja"
BUNDLES = ("speaker/room.js", "speaker/speaker.js", "speaker/speaker.css")


def speaker(page: Page) -> dict[str, bytes]:
    """Map the name of each file of the window beside a page to its content."""
    said = words.words_of(words.SPEAKER, page.lang)
    given = {"lang": page.lang, "words": said, "policy": SPEAKER}
    html = {"speaker.html": render(TEMPLATE, given).encode()}
    return html | {name: page.bundles[name].encode() for name in BUNDLES}
