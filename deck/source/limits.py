"""Limits on the Markdown that a parser reads in more than linear time."""

from collections.abc import MutableMapping
from typing import Any

# Units of cost, of about 10 ns each: 1 s.
ENOUGH = 100_000_000


class TooMuch(Exception):
    """Signal that a text takes too long to read, and on which `line`, from 1, that is seen."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(found)
        self.line = line


def spend(env: MutableMapping[str, Any], cost: int, line: int, found: str) -> None:
    """Add a cost, at a line counted from 0; raise TooMuch once a deck costs more than ENOUGH."""
    env["cost"] = env.get("cost", 0) + cost
    if env["cost"] > ENOUGH:
        raise TooMuch(line + 1, found)
