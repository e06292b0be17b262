"""Serve a site from memory, to this machine alone."""

import errno
import mimetypes
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
OWN_HOSTS = r"(127\.0\.0\.1|localhost)"
# The port may be another one, that of a tunnel: whoever has a name of his own lead to this machine
# (DNS rebinding) can't choose the name that the browser asks for.
OWN_HOST = re.compile(rf"{OWN_HOSTS}(:\d*)?", re.IGNORECASE | re.ASCII)
LAST_PORT = 65535
# Pages of other origins can neither load a file as a script or a picture of theirs nor frame it.
KEPT_APART = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Answer(NamedTuple):
    """Represent a file, or why there is none, and the headers that go with it."""

    status: HTTPStatus
    data: bytes
    headers: dict[str, str]


def answer(files: Mapping[str, bytes], host: str, url: str) -> Answer:
    """Return what a URL asks of a host: only these files, and only of this machine."""
    if not OWN_HOST.fullmatch(host):
        return _refusal(HTTPStatus.MISDIRECTED_REQUEST)
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return _refusal(HTTPStatus.BAD_REQUEST)
    name = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
    if name not in files:
        return _refusal(HTTPStatus.NOT_FOUND)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _answer(HTTPStatus.OK, files[name], kind)


def _refusal(status: HTTPStatus) -> Answer:
    return _answer(status, f"{status} {status.phrase}\n".encode(), "text/plain")


def _answer(status: HTTPStatus, data: bytes, kind: str) -> Answer:
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Answer(status, data, {"Content-Type": kind + charset} | KEPT_APART)


def files_of(folder: Path) -> dict[str, bytes]:
    """Map the name of each file in a folder to its content."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def first_free[Bound](bind: Callable[[int], Bound], port: int) -> Bound:
    """Bind a port of this machine, or the next one that is free; port 0 is any free one."""
    while True:
        try:
            return bind(port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or port == LAST_PORT:
                raise
            port += 1


def server(files: Mapping[str, bytes], port: int) -> ThreadingHTTPServer:
    """Bind a server of these files to a port, or to the next free one.

    They are held in memory: the talk goes on whatever happens to the sources.
    """
    handler = type("Handler", (_Handler,), {"files": dict(files)})
    return first_free(lambda port: _Server((HOST, port), handler), port)


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files on a free port, beside what else is done; give their address."""
    with server(files, 0) as bound:
        thread = threading.Thread(target=bound.serve_forever)
        thread.start()
        try:
            yield address(bound.server_port)
        finally:
            bound.shutdown()
            thread.join()


def address(port: int) -> str:
    """Return the URL of a port of this machine."""
    return f"http://{HOST}:{port}/"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Ignore a window that is closed while it loads, and what is no request."""


class _Handler(BaseHTTPRequestHandler):
    files: Mapping[str, bytes] = {}
    protocol_version = "HTTP/1.1"
    # Else the body of each answer waits 40 ms for the browser to acknowledge its headers.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host", [])
        found = answer(self.files, ", ".join(hosts), self.path)
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(found.data)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet: on stage its one line is where the deck is."""
