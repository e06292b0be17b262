"""Find the slides that show more code than can be read from the last row of the room."""

from collections.abc import Iterator
from math import inf

from deck.source.markdown import lines_of
from deck.source.model import Block, Deck, Slide
from deck.source.problems import Problem

# What a slide holds at the floor that the page's style states for the size of code.
MAX_LINES = 22
MAX_COLUMNS = 110


def size(source: str) -> tuple[int, int]:
    """Return the lines of a block and the columns of its widest line, a tab being four."""
    lines = source.rstrip("\n").split("\n")
    return len(lines), max(len(line.expandtabs(4)) for line in lines)


def illegible(deck: Deck) -> Iterator[Problem]:
    """List the slides whose code would have to shrink below the floor."""
    for slide in deck.slides:
        if blocks := _shown(slide):
            lines, columns = zip(*(size(block.source) for block in blocks), strict=True)
            if sum(lines) > MAX_LINES or max(columns) > MAX_COLUMNS:
                found = f"{sum(lines)} lines of code, {max(columns)} columns wide"
                place = f"on slide {slide.number} “{slide.title}”"
                expected = f"at most {MAX_LINES} of {MAX_COLUMNS}, to be read from the last row"
                yield Problem(deck.path, blocks[0].line, f"{found}, {place}", expected, "split it")


def _shown(slide: Slide) -> list[Block]:
    begin = lines_of(slide.notes[0]).start if slide.notes else inf
    return [block for block in slide.blocks if block.line < begin]
