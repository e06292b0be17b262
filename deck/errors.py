"""What can be wrong with a deck, told in one sentence a problem."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """State where a deck is wrong, what was found there, what was expected, and what to do."""

    path: str
    line: int
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.found}, expected {self.expected}; {self.remedy}"


class DeckError(Exception):
    """Carry every problem of a deck, in line order."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = tuple(sorted(set(problems)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
