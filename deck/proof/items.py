"""The blocks of a deck as pytest items, with what else is asserted of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownInlinePythonItem

from deck.proof.claimed import ClaimsItem
from deck.proof.failure import Failure, wrong_with
from deck.proof.judge import deck_at, failure_of
from deck.proof.places import fail
from deck.proof.tally import BLOCK, of_block
from deck.source import folders, snippets
from deck.source.folders import shown
from deck.source.model import ANY_ORDER, Block, Deck
from deck.source.problems import DeckError

DECKS = pytest.StashKey[list[Deck]]()
JUDGED = pytest.StashKey[Block]()


class DeckFile(pytest.File):
    """Collect the blocks of a deck in their order, the python ones as pytest-markdown-docs does."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            deck = deck_at(shown(self.path))
        except DeckError as error:
            raise self.CollectError(str(error)) from None
        self.config.stash[DECKS].append(deck)
        if failures := wrong_with(deck):
            yield ProblemsItem.from_parent(self, name="deck", failures=failures)
        for block in filter(lambda block: block.runs, deck.blocks):
            yield (
                self.python_item(block)
                if block.language == "python"
                else (BlockItem.from_parent(self, name=block.name, block=block))
            )
        if snippets.required(deck):
            yield SnippetsItem.from_parent(self, name="snippets", deck=deck)
        if folders.has_tests(self.path) and self.is_run(folders.folder(self.path)):
            yield ClaimsItem.from_parent(self, name="claims", deck=deck)

    def is_run(self, folder: Path) -> bool:
        """Return whether all tests of a folder are in this run."""
        return any(map(self.session.isinitpath, (folder, *folder.parents)))

    def python_item(self, block: Block) -> pytest.Item:
        """Return what pytest-markdown-docs makes of a block; it is not to read the deck again."""
        key = "fixture:"
        definition = FenceTestDefinition(
            block.source,
            sorted(word.removeprefix(key) for word in block.words if word.startswith(key)),
            block.line - 1,
            source_path=self.path,
            runner_name=ANY_ORDER if block.any_order else None,
        )
        item = MarkdownInlinePythonItem.from_parent(
            self, name=block.name, test_definition=definition
        )
        item.stash[JUDGED] = block
        item.user_properties.append((BLOCK, of_block(str(self.path), block.name)))
        return item


class BlockItem(pytest.Item):
    """Judge a block that pytest-markdown-docs does not collect: any but Python's."""

    def __init__(self, *, block: Block, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.block = self.stash[JUDGED] = block
        self.user_properties.append((BLOCK, of_block(str(self.path), block.name)))

    def runtest(self) -> None:
        if failure := failure_of(self.path, self.block):
            fail(self, failure)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.block.line - 1, self.name


class ProblemsItem(pytest.Item):
    """Fail for what is wrong with a deck that can be shown all the same."""

    def __init__(self, *, failures: Sequence[Failure], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.failures = failures

    def runtest(self) -> None:
        fail(self, *self.failures)


class SnippetsItem(pytest.Item):
    """Check that the snippets are those that the deck gives."""

    def __init__(self, *, deck: Deck, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck = deck

    def runtest(self) -> None:
        if problems := snippets.stale(self.deck):
            fail(self, *(Failure(problem, 1) for problem in problems))
