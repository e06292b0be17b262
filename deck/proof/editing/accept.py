"""Have a deck state what its blocks print, and change nothing else in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from doctest import Example
from pathlib import Path

from deck.proof.editing.edits import LINE, Edit, difference_of, edited, moved, states
from deck.proof.judge.chance import depends_on_clock, depends_on_hashes
from deck.proof.judge.cures import NO_RETURN, cure_of
from deck.proof.judge.runs import run_block, session_text, texts, type_block
from deck.proof.judge.varying import other_each_time
from deck.proof.judge.verdict import (
    BLOCK_SECONDS,
    endless,
    is_printed,
    line_of,
    raised,
    text_under,
    unstated_error,
)
from deck.run import transcript
from deck.run.comparison import difference, ended, ending_alone
from deck.run.program import TRACEBACK, Endless
from deck.source import generated
from deck.source.code.languages import OUTPUT
from deck.source.dialects.notes import NOTES
from deck.source.extraction import snippets
from deck.source.model import FIXTURE, VARIES, Block, Deck, Slide
from deck.source.problems import DeckError, Problem

# What differs from one run to the next is seen by some more; each hashes with another seed.
MORE_RUNS = 3


class Varies(DeckError):
    """Signal a block that prints something else each time, of which no run can be stated."""


@dataclass(frozen=True)
class Accepted:
    """Represent what changed in the text of a deck, and what is left, with its lines there."""

    diff: str
    left: tuple[Problem, ...]


def accept(deck: Deck, name: str = "") -> Accepted:
    """Have the deck state what its blocks print, or the named one.

    Left is what can't be accepted: a block that has no end, that raises an exception where the
    deck states none of its kind, or that prints something else each time. Raises DeckError, with
    nothing written, where there is no block of that name or the file can't be written.
    """
    blocks = [deck.block(name)] if name else [one for one in deck.blocks if one.runs_alone]
    edits: list[Edit] = []
    left: list[Problem] = []
    for block in blocks:
        try:
            edits += edits_of(deck, block, edits)
        except DeckError as error:
            left += error.problems
    return Accepted(_write(deck, edits), tuple(sorted(moved(one, edits) for one in left)))


def edits_of(deck: Deck, block: Block, before: Sequence[Edit]) -> list[Edit]:
    """Return what has a deck state what a block prints, after the edits `before`.

    Raises Varies where that is something else each time, and DeckError where the block fails, has
    no end, or prints what no fence holds.
    """
    try:
        edits = _edits(deck, block, before)
        again = (_edits(deck, block, before) for _ in range(MORE_RUNS if edits else 0))
        if not all(_agree(deck, block, edits, others) for others in again):
            raise not_the_same(deck, block)
    except Endless as error:
        raise DeckError(endless(deck.path, block, error)) from None
    for proposed in (edits, list(map(_apart, edits))):
        if _hold(deck, before, proposed):
            return proposed
    wrong = [edit for edit in edits if not _hold(deck, before, [edit])]
    raise DeckError(*(_not_held(deck, edit) for edit in wrong or edits))


def _apart(edit: Edit) -> Edit:
    """Separate what is added to the notes from a title below, which might be one of theirs."""
    return replace(edit, below=(*edit.below, "", "---")) if edit.above else edit


def not_the_same(deck: Deck, block: Block) -> Varies:
    """Return the problem of a block of which no run can be stated, as an exception."""
    found = f"{block.place} prints something else each time"
    remedy = f"seed it, or state an output of its shape that “{VARIES}”"
    expected = "the same, or of the same shape"
    return Varies(Problem(deck.path, line_of(block), found, expected, remedy))


def _agree(deck: Deck, block: Block, edits: Sequence[Edit], others: Sequence[Edit]) -> bool:
    """Return whether two runs print the same, for the judge of the block."""
    known, any_order = snippets.texts(deck, block), block.any_order and not block.is_session
    return [edit.example for edit in edits] == [edit.example for edit in others] and not any(
        difference(one.accepted, other.accepted, any_order, known, block.varies)
        for one, other in zip(edits, others, strict=True)
    )


def _hold(deck: Deck, before: Sequence[Edit], edits: Sequence[Edit]) -> bool:
    """Return whether some edits, after others, have the deck state what they accept."""
    together = [*before, *edits]
    return not edits or states(deck, together, edited(LINE.findall(deck.text), together))


def _edits(deck: Deck, block: Block, before: Sequence[Edit]) -> list[Edit]:
    """Return the edits that write what one run of a block prints into the deck.

    Raises DeckError where the block cannot be run.
    """
    if not block.runs:
        remedy = "take `notest` off its fence"
        raise _refused(deck, block, "is shown only", "a block that is asserted", remedy)
    if block.fixtures:
        remedy = "state its output by hand"
        found = f"needs “{FIXTURE}{block.fixtures[0]}”"
        raise _refused(deck, block, found, "a block that runs alone", remedy)
    # What chance decides is seen by more runs, and may be stated as what varies.
    if depends_on_hashes(block) and (failure := other_each_time(deck, block, BLOCK_SECONDS)):
        raise DeckError(failure.problem)
    if depends_on_clock(block) and (failure := other_each_time(deck, block, BLOCK_SECONDS)):
        raise Varies(failure.problem)
    if block.is_session:
        return list(_transcript_edits(deck, block))
    run = run_block(deck, block, BLOCK_SECONDS)
    written = block.output.text if block.output else ""
    stated = ending_alone(written, run.told, run.error, run.output)
    known = texts(deck, block, run.output, BLOCK_SECONDS)
    if not difference(stated, run.output, block.any_order, known, block.varies):
        return []
    _refuse_failure(deck, block, stated, run.error, run.line)
    under = text_under(deck, block)
    if under and is_printed(deck, block, under, run.output):
        found, expected = "prints what the fence under it says", "that to be its output"
        raise _refused(deck, block, found, expected, "have the fence say “output”")
    if not block.output:
        return [_addition(deck, block, ended(run.output), before)]
    return [Edit(block.name, 0, block.output.line, written, ended(run.output))]


def _addition(deck: Deck, block: Block, output: str, before: Sequence[Edit]) -> Edit:
    """Return the edit that adds an output to the notes: the room sees what the author shows it."""
    slide = deck.slides[block.slide - 1]
    line = _last_line(deck, slide) + 1
    is_begun = slide.ends_in_notes or any(edit.line == line for edit in before)
    opens = () if is_begun else ("", NOTES)
    name = "" if block.name == slide.blocks[-1].name else f" name:{block.name}"
    fence = fence_around(output)
    above = (*opens, "", f"{fence}{OUTPUT}{name}")
    return Edit(block.name, 0, line, "", output, above, (fence,))


def fence_around(text: str) -> str:
    """Return a fence that a text does not close."""
    return "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))


def _last_line(deck: Deck, slide: Slide) -> int:
    """Return the last line of a slide that is not empty."""
    lines = LINE.findall(deck.text)
    return next(at for at in range(slide.last_line, 0, -1) if lines[at - 1].strip())


def _transcript_edits(deck: Deck, block: Block) -> Iterator[Edit]:
    examples, session = type_block(deck, block, BLOCK_SECONDS)
    if len(session.outputs) < len(examples) or session.error:
        found = f"ends at prompt {len(session.outputs)} of {len(examples)}"
        expected = "a session that goes on to its last prompt"
        raise _refused(deck, block, found, expected, "correct the block")
    known = texts(deck, block, session_text(examples, session), BLOCK_SECONDS)
    for number, (example, output) in enumerate(zip(examples, session.outputs)):
        want = example.want
        if difference(transcript.agreed(example, output), output, False, known, block.varies):
            _refuse_failure(deck, block, want, raised(output))
            line = block.line + example.lineno + transcript.typed_on(block.source, example)
            yield Edit(block.name, number, line, want, _want(example, output))


def _want(example: Example, output: str) -> str:
    before, traceback, rest = output.rpartition(TRACEBACK)
    last_line = raised(output) if traceback else rest
    body = re.findall(r"^[ \t].*\n", example.want, re.MULTILINE)
    shown = before + traceback + "".join(body if traceback else []) + last_line
    return re.sub(r"^$(?=\n)", transcript.BLANK_LINE, ended(shown), flags=re.MULTILINE)


def _refuse_failure(
    deck: Deck, block: Block, stated: str, error: str, line: int | None = None
) -> None:
    if error := unstated_error(stated, error):
        expected = "no exception that the deck does not state"
        remedy = "correct the block, or state that as its output if it is meant"
        remedy = cure_of(block, f"+{error}") or remedy
        raise _refused(deck, block, f"raises “{error}”", expected, remedy, line)


def _refused(
    deck: Deck, block: Block, found: str, expected: str, remedy: str, line: int | None = None
) -> DeckError:
    found = f"{block.place} {found}"
    return DeckError(Problem(deck.path, line_of(block, line), found, expected, remedy))


def _write(deck: Deck, edits: list[Edit]) -> str:
    path = Path(deck.path)
    # A link stays one.
    target = path.resolve() if path.is_symlink() else path
    data = target.read_bytes()
    if data.decode("utf-8-sig", "replace") != deck.text:
        raise DeckError(generated.saved_meanwhile(path))
    before = LINE.findall(data.decode())
    after = edited(before, edits)
    if edits:
        generated.replace(target, "".join(after).encode(), instead_of=data)
    return difference_of(deck.path, before, after)


def _not_held(deck: Deck, edit: Edit) -> Problem:
    line, how = edit.line, "rewritten in its place"
    if edit.below:
        line, how = line_of(deck.block(edit.block)), "added to the notes"
    found = f"an output that can't be {how}"
    remedy = NO_RETURN if "\r" in edit.accepted else "state it by hand"
    return Problem(deck.path, line, found, "a fence that holds it", remedy)
