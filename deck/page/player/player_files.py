"""Make the files of the step-by-step player, which a page loads after its first slide."""

import json
from collections.abc import Mapping

from deck.page.bundling.bundles import part
from deck.source.words import PLAYER, words, words_of
from deck.trace import recording
from deck.trace.diagram import STYLE
from deck.trace.model import Trace


def player(traces: Mapping[str, Trace | str], lang: str) -> dict[str, bytes]:
    """Map the name of each file of the player of a deck in this language to its content.

    `traces.js` maps the name of a block to its recording: JSON, deflated, in base64.
    """
    return scripts(lang) | recordings(packed(traces, lang))


def packed(traces: Mapping[str, Trace | str], lang: str) -> dict[str, str]:
    """Return the traces, packed, by the names of their blocks."""
    return {
        name: trace if isinstance(trace, str) else pack(trace, lang)
        for name, trace in traces.items()
    }


def scripts(lang: str) -> dict[str, bytes]:
    """Map the names of the player's own files, which begin with its words, to their content."""
    files = part("player/player", words_of(PLAYER, lang))
    return files | {"player/player.css": files["player/player.css"] + f"{STYLE}\n".encode()}


def recordings(packed: dict[str, str]) -> dict[str, bytes]:
    """Map the name of the file that holds the packed traces to its content."""
    return {"player/traces.js": f"const traces = {json.dumps(packed, indent=0)};\n".encode()}


def pack(trace: Trace, lang: str) -> str:
    """Return a trace as a page in this language has it."""
    return recording.pack(trace, words(lang))
