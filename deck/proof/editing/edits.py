"""Edit in the text of a deck what it states, and see that nothing else has changed."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from deck.run import transcript
from deck.source.load import anew
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, escaped

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
# Where a verdict says which line states an output.
STATED_ON = re.compile(r"(?<=that line )\d+(?= states)")


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

    @property
    def written(self) -> tuple[str, ...]:
        """Return the lines that stand in the place of those that are replaced."""
        return (*self.above, *self.accepted.split("\n")[:-1], *self.below)

    @property
    def end(self) -> int:
        """Return the line after those that are replaced."""
        return self.line + self.stated.count("\n")


def edited(lines: list[str], edits: list[Edit]) -> list[str]:
    """Return the lines of a text once it is edited; each ends as those around it."""
    lines = list(lines)
    # The last first: the lines above keep their numbers, and what is added in one place its order.
    for edit in reversed(sorted(edits, key=lambda edit: edit.line)):
        start = edit.line - 1
        end = end_of(lines[start - 1]) or end_of(lines[0]) or "\n"
        if not end_of(lines[start - 1]):
            lines[start - 1] += end
        lines[start : edit.end - 1] = [line + end for line in edit.written]
    return lines


def moved(problem: Problem, edits: Sequence[Edit]) -> Problem:
    """Return a problem with the lines that it tells as they are once the text is edited."""
    return on_lines(problem, partial(_moved, edits))


def on_lines(problem: Problem, where: Callable[[int], int]) -> Problem:
    """Return a problem with other lines for those that it tells."""
    expected = STATED_ON.sub(lambda found: str(where(int(found[0]))), problem.expected)
    return replace(problem, line=where(problem.line), expected=expected)


def _moved(edits: Sequence[Edit], line: int) -> int:
    above = [edit for edit in edits if edit.end <= line]
    return line + sum(len(edit.written) + edit.line - edit.end for edit in above)


def end_of(line: str) -> str:
    """Return the characters that end a line of a file."""
    return line.removeprefix(line.rstrip("\r\n"))


def states(deck: Deck, edits: list[Edit], lines: list[str]) -> bool:
    """Return whether edited lines state what is accepted, and nothing else has changed."""
    accepted = {(edit.block, edit.example): edit.accepted for edit in edits}
    try:
        changed = anew(deck, "".join(lines).removeprefix("\ufeff"))
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
            if block.is_session and block.runs:
                examples = transcript.examples(block.source)
                pieces = [(example.source, example.want) for example in examples]
            content += [
                (block.name, source, accepted.get((block.name, number), output))
                for number, (source, output) in enumerate(pieces)
            ]
    return content


def difference_of(name: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Return what changes between the lines of a file, as `diff` has it.

    What would move the cursor of a terminal is escaped.
    """
    return "".join(map(_shown, difflib.unified_diff(before, after, name, name, n=1)))


def _shown(line: str) -> str:
    text = line.rstrip("\r\n")
    end = line[len(text) :]
    return "\t".join(map(escaped, text.split("\t"))) + ("\\r\n" if end == "\r" else end)
