"""The lines of a deck: what stands on one, and its text with others in their place."""

import re
from collections.abc import Mapping
from functools import lru_cache

from deck.proof.editing.edits import LINE, end_of
from deck.source.dialects import cells
from deck.source.model import Block, Deck

# What stands in the place of some lines, by their numbers from 1; nothing where one is left out.
Lines = Mapping[int, list[str]]

OPENING = re.compile(r"(?P<before>.*?(?:`{3,}|~{3,})[ \t]*)(?P<info>.*)")


def line_at(deck: Deck, number: int) -> str:
    """Return a line of a deck, by its number from 1, without its end."""
    lines = _lines_of(deck.text)
    return lines[number - 1] if 0 < number <= len(lines) else ""


@lru_cache(maxsize=2)
def _lines_of(text: str) -> list[str]:
    return [line.removesuffix(end_of(line)) for line in LINE.findall(text)]


def with_lines(text: str, lines: Lines) -> str:
    """Return a text with other lines in the place of some."""
    new = []
    for number, line in enumerate(LINE.findall(text), 1):
        written = lines.get(number)
        new += [line] if written is None else [one + (end_of(line) or "\n") for one in written]
    return "".join(new)


def with_words(deck: Deck, block: Block, *words: str) -> dict[int, list[str]]:
    """Return the line that opens the fence of a block, with more words.

    A cell of a notebook, which has none, is a fence like any other then.
    """
    line = line_at(deck, block.fence_line).rstrip()
    opening = OPENING.fullmatch(line)
    if opening and cells.OF_A_CELL.fullmatch(opening["info"]):
        line = opening["before"] + block.language
    return {block.fence_line: [" ".join([line, *words])]}


def takes_words(deck: Deck, block: Block) -> bool:
    """Return whether words are read on the fence of a block: not beside attributes of Pandoc."""
    opening = OPENING.fullmatch(line_at(deck, block.fence_line))
    return bool(opening and not opening["info"].startswith("{"))


def with_fence(deck: Deck, line: int, language: str) -> Lines:
    """Return the line of a fence with another language, and no more words."""
    opening = OPENING.fullmatch(line_at(deck, line))
    assert opening
    return {line: [opening["before"] + language]}
