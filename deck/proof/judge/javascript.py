"""Read JavaScript as far as it takes to tell what a script does from what it only defines."""

import re
from collections.abc import Iterator

from deck.source.code.languages import lexer

# Pieces of JavaScript that are read in one way only: no templates, divisions or patterns.
PIECE = re.compile(
    r"""'[^'\\\n\r]*'|"[^"\\\n\r]*"|//[^\n\r\u2028\u2029]*|[\w$]+|\s+|[][(){},;.=+*<>!&|?:%~^-]"""
)
CLOSING = {")": "(", "]": "[", "}": "{"}
DEPTHS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
DECLARATIONS = re.compile(
    r"(?:(?:async )?function (?:\* )?[\w$]+ \( \) { }(?: ;)*(?: |\Z))*", re.ASCII
)
# How a line of JavaScript begins that defines, without what is in brackets, and 0 for literals.
LITERAL = r"-?0*\s*(?:$|,)"
VALUE = rf"(?:async\b\s*)?(?:function\b|\w*\s*=>|require\b|{LITERAL})"
VARIABLE = rf"(?:const|let|var)\b[^=]*(?:$|=\s*{VALUE})"
DEFINES = re.compile(
    r"\s*(?:export\s+)?(?:default\s+)?"
    rf"(?:(?:async\s+)?function\b|class\b|import\b|{VARIABLE}|{LITERAL})"
)


def defines_functions_alone(source: str) -> bool:
    """Return whether a script surely does nothing but declare functions.

    False of one that holds what may be read in two ways, as a division or a pattern.
    """
    if PIECE.sub("", source) or "<!--" in source or "-->" in source:
        return False
    outside, opened = list[str](), list[str]()
    for piece in PIECE.findall(source):
        if piece.startswith("//") or piece.isspace():
            continue
        if piece in CLOSING:
            if not opened or opened.pop() != CLOSING[piece]:
                return False
        if not opened:
            outside.append(piece)
        if piece in CLOSING.values():
            opened.append(piece)
    return not opened and bool(DECLARATIONS.fullmatch(" ".join(outside)))


def acts(source: str) -> bool:
    """Return whether a script does something that may fail, as far as its lines tell."""
    lines = re.split("[;\n]", "".join(_outside_brackets(source)))
    return not all(map(DEFINES.match, lines))


def _outside_brackets(source: str) -> Iterator[str]:
    depth = 0
    found = lexer("js")
    for kind, text in found.get_tokens(source) if found else ():
        name = str(kind)
        if name == "Token.Punctuation" and text in DEPTHS:
            depth += DEPTHS[text]
        elif not depth and "Comment" not in name:
            yield "0" if "Literal" in name or text in ("true", "false", "null") else text
