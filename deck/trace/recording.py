"""Write what was recorded of a block as the JSON that the player reads."""

import base64
import json
import zlib

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


def pack(trace: Trace, words: Words) -> str:
    """Return a recording as text; the escape of a lone surrogate is that of JSON, too."""
    data = recording(trace, words).encode("utf-8", "backslashreplace")
    return base64.b64encode(zlib.compress(data, 9)).decode()
