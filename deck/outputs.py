"""Compare what a block prints with what the deck states."""

import difflib
import re

from deck.values import without_addresses

TRACEBACK = r"^(Traceback \(most recent call last\):\n)"
STATED_BODY = re.compile(rf"{TRACEBACK}(?:[ \t].*\n)+", re.MULTILINE)
# As Python writes it: what a program prints under such a heading by itself is its own words.
PRINTED_BODY = re.compile(rf'{TRACEBACK}  File ".*\n(?:[ \t].*\n)*', re.MULTILINE)
# Control Pictures of Unicode, to tell in a diff what a terminal does not show.
PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}


def comparable(
    text: str, any_order: bool = False, body: re.Pattern[str] = PRINTED_BODY
) -> list[str]:
    """Return the lines that are compared, less the addresses and the bodies of tracebacks.

    The end of the last line is free, as no fence can be without it.
    """
    ended = text if text.endswith("\n") or not text else text + "\n"
    lines = body.sub(r"\1", without_addresses(ended)).split("\n")[:-1]
    return sorted(lines) if any_order else lines


def difference(stated: str, got: str, any_order: bool = False) -> str:
    """Return a diff from the stated output to the real one, empty when they agree.

    The deck may state any body of a traceback for one that Python writes.
    """
    if stated == got:
        return ""
    lines = difflib.unified_diff(
        comparable(stated, any_order, STATED_BODY),
        comparable(got, any_order),
        "what the deck states",
        "what the block does",
        lineterm="",
    )
    return "\n".join(lines).translate(PICTURES)
