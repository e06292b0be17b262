"""The comments that are notes, in decks of Marp, Slidev and presenterm."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from deck.source.dialects.markdown import COMMENT, lines_of, tokens_of
from deck.source.problems import Told

MARP, SLIDEV = "Marp", "Slidev"
# Marpit's directives (https://marpit.marp.app/directives), reveal's, and « fit » of a heading.
DIRECTIVE = re.compile(r"\s*(?:\.?[_a-zA-Z]\w*:(?:\s.*)?|fit|)\s*")
# Of these, those that show a text; an empty one shows none.
OF_EACH_SLIDE = ("header", "footer")
ON_EACH_SLIDE = re.compile(r"_?(?:header|footer):[ \t]+(?!''$|\"\"$)\S.*")
# Of presenterm, whose comments are YAML.
SPEAKER_NOTE = re.compile(r"\s*speaker_note:[ \t]*(?:[|>][+-]?)?")
# Not `colorSchema`, which is said here, too.
OF_SLIDEV = {"drawings", "highlighter", "lineNumbers", "mdc", "routerMode"}


def tool_of(metadata: dict[object, object]) -> str:
    """Return the tool of whose decks the comments are notes, by the front matter of the deck."""
    if metadata.get("marp") is True:
        return MARP
    return SLIDEV if OF_SLIDEV & metadata.keys() else ""


def notes_of(tool: str, tokens: Iterable[Token]) -> list[Token]:
    """Return the comments that are notes, among the tokens of a slide.

    In Marp each comment is one that sets nothing (https://github.com/marp-team/marp-cli), in
    Slidev the last of a slide (https://sli.dev/guide/syntax#notes), and elsewhere none but those
    of presenterm, which say so.
    """
    notes = _all(tokens)
    if not tool:
        return [one for one in notes if SPEAKER_NOTE.match(_text(one))]
    return notes[-1:] if tool == SLIDEV else notes


def not_shown(token: Token) -> Iterator[tuple[int, *Told]]:
    """Yield the lines of a comment by which Marp shows a text on each slide, as problems."""
    if token.type == "html_block" and COMMENT.fullmatch(token.content):
        for at, text in enumerate(_text(token).split("\n"), lines_of(token).start):
            if ON_EACH_SLIDE.fullmatch(text.strip()):
                yield at, *told_of(text.strip())


def told_of(setting: str) -> Told:
    """Return the problem of a setting by which Marp shows a text on each slide."""
    found = f"“{setting}”, which is not shown"
    return found, "slides that say all", "write it on a slide, or remove it"


def said(comment: Token) -> list[Token]:
    """Return the tokens of what a comment says, on its lines; code in it is only shown."""
    text = _text(comment)
    if found := SPEAKER_NOTE.match(text):
        text = " " * found.end() + text[found.end() :]
    tokens = tokens_of(textwrap.dedent(" " * 4 + text))
    above = lines_of(comment).start - 1
    for token in tokens:
        if token.map:
            token.map = [line + above for line in token.map]
        if token.type == "fence":
            token.type = "code_block"
    return [token for token in tokens if token.type not in ("separator", "notes")]


def _text(comment: Token) -> str:
    text = comment.content.strip("\n")
    return text[text.index("<!--") + 4 : text.rindex("-->")]


def _all(tokens: Iterable[Token]) -> list[Token]:
    return [
        token
        for token in tokens
        if token.type == "html_block"
        and token.level == 0
        and COMMENT.fullmatch(token.content)
        and not _sets_something(token.content)
    ]


def _sets_something(comment: str) -> bool:
    lines = comment.strip().removeprefix("<!--").removesuffix("-->").split("\n")
    # « Speaker notes: » is no setting, and « note: » a word for the speaker.
    return all(map(DIRECTIVE.fullmatch, lines)) and "note" not in comment.lower()
