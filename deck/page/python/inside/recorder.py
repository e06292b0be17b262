"""Record the edited code of the page, as the build records the code of the deck."""

import json
import traceback
from collections.abc import Mapping

from deck.run.program import PROGRAM
from deck.trace.record import record
from deck.trace.recording import recording


def record_block(language: str, context: str, source: str, words: Mapping[str, str]) -> str:
    """Return in JSON what the player steps through, or the error that leaves nothing to it.

    `words` are those of the diagram. Returns an empty object where the code runs nothing.
    """
    try:
        if language == "python":
            compile(source, PROGRAM, "exec", dont_inherit=True)
        trace = record(language, source, context)
    except BaseException as error:
        told = "".join(traceback.format_exception_only(error))
        return json.dumps({"error": told, "line": getattr(error, "lineno", None)})
    return recording(trace, words) if trace.runs_something else "{}"
