"""What the tests of a run assert of decks, as their reports carry it; valid on Python 3.10."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pytest import StashKey, TestReport

from deck.source.model import Sentence

# Under these names a report of pytest carries the block that it judges, those that a test runs,
# the sentences that it claims, and a value that one of them states, with the measured one.
BLOCK, DRIVEN, CLAIM, MEASURED = "block", "drives", "claim", "measured"


def of_block(deck: str, name: str) -> str:
    """Return what a report says of a block, from wherever it comes."""
    return f"{_file(deck, os.getcwd())}::{name}"


def of_sentence(deck: str, sentence: Sentence) -> str:
    """Return what a report says of a sentence."""
    return f"{_file(deck, os.getcwd())}:{sentence.line}: {sentence.text}"


@lru_cache
def _file(deck: str, _folder: str) -> Path:
    """Return which file is a deck: a long one has thousands of sentences."""
    return Path(deck).resolve()


class Tally:
    """Keep what tests assert, by whether it held each time; a plugin of pytest."""

    def __init__(self) -> None:
        self._passed: set[tuple[str, str]] = set()
        self._failed: set[tuple[str, str]] = set()

    def pytest_runtest_logreport(self, report: TestReport) -> None:
        keys = (BLOCK, DRIVEN, CLAIM)
        told = {(key, str(value)) for key, value in report.user_properties if key in keys}
        if report.failed:
            self._failed |= told
        elif report.passed and report.when == "call" and not hasattr(report, "wasxfail"):
            self._passed |= told

    def tried(self, key: str) -> set[str]:
        """Return what was asserted under a name, whether it held or not."""
        return {value for name, value in self._passed | self._failed if name == key}

    def failed(self, key: str) -> set[str]:
        """Return what did not hold once or more."""
        return {value for name, value in self._failed if name == key}

    def proved(self, key: str) -> set[str]:
        """Return what held each time."""
        return self.tried(key) - self.failed(key)


# Under this key the tally of a run is in pytest's configuration.
TALLY = StashKey[Tally]()
