"""Record a block for the player: at build time, and in the page's own Python once it is edited."""

import json

from deck.trace.diagram import drawing
from deck.trace.model import Trace, to_json
from deck.trace.record import record_program, record_transcript
from deck.trace.sequence import Words


def record(language: str, source: str, context: str) -> Trace:
    """Record a block, run after its context."""
    function = record_transcript if language == "pycon" else record_program
    return function(source, context)


def recording(trace: Trace, words: Words) -> str:
    """Return in JSON what the player steps through: a trace, and its whole diagram in these words.

    It is scrolled as the steps go on, and need not fit.
    """
    whole = drawing(trace, words, rows=len(trace.steps))
    drawn = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f'{{"trace":{to_json(trace)},"diagram":{drawn}}}'
