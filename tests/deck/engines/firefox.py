"""Firefox, over WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/)."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.deck.engines.program import running
from tests.deck.engines.window import Window, clicked, pressed

SAYS_ADDRESS = "WebDriver BiDi listening on "
CM = 2.54 / 96  # of a pixel


class Session:
    """Ask Firefox one thing after another, and keep what it tells meanwhile."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.numbers = socket, count()
        self.events: list[dict] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **params: object) -> dict:
        """Return the result of a command."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (told := json.loads(self.socket.recv())).get("id") != number:
            if told["type"] == "event":
                self.events.append(told["params"])
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['message']}")
        return told["result"]

    def contexts(self) -> set[str]:
        """Return what names the windows."""
        return {one["context"] for one in self.ask("browsingContext.getTree")["contexts"]}


class FirefoxWindow(Window):
    """A window of Firefox."""

    def __init__(self, session: Session, context: str) -> None:
        self.session, self.context = session, context

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        text = f"(async () => JSON.stringify(await ({expression}) ?? null))()"
        target = {"context": self.context}
        told = self.session.ask(
            "script.evaluate", expression=text, target=target, awaitPromise=True
        )
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def press(self, *keys: str) -> None:
        self._ask("input.performActions", actions=pressed(keys))

    def resize(self, width: int, height: int) -> None:
        self._ask("browsingContext.setViewport", viewport={"width": width, "height": height})

    def screenshot(self) -> bytes:
        return b64decode(self._ask("browsingContext.captureScreenshot")["data"])

    def pdf(self, width: float, height: float) -> bytes:
        page = {"width": width * CM, "height": height * CM}
        margin = dict.fromkeys(("top", "bottom", "left", "right"), 0)
        printed = self._ask("browsingContext.print", page=page, margin=margin, background=True)
        return b64decode(printed["data"])

    def errors(self) -> list[str]:
        self.evaluate("null")
        told, self.session.events = self.session.events, []
        return [one["text"] for one in told if one["level"] == "error"]

    def popup(self, key: str) -> Window:
        before = self.session.contexts()
        self.press(key)
        while not (new := self.session.contexts() - before):
            pass
        return FirefoxWindow(self.session, *new)

    def close(self) -> None:
        self._ask("browsingContext.close")

    def _click(self, x: float, y: float) -> None:
        self._ask("input.performActions", actions=clicked(x, y))

    def _ask(self, method: str, **params: object) -> dict:
        return self.session.ask(method, context=self.context, **params)


@contextmanager
def opened(path: str) -> Iterator[Window]:
    """Give a window of a Firefox that has nothing of its user's."""
    with TemporaryDirectory() as profile:
        options = ["--headless", "--no-remote", "--remote-debugging-port", "0"]
        with running(path, *options, "--profile", profile) as lines:
            while not (line := lines.get()).startswith(SAYS_ADDRESS):
                pass
            address = f"{line.removeprefix(SAYS_ADDRESS).strip()}/session"
            with connect(address, max_size=None, proxy=None) as socket:
                session = Session(socket)
                yield FirefoxWindow(session, *session.contexts())
