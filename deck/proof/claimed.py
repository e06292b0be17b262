"""The item of a deck that has tests: they claim all that it states."""

from pathlib import Path
from typing import Any

import pytest

from deck.proof import claims, folders
from deck.proof.failure import Failure
from deck.proof.places import fail
from deck.source.model import Deck

# Under this key what the tests of a run claim is in pytest's configuration, with their files.
QUOTES = pytest.StashKey[list[tuple[Path, str]]]()


class ClaimsItem(pytest.Item):
    """Check that the tests of a deck claim each sentence of it that states something."""

    def __init__(self, *, deck: Deck, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.deck = deck

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name

    def runtest(self) -> None:
        folder = folders.folder(self.path)
        claimed = [
            quote for path, quote in self.config.stash[QUOTES] if path.is_relative_to(folder)
        ]
        if problems := list(claims.unclaimed(self.deck, claimed)):
            fail(self, *(Failure(one, self.deck.slide_at(one.line).number) for one in problems))
