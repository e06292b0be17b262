"""Limits on the Markdown that a parser reads in more than linear time."""

from collections.abc import MutableMapping
from typing import Any

# In units of about 10 ns: 1 s.
ENOUGH = 100_000_000


class TooMuch(Exception):
    """Signal the line, from 1, from which on a text takes too long to read."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(found)
        self.line = line


def spend(env: MutableMapping[str, Any], cost: int, line: int, found: str) -> None:
    """Count a cost; raise TooMuch once it is more than a deck may have. Lines count from 0."""
    env["cost"] = env.get("cost", 0) + cost
    if env["cost"] > ENOUGH:
        raise TooMuch(line + 1, found)
