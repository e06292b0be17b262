"""Record the blocks of a deck for its page, and leave out what contradicts the deck."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from deck.proof.failure import Failure
from deck.proof.seeds import depends_on_hashes
from deck.proof.verdict import SECONDS, verdict
from deck.run import transcript
from deck.run.apart.turn import turn
from deck.run.comparison import comparable
from deck.run.isolate import isolated
from deck.run.program import Endless, with_places
from deck.run.scratch import at_home, scratch, within
from deck.source import snippets
from deck.source.languages import RUNNABLE
from deck.source.model import Block, Deck
from deck.source.progress import Progress, silent
from deck.trace.model import Trace
from deck.trace.record import record

Traces = dict[str, Trace]


def traces(
    deck: Deck,
    tell: Callable[[Failure], object] | None = None,
    progress: Progress = silent,
) -> Traces:
    """Record each block that runs something, by its name; `tell` is told of what a check finds.

    A block that does what is stated where a recorder does not hear or see it, by a thread or by
    another process, has none, nor has one that does not do it.
    """
    recorded = {}
    for rank, block in enumerate(deck.blocks):
        progress(f"{deck.path}: {block.name}", rank, len(deck.blocks))
        if block.runs_alone:
            trace = faithful_trace(deck, block) if block.language in RUNNABLE else None
            # What a recording can't tell: that it would go on for ever, or be another next time.
            is_sure = trace and trace.complete and not depends_on_hashes(block)
            if tell and not is_sure and (failure := verdict(deck, block, SECONDS)):
                tell(failure)
            elif trace and trace.runs_something:
                recorded[block.name] = trace
    return recorded


def faithful_trace(deck: Deck, block: Block) -> Trace | None:
    """Record a block; return nothing where that does not end, or prints what is not stated."""
    try:
        data = tuple(snippets.data(deck, block).items())
        trace = _recorded(block.language, block.source, block.context, data)
    except Endless:
        return None
    output = with_places(trace.output) if block.language == "pycon" else trace.output
    texts = {"<stdin>": block.source, "<block>": block.source, "<context>": block.context}
    stated, got = comparable(_stated(block), output, block.any_order, texts, block.varies)
    # A cut trace is only a beginning, and its last line that of a line.
    if not trace.complete:
        stated, got = ([], []) if block.any_order else (stated[: len(got) - 1], got[:-1])
    return trace if got == stated else None


@lru_cache(maxsize=10_000)
def _recorded(
    language: str, source: str, context: str, data: tuple[tuple[str, bytes], ...]
) -> Trace:
    with turn(context + source), scratch(dict(data)) as folder:
        run = within(folder, record)
        trace = isolated(run, language, source, context, seconds=SECONDS)
    return replace(trace, output=at_home(trace.output, folder))


def _stated(block: Block) -> str:
    if block.language != "pycon":
        return block.output.text if block.output else ""
    return "".join(map(transcript.stated, transcript.examples(block.source)))
