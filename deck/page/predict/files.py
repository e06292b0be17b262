"""Make the files of predicting, which a page whose blocks run loads after its first slide."""

import json

from deck.page.bundles import bundles
from deck.source.model import Deck
from deck.source.words import PREDICT, words_of

SCRIPT, STYLE = "predict/predict.js", "predict/predict.css"


def predict(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its content; the script begins with what it says."""
    made = bundles()
    said = json.dumps(words_of(PREDICT, deck.lang))
    script = f"Object.assign(words, {said});\n{made[SCRIPT]}"
    return {SCRIPT: script.encode(), STYLE: made[STYLE].encode()}
