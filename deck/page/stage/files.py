"""Make the files of what a page loads after its first slide."""

import json

from deck.page.bundles import bundles
from deck.page.stage import address
from deck.source.model import Deck


def files(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its content; the script ends with the address of the deck."""
    made = bundles()
    shown = {"url": deck.url, "picture": address.picture(deck.url)} if deck.url else None
    script = f"{made['stage/stage.js']}const qr = {json.dumps(shown)};\n"
    return {"stage/stage.js": script.encode(), "stage/stage.css": made["stage/stage.css"].encode()}
