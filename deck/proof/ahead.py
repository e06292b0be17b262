"""Judge blocks before their turn comes, as many at a time as there are processors."""

import os
from collections.abc import Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from deck.proof.failure import Failure
from deck.proof.verdict import verdict
from deck.run.apart import process
from deck.source.model import Block, Deck

MOMENT = 0.05  # seconds


class Ahead:
    """Represent the verdicts on some blocks, each found by its deck's path and its name.

    Nothing runs before the first of them is asked for.
    """

    def __init__(self, blocks: Iterable[tuple[Deck, Block]], seconds: float) -> None:
        self._blocks = {(deck.path, block.name): (deck, block) for deck, block in blocks}
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._verdicts: dict[Hashable, Future[Failure | None]] = {}

    def verdict(self, path: str, name: str) -> Failure | None:
        """Return the verdict on a block, once it is there."""
        if not self._verdicts:
            for key, judged in self._blocks.items():
                self._verdicts[key] = self._pool.submit(verdict, *judged, self._seconds)
        return self._verdicts[path, name].result()

    def stop(self) -> None:
        """Begin no other, and end what runs."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        # What waited for its turn begins as another is ended.
        while running := [one for one in self._verdicts.values() if one.running()]:
            process.end_all()
            wait(running, MOMENT)
