"""WebKit, over WebDriver (https://www.w3.org/TR/webdriver2/), on a screen that nobody sees."""

import json
import socket
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

from tests.deck.engines.program import running
from tests.deck.engines.window import Window, clicked, pressed

# Of its console WebKit tells a driver nothing, so that the page does, once it is loaded.
LISTEN = """(() => {
  self.told = [];
  const { error } = console;
  console.error = (...what) => (told.push(what.join(" ")), error(...what));
  addEventListener("error", ({ message }) => told.push(message));
  addEventListener("unhandledrejection", ({ reason }) => told.push(String(reason)));
  document.addEventListener("securitypolicyviolation", (event) =>
    told.push(`${event.violatedDirective}: ${event.blockedURI}`));
})()"""
PATIENCE = 170_000  # milliseconds: a test has little more


class Session:
    """Ask WebKit one thing after another."""

    def __init__(self, port: int) -> None:
        self.port, self.path = port, "/session"
        options = {"args": ["--automation"]}
        match = {"webkitgtk:browserOptions": options, "timeouts": {"script": PATIENCE}}
        made = self.ask("POST", "", capabilities={"alwaysMatch": match})
        self.path += f"/{made['sessionId']}"
        self.current = self.ask("GET", "/window")

    def ask(self, method: str, path: str, **body: object) -> Any:
        """Return the result of a command."""
        connection = HTTPConnection("127.0.0.1", self.port)
        try:
            text = json.dumps(body) if method == "POST" else None
            connection.request(method, self.path + path, text)
            answer = connection.getresponse()
            told = json.load(answer)["value"]
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {told['error']}: {told['message']}")
        return told


class WebKitWindow(Window):
    """A window of WebKit."""

    narrowest = 450

    def __init__(self, session: Session, handle: str) -> None:
        self.session, self.handle = session, handle

    def open(self, url: str) -> None:
        self._ask("/url", url=url)
        self.evaluate(LISTEN)

    def evaluate(self, expression: str) -> Any:
        script = f"""const [done] = arguments;
            (async () => ({expression}))().then(
              (value) => done([value ?? null]), (error) => done([null, String(error)]));"""
        value, *error = self._ask("/execute/async", script=script, args=[])
        if error:
            raise RuntimeError(*error)
        return value

    def press(self, *keys: str) -> None:
        self._ask("/actions", actions=pressed(keys))

    def resize(self, width: int, height: int) -> None:
        outer = self.evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self._ask("/window/rect", width=width + outer[0], height=height + outer[1])
        self.until(f"innerWidth === {width} && innerHeight === {height}")

    def screenshot(self) -> bytes:
        return b64decode(self._ask("/screenshot", "GET"))

    def pdf(self, width: float, height: float) -> bytes:
        raise NotImplementedError("WebKit's driver knows no printing")

    def errors(self) -> list[str]:
        return self.evaluate("(self.told ?? []).splice(0)")

    def popup(self, key: str) -> Window:
        before = self._ask("/window/handles", "GET")
        self.press(key)
        while len(handles := self._ask("/window/handles", "GET")) == len(before):
            pass
        return WebKitWindow(self.session, *set(handles) - set(before))

    def close(self) -> None:
        self._ask("/window", "DELETE")
        self.session.current = ""

    def _click(self, x: float, y: float) -> None:
        self._ask("/actions", actions=clicked(x, y))

    def _ask(self, path: str, method: str = "POST", **body: object) -> Any:
        if self.session.current != self.handle:
            self.session.ask("POST", "/window", handle=self.handle)
            self.session.current = self.handle
        return self.session.ask(method, path, **body)


@contextmanager
def opened(path: str) -> Iterator[Window]:
    """Give a window of a WebKit that has nothing of its user's."""
    port = _free_port()
    screen = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "2200x1400x24"]
    with running(*screen) as lines:
        # It may warn before it says its number.
        while not (number := lines.get().strip()).isdigit():
            pass
        display = f":{number}"
        variables = {"DISPLAY": display, "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}
        with running(path, f"--port={port}", **variables):
            while not _listens(port):
                pass
            session = Session(port)
            yield WebKitWindow(session, session.current)


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
