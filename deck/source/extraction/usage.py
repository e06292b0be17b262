"""Say in the words of a deck where a snippet comes from, how to run it, and what it prints."""

import re

from deck.source.code.languages import PROGRAMS
from deck.source.model import Block, Deck
from deck.source.words import words

# Characters of what a program prints, in a comment.
LINE_LIMIT = 60
# What is told of a program that fails, which may be stated below what it prints.
ERROR = re.compile(
    r"(?:\w+\.)*\w*(?:Error|Exception|Exit|Group|Interrupt|Iteration|Warning)(?:: .*)?"
    r"|exit code \d+|killed by signal \d+"
)
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
    needs = ", ".join(block.fixtures)
    if run := command(block, file):
        how = said["snippet.run"].format(command=run)
    elif needs and block.runs:
        how = said["snippet.needs"].format(fixtures=needs)
    else:
        return said["snippet.shown"]
    beginning, end = _beginning_and_end(deck, block)
    prints = [said["snippet.prints"].format(what=beginning)] if beginning else []
    ends = [said["snippet.ends"].format(end=end)] if end else []
    what = said["snippet.and"].join(prints + ends) or said["snippet.prints.nothing"]
    return how + said["snippet.then"].format(what=what)


def command(block: Block, file: str) -> str:
    """Return the command that runs a snippet, or nothing where it does not run by itself."""
    program = PROGRAMS.get(file[file.rfind(".") :])
    return f"{program} {file}" if program and block.runs_alone else ""


def printed(deck: Deck, block: Block) -> str:
    """Return how what a snippet prints begins, and the error that it ends with, if any."""
    return ", ".join(filter(None, _beginning_and_end(deck, block)))


def _beginning_and_end(deck: Deck, block: Block) -> tuple[str, str]:
    said = words(deck.lang)
    if block.is_session:
        return said["snippet.session"], ""
    lines = list(
        filter(None, map(one_line, (block.output.text if block.output else "").split("\n")))
    )
    if not lines:
        return said["snippet.blanks"] if block.output and block.output.text else "", ""
    end = lines.pop() if ERROR.fullmatch(lines[-1]) and not block.any_order else ""
    if not lines:
        return "", _cut(end)
    first = _cut(lines[0])
    beginning = first if [first] == lines else f"{first.removesuffix('…')}…"
    if block.any_order:
        beginning = said["snippet.any.order"].format(lines=beginning)
    # It is another each time, and nobody is to look for this one.
    return said["snippet.example"].format(what=beginning) if block.varies else beginning, _cut(end)


def _cut(line: str) -> str:
    return line if len(line) <= LINE_LIMIT else f"{line[:LINE_LIMIT].rstrip()}…"


def one_line(text: str) -> str:
    """Return a text on one line: a space takes the place of each break."""
    return BREAKS.sub(" ", text).strip()
