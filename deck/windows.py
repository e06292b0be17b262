"""The open windows of an author: what they load, and what they are told."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from deck import serve

if TYPE_CHECKING:
    from deck.edit import Editor

OWN_HOSTS = r"(127\.0\.0\.1|localhost)"


def application(editor: Editor) -> Application:
    """Answer the windows of this machine alone: pages of other origins are refused by Tornado."""
    answering = Application(log_function=lambda _: None)
    routes = [("/edit", Window, {"editor": editor}), ("/.*", File, {"editor": editor})]
    answering.add_handlers(OWN_HOSTS, routes)
    return answering


class File(RequestHandler):
    """Answer with a file of the site, as it now is."""

    def initialize(self, editor: Editor) -> None:
        self.editor = editor

    def get(self) -> None:
        now = self.editor.shown
        found = serve.answer(now.files | {"index.html": now.page}, self.request.uri)
        if not found:
            raise HTTPError(404)
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
        self.editor.windows.add(self)
        version = {"version": self.editor.shown.version}
        self.tell(version | self.editor.told())

    def tell(self, message: dict) -> None:
        """Send a message; a window that closes meanwhile is no error."""
        with suppress(WebSocketClosedError):
            sent = self.write_message(json.dumps(message))
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def on_message(self, message: str) -> None:
        self.editor.accept(json.loads(message)["accept"])

    def on_close(self) -> None:
        self.editor.windows.discard(self)
