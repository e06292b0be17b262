"""The languages of blocks: those that are asserted, and those that are only shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.lexer import Lexer

OUTPUT = "output"
# Of what a fence says nothing of.
UNKNOWN = "text"
# Programs and sessions, which the page can run where they stand.
PYTHON = ("python", "pycon")


@dataclass(frozen=True)
class Language:
    """Describe a language whose blocks are asserted.

    `suffix` is how its snippets end, `program` what runs them, and `aliases` what authors call it
    otherwise.
    """

    suffix: str
    program: str
    aliases: tuple[str, ...]


ASSERTED = {
    "python": Language(".py", "python", ("py", "py3", "python3", "ipython", "ipython3")),
    # A session with `notest`; what students get of any other retypes it in Python.
    "pycon": Language(".txt", "", ("python-repl", "python-console", "pyrepl", "doctest")),
    "js": Language(".js", "node", ("javascript", "node", "nodejs", "mjs")),
}
# Those whose output is stated apart: a session holds its own.
WITH_OUTPUT = [name for name in ASSERTED if name != "pycon"]
ALIASES = {alias: name for name, one in ASSERTED.items() for alias in one.aliases} | dict.fromkeys(
    ("txt", "plain", "plaintext"), UNKNOWN
)
# Some of those that are shown, for which the name of another may be a slip.
SHOWN = "bash console cpp css diff html java json php ruby rust sh sql text toml xml yaml".split()
# Those of a terminal, where a session of Python may stand, too.
CONSOLES = "bash console pyconsole repl sh shell terminal".split()
# What runs a snippet, by how it ends; how students get it is told by « snippet.about » and that.
PROGRAMS = {one.suffix: one.program for one in ASSERTED.values() if one.program}

# What stands around a comment in the files of other languages than those of “#”.
COMMENTS = {
    ("// ", ""): (
        "c cpp cs cu d dart frag fs go groovy hlsl java js jsx kt pas proto qml rs sass scala scss "
        "sol sv swift ts tsx v vert wgsl zig"
    ),
    ("/* ", " */"): "SAS css less",
    ("<!-- ", " -->"): "html md php svg vue xml xsl",
    ("-- ", ""): "adb agda elm hs idr lean lua purs sql vhdl",
    ("! ", ""): "f f03 f90",
    ("*> ", ""): "cob",
    ("' ", ""): "BAS vb",
    ("(* ", " *)"): "ml",
    ("% ", ""): "ecl erl tex",
    ("; ", ""): "asm cl clj el fnl rkt scm",
    ("REM ", ""): "bat",
    ('" ', ""): "vim",
}
HAS_NO_COMMENTS = (".json",)
PROMPT_OF_A_SHELL = re.compile(r"^\$ ", re.MULTILINE)


@cache
def lexer(language: str) -> Lexer | None:
    """Return what Pygments knows of a language, keeping every character."""
    # Not at the top: a Python that only judges blocks has no Pygments.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def suffix(language: str, source: str = "") -> str:
    """Return the ending of a snippet's file; a session at a shell is no script."""
    if language in ASSERTED:
        return ASSERTED[language].suffix
    patterns = getattr(lexer(language), "filenames", ())
    ending = next((name[1:] for name in patterns if re.fullmatch(r"\*\.\w+", name)), ".txt")
    return ".txt" if ending == ".sh" and PROMPT_OF_A_SHELL.search(source) else ending


def comment(lines: Iterable[str], ending: str) -> str:
    """Return each line as a comment, for a file that ends so; nothing where there are none."""
    if ending in HAS_NO_COMMENTS:
        return ""
    around = (pair for pair, endings in COMMENTS.items() if ending[1:] in endings.split())
    begin, end = next(around, ("# ", ""))
    safe = (_within(line, end) if end else line for line in lines)
    return "".join(f"{begin}{line}{end}\n" for line in safe)


def _within(text: str, end: str) -> str:
    """Return a text without what would end a comment before its end."""
    first, *rest = map(re.escape, end.strip()[:2])
    return re.sub(f"{first}(?={rest[0]})", r"\g<0> ", text)
