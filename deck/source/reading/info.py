"""The info string of a fence: its language and its words, and what its author may have meant."""

import ast
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from markdown_it.token import Token

from deck.run import transcript
from deck.source import lines
from deck.source.code.languages import (
    ALIASES,
    ASSERTED,
    CONSOLES,
    OUTPUT,
    PYTHON,
    SHOWN,
    UNKNOWN,
    lexer,
)
from deck.source.code.trees import NO_PROGRAM, tree_of
from deck.source.dialects import cells
from deck.source.dialects.markdown import lines_of

# What a fence says: `python name:a`, `{.python .numbered}` of Pandoc, `python {1|3-5}` of Slidev
# and `python [1|3-5]` of reveal.js, whose lines are lit up one after the other, see lines.py.
INFO = re.compile(r"\{?\s*\.?([^\s{}\[,]*)[,\s]*(.*)", re.DOTALL)
LIT_UP = re.compile(rf"{lines.OF_OTHERS.pattern}|\{{[^}}]*\}}|\[[^\]]*\]|\}}")
# Pandoc’s identifier, which may stand before the language, and its first class.
ID = re.compile(r"\{\s*#")
CLASS = re.compile(r"\.([\w+-]+)(.*)", re.DOTALL)
# What HackMD has after a language, `python=101`, and HTML before it, `language-python`.
AROUND = re.compile(r"^lang(?:uage)?-(?=\w)|(?<=\w)=(?:\d+|\+)?$")
# What presenterm is to do with a block.
OF_PRESENTERM = re.compile(r"(?<!\S)\+[a-z_]+(?::\S+)?(?!\S)")
PYTHON_2 = re.compile(r"py(?:thon)?-?2(?:\.\d)?", re.IGNORECASE)
# Of Pandoc, HTML as it is.
RAW_HTML = re.compile(r"\s*\{=html\}")
NOTEST = "notest"
# A line that would open a fence closes none.
OPENS = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*[^`\s][^`\n]*$", re.MULTILINE)
# No shell asks so.
TYPED_IN_PYTHON = re.compile(r"^>>> ", re.MULTILINE)


@dataclass
class Fence:
    """Represent a fence as it is written, and whether nothing is to run of it."""

    line: int
    language: str
    words: list[str]
    source: str
    # Something is wrong with it, and what its author means is not known.
    flawed: bool = False
    included: str = ""
    # The lines above the source that set something of its cell.
    settings: str = ""

    def value(self, key: str) -> str:
        """Return what follows a word and its colon, or an empty string."""
        start = f"{key}:"
        return next((word[len(start) :] for word in self.words if word.startswith(start)), "")

    @property
    def name(self) -> str:
        return self.value("name")


def fence_of(token: Token) -> Fence:
    """Read the info string of a fence; classes are all that Pandoc has there, beside a language."""
    settings = cells.settings(token.info, token.content)
    source = token.content.removeprefix(settings)
    info = cells.METADATA.sub(" ", cells.OF_MYST.sub("", token.info.strip()))
    info = OF_PRESENTERM.sub(" ", info)
    is_pandoc = info.startswith("{")
    if ID.match(info):
        found = CLASS.search(info)
    else:
        found = INFO.match(info if is_pandoc else LIT_UP.sub(" ", info))
    language, rest = (found[1], found[2]) if found else ("", "")
    language = AROUND.sub("", language)
    words = [] if is_pandoc else LIT_UP.sub(" ", rest).split()
    of_a_cell = (f"code-line-numbers={one}" for one in cells.LINES.findall(settings))
    if lit := lines.of_others(" ".join([info, *of_a_cell]), source.count("\n")):
        words.append(f"{lines.WORD}:{lit}")
    if cells.NOT_RUN.search(settings) and NOTEST not in words:
        words.append(NOTEST)
    return Fence(lines_of(token).start, language, words, source, settings=settings)


def is_closed(token: Token) -> bool:
    """Return whether a fence has its end, and holds no line that would open another."""
    opened = (found[1] for found in OPENS.finditer(token.content))
    swallows = any(one.startswith(token.markup) for one in opened)
    return len(lines_of(token)) >= token.content.count("\n") + 2 and not swallows


def called(language: str) -> str:
    """Return the name by which a language is called here, in whatever case it is written."""
    name = ALIASES.get(language.lower(), language.lower())
    return name if name in (*ASSERTED, OUTPUT, UNKNOWN) else language


def language_meant(language: str, source: str) -> str:
    """Return the language that is run, or `output`, of which a name is misspelt, or nothing.

    A session of Python is none of a shell, even under the command that begins it.
    """
    written = language.lower()
    if written in CONSOLES and TYPED_IN_PYTHON.search(source):
        return "pycon"
    if lexer(language):
        return ""
    near = get_close_matches(written, [*ASSERTED, OUTPUT, *ALIASES, *SHOWN], 1, 0.75)
    near += [name for name in PYTHON if written.startswith(name)]
    return called(near[0]) if near and near[0] not in SHOWN else ""


def language_guessed(source: str) -> str:
    """Return the language of a block whose author named none, or nothing where that is not sure."""
    if transcript.is_one(source):
        return "pycon"
    if re.match(r"\s*\$ ", source):
        return "console"
    with suppress(ValueError):
        return "json" if isinstance(json.loads(source), dict | list) else "text"
    with suppress(*NO_PROGRAM):
        # What may be a program is not run because nobody said what it is.
        return "" if any(map(_does_something, ast.walk(tree_of(source)))) else "text"
    return "text"


def shows_a_value(source: str) -> bool:
    """Return whether a program ends in an expression, the value of which notebooks show."""
    with suppress(*NO_PROGRAM):
        return any(isinstance(node, ast.Expr) for node in tree_of(source).body[-1:])
    return False


def _does_something(node: ast.AST) -> bool:
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return isinstance(node, (*defining, ast.Assign, ast.Call))
