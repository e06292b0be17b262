"""Make the files of what a page loads after its first slide: see later.js."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from deck.page.bundling.bundles import part
from deck.page.html import qr
from deck.page.html.template import Page, render
from deck.page.security.policy import SPEAKER
from deck.source import words
from deck.source.model import Deck

TEMPLATE = "deck/page/speaker/speaker.html.jinja"
OF_SPEAKER = ("speaker/room.js", "speaker/speaker.js", "speaker/speaker.css")


class Link(NamedTuple):
    """Represent a file that is published with a deck: its address beside the page, and its name."""

    href: str
    text: str


def stage(deck: Deck, published: Sequence[Link] = ()) -> dict[str, bytes]:
    """Map the names of the files of keys and menus to their content."""
    shown = {"url": deck.url, "picture": qr.picture(deck.url)} if deck.url else None
    links = json.dumps([link._asdict() for link in published])
    data = f" const qr = {json.dumps(shown)}, published = {links};"
    return part("stage/stage", words.words_of(words.STAGE, deck.lang), data)


def predict(deck: Deck) -> dict[str, bytes]:
    """Map the names of the files of predictions, for a deck whose blocks run, to their content."""
    return part("predict/predict", words.words_of(words.PREDICT, deck.lang))


def speaker(page: Page) -> dict[str, bytes]:
    """Map the names of the files of the speaker's window, beside a page, to their content."""
    said = words.words_of(words.SPEAKER, page.lang)
    given = {"lang": page.lang, "words": said, "policy": SPEAKER}
    html = {"speaker.html": render(TEMPLATE, given).encode()}
    return html | {name: page.bundles[name].encode() for name in OF_SPEAKER}
