"""What can be wrong with a deck, told in one sentence a problem."""

import shlex
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deck import IS_INSTALLED

QUOTED_LIMIT = 400  # characters
# The deck of a Makefile, what a variable of one is that is set, and how one names its deck.
DEFAULT, ON, DECK = "slides.md", "1", '"$(DECK)"'
# What was found, what was expected, and what to do; who reports it says the line first.
Told = tuple[str, str, str]
Reporter = Callable[[int, str, str, str], None]


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
        return escaped(f"{self.path}:{self.line}: {found}, expected {expected}; {self.remedy}")


class DeckError(Exception):
    """Carry every problem of a deck, in line order, and which of them keep it from being shown."""

    def __init__(self, *problems: Problem, stops: Iterable[Problem] = ()) -> None:
        super().__init__(*problems)
        self.problems = tuple(sorted(set(problems)))
        self.stops = tuple(sorted(set(stops)))

    def __str__(self) -> str:
        told = list(map(str, self.problems))
        # Where all do, or none was told apart, there is nothing to add.
        if 0 < len(self.stops) < len(self.problems):
            told.append(f"{self.stops[0].path}: {not_shown(one.line for one in self.stops)}")
        return "\n".join(told)


def not_shown(lines: Iterable[int]) -> str:
    """Return the sentence that tells which lines keep a deck from being shown."""
    first, *others = sorted(set(lines))
    if not others:
        return f"line {first} keeps it from being shown"
    return f"lines {', '.join(map(str, (first, *others)))} keep it from being shown"


def make(target: str, path: str, **variables: str) -> str:
    """Return the command that an author types for a deck, as “make check DECK=other.md”.

    Its `variables` are those of the Makefile, as BLOCK or WORDS="1". Where the command is
    installed, and no Makefile here calls it, that is “deck check other.md”.
    """
    if command(target) != f"make {target}":
        options = ((f"--{name.lower()}", said) for name, said in variables.items())
        words = [one for option in options for one in option if one != ON]
        return shlex.join(["deck", target, *words, path])
    named = variables if path == DEFAULT else variables | {"DECK": path}
    return " ".join([f"make {target}", *(f"{name}={shlex.quote(named[name])}" for name in named)])


def command(target: str) -> str:
    """Return how an author calls a command of any deck, as “make check”, or “deck check”."""
    return f"deck {target}" if IS_INSTALLED and not _has_makefile() else f"make {target}"


def _has_makefile() -> bool:
    with suppress(OSError):
        return DECK in Path("Makefile").read_text("utf-8", "replace")
    return False


def counted(number: int, what: str) -> str:
    """Return a number with the noun of what is counted."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def shortened(text: str) -> str:
    """Return a text without the middle that nobody would read."""
    half = QUOTED_LIMIT // 2
    return text if len(text) <= QUOTED_LIMIT else f"{text[:half]}…{text[-half:]}"


def escaped(text: str) -> str:
    """Return a text in which what would end a line, or move a cursor, is escaped."""
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character.encode("unicode_escape").decode()
    return character
