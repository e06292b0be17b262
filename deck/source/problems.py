"""What can be wrong with a deck, told in one sentence a problem."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 400
# What was found, what was expected, and what to do; a report tells the line before.
Told = tuple[str, str, str]
Report = Callable[[int, str, str, str], None]


@dataclass(frozen=True, order=True)
class Problem:
    """Represent where a deck is wrong, what was found there, what was expected, and what to do."""

    path: str
    line: int
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem in one line; what would end it or move a cursor is escaped."""
        found, expected = shortened(self.found), shortened(self.expected)
        return visible(f"{self.path}:{self.line}: {found}, expected {expected}; {self.remedy}")


class DeckError(Exception):
    """Carry every problem of a deck, in line order."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = tuple(sorted(set(problems)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def make(target: str, path: str) -> str:
    """Return the command that an author types for a deck, as “make check DECK=other.md”."""
    return f"make {target}" if path == "slides.md" else f"make {target} DECK={path}"


def shortened(text: str) -> str:
    """Return a text without the middle that nobody would read."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}"


def visible(text: str) -> str:
    """Return a text in which what would end a line, or move a cursor, is escaped."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character.encode("unicode_escape").decode()
    return character
