"""Make the files of the step-by-step player, which a page loads after its first slide."""

import base64
import json
import zlib
from pathlib import Path

from deck.diagram import diagram
from deck.model import Block, Deck
from deck.stepping import traces
from deck.trace import Trace, to_json

PAGE = Path(__file__).with_name("page")
SCRIPTS = ("sentences", "recording", "scene", "timeline", "view", "receiver", "player")


def player(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its content; raise DeckError when a trace contradicts the deck.

    `traces.js` maps the name of a block to its recording: JSON, deflated, in base64.
    """
    return scripts() | recordings(packed(deck))


def packed(deck: Deck) -> dict[str, str]:
    """Record a deck, and pack each trace by the name of its block; raise DeckError as `player`."""
    recorded = traces(deck)
    blocks = (block for block in deck.blocks if block.name in recorded)
    return {block.name: pack(block, recorded[block.name]) for block in blocks}


def scripts() -> dict[str, bytes]:
    """Map the names of the player's own files to their content."""
    texts = [(PAGE / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    script = f"(() => {{\n{''.join(texts)}Reveal.registerPlugin(DeckPlayer());\n}})();\n"
    return {
        "player/player.js": script.encode(),
        "player/player.css": (PAGE / "player.css").read_bytes(),
    }


def recordings(packed: dict[str, str]) -> dict[str, bytes]:
    """Map the name of the file that holds the packed traces to its content."""
    return {"player/traces.js": f"const traces = {json.dumps(packed, indent=0)};\n".encode()}


def pack(block: Block, trace: Trace) -> str:
    """Pack a trace with its diagram and the code that comes before its block."""
    rest = json.dumps({"context": block.context, "diagram": diagram(trace)}, ensure_ascii=False)
    text = f'{{"trace":{to_json(trace)},{rest[1:]}'
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
