"""« Callback Hell », « Avec des coroutines »: the two versions of pong_handler do the same."""

import asyncio
import inspect
import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from deck.run.apart.node import node
from tests.talk.errors import assert_lets_out, errors

claim = pytest.mark.claim
machine = pytest.mark.machine

HARNESS = Path(__file__).with_name("pong.js")
SCRIPTED = Path(__file__).with_name("scripted_pong.js")
HOST = "127.0.0.1"
METHODS = ["read", "write", "flush", "close"]
PINGS = [b"Ping, ping!\n", b""]


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


class Scripted:
    """Be a client whose data is given, and that notes each call, with its values.

    What comes of any other call is like nothing else, but of one that is to fail.
    """

    __slots__ = ("data", "calls", "failing", "error")

    def __init__(self, data: object, failing: str = "", error: BaseException | None = None) -> None:
        self.data, self.calls, self.failing, self.error = data, [], failing, error

    def read(self) -> "Wait":
        self._note("read")
        return Wait("data", self.data)

    def write(self, *values) -> object:
        self._note("write", *values)
        return object()

    def flush(self) -> "Wait":
        self._note("flush")
        return Wait("flushed", object())

    def close(self) -> object:
        self._note("close")
        return object()

    def __getattr__(self, name: str) -> None:
        self.calls.append(("asked for", name))
        raise AttributeError(name)

    def _note(self, name: str, *values) -> None:
        self.calls.append((name, *values))
        if name == self.failing:
            raise self.error


class Wait:
    """Suspend with what is waited for, then give a result."""

    def __init__(self, awaited: str, result: object) -> None:
        self.awaited, self.result = awaited, result

    def __await__(self):
        yield self.awaited
        return self.result


