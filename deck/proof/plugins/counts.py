"""Count what a run of tests asserted of a deck."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pytest import StashKey

from deck.proof.judge.observable import is_observable
from deck.proof.plugins.tally import BLOCK, CLAIM, DRIVEN, Tally, of_block, of_sentence
from deck.proof.quotes import claims
from deck.source import folders
from deck.source.model import Block, Deck
from deck.source.problems import counted


@dataclass(frozen=True)
class Counts:
    """Represent how many blocks of a deck were asserted, and how many of its sentences.

    Of the blocks that are run, those are `asserted` that state or do something, that a test of the
    deck runs, or that such a block continues. What is `proved` held each time in this run.
    The sentences, and the titles, are those with code or a PEP; `plain` are the sentences without.
    `unclaimed` are the numbers of the slides that have some, while this run claimed nothing there.
    """

    deck: Deck
    run: int
    asserted: int
    proved: int
    sentences: int
    proved_sentences: int
    plain: int
    proved_plain: int
    unclaimed: tuple[int, ...] = ()

    @property
    def unproved_sentences(self) -> int:
        return self.sentences - self.proved_sentences

    def __str__(self) -> str:
        path = self.deck.path
        slides = counted(len(self.deck.slides), "slide")
        blocks = counted(len(self.deck.blocks), "block")
        counts = f"{self.run} run, {self.asserted} asserted, {self.proved} proved"
        lines = [f"{path}: {slides}, {blocks}: {len(self.deck.blocks)} shown, {counts}"]
        said = [f"{counted(self.sentences, 'sentence')} with code, {self.proved_sentences} proved"]
        if self.plain:
            said.append(f"{self.plain} without, {self.proved_plain} proved")
        if self.sentences or self.plain:
            why = _why_none(Path(path)) or self._where_none
            lines.append(f"{path}: {'; '.join(said)}{why}")
        return "\n".join(lines)

    @property
    def _where_none(self) -> str:
        """Return on which slides nothing was claimed, of a deck with tests."""
        if not self.unclaimed:
            return ""
        slides = "slide" if len(self.unclaimed) == 1 else "slides"
        return f" (nothing claimed of {slides} {', '.join(map(str, self.unclaimed))})"


# Under this key the counts of a run are in pytest's configuration.
COUNTS = StashKey[list[Counts]]()


def count(deck: Deck, tally: Tally) -> Counts:
    """Count what a run asserted of a deck."""
    run = [block for block in deck.blocks if block.runs]
    keys = {block.name: of_block(deck.path, block.name) for block in run}
    driven = tally.tried(DRIVEN)
    asserted = [block for block in run if keys[block.name] in driven or is_observable(block)]
    passed = tally.proved(BLOCK) - tally.failed(DRIVEN)
    passed_names = {name for name, key in keys.items() if key in passed}
    proved = [block for block in asserted if block.name in passed_names]
    sentences = {of_sentence(deck.path, sentence) for _, sentence in claims.to_prove(deck)}
    every = (one for slide in deck.slides for one in slide.sentences if not one.is_title)
    plain = {of_sentence(deck.path, sentence) for sentence in every} - sentences
    claimed = tally.proved(CLAIM)
    return Counts(
        deck,
        len(run),
        len(_with_chains(asserted) & keys.keys()),
        len(_with_chains(proved) & passed_names),
        len(sentences),
        len(sentences & claimed),
        len(plain),
        len(plain & claimed),
        tuple(_unclaimed(deck, tally.tried(CLAIM))),
    )


def _unclaimed(deck: Deck, claimed: set[str]) -> Iterator[int]:
    for slide in deck.slides if claimed else ():
        said = {of_sentence(deck.path, one) for one in slide.sentences}
        if said.isdisjoint(claimed) and any(map(claims.is_to_prove, slide.sentences)):
            yield slide.number


def _with_chains(blocks: Iterable[Block]) -> set[str]:
    return {one.name for block in blocks for one in (*block.chain, block)}


def _why_none(deck: Path) -> str:
    if folders.is_taken(deck):
        return f" ({folders.folder(deck)} is of this project; rename the deck to have tests)"
    return "" if folders.has_tests(deck) else f" (no tests in {folders.folder(deck)})"
