"""Compare what a block prints with what the deck states."""

import difflib
import re

ADDRESS = re.compile(r"\b0x[0-9A-Fa-f]+")
TRACEBACK_BODY = re.compile(
    r"^(Traceback \(most recent call last\):\n)(?:[ \t].*\n)+", re.MULTILINE
)


def comparable(text: str, any_order: bool = False) -> list[str]:
    """Return the lines that are compared: any address and any traceback body match."""
    text = TRACEBACK_BODY.sub(r"\1", ADDRESS.sub("0x…", text.rstrip("\n") + "\n")).rstrip("\n")
    lines = text.split("\n") if text else []
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
    return "\n".join(lines)
