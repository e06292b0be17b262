"""Tell the blocks that do something else once all that they continue has run.

What continues a block has its definitions, without what it shows: its reader, who types all of it,
sees what that has changed, too, in a cache, in a closure, or wherever no text tells.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from threading import Lock

from deck.proof.judge.failure import AFTERWARDS, OUTPUT, SESSION, UNSTATED, Failure
from deck.proof.judge.observable import is_observable
from deck.proof.judge.runs import Ran
from deck.proof.judge.verdict import judged, line_of
from deck.run import transcript
from deck.run.apart.python import run_python
from deck.run.apart.sequence import WAIT, Part, new_separator, run_in_sequence
from deck.run.apart.session import type_session
from deck.run.apart.turn import turn
from deck.run.program import Endless, Run, Session
from deck.source.extraction import snippets
from deck.source.model import Block, Deck
from deck.source.problems import Problem

# The lines of what is continued, and what Python numbers of all that has run.
OF_ALL = re.compile(
    r"\b[Ff]ile \S+, line \d+|\S+\.py:\d+|\blineno\W+\d+"
    r"|\b(?:Task|Thread|Dummy|Process|ThreadPoolExecutor)-\d+"
)
# Between what is continued and the block, in one file: threads are waited for, as at a prompt, but
# for those of a pool. Nothing here is code of Python's that a program may trace, where it has none.
BETWEEN = """
if __name__ == "__main__":
    if "threading" in __import__("sys").modules:
        exec({wait!r}, {{}})
    __import__("sys").__stdout__.write({mark!r})
"""


class Sequences:
    """Represent what the blocks of decks do, each after all that it continues.

    One run tells it of all that lead to the same block.
    """

    def __init__(self, blocks: Collection[tuple[Deck, Block]], seconds: float) -> None:
        self._seconds = seconds
        # The last block of a run in which each is reached, by the deck's path and the block's name.
        self._last = dict[tuple[str, str], Block]()
        self._ran = dict[tuple[str, str], dict[str, Run]]()
        for deck, block in reversed(list(blocks)):
            if not block.is_session and (deck.path, block.name) not in self._last:
                if _runs_alone(block):
                    for one in (*block.chain, block):
                        self._last.setdefault((deck.path, one.name), block)
        self._locks = {key: Lock() for key in self._last}

    def failure(self, deck: Deck, block: Block, alone: Failure | None) -> Failure | None:
        """Return the failure of a block that does something else then, as far as that is known.

        `alone` is the failure of the block where only what it needs has run, if that is one.
        """
        is_compared = not alone or alone.kind in (OUTPUT, SESSION, UNSTATED)
        if not (is_compared and _leaves_out(block) and _runs_alone(block) and is_observable(block)):
            return alone
        type_or_run = _typed if block.is_session else self._run
        try:
            ran = type_or_run(deck, block, self._seconds)
            after = judged(deck, block, self._seconds, ran) if ran else alone
            if _are_alike(alone, after):
                return alone
            # One run of all of them is not quite what a reader starts: it has frames and arguments
            # of its own, and does at its end what each of them would do at its own.
            if not block.is_session and (ran := _in_one_file(deck, block, self._seconds)):
                if _are_alike(alone, judged(deck, block, self._seconds, ran)):
                    return alone
        except Endless:
            return alone
        return _failure(deck, block, alone or after)

    def _run(self, deck: Deck, block: Block, seconds: float) -> Run | None:
        last = self._last[deck.path, block.name]
        named = deck.path, last.name
        with self._locks[named]:
            if named not in self._ran:
                self._ran[named] = {}
                self._ran[named] = _in_sequence(deck, (*last.chain, last), seconds)
        return self._ran[named].get(block.name)


def _typed(deck: Deck, block: Block, seconds: float) -> Ran | None:
    """Return what comes of a session after all that it continues, if it is reached."""
    mark = new_separator()
    shown = [one.python for one in block.chain]
    context = "\n".join([*shown, f"__import__('sys').stdout.write({mark!r})", ""])
    examples = transcript.examples(block.source)
    statements = [example.source for example in examples]
    with turn(context + block.source):
        data = _data(deck, (*block.chain, block))
        session = type_session(context, statements, seconds, data)
    first, *others = session.outputs or [""]
    _, is_reached, first = first.rpartition(mark)
    return (examples, Session([first, *others], session.error)) if is_reached else None


def _in_sequence(deck: Deck, blocks: tuple[Block, ...], seconds: float) -> dict[str, Run]:
    """Map the names of blocks to what they do one after another, of those that are reached."""
    parts = [
        Part(snippets.stem(deck, one), one.python, snippets.above(deck, one).count("\n"))
        for one in blocks
    ]
    # Processes that are begun anew read the file of the block that begins them.
    own = {f"{snippets.stem(deck, one)}.py": snippets.text(deck, one).encode() for one in blocks}
    with turn("\n".join(one.program for one in parts)):
        found = run_in_sequence(parts, seconds, _data(deck, blocks) | own)
    return {one.name: run for one, run in zip(blocks, found)}


def _in_one_file(deck: Deck, block: Block, seconds: float) -> Run | None:
    """Return what a block does below all that it continues, in a file, if it is reached."""
    mark = new_separator()
    between = BETWEEN.format(wait=WAIT, mark=mark)
    above = "\n".join([*(one.python for one in block.chain), between])
    data = _data(deck, (*block.chain, block))
    with turn(text := above + block.python):
        run = run_python(text, snippets.stem(deck, block), above.count("\n"), seconds, data)
    _, is_reached, output = run.output.rpartition(mark)
    return replace(run, output=output) if is_reached else None


def _are_alike(alone: Failure | None, after: Failure | None) -> bool:
    """Return whether a block holds both times, or neither.

    What is numbered for all that has run may be another.
    """
    if bool(alone) == bool(after):
        return True
    lines = [OF_ALL.sub("", line) for line in _diff(alone or after).split("\n")[2:]]
    stated, got = ([line[1:] for line in lines if line[:1] == sign] for sign in "-+")
    return stated == got


def _diff(failure: Failure | None) -> str:
    return failure.diff if failure else ""


def _data(deck: Deck, blocks: Iterable[Block]) -> dict[str, bytes]:
    return {name: data for one in blocks for name, data in snippets.data(deck, one).items()}


def _runs_alone(block: Block) -> bool:
    return all(one.runs_alone for one in (*block.chain, block))


def _leaves_out(block: Block) -> bool:
    """Return whether what a block continues shows something."""
    whole = "".join(one.python for one in block.chain)
    return block.context.split() != whole.split()


def _failure(deck: Deck, block: Block, differs: Failure | None) -> Failure:
    found = f"{block.place} gives something else where all that it continues has run before"
    expected = "the same, as its reader may type all of it"
    remedy = "show here what changes it, or give that result a name above, and show the name"
    problem = Problem(deck.path, line_of(block), found, expected, remedy)
    return Failure(problem, block.slide, block.name, _diff(differs), kind=AFTERWARDS)
