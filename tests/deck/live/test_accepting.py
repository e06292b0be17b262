"""`make edit`: what a window asks to accept is written, and what others ask is not heard."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.deck.live.editing import DECK, edited, save_anew, secret_of

DRIFTED = DECK.replace("print(1)", "print(2)")
ACCEPTED = DRIFTED.replace("\n1\n```", "\n2\n```")
ACCEPT = '{"accept": ["first"]}'
JUNK = [
    "",
    "accept",
    "{",
    "1",
    "null",
    "[]",
    '"accept"',
    "{}",
    '{"accept": null}',
    '{"accept": "first"}',
    '{"accept": {"first": 1}}',
    '{"accept": [null, [], {"a": 1}, 1e999, "", "no such block"]}',
    "[" * 60_000,
    "9" * 60_000,
    "\ud7ff\0",
]


@pytest.fixture
def drifted(tmp_path) -> Path:
    """A deck whose block prints something else than is stated."""
    path = tmp_path / "talk.md"
    path.write_text(DRIFTED)
    return path


@asynccontextmanager
async def connected(address: str, secret: str) -> AsyncIterator[WebSocketClientConnection]:
    """Connect as what is no browser, without an origin."""
    client = await websocket_connect(f"{address.replace('http', 'ws')}edit?{secret}")
    try:
        yield client
    finally:
        is_closed = client.close_code is not None
        client.close()
        if not is_closed:
            await end(client)


async def end(client: WebSocketClientConnection) -> list[str]:
    """Wait until a connection is closed; return what it was told."""
    heard = []
    while (message := await client.read_message()) is not None:
        heard.append(message)
    return heard


async def told(window: WebSocketClientConnection, what: Callable[[dict], bool]) -> dict:
    """Wait until a window is told something, and return it."""
    while not what(message := json.loads(await window.read_message())):
        pass
    return message


async def errors(window: WebSocketClientConnection) -> list[str]:
    """Wait until a window is told what can't be done, and return it."""
    found = (await told(window, lambda message: message["errors"]))["errors"]
    return ["{path}:{line}: {prose}".format(**one) for one in found]


async def accept(window: WebSocketClientConnection) -> None:
    """Accept a block once it is told of, and wait until that is shown."""
    await told(window, lambda message: message["failures"])
    await window.write_message(ACCEPT)
    await told(window, lambda message: "inserted" in message)


def test_only_who_has_the_page_is_heard(drifted):
    """A client without the secret of the page is closed, whatever it asks at once."""

    async def ask(address: str) -> None:
        async with connected(address, secret_of(address)) as window:
            await told(window, lambda message: message["failures"])
            for secret in ("", "x" * 43, "%00", "%C3%A9"):
                async with connected(address, secret) as client:
                    await client.write_message(ACCEPT)
                    assert await end(client) == []
                    assert client.close_code == 1008
        assert drifted.read_text() == DRIFTED
        async with connected(address, secret_of(address)) as window:
            await accept(window)

    with edited(drifted) as address:
        asyncio.run(ask(address))
    assert drifted.read_text() == ACCEPTED


def test_junk_is_neither_answered_nor_told_of(drifted):
    """The terminal stays quiet, and the windows are heard as before."""
    said: list[str] = []

    async def talk(address: str) -> None:
        secret = secret_of(address)
        for text in JUNK:
            async with connected(address, secret) as client:
                await client.write_message(text)
                await client.write_message(text.encode() + b"\xff\0", binary=True)
        async with connected(address, secret) as client:
            await client.write_message("9" * 200_000)
            await end(client)
            assert client.close_code == 1009
        async with connected(address, secret) as window:
            await accept(window)

    with edited(drifted, said=said) as address:
        asyncio.run(talk(address))
    assert drifted.read_text() == ACCEPTED
    # Of these the two verdicts and the diff may be told, in the order in which they come.
    known = (f"{drifted}:6: block first of slide 2", f"{drifted}: all holds", f"--- {drifted}")
    diff = (f"+++ {drifted}", "@@ ", " ```", "-1", "+2")
    assert [line for line in said if not line.startswith((*known, *diff))] == []


def test_frozen_windows_cost_no_word_at_the_end(tmp_path):
    """Twenty that take nothing of what they are told, and then Ctrl-C."""
    path, said = tmp_path / "talk.md", []
    path.write_text(DECK)
    with ExitStack() as stack:
        with edited(path, said=said) as address:
            request = (
                f"GET /edit?{secret_of(address)} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n"
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            )
            for _ in range(20):
                window = stack.enter_context(socket.socket())
                window.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                window.connect(("127.0.0.1", urlsplit(address).port))
                window.sendall(request.encode())
                assert window.recv(12) == b"HTTP/1.1 101"
            # More than the machine keeps for whoever does not read.
            for number in range(6):
                save_anew(path, address, f"\n\n```text\n{'x' * 900_000}{number}\n```\n")
    assert set(said) <= {f"{path}: all holds"}


def test_windows_follow_saves_while_a_block_is_accepted(drifted):
    """A second one is refused meanwhile; the save is not lost, as the first is refused, too."""
    hold, begun = drifted.with_name("hold"), drifted.with_name("begun")
    waits = (
        f"import os\nif os.path.exists({str(hold)!r}):\n    open({str(begun)!r}, 'w')\n"
        f"while os.path.exists({str(hold)!r}):\n    pass\n"
    )
    drifted.write_text(DRIFTED.replace("print(2)", f"{waits}print(2)"))
    saved = drifted.read_text().replace("## First", "## Meanwhile")

    async def follow(address: str) -> None:
        async with connected(address, secret_of(address)) as window:
            await told(window, lambda message: message["failures"] and message["checked"])
            hold.touch()
            await window.write_message(ACCEPT)
            await window.write_message(ACCEPT)
            busy = [
                f"{drifted}:1: an output that is still being accepted,"
                " expected one at a time; wait, and accept this one again"
            ]
            assert await errors(window) == busy
            while not begun.exists():
                await asyncio.sleep(0)
            drifted.write_text(saved)
            shown = await told(
                window,
                lambda message: "inserted" in message or "saved meanwhile" in str(message),
            )
            assert "Meanwhile" in str(shown.get("inserted")), shown
            hold.unlink()
            assert await errors(window) == [
                f"{drifted}:1: a text that was saved meanwhile,"
                " expected the one that was read at first; run it again"
            ]

    with edited(drifted) as address:
        asyncio.run(follow(address))
    assert drifted.read_text() == saved
