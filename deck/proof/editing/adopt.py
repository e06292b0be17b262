"""Propose every edit that is safe by which a deck of another tool is proved here."""

import difflib
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from deck.proof.editing.accept import Varies, edits_of, not_the_same
from deck.proof.editing.deck_lines import takes_words, with_lines, with_words
from deck.proof.editing.edits import LINE, Edit, difference_of, edited, moved, on_lines
from deck.proof.editing.meant import texts, with_fences, with_outputs
from deck.proof.editing.respelling import respelt
from deck.proof.judge.ahead import processors
from deck.proof.judge.cures import NOT_DEFINED
from deck.proof.judge.failure import ENDLESS, Failure
from deck.proof.judge.verdict import BLOCK_SECONDS, text_under, verdict
from deck.source import generated
from deck.source.load import anew
from deck.source.model import VARIES, Block, Deck
from deck.source.problems import DeckError, Problem
from deck.source.seen import files

# What a program prints by these is the same for a while, or on a machine.
OF_ITS_DAY = re.compile(
    r"\.(?:asctime|ctime|getpid|gmtime|localtime|now|python_version|today|utcnow)\(|"
    r"\b(?:cpu_count|getsizeof|monotonic|perf_counter|process_time)(?:_ns)?\(|"
    r"\bsys\.(?:hexversion|version(?:_info)?)\b"
)


@dataclass(frozen=True)
class Adoption:
    """Represent a deck as it would be, and what is left to its author."""

    before: Deck
    after: Deck
    left: tuple[Problem, ...]

    @property
    def diff(self) -> str:
        """Return what would change in the text."""
        before, after = (LINE.findall(deck.text) for deck in (self.before, self.after))
        return difference_of(self.before.path, before, after)

    def where_it_was(self) -> tuple[Problem, ...]:
        """Return what is left with the lines of the deck before it is changed."""
        after, before = LINE.findall(self.after.text), LINE.findall(self.before.text)
        matches = difflib.SequenceMatcher(None, after, before, autojunk=False).get_opcodes()

        def where_it_was(line: int) -> int:
            at = line - 1
            start, old = next((a, b) for _, a, _, b, _ in reversed(matches) if a <= at)
            return old + at - start + 1

        return tuple(on_lines(problem, where_it_was) for problem in self.left)

    def write(self) -> None:
        """Change the file of the deck; raise DeckError where it has been saved since."""
        path = Path(self.before.path).resolve()
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        if data != mark + self.before.text.encode():
            raise DeckError(generated.saved_meanwhile(Path(self.before.path)))
        if self.after.text != self.before.text:
            generated.replace(path, mark + self.after.text.encode(), instead_of=data)


def adopt(deck: Deck) -> Adoption:
    """Spell a deck as decks are spelt here, continue blocks, and add what nothing states yet.

    No word of prose, no line of code and nothing that is stated is changed. Blocks are run to see
    what cures them.
    """
    fenced = with_fences(with_outputs(_continued(respelt(deck)), texts(deck)))
    # What stands in a fence now may be the output of what is above it, too.
    after, left = _stated(with_outputs(fenced, texts(fenced) - texts(deck)))
    problems = [*after.problems, *files.problems(after), *left]
    return Adoption(deck, after, tuple(sorted(problems)))


def _continued(deck: Deck) -> Deck:
    """Have blocks continue those that define what they lack, where that cures them."""
    tried: set[tuple[str, str]] = set()
    failures = _failures(deck, deck.blocks)
    while lacking := [one for one in failures if one not in tried and _lacks(deck, *one)]:
        for name, missing in lacking:
            tried.add((name, missing))
            deck = _cured(deck, name, missing)
        names = {name for name, _ in lacking}
        failures = _failures(deck, [block for block in deck.blocks if block.name in names])
    return deck


def _lacks(deck: Deck, name: str, missing: str) -> bool:
    return missing in dict(deck.block(name).elsewhere)


