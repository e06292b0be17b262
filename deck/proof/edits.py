"""Edit in the text of a deck what it states, and see that nothing else has changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deck.run import transcript
from deck.source.load import read
from deck.source.model import Deck
from deck.source.problems import DeckError

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True)
class Edit:
    """Replace what the deck states, from `line` on, for a block or for an example of it.

    Where nothing is stated yet, `above` and `below` are the lines around what is added.
    """

    block: str
    example: int
    line: int
    stated: str
    accepted: str
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def edited(lines: list[str], edits: list[Edit]) -> list[str]:
    """Return the lines of a text once it is edited; each ends as those around it."""
    lines = list(lines)
    # The last first: the lines above keep their numbers, and what is added in one place its order.
    for edit in reversed(sorted(edits, key=lambda edit: edit.line)):
        start, count = edit.line - 1, edit.stated.count("\n")
        end = end_of(lines[start - 1]) or end_of(lines[0]) or "\n"
        if not end_of(lines[start - 1]):
            lines[start - 1] += end
        new = (*edit.above, *edit.accepted.splitlines(), *edit.below)
        lines[start : start + count] = [line + end for line in new]
    return lines


def end_of(line: str) -> str:
    """Return the characters that end a line of a file."""
    return line.removeprefix(line.rstrip("\r\n"))


def states(deck: Deck, edits: list[Edit], lines: list[str]) -> bool:
    """Return whether edited lines state what is accepted, and nothing else has changed."""
    accepted = {(edit.block, edit.example): edit.accepted for edit in edits}
    try:
        changed = read("".join(lines).removeprefix("\ufeff"), deck.path)
    except DeckError:
        return False
    return _content(changed) == _content(deck, accepted)


def _content(deck: Deck, accepted: Mapping[tuple[str, int], str] = {}) -> list[object]:
    """List all that a deck says, with the outputs that are accepted in the place of its own.

    What the room sees has as many pieces as before: what is added is for the speaker.
    """
    content: list[object] = []
    pieces: list[tuple[str, str | None]]
    for slide in deck.slides:
        said = [sentence.text for sentence in slide.sentences]
        content.append([slide.title, said, [token.type for token in slide.body]])
        for block in slide.blocks:
            pieces = [(block.source, block.output.text if block.output else None)]
            if block.language == "pycon" and block.runs:
                examples = transcript.examples(block.source)
                pieces = [(example.source, example.want) for example in examples]
            content += [
                (block.name, source, accepted.get((block.name, number), output))
                for number, (source, output) in enumerate(pieces)
            ]
    return content
