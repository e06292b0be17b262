"""What an author is told, in the terminal and in every window: what fails, and what holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from deck.live.checks import Refusal
from deck.proof.failure import Failure
from deck.source.problems import DeckError, Problem


class Window(Protocol):
    """Describe an open window of an author."""

    def tell(self, message: dict[str, object]) -> None: ...

    def leave(self) -> None: ...


class Report:
    """Keep what the windows of a deck show besides its slides.

    `say` is told, a line at a time, what the author should read in the terminal.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.path, self.say = path, say
        self.windows: set[Window] = set()
        # By what they are errors of: one of the deck outlives a good save of the page.
        self.errors: dict[str, list[str]] = {}
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
        except (DeckError, Refusal) as error:
            self.errors[part] = str(error).splitlines()
        except Exception as error:
            found = f"“{type(error).__name__}: {error}”".replace("\n", " ")
            problem = Problem(str(self.path), 1, found, "what can be shown", "correct what changed")
            self.errors[part] = [str(problem)]
        lines = self.errors.get(part, [])
        if lines != before:
            self.send()
            for line in lines:
                self.say(line)

    def as_dict(self) -> dict[str, object]:
        """Return it as the windows are told it: once, whoever else found it."""
        errors = list(dict.fromkeys(line for lines in self.errors.values() for line in lines))
        failures = [_shown(one) for one in self.failures if str(one.problem) not in errors]
        told = {"errors": errors, "failures": failures, "unproved": self.unproved}
        return told | {"checked": self.checked}

    def send(self, change: dict[str, object] | None = None) -> None:
        """Send the report to every window, with a change of what it shows."""
        message = (change or {}) | self.as_dict()
        for window in list(self.windows):
            window.tell(message)


def _shown(failure: Failure) -> dict[str, object]:
    """Return what a window shows of a failure."""
    return {
        "slide": failure.slide,
        "block": failure.block,
        "message": str(failure.problem),
        "stated": failure.lines("-"),
        "got": failure.lines("+"),
        "acceptable": failure.acceptable,
    }
