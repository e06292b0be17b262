"""A pytest plugin for the other Pythons: the blocks of a parsed deck, and what holds of each slide.

Valid on Python 3.10, and in need of the standard library and pytest alone: deck.proof.pythons
names the parsed deck in PARSED_DECK, and in RESULTS the file for what the tests say of the slides.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from deck.proof import parsed
from deck.proof.verdict import verdict
from deck.source.model import Block, Deck

SECONDS = 20.0
RESULTS: list[tuple[list[object], str]] = []


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
        if failure := verdict(self.deck, self.block, SECONDS):
            pytest.fail(str(failure), pytrace=False)


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Add the blocks of Python: those of another language are the same for every Python."""
    deck = parsed_deck()
    items += [
        BlockItem.from_parent(session, name=block.name, deck=deck, block=block)
        for block in deck.blocks
        if block.runs and block.is_python
    ]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what each test says of the slides that it is about."""
    if report.when == "call" or report.failed:
        slides = [value for name, value in report.user_properties if name == "slide"]
        RESULTS.append((slides, "" if report.passed else str(report.longrepr)))


def pytest_sessionfinish() -> None:
    Path(os.environ["RESULTS"]).write_text(json.dumps(RESULTS), "utf-8")
