"""The blocks of a deck as pytest items: python ones by pytest-markdown-docs, the others by us."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule, MarkdownInlinePythonItem

from deck.proof.ahead import Ahead
from deck.proof.claimed import ClaimsItem
from deck.proof.counts import COUNTS, count
from deck.proof.failure import PROPERTY, Failure, wrong_with
from deck.proof.tally import BLOCK, TALLY, of_block
from deck.proof.verdict import verdict
from deck.run.program import Names
from deck.source import folders, snippets
from deck.source.folders import shown
from deck.source.legibility import illegible
from deck.source.load import load
from deck.source.model import ANY_ORDER, Block, Deck
from deck.source.problems import DeckError

DECKS = pytest.StashKey[list[Deck]]()
BEFORE = pytest.StashKey[Ahead]()
JUDGED = pytest.StashKey[Block]()
Raised = pytest.ExceptionInfo[BaseException]
SECONDS = "block_seconds"

# Whether what is known of the blocks is kept from one run to the next.
KEEPS = pytest.StashKey[bool]()
LEFT_OUT = pytest.StashKey[int]()
# Those of a run, by the paths that a person would type.
LOADED: dict[Path, Deck] = {}


def deck_at(path: Path) -> Deck:
    """Return the deck in a file, which is read once a run."""
    if path not in LOADED:
        LOADED[path] = load(path)
    return LOADED[path]


class Contradiction(Exception):
    """Signal that the deck states what does not hold."""

    def __init__(self, *failures: Failure) -> None:
        super().__init__(*failures)
        self.failures = failures

    def __str__(self) -> str:
        return "\n".join(map(str, self.failures))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(SECONDS, "how long a block may run", default="10")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[DECKS] = []
    # Who runs twice in a process may have saved a deck meanwhile.
    LOADED.clear()
    Judge.seconds = float(config.getini(SECONDS))


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Collect Markdown only where it was asked for, and no docstrings."""
    collectors = [one for one in (yield) if not isinstance(one, MarkdownDocstringCodeModule)]
    if file_path.suffix != ".md":
        return collectors
    if not parent.session.isinitpath(file_path):
        return []
    return [DeckFile.from_parent(parent, path=file_path)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have each deck look at its tests, whichever of them will run."""
    for one in items:
        if isinstance(one, ClaimsItem):
            one.look_at(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have the blocks that were collected judged ahead, once the first is to be."""
    blocks = (item.stash.get(JUDGED, None) for item in session.items)
    alone = [
        (deck_at(shown(item.path)), block)
        for item, block in zip(session.items, blocks, strict=True)
        if block and block.runs_alone
    ]
    session.config.stash[BEFORE] = Judge.ahead
    Judge.ahead = Ahead(alone, Judge.seconds, session.config.stash.get(KEEPS, False))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the blocks that run, and restore the verdicts of the run within which this one began."""
    if BEFORE in session.config.stash:
        Judge.ahead.stop()
        session.config.stash[LEFT_OUT] = Judge.ahead.left_out
        Judge.ahead = session.config.stash[BEFORE]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Have the report of a contradiction carry what failed."""
    report = yield
    if call.excinfo and isinstance(call.excinfo.value, Contradiction):
        failures = call.excinfo.value.failures
        report.user_properties += [(PROPERTY, asdict(failure)) for failure in failures]
    return report


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write what was covered, and which slides hold too much to be read from the last row."""
    if left_out := config.stash.get(LEFT_OUT, 0):
        why = "were not run: they did what is stated, and nothing but their text decides it"
        terminalreporter.write_line(f"{left_out} blocks {why}; `make test` runs them")
    config.stash[COUNTS] = [count(deck, config.stash[TALLY]) for deck in _decks(config)]
    for counts in config.stash[COUNTS]:
        for told in (counts, *illegible(counts.deck)):
            terminalreporter.write_line(str(told))


def _decks(config: pytest.Config) -> list[Deck]:
    """Return the decks of a run; where workers collect, those that the run was given."""
    if config.stash[DECKS] or not config.pluginmanager.hasplugin("dsession"):
        return config.stash[DECKS]
    return [deck_at(shown(Path(name))) for name in config.args if name.endswith(".md")]


class Judge(_Runner):
    """Judge a python block that pytest-markdown-docs collected."""

    seconds = 10.0
    ahead = Ahead((), seconds)

    def runtest(
        self, test: FenceTestDefinition, names: Names, asyncio_runner: object = None
    ) -> None:
        block = _block(test.source_path, test)
        judge(test.source_path, block, {name: names[name] for name in test.fixture_names})

    def repr_failure(self, test: FenceTestDefinition, excinfo: Raised, style: object = None) -> str:
        return _tell(excinfo)


register_runner(default=True)(Judge)
register_runner()(type(ANY_ORDER, (Judge,), {}))


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


class _Item(pytest.Item):
    def repr_failure(self, excinfo: Raised, style: object = None) -> str:
        return _tell(excinfo)


class BlockItem(_Item):
    """Judge a block that pytest-markdown-docs does not collect: any but Python's."""

    def __init__(self, *, block: Block, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.block = self.stash[JUDGED] = block
        self.user_properties.append((BLOCK, of_block(str(self.path), block.name)))

    def runtest(self) -> None:
        judge(self.path, self.block)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.block.line - 1, self.name


class ProblemsItem(_Item):
    """Fail for what is wrong with a deck that can be shown all the same."""

    def __init__(self, *, failures: Sequence[Failure], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.failures = failures

    def runtest(self) -> None:
        raise Contradiction(*self.failures)


class SnippetsItem(_Item):
    """Check that the snippets are those that the deck gives."""

    def __init__(self, *, deck: Deck, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck = deck

    def runtest(self) -> None:
        if problems := snippets.stale(self.deck):
            raise Contradiction(*(Failure(problem, 1) for problem in problems))


def judge(path: Path, block: Block, names: Names | None = None) -> None:
    """Raise Contradiction when a block does not do what is stated."""
    deck = deck_at(shown(path))
    failure = (
        Judge.ahead.verdict(deck.path, block.name)
        if block.runs_alone
        else verdict(deck, block, Judge.seconds, names)
    )
    if failure:
        raise Contradiction(failure)


def _block(path: Path, test: FenceTestDefinition) -> Block:
    return deck_at(shown(path)).block_at(test.start_line + 1)


def _tell(excinfo: Raised) -> str:
    if excinfo.errisinstance(Contradiction):
        return str(excinfo.value)
    return str(excinfo.getrepr(style="short"))
