"""Record the blocks of a deck for its page, and leave out what contradicts the deck."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from queue import SimpleQueue
from typing import NamedTuple

from deck.proof.judge.ahead import processors, stop
from deck.proof.judge.chance import depends_on_chance, depends_on_clock, depends_on_hashes
from deck.proof.judge.declared import Declared
from deck.proof.judge.deterministic import is_deterministic
from deck.proof.judge.failure import ENDLESS, Failure
from deck.proof.judge.verdict import BLOCK_SECONDS, verdict
from deck.proof.judge.verdict_cache import digest
from deck.proof.recorder import Job, Recorded, Recorder, record_alone
from deck.run import transcript
from deck.run.comparison import WHOLE_TRACEBACK, comparable, ending_alone
from deck.run.program import TRACEBACK, Endless
from deck.run.prompt import with_places
from deck.source.cache import Cache
from deck.source.extraction import snippets
from deck.source.model import Block, Deck
from deck.source.progress import Progress, silent
from deck.trace.model import Trace

Traces = dict[str, Trace]
Tell = Callable[[Failure], object]
Record = Callable[[Job], Recorded]
Judge = Callable[[Block], Failure | None]
# Fewer blocks are recorded sooner here than in a Recorder, which takes as long to start.
FEW = 20
# Code that may have no end is judged before it is recorded: each takes its whole time to see that.
MAY_GO_ON = re.compile(
    r"^(?:>>> )?while\s+(?:True|1)\b|forever\b|\brun_app\b|\b(?:app|uvicorn)\.run\(", re.MULTILINE
)


class Found(NamedTuple):
    """Represent the failure of a block, or else its recording, if the player has one to show.

    It `is_sure` where any other run of the same program finds the same.
    """

    failure: Failure | None
    shown: Recorded | None
    is_sure: bool


class Recordings(dict[str, str]):
    """Map the names of blocks to their recordings, packed for the page.

    They `are_cached` where each follows from its block alone, and so where there is none.
    """

    def __init__(self, shown: Mapping[str, str], *, are_cached: bool) -> None:
        super().__init__(shown)
        self.are_cached = are_cached


def traces(deck: Deck, tell: Tell | None = None, progress: Progress = silent) -> Traces:
    """Map the name of each block that runs something to its trace; `tell` is told each failure.

    A block has none that does not do what is stated, or does it where no recorder sees it: in a
    thread, or in another process.
    """
    found = _observed(deck, [one for one in deck.blocks if one.runs_alone], tell, progress)
    shown = ((block.name, one.shown and one.shown.trace) for block, one in found)
    return {name: trace for name, trace in shown if trace}


def recordings(deck: Deck, tell: Tell | None = None, progress: Progress = silent) -> Recordings:
    """Return the recordings of the blocks that `traces` would record.

    Those that follow from a block alone are cached from one build to the next.
    """
    cache = Cache("blocks", deck.path)
    named = ((one.name, digest(deck, one, BLOCK_SECONDS, deck.lang)) for one in deck.blocks)
    keys = {one: key for one, key in named if key}
    packed = dict[str, str | None]((name, cache.get(key)) for name, key in keys.items())
    left = [one for one in deck.blocks if one.runs_alone and packed.get(one.name) is None]
    others = {one.name for one in left}
    for block, found in _observed(deck, left, tell, progress, deck.lang):
        text = found.shown.packed if found.shown else ""
        packed[block.name] = text
        if found.is_sure and block.name in keys and is_deterministic(block, is_seeded=True):
            cache.put(keys[block.name], text)
            others.remove(block.name)
    cache.write()
    in_order = {one.name: packed.get(one.name) for one in deck.blocks}
    shown = {name: recording for name, recording in in_order.items() if recording}
    return Recordings(shown, are_cached=not others)


def _observed(
    deck: Deck, blocks: Sequence[Block], tell: Tell | None, progress: Progress, lang: str = ""
) -> Iterator[tuple[Block, Found]]:
    declared = Declared([(deck, block) for block in blocks])
    judge = partial(_judge, deck, declared) if tell else None
    with _processes(len(blocks)) as (run, record):
        found = run(lambda block: _found(deck, block, record, lang, judge), blocks)
        for rank, block in enumerate(blocks):
            progress(f"{deck.path}: {block.name}", rank, len(blocks))
            one = next(found)
            if tell and one.failure:
                tell(one.failure)
            yield block, one


@contextmanager
def _processes(blocks: int) -> Iterator[tuple[Callable[..., Iterator[Found]], Record]]:
    """Yield what calls a function for each block, and what records: for many, in some processes."""
    if blocks < FEW:
        yield map, record_alone
        return
    with ExitStack() as stack:
        count = processors()
        pool = ThreadPoolExecutor(count)
        recorders = [stack.enter_context(Recorder()) for _ in range(count)]
        free = SimpleQueue[Recorder]()
        for one in recorders:
            free.put(one)
        begun: list[Future[Found]] = []

        def record(job: Job) -> Recorded:
            recorder = free.get()
            try:
                return recorder.record(job)
            finally:
                free.put(recorder)

        def run(find: Callable[[Block], Found], blocks: Iterable[Block]) -> Iterator[Found]:
            finding = [pool.submit(find, block) for block in blocks]
            begun.extend(finding)
            return (one.result() for one in finding)

        try:
            yield run, record
        finally:
            for one in recorders:
                one.end()
            stop(pool, begun)


def _judge(deck: Deck, declared: Declared, block: Block) -> Failure | None:
    return None if declared.has(deck, block) else verdict(deck, block, BLOCK_SECONDS)


def _found(deck: Deck, block: Block, record: Record, lang: str, judge: Judge | None) -> Found:
    is_judged = judge and block.is_python and bool(MAY_GO_ON.search(block.source))
    failure = judge(block) if judge and is_judged else None
    if failure and failure.kind == ENDLESS:
        return Found(failure, None, is_sure=False)
    recorded = faithful(deck, block, record, lang) if block.is_python else None
    # What a recording can't tell: that it would go on for ever, or be another next time.
    is_sure = bool(recorded and recorded.complete and not depends_on_hashes(block))
    if judge and not is_judged and (not is_sure or _is_one_of_many(block)):
        failure = judge(block)
    is_sure = is_sure and not failure
    shown = recorded if recorded and recorded.runs_something and not failure else None
    if not block.is_python:
        is_sure = bool(judge) and not failure
    elif recorded and _follows_from_files(block, recorded):
        is_sure = False
    return Found(failure, shown, is_sure)


def _is_one_of_many(block: Block) -> bool:
    """Return whether a recording may agree with what is stated, and another would not.

    Chance is seeded where a block is recorded, and the clock is that of this machine.
    """
    return depends_on_chance(block) or depends_on_clock(block)


def _follows_from_files(block: Block, recorded: Recorded) -> bool:
    """Return whether a traceback may be compared with a file, or with what a program tells."""
    texts = recorded.output, block.output.text if block.output else ""
    # At a prompt, it is known by its last line.
    return not block.is_session and any(
        one in text for one in ('File "/', TRACEBACK) for text in texts
    )


def faithful(
    deck: Deck, block: Block, record: Record = record_alone, lang: str = ""
) -> Recorded | None:
    """Record a block; return nothing where that does not end, or prints what is not stated."""
    try:
        data = tuple(snippets.data(deck, block).items())
        found = record(Job(block.language, block.source, block.context, data, BLOCK_SECONDS, lang))
    except Endless:
        return None
    output = with_places(found.output) if block.is_session else found.output
    texts = {"<stdin>": block.source, "<block>": block.source, "<context>": block.context}
    stated, got = comparable(_stated(block), output, block.any_order, texts, block.varies)
    # A cut trace is only a beginning, and its last line that of a line.
    if not found.complete:
        stated, got = ([], []) if block.any_order else (stated[: len(got) - 1], got[:-1])
    return found if got == stated else None


def _stated(block: Block) -> str:
    if not block.is_session:
        text = block.output.text if block.output else ""
        return ending_alone(text, text, WHOLE_TRACEBACK.split(text)[-1])
    return "".join(map(transcript.stated, transcript.examples(block.source)))
