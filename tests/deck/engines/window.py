"""What a person does in a window of any browser, and what a test reads there."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.deck.browser.running import PROJECTOR, UNTIL

# Not `about:blank`: once in some hundred times, Firefox 140 never tells that it has come.
BLANK = "data:text/html,<!doctype html>"
# Keys that are no letters, as WebDriver names them (https://www.w3.org/TR/webdriver2/#keyboard-actions).
NAMED = {
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Home": "\ue011",
    "End": "\ue010",
}


class Window(ABC):
    """A window of an engine; each engine does the same few things in its own way."""

    narrowest = 0  # pixels

    @abstractmethod
    def open(self, url: str) -> None:
        """Load an address, and wait until it is loaded."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript, or what its promise brings."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys by their names, one after another, as `ArrowRight` or `Control+Enter`."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page so many pixels."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return what is seen, as PNG."""

    @abstractmethod
    def pdf(self, width: float, height: float) -> bytes:
        """Print as the browser's own menu does, on pages of so many pixels."""

    @abstractmethod
    def errors(self) -> list[str]:
        """Return what went wrong in the page since this was last asked, as its console tells it."""

    @abstractmethod
    def popup(self, key: str) -> "Window":
        """Press a key that opens another window, and return that one."""

    @abstractmethod
    def close(self) -> None:
        """Close the window."""

    @abstractmethod
    def _click(self, x: float, y: float) -> None: ...

    def show(self, url: str) -> None:
        """Load a deck, and wait until it is laid out."""
        self.open(url)
        self.until("document.querySelector('.reveal.ready') !== null")
        self.evaluate("deck.fontsLoaded.then(() => null)")

    def click(self, selector: str) -> None:
        """Click the middle of an element."""
        middle = "({ left, top, width, height }) => [left + width / 2, top + height / 2]"
        box = f"document.querySelector({selector!r}).getBoundingClientRect()"
        self._click(*self.evaluate(f"({middle})({box})"))

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return self.evaluate(f"document.querySelector({selector!r}).textContent")

    def until(self, condition: str) -> None:
        """Wait until a condition of JavaScript holds."""
        self.evaluate(f"({UNTIL % condition})()")


@contextmanager
def quiet(window: Window) -> Iterator[None]:
    """Give a test a window of the size of a projector's picture, where nothing goes wrong."""
    window.resize(*PROJECTOR.values())
    window.errors()
    yield
    assert window.errors() == []
    window.open(BLANK)


def pressed(keys: tuple[str, ...]) -> list[dict]:
    """Return the actions that press keys, which WebDriver and WebDriver BiDi both read."""
    acts = []
    for key in keys:
        values = [NAMED.get(one, one) for one in key.split("+")]
        acts += [{"type": "keyDown", "value": value} for value in values]
        acts += [{"type": "keyUp", "value": value} for value in reversed(values)]
    return [{"type": "key", "id": "keyboard", "actions": acts}]


def clicked(x: float, y: float) -> list[dict]:
    """Return the actions that click a point."""
    move = {"type": "pointerMove", "x": round(x), "y": round(y)}
    press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
    return [{"type": "pointer", "id": "mouse", "actions": [move, *press]}]
