"""`make present`: the deck is served on this machine, in one line, whatever happens around it."""

import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deck.page.serve import server, serving
from deck.source.load import load
from tests.deck.browser.pages import copy_shown
from tests.paths import ROOT

KEYS = "→ next, S speaker view, F full screen, O overview, ? all keys, Ctrl-C stops"


@contextmanager
def presented(folder: Path, port: int) -> Iterator[str]:
    """Run the command on a copy of the talk; give its address, and stop it by Ctrl-C."""
    shutil.copy(ROOT / "slides.md", folder)
    copy_shown(load(ROOT / "slides.md"), folder)
    command = [sys.executable, "-m", "deck", "present", "--port", str(port)]
    process = subprocess.Popen(
        [*command, folder / "slides.md"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with process:
        line = process.stdout.readline()
        address = line.removeprefix("async / await: ").partition(" ")[0]
        assert line == f"async / await: {address} ({KEYS})\n"
        yield address
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == ""
    assert process.returncode == 130


def get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def test_the_deck_is_served_whatever_happens_to_the_sources(tmp_path, page):
    """The talk goes on after its sources are gone."""
    with presented(tmp_path, 0) as address:
        assert address.startswith("http://127.0.0.1:")
        (tmp_path / "slides.md").unlink()
        page.goto(address)
        page.locator("section.present h1", has_text="async / await").wait_for()
        # The pictures of other slides may still be on their way.
        page.goto("about:blank")


def test_a_taken_port_gives_the_next_free_one():
    """Two talks can be given at once."""
    with server({}, 0) as first, server({}, first.server_port) as second:
        assert second.server_port > first.server_port


def test_only_this_machine_is_served_and_only_the_site():
    """No other address answers, and no path leads out of the site."""
    with server({"index.html": b"page"}, 0) as bound:
        assert bound.server_address[0] == "127.0.0.1"
        assert bound.RequestHandlerClass.files == {"index.html": b"page"}


@pytest.mark.parametrize("path", ["../slides.md", "%2e%2e/slides.md", "/etc/passwd", "none.html"])
def test_a_path_outside_the_site_is_not_found(path, url):
    """Whatever is asked for, only the files of the site answer."""
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(url + path)


def test_a_half_open_connection_does_not_stop_the_talk(url):
    """A client that says nothing leaves the others served."""
    host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port))):
        assert b"async / await" in get(url)


def answer_to(port: int, request: bytes) -> tuple[bytes, bytes]:
    """Send what may be no request; return the status and the whole of the answer."""
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(partial(client.recv, 1 << 16), b""))
    # One in an unknown version of HTTP gets no line of status, but a page that tells it.
    return re.search(rb"(?:^HTTP/1.1 |Error code: )(\d+)", answer)[1], answer


@pytest.fixture
def port() -> Iterator[int]:
    """A server of a page with a note, as the talk is presented, and as tests and the PDF are."""
    with serving({"index.html": b"a note"}) as address:
        yield urlsplit(address).port


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost.evil.example:{port}",
        "evil.example@127.0.0.1",
        "127.0.0.1, evil.example",
        "127.0.0.1\r\nHost: evil.example",
        "evil.example\r\nHost: 127.0.0.1",
        "127.0.0.1:evil",
        "0.0.0.0:{port}",
        "[",
        "",
    ],
)
def test_a_host_of_another_name_is_refused(host, port):
    """A site whose name leads to this machine (DNS rebinding) reads nothing."""
    host = host.format(port=port)
    status, answer = answer_to(port, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert status == b"421"
    assert b"a note" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LocalHost:80", "127.0.0.1:{port}"])
def test_this_machine_is_answered_by_its_names(host, port):
    """By another port, too: that of a tunnel."""
    host = host.format(port=port)
    status, answer = answer_to(port, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert status == b"200"
    assert answer.endswith(b"a note")


def test_pages_of_other_origins_neither_load_nor_frame_a_file(port):
    """A script would show them the traces, and a frame would take their clicks."""
    headers = answer_to(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")[1].splitlines()
    assert b"Cross-Origin-Resource-Policy: same-origin" in headers
    assert b"Content-Security-Policy: frame-ancestors 'self'" in headers


@pytest.mark.parametrize(
    "line, status",
    [
        (b"GET http://[ HTTP/1.1", b"400"),
        (b"GET //[ HTTP/1.1", b"404"),
        (b"GET http://]/ HTTP/1.1", b"400"),
        (b"GET \xff\0 HTTP/1.1", b"404"),
        (b"GET %00%ff%2e%2e HTTP/1.1", b"404"),
        (b"GET / HTTP/9.9", b"505"),
        (b"GET / HTTP/x", b"400"),
        (b"GET", b"400"),
        (b"\xff\xfe\0", b"400"),
        (b"\x16\x03\x01\x02\0\x01\0\x01\xfc", b"400"),
        (b"POST / HTTP/1.1", b"501"),
        (b"GET /" + 70_000 * b"a" + b" HTTP/1.1", b"414"),
        (b"GET / HTTP/1.1\r\n" + 200 * b"a: b\r\n", b"431"),
        (b"GET / HTTP/1.1\r\na: " + 70_000 * b"a", b"431"),
    ],
)
def test_what_is_no_request_is_refused_in_silence(line, status, port, capfd):
    """The terminal shows where the deck is, and nothing else."""
    assert answer_to(port, line + b"\r\nHost: localhost\r\n\r\n")[0] == status
    assert capfd.readouterr() == ("", "")


def test_a_client_that_leaves_at_once_is_not_told_of(port, capfd):
    """Whether it asked for something or not."""
    for request in (b"", b"GET", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(request)
    assert answer_to(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")[0] == b"200"
    assert capfd.readouterr() == ("", "")
