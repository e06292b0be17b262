"""A pytest plugin for the other Pythons: the blocks of a parsed deck, and what holds of each slide.

Valid on Python 3.10, and in need of the standard library and pytest alone: deck.proof.pythons
names the parsed deck in PARSED_DECK, and in RESULTS the file for what the tests say of the slides.
What a block asks for that this Python lacks, while that of PROVED_ON has it, is not tried.
"""

import json
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from deck.proof import parsed
from deck.proof.judge.unable import lacks
from deck.proof.judge.verdict import verdict
from deck.proof.plugins.tally import DRIVEN, of_block
from deck.source.model import Block, Deck

# Pyodide, and an old Python on a slow machine, take longer.
ELSEWHERE_SECONDS = 20.0
RESULTS: list[tuple[list[object], str]] = []
# What each block lacks that was not tried, by what reports say of the block.
LACKING: dict[object, tuple[int, str]] = {}


def parsed_deck() -> Deck:
    """Read the deck that another Python parsed."""
    return parsed.loads(Path(os.environ["PARSED_DECK"]).read_text("utf-8"))


class BlockItem(pytest.Item):
    """Judge a block by what the deck states that it prints."""

    def __init__(self, *, deck: Deck, block: Block, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck, self.block = deck, block
        self.user_properties.append(("slide", block.slide))

    def runtest(self) -> None:
        if not (failure := verdict(self.deck, self.block, ELSEWHERE_SECONDS)):
            return
        if lacking := lacks(failure.lines("+"), os.environ["PROVED_ON"]):
            told = f"{failure.problem.path}:{failure.problem.line}: {self.block.place}: {lacking}"
            LACKING[of_block(self.deck.path, self.block.name)] = (self.block.slide, told)
            pytest.skip(told)
        pytest.fail(str(failure), pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a test as skipped that fails on a block which asks for what this Python lacks."""
    report = yield
    driven = [value for name, value in report.user_properties if name == DRIVEN]
    if report.failed and (told := [LACKING[one][1] for one in driven if one in LACKING]):
        report.outcome, report.longrepr = "skipped", (str(item.path), 0, told[0])
    return report


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Put the blocks of Python first: those of another language are the same for every Python."""
    deck = parsed_deck()
    items[:0] = [
        BlockItem.from_parent(session, name=block.name, deck=deck, block=block)
        for block in deck.blocks
        if block.runs and block.is_python
    ]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what each test says of the slides that it is about."""
    if (report.when == "call" and not report.skipped) or report.failed:
        slides = [value for name, value in report.user_properties if name == "slide"]
        RESULTS.append((slides, "" if report.passed else str(report.longrepr)))


def pytest_sessionfinish() -> None:
    told = {"results": RESULTS, "untried": list(LACKING.values())}
    Path(os.environ["RESULTS"]).write_text(json.dumps(told), "utf-8")