def _cured(deck: Deck, name: str, missing: str) -> Deck:
    """Return a deck in which a block continues what it lacks, or the same where that is no cure."""
    new = deck
    while missing in dict(new.block(name).elsewhere):
        if (longer := _with_continuation(new, new.block(name))) is None:
            return deck
        new = longer
    failure = verdict(new, new.block(name), BLOCK_SECONDS)
    still = _missing(failure)
    # What it is told of else is its own, and seen only so.
    if failure is None or not still:
        return new
    if still == missing or still not in dict(new.block(name).elsewhere):
        return deck
    longer = _cured(new, name, still)
    return deck if longer is new else longer


def _with_continuation(deck: Deck, block: Block) -> Deck | None:
    """Have a block continue the last that defines what it lacks, if its deck has no new problem."""
    defining = max((deck.block(one) for _, one in block.elsewhere), key=lambda one: one.line)
    # A block continues one other: the first of its chain goes on from what is lacking.
    first = block.chain[0] if block.chain else block
    if first.line <= defining.line:
        return None
    lines = with_words(deck, first, f"continuation:{defining.name}")
    if f"name:{defining.name}" not in defining.words and takes_words(deck, defining):
        lines |= with_words(deck, defining, f"name:{defining.name}")
    try:
        new = anew(deck, with_lines(deck.text, lines))
    except DeckError:
        return None
    # A fence with the classes of Pandoc takes no words.
    is_continued = new.block_at(first.line).continues
    return new if is_continued and len(new.problems) <= len(deck.problems) else None


def _failures(deck: Deck, blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Pair each block that fails for a name with that name."""
    found = _verdicts(deck, blocks)
    return [(one.block, name) for one in found if one and (name := _missing(one))]


def _missing(failure: Failure | None) -> str:
    found = NOT_DEFINED.search(failure.diff) if failure else None
    return found[1] if found else ""


def _verdicts(deck: Deck, blocks: Iterable[Block]) -> list[Failure]:
    alone = [block for block in blocks if block.runs_alone]
    with ThreadPoolExecutor(processors()) as pool:
        found = pool.map(lambda block: verdict(deck, block, BLOCK_SECONDS), alone)
    return list(filter(None, found))


def _stated(deck: Deck) -> tuple[Deck, list[Problem]]:
    """Have the notes of a deck state what its programs print, where nothing states anything yet.

    Return it with what is left: what contradicts is its author's to judge, and what a session does
    not state may be what the room is to guess.
    """
    left: list[Problem] = []
    edits: list[Edit] = []
    varying: list[str] = []
    for failure in _verdicts(deck, deck.blocks):
        block = deck.block(failure.block)
        if failure.kind == ENDLESS:
            left.append(failure.problem)
            continue
        try:
            new, varies = _proposed(deck, block, edits)
            is_stated = block.output or block.is_session or text_under(deck, block)
            if new and is_stated:
                raise not_the_same(deck, block) if varies else DeckError(failure.problem)
        except DeckError as error:
            left.append(error.problems[0] if failure.acceptable else failure.problem)
            continue
        edits += new
        varying += [block.name] if varies else []
    after = anew(deck, "".join(edited(LINE.findall(deck.text), edits)))
    for name in varying:
        after = _with_varies(after, after.block(name))
    return after, [moved(problem, edits) for problem in left]


def _proposed(deck: Deck, block: Block, before: list[Edit]) -> tuple[list[Edit], bool]:
    """Return what has a deck state what a block prints, and whether it is to say that it varies."""
    with suppress(Varies):
        new = edits_of(deck, block, before)
        if not new or not OF_ITS_DAY.search(block.python):
            return new, False
    varying = replace(block, words=block.words | {VARIES})
    return edits_of(deck, varying, before), True


def _with_varies(deck: Deck, block: Block) -> Deck:
    """Say of what a block is stated to print that it varies."""
    line = block.output.line - 1 if block.output else block.fence_line
    text = LINE.findall(deck.text)[line - 1].rstrip()
    return anew(deck, with_lines(deck.text, {line: [f"{text} {VARIES}"]}))
