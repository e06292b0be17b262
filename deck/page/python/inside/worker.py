"""Run the programs of the page in its Python, by the code that the tests run.

The page asks by a file and hears by files: no object of JavaScript is ever given to Python.
"""

import asyncio
import inspect
import json
import linecache
import os
import socket
import symtable
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from pyodide import webloop

from deck.run import lacking
from deck.run.program import PROGRAM, Stream, run_program
from deck.run.prompt import run_transcript, typed

# Those of the deck's language, which the page hands over as it starts.
WORDS: dict[str, str] = json.loads(Path.home().joinpath("words.json").read_text("utf-8"))
# Where what is typed at a prompt, printed and answered goes, and where a program comes from.
PAGE = Path("/dev/page")
files: dict[str, int] = {}
# What gives JavaScript to Python. The worker lets none of it do anything; so that nobody finds it
# by chance, it can't be imported.
WAYS_OUT = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "_ctypes")


class _NoKeyboard:
    def readline(self, *_: object) -> str:
        lacking.note("stdin")
        raise OSError(WORDS["no.keyboard"])

    read = readlines = __iter__ = readline


class _Loop(asyncio.BaseEventLoop):
    """Run coroutines on CPython's own event loop, which has but timers to wait for in a page."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self

    def select(self, timeout: float | None) -> list[object]:
        time.sleep(3600 if timeout is None else timeout)
        return []

    def _process_events(self, events: list[object]) -> None:
        """Do nothing, as there are none."""

    async def getaddrinfo(self, *_: object, **__: object) -> NoReturn:
        lacking.note("network")
        raise OSError(WORDS["no.network"])


def _refuse_network(*_: object, **__: object) -> NoReturn:
    lacking.note("network")
    raise OSError(WORDS["no.network"])


class Posted(Stream):
    """Write to the page instead of keeping what is written."""

    def write(self, text: str) -> int:
        self.note(text)
        _post(self.name, text)
        return len(text)


def _post(name: str, text: str) -> None:
    os.write(files[name], text.encode("utf-8", "backslashreplace"))


def prepare() -> Callable[[], None]:
    """Make this Python like one on a desk, but for keyboard and network; return `answer`."""
    sleep = webloop._orig_sleep

    def flush_and_sleep(seconds: float) -> None:
        os.fsync(files["stdout"])
        sleep(seconds)

    for name in [name for name in sys.modules if name.partition(".")[0] in WAYS_OUT]:
        del sys.modules[name]
    # What typeshed does not know: None there is no module.
    forbidden: dict[str, Any] = dict.fromkeys(WAYS_OUT)
    sys.modules |= forbidden
    sys.stdin = _NoKeyboard()
    ours: list[tuple[object, str, Callable[..., None]]] = [
        (time, "sleep", flush_and_sleep),
        (socket.socket, "__init__", _refuse_network),
        (socket, "getaddrinfo", _refuse_network),
    ]
    for owner, name, function in ours:
        setattr(owner, name, function)
    lacking.watch()
    asyncio.run = asyncio.runners.run
    asyncio._set_running_loop(None)
    with warnings.catch_warnings(action="ignore"):
        policy = type("Policy", (asyncio.DefaultEventLoopPolicy,), {"_loop_factory": _Loop})
        asyncio.set_event_loop_policy(policy())
    return answer


def answer() -> None:
    """Do what the page asks of a program, and answer in JSON."""
    asked = json.loads((PAGE / "program").read_text("utf-8"))
    if "random" in sys.modules:
        # Its state comes back with the memory, before each program.
        sys.modules["random"].seed()
    for name in ("stdin", "stdout", "stderr", "answer"):
        files[name] = os.open(PAGE / name, os.O_WRONLY)
    act = asked.pop("act")
    if act == "record":
        from deck.page.python.inside.recorder import record_block

        answered = record_block(**asked, words=WORDS)
    elif act in ("prove", "edits", "warm"):
        from deck.page.python.inside.kit import ask_prover

        answered = ask_prover(act, asked | ({"tell": _allow} if act == "prove" else {}))
    elif act == "compare":
        from deck.run.prediction import compared

        answered = json.dumps({"rows": compared(**asked)})
    else:
        answered = run(**asked)
    _post("answer", answered)
    for file in files.values():
        os.close(file)


def _allow(seconds: float) -> None:
    """Tell the page at once how long what comes may take, where no program can print it."""
    _post("stdin", f"{seconds:g}\n")
    os.fsync(files["stdin"])


def run(language: str, context: str, source: str) -> str:
    """Run a block; return in JSON the line that raised, and the names that the block binds."""
    result: dict[str, object] = {}
    try:
        if language == "pycon":
            run_transcript(context, _statements(source), stream=Posted)
        else:
            linecache.cache[PROGRAM] = len(source), None, source.splitlines(True), PROGRAM

            def note(names: dict[str, object]) -> None:
                result["defined"] = list(_defined(source, names))

            run = run_program(source, context=context, stream=Posted, at_end=note)
            result["line"] = run.line
    except BaseException as error:
        _post("stdout", "".join(traceback.format_exception_only(error)))
        result["line"] = getattr(error, "lineno", None)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(Exception):
            if stream:
                stream.flush()
    return json.dumps(result)


def _statements(source: str) -> Iterator[str]:
    from deck.run.transcript import (
        examples,  # not at the top: it takes as long as the rest together
    )

    for example in examples(source):
        _post("stdin", typed(example.source))
        yield example.source


def _defined(source: str, namespace: dict[str, object]) -> Iterator[tuple[str, str]]:
    for symbol in symtable.symtable(source, PROGRAM, "exec").get_symbols():
        name = symbol.get_name()
        if (symbol.is_assigned() or symbol.is_imported()) and name in namespace:
            yield _kind(namespace[name]), name


def _kind(value: object) -> str:
    kinds: dict[str, Callable[[object], bool]] = {
        "coroutine": inspect.iscoroutinefunction,
        "class": inspect.isclass,
        "function": inspect.isroutine,
        "module": inspect.ismodule,
    }
    return next((kind for kind, test in kinds.items() if test(value)), "name")
