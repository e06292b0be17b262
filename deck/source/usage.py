"""Say in the words of a deck where a snippet comes from, how to run it, and what it prints."""

import re

from deck.source.model import Block, Deck
from deck.source.words import words

COMMANDS = {".py": "python", ".js": "node"}
# Characters of what a program prints, in a comment.
LONGEST = 60
# What is no space within a line; those that no line is broken at are kept.
BREAKS = re.compile(r"(?:[^\S\xa0\u202f]|[\x00-\x1f\x7f-\x9f])+")
# What Python takes for the encoding of a file, be it in a title.
ENCODING = re.compile("coding[:=]")


def header(deck: Deck, block: Block, file: str) -> list[str]:
    """Return the lines that a snippet begins with, before they are made comments."""
    said = words(deck.lang)
    slide = said["snippet.slide"].format(number=block.slide)
    if title := one_line(block.title):
        slide += said["snippet.entitled"].format(title=title)
    lines = [slide, usage(deck, block, file)]
    if file.endswith(".py") and any(map(ENCODING.search, lines)):
        return ["coding: utf-8", *lines]
    return lines


def usage(deck: Deck, block: Block, file: str) -> str:
    """Return how a snippet is run, and what it prints."""
    said = words(deck.lang)
    needs = ", ".join(sorted(word[8:] for word in block.words if word.startswith("fixture:")))
    if run := command(block, file):
        how = said["snippet.run"].format(command=run)
    elif needs and block.runs:
        how = said["snippet.needs"].format(fixtures=needs)
    else:
        return said["snippet.shown"]
    what = printed(deck, block)
    return how + said["snippet.then"].format(
        what=said["snippet.prints"].format(what=what) if what else said["snippet.prints.nothing"]
    )


def command(block: Block, file: str) -> str:
    """Return the command that runs a snippet, or nothing where it does not run by itself."""
    program = COMMANDS.get(file[file.rfind(".") :])
    return f"{program} {file}" if program and block.runs_alone else ""


def printed(deck: Deck, block: Block) -> str:
    """Return how what a snippet prints begins; nothing where it prints nothing."""
    said = words(deck.lang)
    if block.language == "pycon":
        return said["snippet.session"]
    lines = list(
        filter(None, map(one_line, (block.output.text if block.output else "").split("\n")))
    )
    if not lines:
        return said["snippet.blanks"] if block.output and block.output.text else ""
    first = lines[0][:LONGEST].rstrip()
    beginning = first if [first] == lines else f"{first}…"
    return said["snippet.any.order"].format(lines=beginning) if block.any_order else beginning


def one_line(text: str) -> str:
    """Put a text on a line on which it can be read."""
    return BREAKS.sub(" ", text).strip()
