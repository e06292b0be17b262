"""The open windows of an author: what they load, what they are told, and what they ask."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Collection
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from tornado.web import Application, ErrorHandler, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from deck.page import serve

if TYPE_CHECKING:
    from deck.live.session import Editor

# RFC 6455: a client that breaks the rules of the server. A window loads itself again then.
REFUSED = 1008
# A window asks for blocks, by their names.
LONGEST_MESSAGE = 1 << 16


def application(editor: Editor) -> Application:
    """Answer the windows of this machine alone: pages of other origins are refused by Tornado."""
    # What is no request is no news; whoever sent it is answered.
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    answering = Application(
        default_handler_class=ErrorHandler,
        default_handler_args={"status_code": HTTPStatus.MISDIRECTED_REQUEST},
        log_function=lambda _: None,
        websocket_max_message_size=LONGEST_MESSAGE,
    )
    routes = [("/edit", Window, {"editor": editor}), (".*", File, {"editor": editor})]
    answering.add_handlers(serve.OWN_HOSTS, routes)
    return answering


class File(RequestHandler):
    """Answer with a file of the site, as it now is."""

    def initialize(self, editor: Editor) -> None:
        self.editor = editor

    def get(self) -> None:
        now = self.editor.shown
        files = now.files | {"index.html": now.page(self.editor.secret)}
        found = serve.answer(files, self.request.host, self.request.uri)
        self.set_status(found.status)
        for name, value in found.headers.items():
            self.set_header(name, value)
        # A window that is loaded again asks for the 8 MB of Python only where they changed.
        self.set_header("Cache-Control", "no-cache")
        self.finish(found.data)


class Window(WebSocketHandler):
    """Keep an open window told; requests from pages of other origins are refused by Tornado."""

    def initialize(self, editor: Editor) -> None:
        self.editor = editor

    def open(self) -> None:
        # Whoever sends no origin is no browser, and has not been given the page.
        if not secrets.compare_digest(self.request.query.encode(), self.editor.secret.encode()):
            self.close(REFUSED)
            return
        self.stream = self.ws_connection.stream
        self.editor.told.windows.add(self)
        version = {"version": self.editor.shown.version}
        self.tell(version | self.editor.told.as_dict())

    def tell(self, message: dict) -> None:
        """Send a message; a window that closes meanwhile is no error."""
        with suppress(WebSocketClosedError):
            sent = self.write_message(json.dumps(message))
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def leave(self) -> None:
        """Close at once, although a window may be too frozen to take what it was told."""
        self.stream.close()

    def on_message(self, message: str | bytes) -> None:
        # One that was refused may still talk.
        if self in self.editor.told.windows:
            self.editor.accept(_asked(message))

    def on_close(self) -> None:
        self.editor.told.windows.discard(self)


def _asked(message: str | bytes) -> Collection[str]:
    """Return the names of the blocks to accept; what is no such message names none."""
    with suppress(ValueError, TypeError, LookupError, RecursionError):
        names = json.loads(message)["accept"]
        if isinstance(names, list):
            return names
    return ()
