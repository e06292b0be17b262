"""Keep which blocks do what is stated, where nothing but their text decides it.

Where chance does, too, it is kept that it was the same each time, and they are run once.
"""

from deck.proof.judge.deterministic import is_deterministic
from deck.proof.judge.environment import environment, node_environment
from deck.proof.judge.modules import SEEDED
from deck.source.cache import Cache, key
from deck.source.extraction import snippets
from deck.source.model import Block, Deck


class VerdictCache:
    """Remember which blocks of a deck were found to do what is stated, in so many seconds.

    What is found otherwise is never kept.
    """

    def __init__(self, deck: Deck, seconds: float) -> None:
        self._deck, self._seconds = deck, seconds
        self._cache = Cache("verdicts", deck.path)
        self._names = dict[str, str]()

    def holds(self, block: Block) -> bool:
        """Return whether a block was found to do it, by this machinery, on this machine."""
        return self._has(self._named(block))

    def is_settled(self, block: Block) -> bool:
        """Return whether a block was found to do it each time, whatever chance decided."""
        return self._has(_by_chance(self._named(block)))

    def note(self, block: Block) -> None:
        """Remember that a block did what is stated, as far as its text decides that."""
        if is_deterministic(block, is_seeded=False):
            self.keep(block)
        elif (named := self._named(block)) and is_deterministic(block, is_seeded=True):
            self._cache.put(_by_chance(named), "")

    def keep(self, block: Block) -> None:
        """Remember that a block does what is stated, which nothing but its text decides."""
        if named := self._named(block):
            self._cache.put(named, "")

    def write(self) -> None:
        """Write what was noted, or asked for, for the next check."""
        self._cache.write()

    def _named(self, block: Block) -> str:
        if block.name not in self._names:
            # What a block continues decides with all of it, and not by its definitions alone.
            continued = [one.source for one in block.chain]
            self._names[block.name] = digest(self._deck, block, self._seconds, continued)
        return self._names[block.name]

    def _has(self, named: str) -> bool:
        return bool(named) and self._cache.get(named) is not None


def _by_chance(named: str) -> str:
    return named and f"{SEEDED} {named}"


def digest(deck: Deck, block: Block, *asked: object) -> str:
    """Return a digest of all that decides it, or nothing where the block has data to read.

    What is `asked` of it decides, too.
    """
    if not block.runs_alone or snippets.data(deck, block):
        return ""
    runner = environment() if block.is_python else node_environment()
    stated = block.output and block.output.text, block.any_order, block.varies
    return key(block.language, block.context, block.source, stated, runner, *asked)
