"""Judge a block by what the deck states that it prints."""

import re
from collections.abc import Sequence
from dataclasses import replace
from doctest import Example
from itertools import chain, repeat

from deck.proof.judge.cures import (
    ASKS,
    NO_RETURN,
    NOBODY_ANSWERS,
    cure_of,
    defined_elsewhere,
    never_shown,
    never_stated,
)
from deck.proof.judge.failure import (
    BE_OUTPUT,
    CONTINUE,
    ENDLESS,
    OUTPUT,
    SESSION,
    UNSTATED,
    Failure,
)
from deck.proof.judge.runs import Ran, run_any, session_text, texts
from deck.proof.judge.varying import other_each_time
from deck.run import transcript
from deck.run.comparison import difference, ending_alone
from deck.run.program import MEMORY_LIMIT, TRACEBACK, Endless, Names, Run, Session
from deck.source.code.languages import UNKNOWN
from deck.source.model import Block, Deck
from deck.source.problems import Problem, make

# How long a block may run, unless said otherwise.
BLOCK_SECONDS = 10.0
NOT_UNDERSTOOD = re.compile(r"^(?:SyntaxError|IndentationError|TabError): .*\n?", re.MULTILINE)
OUTPUT_DIFFERS = "gives something else"
TOO_MUCH_MEMORY = f"asks for more than {MEMORY_LIMIT / 10**9:g} GB of memory"


def verdict(
    deck: Deck,
    block: Block,
    seconds: float,
    names: Names | None = None,
    *,
    is_settled: bool = False,
) -> Failure | None:
    """Run a block, with its context, for so many seconds at most, and judge what it prints.

    Returns nothing where it does what the deck states. `names` are put into its namespace first.
    One that `is_settled`, as it was found to print the same each time, is run once.
    """
    is_once = bool(names) or is_settled
    try:
        ran = run_any(deck, block, seconds, names=names)
        if not is_once and (failure := other_each_time(deck, block, seconds, ran)):
            return failure
        return judged(deck, block, seconds, ran)
    except Endless as error:
        return Failure(endless(deck.path, block, error), block.slide, block.name, kind=ENDLESS)


def judged(deck: Deck, block: Block, seconds: float, ran: Ran) -> Failure | None:
    """Judge what a block did; raise Endless where it is to be run once more, and has no end."""
    if isinstance(ran, Run):
        return _judge_output(deck, block, seconds, ran)
    return _judge_transcript(deck, block, seconds, *ran)


def endless(path: str, block: Block, error: Endless) -> Problem:
    """Return the problem of a block that was stopped."""
    shorter = "correct it, make it shorter, or add “notest” to show it only"
    remedy = NOBODY_ANSWERS if ASKS.search(block.source) else shorter
    return Problem(path, line_of(block), f"{block.place} {error}", "it to end", remedy)


def line_of(block: Block, failing: int | None = None) -> int:
    """Return the line of the deck on which a block is told, or that one of it which fails."""
    return block.fence_line if block.included else block.line + (failing or 1) - 1


def unstated_error(stated: str, error: str) -> str:
    """Return the exception that ended a block, unless the deck states one of its kind."""
    # What it says, and its notes, may be several lines.
    last_lines = stated.splitlines()[-max(len(error.splitlines()), 1) :]
    return "" if _kind(error) in map(_kind, last_lines) else error.strip()


def _kind(line: str) -> str:
    """Return what an exception is called without its module, of which Pythons tell more or less."""
    return line.split(":")[0].strip().rpartition(".")[2]


def text_under(deck: Deck, block: Block) -> Block | None:
    """Return the text under a block that states no output, as which it may be meant."""
    below = next((one for one in deck.blocks if one.line > block.line), None)
    is_text = below and below.slide == block.slide and below.language == UNKNOWN
    return below if is_text and below and not below.words and not block.output else None


def is_printed(deck: Deck, block: Block, text: Block, output: str) -> bool:
    """Return whether a text is what a block prints."""
    known = texts(deck, block, output, BLOCK_SECONDS)
    return not difference(text.source, output, block.any_order, known, block.varies)


