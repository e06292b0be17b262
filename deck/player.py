"""Make the files of the step-by-step player, which a page loads after its first slide."""

import base64
import json
import zlib
from pathlib import Path

from deck.model import Deck
from deck.recording import recording
from deck.stepping import traces
from deck.trace import Trace

PAGE = Path(__file__).with_name("page")
SCRIPTS = "sentences recording tracks marks scene timeline view speaker player".split()


def player(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its content; raise DeckError when a trace contradicts the deck.

    `traces.js` maps the name of a block to its recording: JSON, deflated, in base64.
    """
    return files({name: pack(trace) for name, trace in traces(deck).items()})


def files(packed: dict[str, str]) -> dict[str, bytes]:
    """Map the name of each file to its content, for blocks whose traces were packed."""
    scripts = [(PAGE / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    texts = {
        "traces.js": f"const traces = {json.dumps(packed, indent=0)};\n",
        "player.js": f"(() => {{\n{''.join(scripts)}Reveal.registerPlugin(DeckPlayer());\n}})();\n",
        "player.css": (PAGE / "player.css").read_text("utf-8"),
    }
    return {f"player/{name}": text.encode() for name, text in texts.items()}


def pack(trace: Trace) -> str:
    """Pack a trace with its diagram."""
    return base64.b64encode(zlib.compress(recording(trace).encode(), 9)).decode()
