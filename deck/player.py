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
    recorded = traces(deck)
    return files(
        {
            block.name: pack(block, recorded[block.name])
            for block in deck.blocks
            if block.name in recorded
        }
    )


def files(packed: dict[str, str]) -> dict[str, bytes]:
    """Map the name of each file to its content, for blocks whose traces were packed."""
    scripts = [(PAGE / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    texts = {
        "traces.js": f"const traces = {json.dumps(packed, indent=0)};\n",
        "player.js": f"(() => {{\n{''.join(scripts)}Reveal.registerPlugin(DeckPlayer());\n}})();\n",
        "player.css": (PAGE / "player.css").read_text("utf-8"),
    }
    return {f"player/{name}": text.encode() for name, text in texts.items()}


def pack(block: Block, trace: Trace) -> str:
    """Pack a trace with its diagram and the code that comes before its block."""
    rest = json.dumps({"context": block.context, "diagram": diagram(trace)}, ensure_ascii=False)
    text = f'{{"trace":{to_json(trace)},{rest[1:]}'
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
