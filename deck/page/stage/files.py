"""Make the files of what a page loads after its first slide."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from deck.page.bundles import bundles
from deck.page.stage import address
from deck.source.model import Deck
from deck.source.words import STAGE, words_of


class Link(NamedTuple):
    """Represent a file that is published with a deck: its address beside the page, and its name."""

    href: str
    text: str


def files(deck: Deck, published: Sequence[Link] = ()) -> dict[str, bytes]:
    """Map the name of each file to its content; the script begins with what it says."""
    made = bundles()
    said = json.dumps(words_of(STAGE, deck.lang))
    shown = {"url": deck.url, "picture": address.picture(deck.url)} if deck.url else None
    links = json.dumps([link._asdict() for link in published])
    data = f"Object.assign(words, {said}); const qr = {json.dumps(shown)}, published = {links};"
    script = f"{data}\n{made['stage/stage.js']}"
    return {"stage/stage.js": script.encode(), "stage/stage.css": made["stage/stage.css"].encode()}
