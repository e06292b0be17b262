"""« Callback Hell », « Avec des coroutines »: the two versions of pong_handler do the same."""

import asyncio
import inspect
import json
import socket
import subprocess
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from deck.node import node

pytestmark = pytest.mark.machine

HARNESS = Path(__file__).with_name("pong.js")
HOST = "127.0.0.1"
PING = b"ping"


class Client:
    """Be the client of a handler: what it writes leaves when flushed, and not before."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.buffered = b""
        self.calls: list[str] = []

    def read(self) -> asyncio.Future[bytes]:
        return asyncio.ensure_future(self._read())

    def write(self, data: bytes) -> None:
        self.calls.append("write")
        self.buffered += data

    def flush(self) -> asyncio.Future[None]:
        self.calls.append("flush")
        return asyncio.ensure_future(self._flush())

    def close(self) -> None:
        self.calls.append("close")
        self.writer.close()

    async def _read(self) -> bytes:
        data = await self.reader.read()
        self.calls.append("read")
        return data

    async def _flush(self) -> None:
        if not self.writer.is_closing():
            self.writer.write(self.buffered)
            await self.writer.drain()
        self.buffered = b""
        self.calls.append("flushed")


async def converse_with_coroutine(module: ModuleType) -> tuple[bytes, list[str]]:
    """Send a ping to pong_handler; return what comes back, and the calls of the handler."""
    ended = asyncio.get_running_loop().create_future()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(reader, writer)
        for name in inspect.getclosurevars(module.pong_handler).unbound:
            setattr(module, name, client)
        try:
            await module.pong_handler()
            ended.set_result(client.calls)
        except Exception as error:
            ended.set_exception(error)
        finally:
            if not writer.is_closing():
                client.calls.append("left open")
                writer.close()

    async with await asyncio.start_server(connected, HOST, 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(PING)
        writer.write_eof()
        echo, calls = await reader.read(), await ended
        writer.close()
        await writer.wait_closed()
    return echo, calls


@cache
def converse_with_callbacks(source: str) -> tuple[bytes, list[str]]:
    """Send a ping to the handler in Node; return what comes back, and the calls of the handler."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([node(), HARNESS], text=True, **pipes) as process, ExitStack() as stack:
        stack.callback(process.kill)
        process.stdin.write(source)
        process.stdin.close()
        port = process.stdout.readline()
        echo = converse(int(port)) if port else b""
        calls, errors = process.stdout.read(), process.stderr.read()
    assert not errors, errors
    return echo, json.loads(calls)


def converse(port: int) -> bytes:
    """Send a ping, say that there is no more to come, and return all that comes back."""
    with socket.create_connection((HOST, port)) as connection:
        connection.sendall(PING)
        connection.shutdown(socket.SHUT_WR)
        try:
            return b"".join(iter(lambda: connection.recv(4096), b""))
        except ConnectionResetError:
            return b""


@pytest.fixture
def callbacks(block) -> tuple[bytes, list[str]]:
    return converse_with_callbacks(block("callback_hell").source)


@pytest.fixture
def coroutine(define) -> tuple[bytes, list[str]]:
    return asyncio.run(converse_with_coroutine(define("pong_handler")))


@pytest.mark.parametrize("version", ["callbacks", "coroutine"])
def test_pong_handler_sends_back_what_it_receives(version, request):
    """Over a real connection, what is sent comes back, and then the connection ends."""
    echo, calls = request.getfixturevalue(version)
    assert echo == PING
    assert calls[-1] == "close"


@pytest.mark.parametrize("version", ["callbacks", "coroutine"])
def test_pong_handler_closes_only_when_all_was_written(version, request):
    """What is written is flushed, and the client closes only once that is done, and once."""
    _, calls = request.getfixturevalue(version)
    done = [call for call in calls if not call.startswith("on ")]
    assert done == ["read", "write", "flush", "flushed", "close"]


def test_callbacks_are_in_place_before_what_calls_them(callbacks):
    """The handler listens to `data` at once, and to `data_written` before it writes."""
    _, calls = callbacks
    assert calls[0] == "on data"
    assert calls.index("on data_written") < calls.index("write")


def test_both_versions_do_the_same_things_in_the_same_order(callbacks, coroutine):
    """The coroutine makes the calls of the callbacks, in their order, and registers nothing."""
    _, calls = callbacks
    assert [call for call in calls if not call.startswith("on ")] == coroutine[1]
