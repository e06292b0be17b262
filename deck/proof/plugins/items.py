"""The blocks of a deck as pytest items, with what else is asserted of it."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

import pytest
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownInlinePythonItem

from deck.proof.judge.ahead import Ahead
from deck.proof.judge.failure import Failure, wrong_with
from deck.proof.judge.verdict import verdict
from deck.proof.plugins.claims_item import ClaimsItem
from deck.proof.plugins.places import fail
from deck.proof.plugins.tally import BLOCK, of_block
from deck.run.program import Names
from deck.source import folders
from deck.source.extraction import snippets
from deck.source.folders import shown
from deck.source.load import load
from deck.source.model import FIXTURE, Block, Deck
from deck.source.problems import DeckError, Problem

DECKS = pytest.StashKey[list[Deck]]()
# The verdicts of a run, and for how many seconds a block may go on.
AHEAD = pytest.StashKey[Ahead]()
TIME_LIMIT = pytest.StashKey[float]()
JUDGED = pytest.StashKey[tuple[Deck, Block]]()
Raised = pytest.ExceptionInfo[BaseException]
# What was read, by the paths that a person would type.
LOADED = pytest.StashKey[dict[Path, Deck]]()


def deck_at(path: Path, config: pytest.Config) -> Deck:
    """Return the deck in a file, which is read once a run."""
    loaded = config.stash.setdefault(LOADED, {})
    if path not in loaded:
        loaded[path] = load(path)
    return loaded[path]


class DeckFile(pytest.File):
    """Collect the blocks of a deck in their order, the python ones as pytest-markdown-docs does."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            deck = deck_at(shown(self.path), self.config)
        except DeckError as error:
            raise self.CollectError(str(error)) from None
        self.config.stash[DECKS].append(deck)
        if failures := wrong_with(deck):
            yield ProblemsItem.from_parent(self, name="deck", failures=failures)
        for block in filter(lambda block: block.runs, deck.blocks):
            kind = PythonItem if block.language == "python" else BlockItem
            item = kind.of_block(self, block)
            item.stash[JUDGED] = deck, block
            item.user_properties.append((BLOCK, of_block(str(self.path), block.name)))
            yield item
        if snippets.required(deck):
            yield SnippetsItem.from_parent(self, name="snippets", deck=deck)
        if folders.has_tests(self.path) and self.is_run(folders.folder(self.path)):
            yield ClaimsItem.from_parent(self, name="claims", deck=deck)

    def is_run(self, folder: Path) -> bool:
        """Return whether all tests of a folder are in this run."""
        return any(map(self.session.isinitpath, (folder, *folder.parents)))


def judge(item: pytest.Item, names: Names | None = None) -> None:
    """Fail an item whose block does not do what is stated, with the values of its fixtures."""
    deck, block = item.stash[JUDGED]
    if block.runs_alone:
        failure = item.config.stash[AHEAD].verdict(deck.path, block.name)
    else:
        failure = verdict(deck, block, item.config.stash[TIME_LIMIT], names)
    if failure:
        fail(item, failure)


class PythonItem(MarkdownInlinePythonItem):
    """Judge a block of Python, with the fixtures that pytest-markdown-docs gives it."""

    @classmethod
    def of_block(cls, parent: pytest.Collector, block: Block) -> Self:
        """Return the item of a block, which is not to be read in the deck again."""
        at = block.fence_line
        asked = FenceTestDefinition(block.source, block.fixtures, at, parent.path, None)
        item: Self = cls.from_parent(parent, name=block.name, test_definition=asked)
        return item

    def setup(self) -> None:
        manager = self.session._fixturemanager
        known = sorted({one.argname for one in manager._get_all_fixture_defs_for_node(self)})
        deck, block = self.stash[JUDGED]
        for name in set(block.fixtures).difference(known):
            own = (one for one in known if one[0] != "_")
            expected = ", ".join(get_close_matches(name, known, 1) or own)
            remedy = "correct the name, or define that fixture in conftest.py"
            found = f"{block.place} asks for “{FIXTURE}{name}”"
            told = Problem(deck.path, block.fence_line, found, expected, remedy)
            fail(self, Failure(told, block.slide, block.name))
        super().setup()  # type: ignore[no-untyped-call]  # it has no types

    def runtest(self) -> None:
        # Those of the folder first, which every test has.
        for name in self._fixtureinfo.names_closure:
            self.fixture_request.getfixturevalue(name)
        values = {name: self.fixture_request.getfixturevalue(name) for name in self.fixturenames}
        capturing = self.config.pluginmanager.getplugin("capturemanager")
        with capturing.global_and_fixture_disabled():
            judge(self, values)

    def repr_failure(self, excinfo: Raised, style: object = None) -> str:
        return _told(self, excinfo)


class _Item(pytest.Item):
    def repr_failure(self, excinfo: Raised, style: object = None) -> str:
        return _told(self, excinfo)


class BlockItem(_Item):
    """Judge a block that pytest-markdown-docs does not collect: any but Python's."""

    @classmethod
    def of_block(cls, parent: pytest.Collector, block: Block) -> Self:
        """Return the item of a block."""
        return cls.from_parent(parent, name=block.name)

    def runtest(self) -> None:
        judge(self)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.stash[JUDGED][1].fence_line, self.name


class ProblemsItem(_Item):
    """Fail for what is wrong with a deck that can be shown all the same."""

    def __init__(self, *, failures: Sequence[Failure], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.failures = failures

    def runtest(self) -> None:
        fail(self, *self.failures)


class SnippetsItem(_Item):
    """Check that nobody but `make snippets` wrote the snippets; an edited deck may be ahead."""

    def __init__(self, *, deck: Deck, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck = deck

    def runtest(self) -> None:
        if problems := snippets.edited(self.deck):
            fail(self, *(Failure(problem, 1) for problem in problems))


def _told(item: pytest.Item, excinfo: Raised) -> str:
    """Return what failed as a text alone, lest the summary repeat its first words."""
    return str(pytest.Item.repr_failure(item, excinfo, "short"))
