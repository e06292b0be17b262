"""What all tests share."""

import pytest

from deck.load import load
from deck.model import Deck
from tests.paths import ROOT


@pytest.fixture(scope="session")
def slides() -> Deck:
    """The talk itself."""
    return load(ROOT / "slides.md")
