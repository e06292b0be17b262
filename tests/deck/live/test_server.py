"""The server of `make edit` answers its own windows alone, and may come and go."""

import http.client
import socket
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.deck.live.editing import DECK, edited, title


@pytest.fixture
def closed(tmp_path) -> Path:
    """A deck that nobody edits yet."""
    path = tmp_path / "talk.md"
    path.write_text(DECK)
    return path


def test_a_window_finds_its_server_again(closed, own_page):
    """The server is stopped and started again while the page is open, which claims nothing then."""
    page = own_page
    with edited(closed) as address:
        page.goto(f"{address}#/2")
        expect(page.locator(".band.checked")).to_have_text("✓")
    expect(page.locator(".band.checked")).to_have_count(0)
    closed.write_text(DECK.replace("## First", "## Meanwhile"))
    with edited(closed, urlsplit(address).port) as again:
        assert again == address
        expect(title(page)).to_have_text("Meanwhile")


def test_a_taken_port_gives_the_next_one(closed):
    """Two decks can be edited at once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with edited(closed, port) as address:
            assert urlsplit(address).port > port


def test_other_hosts_and_other_origins_are_refused(server):
    """A page of another site can neither read the deck nor listen to it."""
    own = urlsplit(server[1]).netloc

    def status(path: str, **headers: str) -> int:
        with closing(http.client.HTTPConnection(own)) as connection:
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:
                return answer.status

    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
    }
    assert status("/") == 200
    port = urlsplit(server[1]).port
    assert status("/", Host=f"localhost:{port}") == status("/", Host="127.0.0.1:80") == 200
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "", "0.0.0.0"):
        assert status("/", Host=host) == status("/edit", Host=host, **upgrade) == 421
    assert status("/", Host="[") in (400, 421)
    assert status("/../talk.md") == status("/%2e%2e/talk.md") == 404
    assert status("/edit", Origin=f"http://{own}", **upgrade) == 101
    for origin in ("http://evil.example", f"http://localhost:{port}", "null", "file://"):
        assert status("/edit", Origin=origin, **upgrade) == 403
    assert status("/edit", Origin="http://[", **upgrade) == 500
