"""Find which blocks of a deck define what later blocks use."""

from dataclasses import dataclass, field
from itertools import takewhile

from deck.source.code.definitions import changed
from deck.source.code.names import bound, used
from deck.source.model import Block


@dataclass
class Story:
    """Note what each block defines, one block after the other.

    `definers` maps a name to the last block that binds it, or changes its value; `provided` maps a
    block to the names that it gives to the blocks that continue it, and `lacking` to the names
    that its program uses and does not bind.
    """

    definers: dict[str, str] = field(default_factory=dict)
    provided: dict[str, frozenset[str]] = field(default_factory=dict)
    lacking: dict[str, frozenset[str]] = field(default_factory=dict)

    def told(self, block: Block) -> tuple[tuple[str, str], ...]:
        """Go on with a block; pair each name that it lacks with the one before that has it.

        Only one that comes before all that the block continues can be continued by the first of it.
        """
        own, before = bound(block.python), block.continues.name if block.continues else ""
        given = self.provided.get(before, frozenset())
        lacking = (used(block.python) | self.lacking.get(before, frozenset())) - given
        found = {name: self.definers[name] for name in lacking if name in self.definers}
        if found and block.chain:
            earlier = set(takewhile(block.chain[0].name.__ne__, self.provided))
            found = {name: definer for name, definer in found.items() if definer in earlier}
        changed_here = changed(block.python) & self.definers.keys()
        self.definers |= dict.fromkeys(own | changed_here, block.name)
        self.provided[block.name] = given | own
        self.lacking[block.name] = lacking
        return tuple(sorted(found.items()))
