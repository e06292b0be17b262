"""Run the programs of the page, in the browser's Python, by the code that the tests run."""

import asyncio
import inspect
import json
import linecache
import socket
import symtable
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from pyodide import webloop

from deck.run import PROGRAM, Stream, run_program, run_transcript, typed

NO_KEYBOARD = "une page n’a pas de clavier à lire\u202f: input() ne peut rien recevoir ici"
NO_NETWORK = "une page n’ouvre pas de connexion\u202f: il n’y a pas de réseau ici"
WINDOW = 0.016  # seconds: about one frame of the screen
BURST = 20  # writes that are posted at once in a window; those beyond wait for the next
LIMIT = 4_000  # characters that wait; of more, the page shows only the end


class Poster:
    """Post what is printed as it comes, a frame at a time when it comes in floods."""

    def __init__(self, post: Callable[[str, str], None]) -> None:
        self.post = post
        self.waiting: list[tuple[str, str]] = []
        self.size = 0
        self.since = self.count = 0

    def put(self, name: str, text: str) -> None:
        self.waiting.append((name, text[-LIMIT:]))
        self.size += len(text)
        if self.size > 2 * LIMIT:
            self.drop()
        now = time.monotonic()
        if now - self.since > WINDOW:
            self.since, self.count = now, 0
        self.count += 1
        if self.count <= BURST:
            self.flush()

    def drop(self) -> None:
        size = 0
        for index in reversed(range(len(self.waiting))):
            size += len(self.waiting[index][1])
            if size >= LIMIT:
                break
        self.waiting[:index] = [("cut", "")]
        self.size = size

    def flush(self) -> None:
        for name, pieces in groupby(self.waiting, itemgetter(0)):
            self.post(name, "".join(text for _, text in pieces))
        self.waiting, self.size = [], 0


class _NoKeyboard:
    def readline(self, *_) -> str:
        raise OSError(NO_KEYBOARD)

    read = readlines = __iter__ = readline


class _Loop(asyncio.BaseEventLoop):
    """Run coroutines as on a desk: CPython's own loop, which here has but timers to wait for."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self

    def select(self, timeout: float | None) -> list:
        time.sleep(3600 if timeout is None else timeout)
        return []

    def _process_events(self, events: list) -> None:
        """Do nothing, as there are none."""

    async def getaddrinfo(self, *_, **__) -> list:
        raise OSError(NO_NETWORK)


def _refuse_network(*_, **__) -> None:
    raise OSError(NO_NETWORK)


def prepare(post: Callable[[str, str], None]) -> Callable[[str, str, str], str]:
    """Make this Python as a desk's own, but for keyboard and network; return the way to run.

    `post` takes the kind of a message (`stdin`, `stdout`, `stderr` or `cut`) and its text.
    """
    poster = Poster(post)
    sleep = webloop._orig_sleep

    def flush_and_sleep(seconds: float) -> None:
        poster.flush()
        sleep(seconds)

    for name in [name for name in sys.modules if name.partition(".")[0] in ("js", "pyodide_js")]:
        del sys.modules[name]
    time.sleep = flush_and_sleep
    sys.stdin = _NoKeyboard()
    socket.socket.__init__ = socket.getaddrinfo = _refuse_network
    asyncio.run = asyncio.runners.run
    asyncio._set_running_loop(None)
    with warnings.catch_warnings(action="ignore"):
        policy = type("Policy", (asyncio.DefaultEventLoopPolicy,), {"_loop_factory": _Loop})
        asyncio.set_event_loop_policy(policy())

    class Posted(Stream):
        """Post what is written instead of keeping it."""

        def write(self, text: str) -> int:
            if text:
                poster.put(self.name, text)
            return len(text)

    def run(language: str, context: str, source: str) -> str:
        """Run a block; return in JSON the line that raised, and the names that the block binds."""
        result = {}
        try:
            if language == "pycon":
                run_transcript(context, _statements(source, poster), stream=Posted)
            else:
                linecache.cache[PROGRAM] = len(source), None, source.splitlines(True), PROGRAM
                result["line"] = run_program(source, context=context, stream=Posted).line
                result["defined"] = list(_defined(source))
        except Exception as error:
            poster.put("stdout", "".join(traceback.format_exception_only(error)))
            result["line"] = getattr(error, "lineno", None)
        poster.flush()
        return json.dumps(result)

    return run


def _statements(source: str, poster: Poster) -> Iterator[str]:
    from deck.transcript import examples  # not at the top: it takes as long as the rest together

    for example in examples(source):
        poster.put("stdin", typed(example.source))
        yield example.source


def _defined(source: str) -> Iterator[tuple[str, str]]:
    namespace = vars(sys.modules["__main__"])
    for symbol in symtable.symtable(source, PROGRAM, "exec").get_symbols():
        name = symbol.get_name()
        if (symbol.is_assigned() or symbol.is_imported()) and name in namespace:
            yield _kind(namespace[name]), name


def _kind(value: object) -> str:
    kinds = {"coroutine": inspect.iscoroutinefunction, "class": inspect.isclass}
    kinds |= {"function": inspect.isroutine, "module": inspect.ismodule}
    return next((kind for kind, test in kinds.items() if test(value)), "name")
