"""Compare what a block prints with what the deck states."""

import difflib
import re

from deck.values import without_addresses

TRACEBACK_BODY = re.compile(
    r"^(Traceback \(most recent call last\):\n)(?:[ \t].*\n)+", re.MULTILINE
)
# Control Pictures of Unicode, to tell in a diff what a terminal does not show.
PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}


def comparable(text: str, any_order: bool = False) -> list[str]:
    """Return the lines that are compared: any address and any traceback body match.

    The end of the last line is free, as no fence can be without it.
    """
    ended = text if text.endswith("\n") or not text else text + "\n"
    lines = TRACEBACK_BODY.sub(r"\1", without_addresses(ended)).split("\n")[:-1]
    return sorted(lines) if any_order else lines


def difference(stated: str, got: str, any_order: bool = False) -> str:
    """Return a diff from the stated output to the real one, empty when they agree."""
    lines = difflib.unified_diff(
        comparable(stated, any_order),
        comparable(got, any_order),
        "what the deck states",
        "what the block does",
        lineterm="",
    )
    return "\n".join(lines).translate(PICTURES)
