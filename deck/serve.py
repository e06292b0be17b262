"""Serve a site from memory, to this machine alone."""

import errno
import mimetypes
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
LAST_PORT = 65535


def server(files: Mapping[str, bytes], port: int) -> ThreadingHTTPServer:
    """Bind a server of these files to a port of 127.0.0.1, or to the next free one.

    Port 0 is any free one. The files are held in memory: nothing else can be asked for, and
    the talk goes on whatever happens to the sources.
    """
    handler = type("Handler", (_Handler,), {"files": dict(files)})
    while True:
        try:
            return ThreadingHTTPServer((HOST, port), handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or port == LAST_PORT:
                raise
            port += 1


def address(bound: ThreadingHTTPServer) -> str:
    """Return the URL of a bound server."""
    return f"http://{HOST}:{bound.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    files: Mapping[str, bytes] = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        name = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
        if name not in self.files:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = self.files[name]
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    do_HEAD = do_GET

    def log_message(self, *_) -> None:
        """Keep the terminal quiet: on stage its one line is where the deck is."""
