"""`make present`: the deck is served on this machine, in one line, whatever happens around it."""

import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deck.serve import server
from tests.paths import ROOT

KEYS = "→ next, S speaker view, F full screen, O overview, ? all keys, Ctrl-C stops"


@contextmanager
def presented(folder: Path, port: int) -> Iterator[str]:
    """Run the command on a copy of the talk; give its address, and stop it by Ctrl-C."""
    shutil.copy(ROOT / "slides.md", folder)
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
