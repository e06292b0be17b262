"""A pytest plugin that asserts the blocks of decks, and tells what was covered."""

from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule

from deck.proof.judge.ahead import Ahead
from deck.proof.judge.verdict import BLOCK_SECONDS
from deck.proof.plugins.claims_item import ClaimsItem
from deck.proof.plugins.counts import COUNTS, count
from deck.proof.plugins.items import AHEAD, DECKS, JUDGED, TIME_LIMIT, DeckFile, deck_at
from deck.proof.plugins.tally import TALLY
from deck.source.folders import shown
from deck.source.model import Deck
from deck.source.problems import command, counted
from deck.source.seen.legibility import illegible

# Whether verdicts are cached from one run to the next.
CACHES_VERDICTS = pytest.StashKey[bool]()
OPTION = "block_seconds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(OPTION, "how long a block may run", default=f"{BLOCK_SECONDS:g}")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[DECKS] = []
    config.stash[TIME_LIMIT] = float(config.getini(OPTION))


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
    stash = session.config.stash
    judged = [item.stash[JUDGED] for item in session.items if JUDGED in item.stash]
    alone = [(deck, block) for deck, block in judged if block.runs_alone]
    stash[AHEAD] = Ahead(alone, stash[TIME_LIMIT], stash.get(CACHES_VERDICTS, False))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the blocks that run."""
    if ahead := session.config.stash.get(AHEAD, None):
        ahead.stop()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write what was covered, and which slides hold too much to be read from the last row."""
    ahead = config.stash.get(AHEAD, None)
    if ahead and ahead.left_out:
        why = f"of which nothing but the text decides what is done; `{command('test')}` runs all"
        terminalreporter.write_line(f"not run: {counted(ahead.left_out, 'block')}, {why}")
    config.stash[COUNTS] = [count(deck, config.stash[TALLY]) for deck in _decks(config)]
    for counts in config.stash[COUNTS]:
        for told in (counts, *illegible(counts.deck)):
            terminalreporter.write_line(str(told))


def _decks(config: pytest.Config) -> list[Deck]:
    """Return the decks of a run; where workers collect, those that the run was given."""
    if config.stash[DECKS] or not config.pluginmanager.hasplugin("dsession"):
        return config.stash[DECKS]
    paths = (Path(name) for name in config.args if name.endswith(".md"))
    return [deck_at(shown(path), config) for path in paths]
