"""Propose every edit that is safe by which a deck of another tool is proved here."""

import difflib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from deck.proof.accept import edits_of
from deck.proof.edits import LINE, Edit, edited, states
from deck.proof.failure import Failure
from deck.proof.respelling import respelt, with_lines, with_words
from deck.proof.verdict import NOT_DEFINED, SECONDS, verdict
from deck.run.comparison import shape
from deck.run.program import Endless
from deck.source import files, generated
from deck.source.load import read
from deck.source.model import VARIES, Block, Deck
from deck.source.problems import DeckError, Problem


@dataclass(frozen=True)
class Adoption:
    """Represent a deck as it would be, and what is left to its author."""

    before: Deck
    after: Deck
    left: tuple[Problem, ...]

    @property
    def diff(self) -> str:
        """Return what would change in the text."""
        path = self.before.path
        before, after = LINE.findall(self.before.text), LINE.findall(self.after.text)
        return "".join(difflib.unified_diff(before, after, path, path, n=1))

    def where_it_was(self) -> tuple[Problem, ...]:
        """Return what is left with the lines of the deck before it is changed."""
        texts = (deck.text.splitlines() for deck in (self.after, self.before))
        matches = difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
        found = []
        for problem in self.left:
            at = problem.line - 1
            start, old = next((a, b) for _, a, to, b, _ in reversed(matches) if a <= at)
            found.append(replace(problem, line=old + at - start + 1))
        return tuple(found)

    def write(self) -> None:
        """Change the file of the deck; raise DeckError where it has been saved since."""
        path = Path(self.before.path).resolve()
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        if data != mark + self.before.text.encode():
            raise DeckError(generated.overtaken(Path(self.before.path)))
        if self.after.text != self.before.text:
            generated.replace(path, mark + self.after.text.encode(), instead_of=data)


def adopt(deck: Deck) -> Adoption:
    """Spell a deck as decks are spelt here, continue blocks, and state what they print.

    No word of prose and no line of code is changed. Blocks are run to see what cures them.
    """
    after = _continued(respelt(deck))
    after, left = _stated(after)
    problems = [*after.problems, *files.problems(after), *left]
    return Adoption(deck, after, tuple(sorted(problems)))


def _continued(deck: Deck) -> Deck:
    """Have blocks continue those that define what they lack, where that cures them."""
    tried: set[tuple[str, str]] = set()
    failures = _failures(deck, deck.blocks)
    while lacking := [one for one in failures if one not in tried and _lacks(deck, *one)]:
        for name, missing in lacking:
            tried.add((name, missing))
            block = deck.block(name)
            if defining := dict(block.elsewhere).get(missing):
                deck = _with_continuation(deck, block, deck.block(defining), missing)
        names = {name for name, _ in lacking}
        failures = _failures(deck, [block for block in deck.blocks if block.name in names])
    return deck


def _lacks(deck: Deck, name: str, missing: str) -> bool:
    return missing in dict(deck.block(name).elsewhere)


def _with_continuation(deck: Deck, block: Block, defining: Block, missing: str) -> Deck:
    # A block continues one other: the first of its chain goes on from what is lacking.
    first = block.chain[0] if block.chain else block
    if first.line <= defining.line:
        return deck
    lines = with_words(deck, first, f"continuation:{defining.name}")
    if f"name:{defining.name}" not in defining.words:
        lines |= with_words(deck, defining, f"name:{defining.name}")
    try:
        new = read(with_lines(deck.text, lines), deck.path)
    except DeckError:
        return deck
    if len(new.problems) > len(deck.problems):
        return deck
    still = _missing(verdict(new, new.block(block.name), SECONDS))
    return deck if still == missing else new


def _failures(deck: Deck, blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Pair each block that fails for a name with that name."""
    found = _verdicts(deck, blocks)
    return [(one.block, name) for one in found if one and (name := _missing(one))]


def _missing(failure: Failure | None) -> str:
    found = NOT_DEFINED.search(failure.diff) if failure else None
    return found[1] if found else ""


def _verdicts(deck: Deck, blocks: Iterable[Block]) -> list[Failure]:
    alone = [block for block in blocks if block.runs_alone]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda block: verdict(deck, block, SECONDS), alone)
    return list(filter(None, found))


def _stated(deck: Deck) -> tuple[Deck, list[Problem]]:
    """Have a deck state what its blocks print; return it with what can't be stated."""
    left: list[Problem] = []
    edits: list[Edit] = []
    varying: list[Block] = []
    for failure in _verdicts(deck, deck.blocks):
        block = deck.block(failure.block)
        try:
            once, again = (edits_of(deck, block, edits) for _ in range(2))
        except (DeckError, Endless):
            left.append(failure.problem)
            continue
        if _shapes(once) != _shapes(again):
            left.append(_other_each_time(deck, block))
        elif once != again and block.output:
            varying.append(block)
        elif states(deck, once, edited(LINE.findall(deck.text), once)):
            edits += [_varying(edit) for edit in once] if once != again else once
        else:
            left.append(failure.problem)
    lines = LINE.findall(deck.text)
    after = read("".join(edited(lines, edits)), deck.path)
    for block in varying:
        output = after.block(block.name).output
        assert output
        at = output.line - 1
        line = LINE.findall(after.text)[at - 1].rstrip()
        after = read(with_lines(after.text, {at: [f"{line} {VARIES}"]}), deck.path)
    return after, left


def _shapes(edits: list[Edit]) -> list[object]:
    return [(edit.line, edit.example, shape(edit.accepted)) for edit in edits]


def _varying(edit: Edit) -> Edit:
    """Say of an output that is added that it varies."""
    if not edit.above:
        return edit
    *above, fence = edit.above
    return replace(edit, above=(*above, f"{fence} {VARIES}"))


def _other_each_time(deck: Deck, block: Block) -> Problem:
    found = f"{block.place} prints something else each time"
    remedy = f"seed it, or state an output of its shape that “{VARIES}”"
    return Problem(deck.path, block.line, found, "the same, or of the same shape", remedy)
