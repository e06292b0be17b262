"""Make the files of the step-by-step player, which a page loads after its first slide."""

import base64
import json
import zlib
from collections.abc import Mapping

from deck.page.bundles import bundles
from deck.source.words import PLAYER, words, words_of
from deck.trace.diagram import STYLE
from deck.trace.model import Trace
from deck.trace.recording import recording


def player(traces: Mapping[str, Trace], lang: str) -> dict[str, bytes]:
    """Map the name of each file of the player of a deck in this language to its content.

    `traces.js` maps the name of a block to its recording: JSON, deflated, in base64.
    """
    return scripts(lang) | recordings(packed(traces, lang))


def packed(traces: Mapping[str, Trace], lang: str) -> dict[str, str]:
    """Pack each trace, by the name of its block."""
    return {name: pack(trace, lang) for name, trace in traces.items()}


def scripts(lang: str) -> dict[str, bytes]:
    """Map the names of the player's own files, which begin with its words, to their content."""
    made = bundles()
    said = f"Object.assign(words, {json.dumps(words_of(PLAYER, lang))});"
    return {
        "player/player.js": f"{said}\n{made['player/player.js']}".encode(),
        "player/player.css": f"{made['player/player.css']}{STYLE}\n".encode(),
    }


def recordings(packed: dict[str, str]) -> dict[str, bytes]:
    """Map the name of the file that holds the packed traces to its content."""
    return {"player/traces.js": f"const traces = {json.dumps(packed, indent=0)};\n".encode()}


def pack(trace: Trace, lang: str) -> str:
    """Pack a trace with its diagram; the escape of a lone surrogate is that of JSON, too."""
    data = recording(trace, words(lang)).encode("utf-8", "backslashreplace")
    return base64.b64encode(zlib.compress(data, 9)).decode()
