"""Find what another tool hides from the room, and would be shown here."""

import re
from collections.abc import Iterator
from itertools import starmap

from markdown_it.token import Token

from deck.source.dialects import obsidian
from deck.source.dialects.cells import SKIPPED
from deck.source.dialects.html import HIDDEN_NOTES
from deck.source.dialects.markdown import QUOTED, Places, lines_of, outside_code
from deck.source.problems import Told
from deck.source.reading.info import RAW_HTML

# Of Slidev and of remark.
SETTING = re.compile(r"(?:hide|disabled|exclude):[ \t]*true[ \t]*(?:#.*)?", re.IGNORECASE)
# Of Pandoc and Quarto (https://quarto.org/docs/authoring/conditional.html).
BRACES = re.compile(
    r"""\{(?:[^}\n]*(?<=[\s{"';]))?(?:visibility=["']?hidden\b|\.(?:content-)?hidden\b|"""
    r"""display\s*:\s*none)[^}\n]*\}"""
)
# A comment of Obsidian, of which the end may be in another paragraph.
COMMENT = re.compile(rf"^%%(?=[^%\n]*$)|{obsidian.BEGINS}[^%\n]+%%(?!%)", re.MULTILINE)
CONTAINER = re.compile(r"\{?[^}]*(?<![\w-])(?:hidden|content-hidden|content-visible)(?![\w-]).*")
FOR_THE_ROOM = re.compile(r"content-visible\b.*\bwhen-\w+=\W*(?:html|revealjs)")
TAG = re.compile(
    r"""<(?:!--\s*\.(?:slide|element):|[a-z])(?:[^"'>]|"[^"]*"|'[^']*')*>""", re.IGNORECASE
)
# One of these is in all that hides, and in few texts: what looks further takes long.
OF_HIDING = re.compile("hidden|none|false", re.IGNORECASE)
HIDDEN = re.compile(r"\shidden(?=[\s=/>])", re.IGNORECASE)
HIDES = re.compile(
    r"""\bstyle\s*=\s*["']?[^"'>]*(?:display\s*:\s*none|visibility\s*:\s*hidden)|"""
    r"""\bdata-visibility\s*=\s*["']?hidden|\bclass\s*=\s*["']?(?:[^"'>]*\s)?hidden(?=[\s"'>])|"""
    r"""\bv-(?:if|show)\s*=\s*["']false""",
    re.IGNORECASE,
)


def settings(text: str, line: int) -> Iterator[tuple[int, *Told]]:
    """Yield a problem for each line of a text that hides a slide; its first line is `line`."""
    return starmap(_told, hiding_settings(text, line))


def hidden(token: Token) -> Iterator[tuple[int, *Told]]:
    """Yield a problem for each thing in a token that another tool would hide."""
    return starmap(_told, _hidden(token))


def is_hidden_box(token: Token) -> bool:
    """Return whether a box of Pandoc hides what it holds."""
    found = CONTAINER.fullmatch(token.info) or HIDES.search(token.info)
    return bool(found and not FOR_THE_ROOM.search(token.info))


def hiding_settings(text: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield each line of a text that hides a slide, after its number; its first line is `line`."""
    for at, setting in enumerate(map(str.rstrip, text.split("\n")), line):
        if SETTING.fullmatch(setting):
            yield at, setting


def _told(line: int, what: str) -> tuple[int, *Told]:
    found = f"“{what}”, which hides elsewhere what would be shown here"
    return line, found, "what is for the room", "delete what is hidden, or what hides it"


def _hidden(token: Token) -> Iterator[tuple[int, str]]:
    """Yield the lines of a token at which something is hidden elsewhere, with what hides it."""
    if not token.map:
        return
    line = lines_of(token).start
    if token.type == "container":
        if is_hidden_box(token):
            yield line, f"::: {token.info}"
    elif token.type == SKIPPED:
        yield line, token.content
    elif token.type == "html_block":
        yield from _tags(token.content, line)
    elif token.type == "fence" and RAW_HTML.match(token.info):
        if found := HIDDEN_NOTES.search(token.content):
            yield line + 1 + token.content.count("\n", 0, found.start()), f"{found[0]}…"
        yield from _tags(token.content, line + 1)
    elif token.type == "inline":
        if token.level == 1:
            yield from hiding_settings(token.content, line)
        text = outside_code(token) if OF_HIDING.search(token.content) else ""
        for found in BRACES.finditer(text):
            yield line + text.count("\n", 0, found.start()), found[0]
        passed_over = [one.content for one in token.children or () if one.type == obsidian.COMMENT]
        text = outside_code(token) if obsidian.MARK in token.content else ""
        for found in COMMENT.finditer(text):
            if found[0] not in passed_over:
                yield line + text.count("\n", 0, found.start()), found[0]
        places = Places(token.content, line)
        for child in token.children or ():
            if child.type == "html_inline":
                yield from _tags(child.content, places.line_of(child.content))


def _tags(html: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield the tags that hide what they hold, each with its line; the first line has a number."""
    for found in TAG.finditer(html) if OF_HIDING.search(html) else ():
        if HIDES.search(found[0]) or HIDDEN.search(QUOTED.sub('""', found[0])):
            yield line + html.count("\n", 0, found.start()), found[0]
