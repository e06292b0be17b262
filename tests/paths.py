"""Where the project and its sample decks are."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
DECKS = ROOT / "tests" / "decks"
