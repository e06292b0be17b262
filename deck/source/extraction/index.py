"""Write the index of a folder of snippets, in the order of the deck."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from deck.source.code.languages import PROGRAMS
from deck.source.extraction.usage import command, one_line, printed
from deck.source.model import Block, Deck
from deck.source.words import words

MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
NOTHING = "–"


def index(deck: Deck, files: Sequence[str], data: Sequence[str]) -> str:
    """Return, as Markdown, what the files of a deck's blocks are, in order, and what they read."""
    said = words(deck.lang)
    columns = said["snippet.columns"].split(" | ")
    rows = [columns, ["---:", *["---"] * (len(columns) - 1)]]
    rows += [_row(deck, block, file) for block, file in zip(deck.blocks, files)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    title = _text(deck.title) or _text(Path(deck.path).name)
    return "\n".join(
        [f"# {title}\n", f"{said['snippet.index']}\n", table, *_notes(deck, files, data)]
    )


def _row(deck: Deck, block: Block, file: str) -> list[str]:
    run = command(block, file)
    return [
        str(block.slide),
        _text(block.title) or NOTHING,
        f"[`{file}`]({file})",
        f"`{run}`" if run else NOTHING,
        _text(printed(deck, block) or words(deck.lang)["snippet.nothing"])
        if block.runs
        else NOTHING,
    ]


def _notes(deck: Deck, files: Sequence[str], data: Sequence[str]) -> Iterator[str]:
    """Say what one must know to run such files, of what is there alone."""
    said = words(deck.lang)
    for ending in PROGRAMS:
        if any(file.endswith(ending) for file in files):
            yield f"{said[f'snippet.about{ending}']}\n"
    if any(block.output for block in deck.blocks):
        yield f"{said['snippet.about.outputs']}\n"
    if data:
        names = ", ".join(f"[{_text(name)}](<{quote(name)}>)" for name in data)
        yield f"{said['snippet.about.data'].format(files=names)}\n"
    for block, file in zip(deck.blocks, files):
        if block.runs and block.is_session:
            yield f"{said['snippet.about.sessions'].format(file=file)}\n"
            break


def _text(text: str) -> str:
    """Return a text as Markdown that shows it as it is, on one line."""
    return MARKUP.sub(r"\\\g<0>", one_line(text))
