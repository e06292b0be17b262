"""Judge blocks before their turn comes, as many at a time as there are processors."""

import os
from collections.abc import Collection, Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from deck.proof.judge.declared import Declared
from deck.proof.judge.failure import Failure
from deck.proof.judge.sequences import Sequences
from deck.proof.judge.verdict import verdict
from deck.proof.judge.verdict_cache import VerdictCache
from deck.run.apart import process
from deck.run.apart.turn import MOMENT, give_up
from deck.source.model import Block, Deck


class Ahead:
    """Represent the verdicts on some blocks, each found by its deck's path and its name.

    Nothing runs before the first of them is asked for; and where what is known of a deck is kept,
    nothing that is known to hold, nor what only declares functions.
    """

    def __init__(
        self, blocks: Iterable[tuple[Deck, Block]], seconds: float, keeps: bool = False
    ) -> None:
        self._blocks = {(deck.path, block.name): (deck, block) for deck, block in blocks}
        self._seconds = seconds
        decks = {deck.path: deck for deck, _ in self._blocks.values()} if keeps else {}
        self._declared = Declared(self._blocks.values())
        self._sequences = Sequences(self._blocks.values(), seconds)
        self._left_out = set[Hashable]()
        self._known = {path: VerdictCache(deck, seconds) for path, deck in decks.items()}
        self._pool = ThreadPoolExecutor(processors())
        self._verdicts: dict[Hashable, Future[Failure | None]] = {}

    @property
    def left_out(self) -> int:
        """Return how many blocks were not run."""
        return len(self._left_out)

    def verdict(self, path: str, name: str) -> Failure | None:
        """Return the verdict on a block, once it is there."""
        if not self._verdicts:
            for key, judged in self._blocks.items():
                self._verdicts[key] = self._begin(*judged)
        return self._verdicts[path, name].result()

    def _begin(self, deck: Deck, block: Block) -> Future[Failure | None]:
        known = self._known.get(deck.path)
        if not known or not known.holds(block):
            return self._pool.submit(self._judge, deck, block, known)
        self._left_out.add((deck.path, block.name))
        found = Future[Failure | None]()
        found.set_result(None)
        return found

    def _judge(self, deck: Deck, block: Block, known: VerdictCache | None) -> Failure | None:
        if known and self._declared.has(deck, block):
            self._left_out.add((deck.path, block.name))
            known.keep(block)
            return None
        settled = bool(known and known.is_settled(block))
        failure = verdict(deck, block, self._seconds, is_settled=settled)
        if not settled:
            failure = self._sequences.failure(deck, block, failure)
        if known and not failure and not settled:
            known.note(block)
        return failure

    def stop(self) -> None:
        """Begin no other, and end what runs."""
        stop(self._pool, self._verdicts.values())
        for known in self._known.values():
            known.write()


def processors() -> int:
    """Return how many processors this process may use: those of its machine, or some of them."""
    return os.process_cpu_count() or 1


def stop(pool: ThreadPoolExecutor, begun: Collection[Future[Any]]) -> None:
    """Have some threads begin nothing else, and end what they run of what they have begun."""
    pool.shutdown(wait=False, cancel_futures=True)
    # What has got its turn just now begins as another is ended.
    while running := [one for one in begun if one.running()]:
        give_up()
        process.end_all()
        wait(running, MOMENT)
