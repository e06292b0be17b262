"""Judge the blocks of a deck in a run of pytest, those of Python as pytest-markdown-docs asks."""

from pathlib import Path

import pytest
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition

from deck.proof.ahead import Ahead
from deck.proof.failure import Failure
from deck.proof.verdict import verdict
from deck.run.program import Names
from deck.source.folders import shown
from deck.source.load import load
from deck.source.model import ANY_ORDER, Block, Deck

# Those of a run, by the paths that a person would type.
LOADED: dict[Path, Deck] = {}


def deck_at(path: Path) -> Deck:
    """Return the deck in a file, which is read once a run."""
    if path not in LOADED:
        LOADED[path] = load(path)
    return LOADED[path]


class Contradiction(Exception):
    """Signal that a block does not do what the deck states."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class Judge(_Runner):
    """Judge a python block that pytest-markdown-docs collected."""

    seconds = 10.0
    ahead = Ahead((), seconds)

    def runtest(
        self, test: FenceTestDefinition, names: Names, asyncio_runner: object = None
    ) -> None:
        block = deck_at(shown(test.source_path)).block_at(test.start_line + 1)
        given = {name: names[name] for name in test.fixture_names}
        if failure := failure_of(test.source_path, block, given):
            raise Contradiction(failure)

    def repr_failure(
        self,
        test: FenceTestDefinition,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: object = None,
    ) -> str:
        is_ours = excinfo.errisinstance(Contradiction)
        return str(excinfo.value if is_ours else excinfo.getrepr(style="short"))


register_runner(default=True)(Judge)
register_runner()(type(ANY_ORDER, (Judge,), {}))


def failure_of(path: Path, block: Block, names: Names | None = None) -> Failure | None:
    """Return what a block does not do of what is stated, with the values of its fixtures."""
    deck = deck_at(shown(path))
    if block.runs_alone:
        return Judge.ahead.verdict(deck.path, block.name)
    return verdict(deck, block, Judge.seconds, names)
