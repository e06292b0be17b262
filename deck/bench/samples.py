"""Make a deck 10 and 100 times as long, and the same deck as plain mkslides and Marp want it."""

import re
from dataclasses import dataclass
from pathlib import Path

from deck.source.code.languages import ASSERTED, comment
from deck.source.model import Block, Deck
from deck.source.parse import parse

# How many times as long, and how often each is measured.
SIZES = {1: 3, 10: 3, 100: 1}
DECK, PLAIN, MARP, UNRECORDED = "deck.md", "plain.md", "marp.md", "unrecorded.md"
NOTES = re.compile(r"Notes?:\s*")
NAME = re.compile(r"(?<= name:)\S+")


@dataclass(frozen=True)
class Sample:
    """Represent a folder with the same slides for us and for its peers, and their origin."""

    origin: Path
    folder: Path
    times: int
    slides: int
    rounds: int

    def __str__(self) -> str:
        return f"{self.slides:,} slides"


def written(deck: Deck, folder: Path) -> list[Sample]:
    """Write the sample decks, each to a folder of its own."""
    text = Path(deck.path).read_text("utf-8-sig")
    origin = Path(deck.path).resolve()
    return [
        Sample(origin, folder / str(times), times, _write(folder / str(times), text), SIZES[times])
        for times, text in ((times, grown(deck, text, times)) for times in SIZES)
    ]


def grown(deck: Deck, text: str, times: int) -> str:
    """Repeat the slides of a deck; no block of it is the same as another."""
    return "\n\n".join([text, *(_copy(deck, text, number) for number in range(1, times))])


def plain(deck: Deck, text: str) -> str:
    """Separate the slides by the lines that plain mkslides expects."""
    lines = text.split("\n")
    for slide in reversed(deck.slides[1:]):
        lines[slide.line - 1 : slide.line - 1] = ["", "---", ""]
    return "\n".join(lines)


def marp(deck: Deck, text: str) -> str:
    """Separate the slides as Marp expects them, and have its comments hold their notes."""
    lines = text.split("\n")
    for slide in reversed(deck.slides):
        end = slide.last_line
        notes = next((at for at in range(slide.line, end) if NOTES.fullmatch(lines[at])), None)
        if notes is not None:
            lines[end:end] = ["-->", ""]
            lines[notes] = "<!--"
        if slide is not deck.slides[0]:
            lines[slide.line - 1 : slide.line - 1] = ["", "---", ""]
    return "\n".join(lines)


def edited(deck: Deck, text: str, number: int) -> str:
    """Edit the last block that is asserted, by a comment that says the number of the edit."""
    lines = text.split("\n")
    block = next(one for one in reversed(deck.blocks) if one.runs_alone and not one.included)
    lines[block.line - 1] += _comment(block, f"edit {number}")
    return "\n".join(lines)


def unrecorded(deck: Deck, text: str) -> str:
    """Have no block be recorded, by words that leave the rest as it is."""
    lines = text.split("\n")
    words = {"python": " fixture:tmp_path", "pycon": " notest"}
    for block in deck.blocks:
        if block.runs_alone:
            lines[block.line - 2] += words.get(block.language, "")
    return "\n".join(lines)


def printing(deck: Deck) -> Block | None:
    """Find a block that the page can run and that prints one line, as the deck states."""
    for block in deck.blocks:
        if block.language == "python" and block.runs_alone and block.output:
            if block.output.text.count("\n") == 1:
                return block
    return None


def _copy(deck: Deck, text: str, number: int) -> str:
    lines = text.split("\n")
    for block in deck.blocks:
        if block.language in ASSERTED:
            lines[block.line - 1] += _comment(block, f"copy {number}")
    slides = lines[deck.slides[0].line - 1 :]
    fences = (NAME.sub(rf"\g<0>_{number}", line) if "```" in line else line for line in slides)
    return "\n".join(fences)


def _comment(block: Block, text: str) -> str:
    """Return a comment that ends a line of a block."""
    return f"  {comment([text], ASSERTED[block.language].suffix)}".rstrip()


def _write(folder: Path, text: str) -> int:
    deck = parse(text, DECK)
    folder.mkdir()
    texts = {
        DECK: text,
        PLAIN: plain(deck, text),
        MARP: marp(deck, text),
        UNRECORDED: unrecorded(deck, text),
    }
    for name, one in texts.items():
        (folder / name).write_text(one, "utf-8")
    return len(deck.slides)
