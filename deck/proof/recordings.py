"""Record the blocks of a deck for its page, and refuse what contradicts the deck."""

from collections import Counter
from functools import lru_cache

from deck.proof.verdict import verdict
from deck.run import transcript
from deck.run.comparison import comparable
from deck.run.isolate import isolated
from deck.run.program import Endless
from deck.source.languages import RUNNABLE
from deck.source.model import Block, Deck
from deck.source.problems import DeckError, Problem
from deck.trace.model import Trace
from deck.trace.recording import record

SECONDS = 10.0


def traces(deck: Deck) -> dict[str, Trace]:
    """Record each block that runs something, by its name.

    A block that does what is stated where a recorder does not hear or see it, by a thread or by
    another process, has none. Raises DeckError when one does not end in time, or prints something
    else than is stated.
    """
    recorded, problems = {}, []
    for block in deck.blocks:
        if block.runs_alone and block.language in RUNNABLE:
            trace, problem = _faithful(deck, block)
            if problem and verdict(deck.path, block, SECONDS):
                problems.append(problem)
            elif trace and not problem and trace.runs_something:
                recorded[block.name] = trace
    if problems:
        raise DeckError(*problems)
    return recorded


def _faithful(deck: Deck, block: Block) -> tuple[Trace | None, Problem | None]:
    """Record a block, and tell what the recording contradicts."""
    try:
        trace = _recorded(block.language, block.source, block.context)
    except Endless as error:
        return None, _problem(deck, block, str(error), "it to end")
    if contradiction := _contradiction(block, trace):
        expected = f"what line {block.output.line if block.output else block.line} states"
        return trace, _problem(deck, block, contradiction, expected)
    return trace, None


@lru_cache(maxsize=10_000)
def _recorded(language: str, source: str, context: str) -> Trace:
    return isolated(record, language, source, context, seconds=SECONDS)


def _contradiction(block: Block, trace: Trace) -> str:
    """Say which line is recorded that is not stated; a cut trace is only a beginning."""
    stated, got = comparable(_stated(block), trace.output, block.any_order)
    if not trace.complete:
        stated, got = ([], []) if block.any_order else (stated[: len(got) - 1], got[:-1])
    if got == stated:
        return ""
    if block.any_order:
        stated, got = _less(stated, got), _less(got, stated)
    for line, wanted in zip(got, stated):
        if line != wanted:
            return f"prints “{line}” where it is recorded"
    if len(got) > len(stated):
        return f"prints “{got[len(stated)]}” where it is recorded"
    return f"does not print “{stated[len(got)]}” where it is recorded"


def _less(lines: list[str], others: list[str]) -> list[str]:
    return list((Counter(lines) - Counter(others)).elements())


def _stated(block: Block) -> str:
    if block.language != "pycon":
        return block.output.text if block.output else ""
    return "".join(map(transcript.stated, transcript.examples(block.source)))


def _problem(deck: Deck, block: Block, what: str, expected: str) -> Problem:
    remedy = "correct the block or its output"
    return Problem(deck.path, block.line, f"{block.place} {what}", expected, remedy)
