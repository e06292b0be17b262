"""The cells of notebooks, as Jupytext, MyST and Quarto write them: their slides and settings."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deck.source.dialects.notes import COST_OF_LINE, SETS, push, raw
from deck.source.limits import spend

# https://mystmd.org/guide/quickstart-jupyterlab-myst, « block breaks »
BREAK = re.compile(r"\+\+\+[ \t]*(\{.*\})?[ \t]*")
OF_A_NOTEBOOK = re.compile(r"^(?:jupytext|kernelspec):", re.MULTILINE)
# Jupytext's own Markdown has regions: https://jupytext.readthedocs.io/en/latest/formats-markdown.html
REGION = re.compile(r"\s*<!--[ \t]*#(?:end)?region\b.*-->\s*")
SLIDE_TYPE = re.compile(r"\bslide_type\"?[ \t]*:[ \t]*[\"']?([\w-]+)")
OF_MYST = re.compile(r"\{code(?:-cell|-block)?\}[ \t]*(?=\w)")
# What these tools run: Quarto a language in braces.
OF_A_CELL = re.compile(r"[ \t]*\{(?:\w+\}|code-cell\}[ \t]*\w+)[ \t]*")
CODE_CELL = re.compile(r"\{code-cell\}")
# What Jupytext has after a language, as `tags=["a"]`, and the kind of its slide.
METADATA = re.compile(
    r"(?<!\S)(?:deletable|editable|jupyter|slide[a-z]+|tags)=(?:\{.*\}|\[.*?\]|\w+)"
)
SETTINGS_OF_QUARTO = re.compile(r"(?:#\|.*\n)+\n*")
SETTINGS_OF_MYST = re.compile(r"(?:---\n(?:.*\n)*?---\n|(?::[\w-]+:.*\n)+)\n*")
NOT_RUN = re.compile(r"^#\|[ \t]*eval:[ \t]*false\b", re.MULTILINE)
HIDES_CODE = re.compile(
    r"^(?:#\|[ \t]*(?:echo|include):[ \t]*false\b.*|.*\b(?:remove|hide)-(?:cell|input)\b.*)",
    re.MULTILINE,
)
LINES = re.compile(r"^#\|[ \t]*code-line-numbers:[ \t]*([\"'][^\"'\n]+[\"'])", re.MULTILINE)
# https://mystmd.org/guide/admonitions, of which the text is Markdown.
BOX = re.compile(
    r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<what>\{(?:admonition|attention|caution|danger|dropdown|"
    r"error|exercise|hint|important|margin|note|seealso|sidebar|solution|tip|topic|warning)\}.*)"
)
BEGINS = ("slide", "subslide")
SKIP = "skip"
# Of a separator that is the beginning of a cell.
CELL = "cell"
# Around what is in a cell that is skipped.
SKIPPED, SKIPPED_END = "skipped", "skipped_end"


def use(markdown: MarkdownIt) -> None:
    """Have a parser know the cells of a notebook, and the boxes of MyST."""
    ruler = markdown.block.ruler
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    ruler.before("fence", "cell", _break, {"alt": interrupted})
    ruler.before("fence", "box", _box, {"alt": interrupted})
    markdown.core.ruler.after("block", "cells", _cells)


def settings(info: str, content: str) -> str:
    """Return the lines above the code of a fence that set something of its cell."""
    pattern = SETTINGS_OF_MYST if OF_MYST.match(info) else SETTINGS_OF_QUARTO
    found = pattern.match(content)
    return found[0] if found else ""


def hiding(written: str) -> Iterator[tuple[int, str]]:
    """Yield the settings of a cell that hide its code, each with its line from 0."""
    for found in HIDES_CODE.finditer(written):
        yield written.count("\n", 0, found.start()), found[0].strip()


def _break(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    found = BREAK.fullmatch(raw(state, line))
    if not found or state.level and not silent:
        return False
    first = state.tokens[0] if state.tokens else None
    of_notebook = first and first.type == "front_matter" and OF_A_NOTEBOOK.search(first.content)
    if not found[1] and not of_notebook:
        return False
    if not silent:
        push(state, "container", line, found[0].strip())
        state.line = line + 1
    return True


def _box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the text of a box, without the lines around it and its settings."""
    if not (found := BOX.fullmatch(raw(state, line))) or state.level:
        return False
    inside = range(line + 1, end)
    if (last := _end_of_box(state, inside, found["fence"])) is None:
        return False
    if silent:
        return True
    push(state, "container", line, found["what"].strip())
    state.tokens[-1].markup = found["fence"]
    first = next((at for at in inside if not SETS.match(raw(state, at))), last)
    whole, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, first, last)
    state.lineMax = whole
    state.line = last + 1
    return True


def _end_of_box(state: StateBlock, inside: range, fence: str) -> int | None:
    for at in inside:
        spend(state.env, COST_OF_LINE, at, "too many boxes that are not closed")
        if _closes(raw(state, at).strip(), fence):
            return at
    return None


def _closes(text: str, fence: str) -> bool:
    return text.startswith(fence) and not text.strip(fence[0])


def _cells(state: StateCore) -> None:
    """Have cells begin slides, notes and what is hidden, as far as the next cell."""
    tokens: list[Token] = []
    # What ends where the next cell is.
    end = ""
    for token in state.tokens:
        if token.level or (written := _cell(token)) is None:
            tokens.append(token)
            continue
        found = SLIDE_TYPE.search(written)
        kind = found[1] if found else ""
        if end:
            tokens.append(Token(end, "", 0, map=token.map))
            end = ""
        if kind in BEGINS:
            tokens.append(Token("separator", "", 0, map=token.map, info=CELL))
        elif kind == "notes":
            tokens.append(Token("notes", "", 0, map=token.map, markup=written.split("\n")[0]))
            end = "notes_end"
        elif kind == SKIP:
            tokens.append(Token(SKIPPED, "", 0, map=token.map, content=f"slide_type: {kind}"))
            end = SKIPPED_END
        tokens.append(token)
        # Under the code of a cell is another cell.
        if token.type == "fence" and end == SKIPPED_END:
            tokens.append(Token(end, "", 0, map=token.map))
            end = ""
    if end == SKIPPED_END:
        tokens.append(Token(end, "", 0))
    state.tokens = tokens


def _cell(token: Token) -> str | None:
    """Return what is written of a cell where one begins or ends, or nothing."""
    if token.type == "container" and BREAK.fullmatch(token.info):
        return token.info
    if token.type == "html_block" and REGION.fullmatch(token.content):
        return token.content
    if token.type == "fence" and (CODE_CELL.match(token.info) or METADATA.search(token.info)):
        return token.info + settings(token.info, token.content)
    return None