def accepts(examples: list[Example], session: Session) -> bool:
    """Return whether a session went to its end, with no exception whose kind is not stated."""
    typed = zip(examples, session.outputs)
    went_on = len(session.outputs) == len(examples) and not session.error
    return went_on and not any(unstated_error(one.want, raised(output)) for one, output in typed)


def stated_in(examples: list[Example], outputs: Sequence[str]) -> list[str]:
    """Return what each example of a session states, and of what is free in it, what it printed."""
    printed = chain(outputs, repeat(""))
    return [transcript.agreed(one, output) for one, output in zip(examples, printed, strict=False)]


def raised(output: str) -> str:
    """Return the last line of the exception that a statement of a transcript raised, or none."""
    if TRACEBACK not in output:
        # What the prompt does not understand raises without a traceback.
        not_understood = NOT_UNDERSTOOD.search(output)
        return not_understood[0] if not_understood else ""
    return re.sub(r"\A(?:[ \t].*\n)*", "", output.rpartition(TRACEBACK)[2])


def _judge_output(deck: Deck, block: Block, seconds: float, run: Run) -> Failure | None:
    written = block.output.text if block.output else ""
    stated = ending_alone(written, run.told, run.error, run.output)
    known = texts(deck, block, run.output, seconds)
    diff = difference(stated, run.output, block.any_order, known, block.varies)
    if not diff:
        return None
    expected = "nothing printed, as no output is stated"
    if block.output:
        expected = f"the output that line {block.output.line} states"
    under = text_under(deck, block)
    is_under = bool(under and is_printed(deck, block, under, run.output))
    acceptable = block.runs_alone and not unstated_error(stated, run.error) and not is_under
    found = TOO_MUCH_MEMORY if run.error.startswith("MemoryError") else OUTPUT_DIFFERS
    line = line_of(block, run.line)
    cure = (
        cure_of(block, diff) or never_stated(diff, run.told, run.error) or never_shown(block, run)
    )
    if is_misnamed := bool(not cure and under):
        when = "" if is_under else ", if it is what is printed"
        cure = f"have the fence under it say “output”{when}"
    failure = _failure(deck.path, line, block, found, expected, acceptable, diff, cure)
    return replace(failure, cure=(BE_OUTPUT,)) if is_misnamed else failure


def _judge_transcript(
    deck: Deck, block: Block, seconds: float, examples: list[Example], session: Session
) -> Failure | None:
    sources = [example.source for example in examples]
    stated = transcript.written(sources, stated_in(examples, session.outputs))
    got = session_text(examples, session)
    known = texts(deck, block, got, seconds)
    if not (diff := difference(stated, got, False, known, block.varies)):
        return None
    expected = "the session as it is written"
    acceptable = accepts(examples, session)
    cure = cure_of(block, diff) or never_stated(diff, session.told)
    return _failure(
        deck.path, line_of(block), block, OUTPUT_DIFFERS, expected, acceptable, diff, cure
    )


def _failure(
    path: str,
    line: int,
    block: Block,
    found: str,
    expected: str,
    acceptable: bool,
    diff: str,
    cure: str,
) -> Failure:
    kind = SESSION if block.is_session else OUTPUT if block.output else UNSTATED
    remedy, accept = "correct the block or what it is stated to print", "accept what it does"
    if kind == UNSTATED:
        remedy, accept = "correct the block or state its output", "have the notes state it"
    remedy = cure or remedy
    acceptable = acceptable and cure != NO_RETURN
    if acceptable:
        remedy += f", or {accept}: `{make('accept', path, BLOCK=block.name)}`"
    problem = Problem(path, line, f"{block.place} {found}", expected, remedy)
    continued = defined_elsewhere(block, diff)
    cures = (CONTINUE, *continued) if continued else ()
    return Failure(problem, block.slide, block.name, diff, acceptable, kind, cure=cures)
