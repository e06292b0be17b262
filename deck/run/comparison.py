"""Compare what a block prints with what the deck states."""

import difflib
import re

from deck.run.addresses import without_addresses
from deck.run.program import TRACEBACK

WHOLE_TRACEBACK = re.compile(rf"^({re.escape(TRACEBACK)})((?:[ \t].*\n)*)", re.MULTILINE)
# What a program prints by itself under such a heading begins otherwise, and is compared.
BODY = '  File "'
# Control Pictures of Unicode, to tell in a diff what a terminal does not show.
PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}


def comparable(stated: str, got: str, any_order: bool = False) -> tuple[list[str], list[str]]:
    """Return the lines that are compared, of what is stated and of what was got.

    Any address matches, any body of a traceback that Python wrote, and the end of the last line,
    as no fence can be without it.
    """
    stated, got = ended(stated), ended(got)
    bodies = [body for _, body in WHOLE_TRACEBACK.findall(got)]
    free = [not body or body.startswith(BODY) for body in bodies]
    return _lines(stated, free, any_order), _lines(got, free, any_order)


def difference(stated: str, got: str, any_order: bool = False) -> str:
    """Return a diff from the stated output to the real one, empty when they agree."""
    lines = difflib.unified_diff(
        *comparable(stated, got, any_order),
        "what the deck states",
        "what the block does",
        lineterm="",
    )
    return "\n".join(lines).translate(PICTURES)


def ended(text: str) -> str:
    """Return a text whose last line ends, as each does in a fence."""
    return text if text.endswith("\n") or not text else text + "\n"


def _lines(text: str, free: list[bool], any_order: bool) -> list[str]:
    """Return the lines of a text, without the body of each traceback that is `free`, in order."""
    left = iter(free)
    plain = WHOLE_TRACEBACK.sub(
        lambda found: found[1] if next(left, True) else found[0], without_addresses(text)
    )
    lines = plain.split("\n")[:-1]
    return sorted(lines) if any_order else lines
