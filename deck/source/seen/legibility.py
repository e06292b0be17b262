"""Find the slides that show more than can be read from the last row of the room."""

from collections.abc import Iterator
from math import ceil

from deck.source.dialects.markdown import lines_of
from deck.source.model import Block, Deck, Slide
from deck.source.problems import Problem, counted
from deck.source.seen.height import LINE, Sheet, room

# What a slide holds at the floor that the page's style states for the size of code.
MAX_LINES = 22
MAX_COLUMNS = 110


def size(source: str) -> tuple[int, int]:
    """Return the lines of a block and the columns of its widest line, a tab being four."""
    lines = source.removesuffix("\n").split("\n")
    return len(lines), max(len(line.expandtabs(4)) for line in lines)


def illegible(deck: Deck) -> Iterator[Problem]:
    """List the slides whose code, or whose text, would have to shrink below the floor."""
    space = room(deck)
    for slide in deck.slides:
        if told := _too_much_code(slide) or _too_much_text(slide, *space):
            line, found, most = told
            expected = f"at most {most}, to be read from the last row"
            yield Problem(deck.path, line, f"{found}, on {slide.place}", expected, "split it")


def _too_much_code(slide: Slide) -> tuple[int, str, str] | None:
    """Return where too much code begins, how much there is, and how much there may be."""
    blocks = _shown(slide)
    sizes = [size(block.source) for block in blocks]
    lines = sum(lines for lines, _ in sizes)
    columns = max((columns for _, columns in sizes), default=0)
    if lines <= MAX_LINES and columns <= MAX_COLUMNS:
        return None
    found = f"{counted(lines, 'line')} of code, {counted(columns, 'column')} wide"
    return blocks[0].line, found, f"{MAX_LINES} of {MAX_COLUMNS}"


def _too_much_text(slide: Slide, width: int, height: int) -> tuple[int, str, str] | None:
    """Return the same of a slide whose text is too long, or has too wide a table."""
    sheet = Sheet(width, any(token.type == "fence" for token in slide.body))
    needed = sheet.slide((*slide.heading, *slide.body))
    if sheet.widest_table > width:
        found = f"a table {ceil(sheet.widest_table)} pixels wide in the smallest letters"
        return slide.line, found, f"{width}"
    if needed > height:
        found = f"as much as {ceil(needed / LINE)} lines of the smallest letters"
        return slide.line, found, f"{int(height / LINE)}"
    return None


def _shown(slide: Slide) -> list[Block]:
    """List the blocks of a slide that the room sees: notes may end above some of them."""
    fences = {lines_of(token).start for token in slide.body if token.type == "fence"}
    return [block for block in slide.blocks if block.fence_line in fences]
