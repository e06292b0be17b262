"""The open windows of an author: what they load, what they are told, and what they ask."""

import json
import logging
import secrets
from collections.abc import Collection
from contextlib import suppress
from http import HTTPStatus
from typing import Protocol

from tornado.web import Application, ErrorHandler, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from deck.live.content import Content
from deck.live.status import Status
from deck.page import serve
from deck.page.proof.pytest_bundle import KIT

# RFC 6455: a client that breaks the rules of the server. A window loads itself again then.
REFUSED = 1008
# A window asks for blocks, by their names.
LONGEST_MESSAGE = 1 << 16


class Session(Protocol):
    """Describe what the windows need of a session."""

    content: Content
    status: Status
    secret: str

    def since(self, version: str) -> dict[str, object]: ...

    def accept(self, keys: Collection[str], is_meant: bool) -> None: ...


def application(session: Session) -> Application:
    """Answer the windows of this machine alone: pages of other origins are refused by Tornado."""
    # What is no request is no news; whoever sent it is answered.
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    answering = Application(
        default_handler_class=ErrorHandler,
        default_handler_args={"status_code": HTTPStatus.MISDIRECTED_REQUEST},
        log_function=lambda _: None,
        websocket_max_message_size=LONGEST_MESSAGE,
    )
    routes = [("/edit", Window, {"session": session}), (".*", File, {"session": session})]
    answering.add_handlers(serve.OWN_HOSTS, routes)
    return answering


class File(RequestHandler):
    """Answer with a file of the site, as it now is."""

    def initialize(self, session: Session) -> None:
        self.session = session

    def get(self) -> None:
        now = self.session.content
        files = now.files | now.source_maps | {"index.html": now.page(self.session.secret)}
        if self.request.path == f"/{KIT}":
            files[KIT] = now.kit
        found = serve.answer(files, self.request.host, self.request.uri)
        self.set_status(found.status)
        for name, value in found.headers.items():
            self.set_header(name, value)
        if f"{self.request.path[1:]}.map" in files:
            self.set_header("SourceMap", f"{self.request.path}.map")
        # A window that is loaded again asks for the 8 MB of Python only where they changed.
        self.set_header("Cache-Control", "no-cache")
        self.finish(found.data)


class Window(WebSocketHandler):
    """Send changes to an open window; Tornado refuses requests from pages of other origins."""

    def initialize(self, session: Session) -> None:
        self.session = session

    def open(self) -> None:
        # Whoever sends no origin is no browser, and has not been given the page.
        secret, _, version = self.request.query.partition("&")
        if not secrets.compare_digest(secret.encode(), self.session.secret.encode()):
            self.close(REFUSED)
            return
        self.stream = self.ws_connection and self.ws_connection.stream
        self.session.status.windows.add(self)
        self.tell(self.session.since(version) | self.session.status.as_dict())

    def tell(self, message: dict[str, object]) -> None:
        """Send a message; a window that closes meanwhile is no error."""
        with suppress(WebSocketClosedError):
            sent = self.write_message(json.dumps(message))
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def leave(self) -> None:
        """Close at once, although a window may be too frozen to take what it was told."""
        if self.stream:
            self.stream.close()

    def on_message(self, message: str | bytes) -> None:
        # One that was refused may still talk.
        if self in self.session.status.windows:
            self.session.accept(*_asked(message))

    def on_close(self) -> None:
        self.session.status.windows.discard(self)


def _asked(message: str | bytes) -> tuple[Collection[str], bool]:
    """Return the keys of what to accept, and whether it is meant where its sense may have turned.

    What is no such message names none.
    """
    with suppress(ValueError, TypeError, LookupError, RecursionError):
        asked = json.loads(message)
        if isinstance(asked["accept"], list):
            return asked["accept"], asked.get("meant") is True
    return (), False
