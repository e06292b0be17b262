"""Write what was recorded of a block as the JSON that the player reads."""

import json

from deck.trace.diagram import drawing
from deck.trace.model import Trace, to_json
from deck.trace.sequence import Words


def recording(trace: Trace, words: Words) -> str:
    """Return in JSON what the player steps through: a trace, and its whole diagram in these words.

    It is scrolled as the steps go on, and need not fit.
    """
    whole = drawing(trace, words, rows=len(trace.steps))
    drawn = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f'{{"trace":{to_json(trace)},"diagram":{drawn}}}'
