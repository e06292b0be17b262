"""From the text of a deck to its slides and blocks; every problem is reported at once."""

import dataclasses
import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from deck.source import metadata
from deck.source.fences import Fences
from deck.source.markdown import NOTES, TooMuch, lines_of, parser
from deck.source.model import Deck, Slide
from deck.source.problems import DeckError, Problem
from deck.source.sentences import entitled, sentences

MARKDOWN = parser()
NOTES_MISSPELT = re.compile(r"notes?\s*:\s*$|notes:", re.IGNORECASE)


def parse(text: str, path: str) -> Deck:
    """Read a deck; raise DeckError with all its problems. `path` is only named, not opened."""
    reader = _Reader(path)
    try:
        tokens = MARKDOWN.parse(text)
    except TooMuch as error:
        problem = Problem(path, error.line, f"{error}", "less of it in one place", "split it")
        raise DeckError(problem) from None
    slides = reader.read(tokens)
    if reader.problems:
        raise DeckError(*reader.problems)
    return Deck(path, slides, reader.metadata, text)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.metadata: dict[object, object] = {}
        self.fences = Fences(self.problem)

    def problem(self, line: int, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, found, expected, remedy))

    def read(self, tokens: list[Token]) -> tuple[Slide, ...]:
        if tokens and tokens[0].type == "front_matter":
            self.read_metadata(tokens.pop(0))
        before, *parts = _split(tokens, _begins_slide)
        if before:
            line = lines_of(before[0]).start
            self.problem(line, "text before the first heading", "a heading", "begin with “# Title”")
        elif not parts:
            self.problem(1, "an empty deck", "at least one slide", "begin with “# Title”")
        return tuple(self.read_slide(number, part) for number, part in enumerate(parts, 1))

    def read_metadata(self, token: Token) -> None:
        try:
            self.metadata = metadata.read(token.content)
        except metadata.NotPlain as error:
            found = f"front matter {error}"
            self.problem(1 + error.line, found, "“key: value” lines", "correct it")

    def read_slide(self, number: int, tokens: list[Token]) -> Slide:
        heading, rest = tokens[:3], tokens[3:]
        body, *notes = _split(rest, lambda token: token.type == "notes")
        for extra in notes[1:]:
            line = lines_of(extra[0]).start
            self.problem(line, f"a second “{NOTES}” in the slide", "one", "join the two notes")
        for token in rest:
            self.check(token)
        line, title = lines_of(heading[0]).start, _plain(heading[1])
        if not title:
            self.problem(line, "a heading without text", "a title", "write one")
        noted = tuple(token for part in notes for token in part[1:])
        slide = Slide(number, title, line, tuple(heading), tuple(body), noted)
        said = (*entitled(slide.heading), *sentences(slide.body + slide.notes))
        return dataclasses.replace(slide, blocks=self.fences.read(slide), sentences=said)

    def check(self, token: Token) -> None:
        if token.type == "hr":
            expected = "none, as a heading begins a slide"
            self.problem(lines_of(token).start, "a separator line", expected, "remove it")
        elif token.type == "code_block":
            found = "an indented block of code"
            self.problem(lines_of(token).start, found, "a fence with a language", "write ```python")
        elif token.type == "inline" and token.level == 1:
            for line, text in enumerate(token.content.split("\n"), lines_of(token).start):
                if NOTES_MISSPELT.match(text):
                    found = f"“{text.strip()}”"
                    self.problem(line, found, f"a line “{NOTES}”", "write it alone on its line")


def _split(tokens: list[Token], begins: Callable[[Token], bool]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if begins(token):
            parts.append([])
        parts[-1].append(token)
    return parts


def _begins_slide(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")


def _plain(inline: Token) -> str:
    return "".join(_texts(inline)).strip()


def _texts(inline: Token) -> Iterator[str]:
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "image"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
