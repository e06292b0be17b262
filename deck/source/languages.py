"""The languages of blocks: those that are asserted, and those that are only shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

OUTPUT = "output"
# What the page can run where it stands.
RUNNABLE = ("python", "pycon")


@dataclass(frozen=True)
class Language:
    """Describe a language whose blocks are asserted: how its snippets end and how they comment."""

    suffix: str
    comment: str


ASSERTED = {
    "python": Language(".py", "#"),
    "pycon": Language(".pycon", "#"),
    "js": Language(".js", "//"),
}
# What authors call them otherwise.
ALIASES = {
    **dict.fromkeys(("py", "py3", "python3"), "python"),
    **dict.fromkeys(("python-repl", "python-console", "pyrepl", "doctest"), "pycon"),
    **dict.fromkeys(("javascript", "node", "nodejs", "mjs"), "js"),
}


def lexer(language: str) -> Lexer | None:
    """Return what Pygments knows of a language, keeping every character."""
    # Not at the top: a Python that only judges blocks has no Pygments.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def suffix(language: str) -> str:
    """Return the ending of a snippet's file."""
    if language in ASSERTED:
        return ASSERTED[language].suffix
    patterns = getattr(lexer(language), "filenames", ())
    return next((name[1:] for name in patterns if re.fullmatch(r"\*\.\w+", name)), ".txt")