async def converse_with_coroutine(start: Callable, ping: bytes) -> tuple[bytes, list[str]]:
    """Send a ping to pong_handler; return what comes back, and the calls of the handler."""
    ended = asyncio.get_running_loop().create_future()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(reader, writer)
        try:
            await start(client)
            ended.set_result(client.calls)
        except Exception as error:
            ended.set_exception(error)
        finally:
            if not writer.is_closing():
                client.calls.append("left open")
                writer.close()

    async with await asyncio.start_server(connected, HOST, 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(ping)
        writer.write_eof()
        echo, calls = await reader.read(), await ended
        writer.close()
        await writer.wait_closed()
    return echo, calls


@cache
def converse_with_callbacks(source: str, ping: bytes) -> tuple[bytes, list[str]]:
    """Send a ping to the handler in Node; return what comes back, and the calls of the handler."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([node(), HARNESS], text=True, **pipes) as process, ExitStack() as stack:
        stack.callback(process.kill)
        process.stdin.write(source)
        process.stdin.close()
        port = process.stdout.readline()
        echo = converse(int(port), ping) if port else b""
        calls, errors = process.stdout.read(), process.stderr.read()
    assert not errors, errors
    return echo, json.loads(calls)


def converse(port: int, ping: bytes) -> bytes:
    """Send a ping, say that there is no more to come, and return all that comes back."""
    with socket.create_connection((HOST, port)) as connection:
        connection.sendall(ping)
        connection.shutdown(socket.SHUT_WR)
        try:
            return b"".join(iter(lambda: connection.recv(4096), b""))
        except ConnectionResetError:
            return b""


@pytest.fixture(params=PINGS, ids=["ping", "empty"])
def ping(request) -> bytes:
    return request.param


@pytest.fixture
def callbacks(block, ping) -> tuple[bytes, list[str]]:
    return converse_with_callbacks(block("callback_hell").source, ping)


@pytest.fixture
def handler(functions) -> Callable[[], object]:
    (function,) = functions("pong_handler")
    return function


@pytest.fixture
def start(handler) -> Iterator[Callable]:
    """Call pong_handler with a client under the name by which it knows its own."""
    names = inspect.getclosurevars(handler).unbound
    with pytest.MonkeyPatch.context() as patch:

        def start(client: object):
            for name in names:
                patch.setitem(handler.__globals__, name, client)
            return handler()

        yield start
        assert len({id(handler.__globals__.get(name)) for name in names}) == 1


@pytest.fixture
def coroutine(start, ping) -> tuple[bytes, list[str]]:
    return asyncio.run(converse_with_coroutine(start, ping))


@machine
@pytest.mark.parametrize("version", ["callbacks", "coroutine"])
def test_pong_handler_sends_back_what_it_receives(version, ping, request):
    """Sur une vraie connexion, l'envoi revient, et rien ne finit avant que tout soit écrit."""
    echo, calls = request.getfixturevalue(version)
    assert echo == ping
    done = [call for call in calls if not call.startswith("on ")]
    assert done == ["read", "write", "flush", "flushed", "close"]


@machine
@claim(
    "# {|Le |Un |L'enfer du |L'enfer des |Avec des }{callback hell|callbacks}",
    block="callback_hell",
)
def test_callbacks_register_callbacks_before_what_calls_them(callbacks):
    """L'un écoute `data` tout de suite, et inscrit un autre sur `data_written` avant d'écrire."""
    _, calls = callbacks
    assert calls[:4] == ["on data", "read", "on data_written", "write"]
    assert calls[4:] == ["flush", "flushed", "close"]


@machine
def test_the_callbacks_answer_each_event_alike(block):
    """À chaque `data`, le même écrit part ; à chaque `data_written`, on ferme."""
    source = block("callback_hell").source
    done = subprocess.run(
        [node(), SCRIPTED], input=source, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    answer, closing = ["on data_written", "write", "flush"], ": data_written"
    answered, failed, lacking = json.loads(done.stdout)
    for calls in answered:
        assert calls[:3] == ["on data", closing, ": data"]
        assert calls[3:] == [
            *(*answer, closing, "close", closing, "close", ": data"),
            *(*answer, closing, "close", "close", closing, "close", "close"),
        ]
    called = ["on data", ": data", *answer, closing, "close"]
    before = {call: called[: called.index(call)] for call in called if call[0] != ":"}
    assert failed == [[*done, call, "let out"] for call, done in before.items()]
    before = {"on": [], **{name: before[name] for name in METHODS[1:]}}
    assert lacking == [[*done, f"get {name}", "TypeError"] for name, done in before.items()]


@machine
def test_both_versions_do_the_same_things_in_the_same_order(callbacks, coroutine):
    """La coroutine fait les appels des callbacks, dans le même ordre, sans rien inscrire."""
    _, calls = callbacks
    assert [call for call in calls if not call.startswith("on ")] == coroutine[1]


@claim(
    "# {|La même chose |Le même |Le même code |Pareil |Version }"
    "{|avec des |avec une |avec les }coroutine{|s}",
    block="pong_handler",
)
@pytest.mark.parametrize(
    "data", [object(), *PINGS, None], ids=["anything", "ping", "empty", "none"]
)
def test_the_coroutine_waits_for_data_then_for_what_it_wrote(data, handler, start, capsys):
    """La coroutine se suspend deux fois, écrit l'objet même qu'elle a lu, et ne renvoie rien."""
    assert inspect.iscoroutinefunction(handler)
    client = Scripted(data)
    coroutine = start(client)
    assert client.calls == []
    assert coroutine.send(None) == "data"
    assert client.calls == [("read",)]
    assert coroutine.send(None) == "flushed"
    assert client.calls == [("read",), ("write", data), ("flush",)]
    assert client.calls[1][1] is data
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    assert client.calls[3:] == [("close",)]
    assert stop.value.value is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("waits", [1, 2])
def test_what_goes_wrong_while_the_coroutine_waits_is_let_out(waits, start, capsys):
    """Une attente qui échoue met fin à tout : l'erreur remonte, rien n'est plus écrit ni fermé."""
    clients = []

    def suspended():
        clients.append(Scripted(b""))
        coroutine = start(clients[-1])
        for _ in range(waits):
            coroutine.send(None)
        return coroutine

    assert_lets_out(suspended, capsys)
    done = [("read",), ("write", b""), ("flush",)]
    assert [client.calls for client in clients] == [done[: 2 * waits - 1]] * len(clients)


@pytest.mark.parametrize("failing", METHODS)
def test_what_a_call_of_the_coroutine_raises_is_let_out(failing, start):
    """Un appel qui échoue met fin à tout : l'erreur remonte à qui a appelé la coroutine."""
    for error in errors():
        client = Scripted(b"", failing, error)
        with pytest.raises(type(error)) as raised:
            coroutine = start(client)
            while True:
                coroutine.send(None)
        assert raised.value is error
        assert client.calls[-1][0] == failing


@pytest.mark.parametrize("missing", METHODS)
def test_the_coroutine_goes_without_no_method_of_its_client(missing, start):
    """Sans client, ou s'il lui manque une méthode, l'erreur remonte : rien n'est sauté."""
    client = Scripted(b"")
    methods = {name: getattr(client, name) for name in METHODS if name != missing}
    for lacking in (SimpleNamespace(**methods), None):
        with pytest.raises(AttributeError) as raised:
            coroutine = start(lacking)
            while True:
                coroutine.send(None)
        assert raised.value.obj is lacking
    assert len(client.calls) <= METHODS.index(missing)


def test_pong_handler_takes_no_argument(handler):
    """Son client est déjà là quand elle s'exécute."""
    assert not inspect.signature(handler).parameters
