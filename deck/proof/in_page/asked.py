"""What is to be proved of a deck in the page's Python."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from deck.run import lacking
from deck.source.model import Block, Deck

# Of a module that a page has not.
MISSING = ModuleNotFoundError.__name__

# What JSON can hold of a proof.
Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Represent what is to be proved: what is said of a block or a slide, else of the whole deck.

    `edits` map the names of blocks to the sources that they have instead of the deck's. Where one
    asks `briefly`, a block that prints something else is enough, or two tests that fail, and
    nothing more is tried.
    """

    edits: Mapping[str, str]
    block: str | None = None
    slide: int | None = None
    briefly: bool = False

    @property
    def is_all(self) -> bool:
        return self.block is None and self.slide is None

    def blocks(self, deck: Deck) -> list[Block]:
        """List the blocks that are proved, with those that continue one."""
        return [
            block
            for block in deck.blocks
            if block.runs_alone and block.is_python
            if self.is_all or any(self._is(link) for link in (*block.chain, block))
        ]

    def slides(self, deck: Deck) -> set[int]:
        """Return the numbers of the slides of which each claim is proved."""
        of_block = {block.slide for block in deck.blocks if block.name == self.block}
        return of_block | {one.number for one in deck.slides if self.is_all} | {self.slide or 0}

    def _is(self, block: Block) -> bool:
        return block.name == self.block or block.slide == self.slide

    def is_lacking(self, told: Json) -> bool:
        """Return whether what was just tried asked for what a page lacks, so that it says nothing.

        A missing module is such a thing, unless there are edits: one of them may have misspelt it.
        """
        found = told.get("found", {}).get("found", "")
        return lacking.was_asked() or (not self.edits and MISSING in found)


def with_sources(deck: Deck, edits: Mapping[str, str]) -> Deck:
    """Return a deck in which some blocks have other sources, as has the context of others then."""
    made: dict[str, Block] = {}
    for block in deck.blocks:
        above = made[block.continues.name] if block.continues else None
        source = edits.get(block.name, block.source)
        made[block.name] = replace(block, source=source, continues=above)
    slides = [
        replace(slide, blocks=tuple(made[block.name] for block in slide.blocks))
        for slide in deck.slides
    ]
    return replace(deck, slides=tuple(slides))
