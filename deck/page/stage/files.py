"""Make the files of what a page loads after its first slide."""

import json

from deck.page.bundles import bundles
from deck.page.stage import address
from deck.source.model import Deck
from deck.source.words import STAGE, words_of


def files(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its content; the script begins with what it says."""
    made = bundles()
    said = json.dumps(words_of(STAGE, deck.lang))
    shown = {"url": deck.url, "picture": address.picture(deck.url)} if deck.url else None
    data = f"Object.assign(words, {said}); const qr = {json.dumps(shown)};"
    script = f"{data}\n{made['stage/stage.js']}"
    return {"stage/stage.js": script.encode(), "stage/stage.css": made["stage/stage.css"].encode()}
