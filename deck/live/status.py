"""What an author is told, in the terminal and in every window: what fails, and what holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from deck.proof.judge.failure import Failure
from deck.source.problems import DeckError, Problem


class Window(Protocol):
    """Describe an open window of an author."""

    def tell(self, message: dict[str, object]) -> None: ...

    def leave(self) -> None: ...


class Status:
    """Keep what the windows of a deck show besides its slides.

    `say` is told, a line at a time, what the author should read in the terminal.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.path, self.say = path, say
        self.windows: set[Window] = set()
        # By what they are errors of: one of the deck outlives a good save of the page.
        self.errors: dict[str, list[Problem]] = {}
        # What is wrong with the deck, known at once, and what its check finds beside.
        self.wrong: list[Failure] = []
        self.failures: list[Failure] = []
        # How many sentences no test proves.
        self.unproved = 0
        self.checked = False

    @contextmanager
    def trying(self, part: str) -> Iterator[None]:
        """Catch what fails in a part, whatever was saved, and show it until that part succeeds."""
        before = self.errors.pop(part, [])
        try:
            yield
            self.errors.pop(part, None)
        except DeckError as error:
            self.errors[part] = list(error.problems)
        except Exception as error:
            found = f"“{type(error).__name__}: {error}”".replace("\n", " ")
            problem = Problem(str(self.path), 1, found, "what can be shown", "correct what changed")
            self.errors[part] = [problem]
        problems = self.errors.get(part, [])
        if problems != before:
            self.send()
            for problem in problems:
                self.say(str(problem))

    @property
    def found(self) -> list[Failure]:
        """List all that does not hold, each once, in the order of the deck."""
        found = dict.fromkeys([*self.wrong, *self.failures])
        return sorted(found, key=lambda one: (one.slide, one.problem.line))

    def as_dict(self) -> dict[str, object]:
        """Return it as the windows are told it: once, whoever else found it."""
        errors = dict.fromkeys(one for problems in self.errors.values() for one in problems)
        failures = [_shown(one) for one in self.found if one.problem not in errors]
        told = {"errors": list(map(_told, errors)), "failures": failures}
        return told | {"unproved": self.unproved, "checked": self.checked}

    def send(self, change: dict[str, object] | None = None) -> None:
        """Send the status to every window, with a change of what it shows."""
        message = (change or {}) | self.as_dict()
        for window in list(self.windows):
            window.tell(message)


def _shown(failure: Failure) -> dict[str, object]:
    """Return what a window makes its own sentence of, with what the terminal says."""
    stated, got = failure.sides
    return _told(failure.problem) | {
        "slide": failure.slide,
        "block": failure.block,
        "kind": failure.kind,
        "stated": stated,
        "got": got,
        "acceptable": failure.acceptable,
        "key": failure.key,
        "quote": failure.quote,
        "sentence": failure.sentence,
        "turns": failure.turns,
        "cure": failure.cure,
    }


def _told(problem: Problem) -> dict[str, object]:
    """Return the place of a problem, and what the terminal says after it."""
    prose = str(problem).removeprefix(f"{problem.path}:{problem.line}: ")
    return {"path": problem.path, "line": problem.line, "prose": prose}
