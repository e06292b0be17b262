"""What the tests of the talk share: its blocks, run and driven step by step.

A block is found by its name, a sentence by its quote (see deck.proof.plugins.pytest_claims and
deck.proof.quotes.claims), and a function by what the slide does with it, as its author may rename
it.
"""

import ast
import inspect
import linecache
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from types import FrameType, ModuleType

import pytest

from deck.source.code.definitions import definitions
from deck.source.model import Block
from tests.talk.demonstration import Demonstration, compiled, own_source, statements, used_by

LINES_LIMIT = 100_000
CLOCKS = ("sleep", "time", "monotonic", "perf_counter", "process_time", "thread_time")


class Endless(BaseException):
    """Stop a block that goes on and on; no `except Exception` of its own catches it."""


@pytest.fixture
def run(block, running) -> Callable[[str], ModuleType]:
    """Run a block, with the context that it needs; return the module that it makes."""
    return lambda name: running(block(name), block(name).program)


@pytest.fixture
def define(block, running) -> Iterator[Callable[[str], ModuleType]]:
    """Run what a block defines, without its demonstrations; return the module that it makes.

    Nothing of it may have changed at the end: what a function does once, it does again.
    """
    made: list[tuple[ModuleType, dict]] = []

    def define(name: str) -> ModuleType:
        module = running(block(name), definitions(block(name).context + own_source(block(name))))
        made.append((module, _names(module)))
        return module

    yield define
    for module, names in made:
        assert _names(module) == names, f"{module.__file__[1:-1]} changes its own names"


@pytest.fixture
def demonstrate(block, running, monkeypatch) -> Callable[..., Demonstration]:
    """Run the lines of a block with a stand-in for each function, as soon as it is defined."""

    def demonstrate(name: str, truth: bool = True) -> Demonstration:
        module, demonstration = running(block(name), block(name).context), Demonstration(truth)
        monkeypatch.setattr(sys, "displayhook", demonstration.shown.append)
        demonstration.replace_functions(module)
        for code in statements(block(name), module.__file__):
            demonstration.run(code, module)
        return demonstration

    return demonstrate


@pytest.fixture
def functions(block, define, demonstrate) -> Callable[[str], list[Callable]]:
    """List the functions that a block demonstrates, as called; else the last one it defines."""

    def functions(name: str) -> list[Callable]:
        module = define(name)
        if called := [call.name for call in demonstrate(name).calls]:
            return [getattr(module, name) for name in called]
        own = ast.parse(own_source(block(name))).body
        return [getattr(module, node.name) for node in own if hasattr(node, "name")][-1:]

    return cache(functions)


@pytest.fixture
def substitute(define) -> Iterator[Callable[[Callable, Callable], None]]:
    """Put another in the place of each function and class of its block that a function uses."""
    with pytest.MonkeyPatch.context() as patch:

        def substitute(function: Callable, other: Callable) -> None:
            for name in used_by(function):
                patch.setitem(function.__globals__, name, other)

        yield substitute


@pytest.fixture(autouse=True)
def _no_block_knows_the_clock(monkeypatch) -> None:
    """Fail a block that waits for the clock, or looks at it: what it does would follow from it."""
    for name, really in list(vars(time).items()):
        if callable(really) and name.startswith(CLOCKS):
            monkeypatch.setattr(time, name, _watched(name, really))


def _watched(name: str, really: Callable) -> Callable:
    def watched(*arguments) -> object:
        if sys._getframe(1).f_code.co_filename.startswith("<block"):
            pytest.fail(f"the block calls time.{name}")
        return really(*arguments)

    return watched


@pytest.fixture
def running(line_limit) -> Iterator[Callable[[Block, str], ModuleType]]:
    """Run programs of a block in modules of their own; close the coroutines that they leave."""
    modules = []

    def running(block: Block, program: str) -> ModuleType:
        module = ModuleType("__main__")
        module.__file__ = f"<{block.place}>"
        modules.append(module)
        lines = program.splitlines(keepends=True)
        linecache.cache[module.__file__] = (len(program), None, lines, module.__file__)
        line_limit[module.__file__] = LINES_LIMIT
        exec(compiled(program, module.__file__), module.__dict__)
        return module

    yield running
    for value in [value for module in modules for value in vars(module).values()]:
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if inspect.iscoroutine(one):
                one.close()


@pytest.fixture
def line_limit() -> Iterator[dict[str, int]]:
    """Count down the lines that blocks execute, so that an endless loop ends on any machine."""
    left: dict[str, int] = {}

    def enter(frame: FrameType, _event: str, _argument) -> Callable | None:
        return count if frame.f_code.co_filename in left else None

    def count(frame: FrameType, event: str, _argument) -> Callable:
        name = frame.f_code.co_filename
        left[name] -= event == "line"
        if left[name] < 0:
            raise Endless(f"le code ne se termine pas ({LINES_LIMIT} lignes exécutées)")
        return count

    before = sys.gettrace()
    sys.settrace(enter)
    yield left
    sys.settrace(before)


def _names(module: ModuleType) -> dict[str, object]:
    """Return what a module has by its names, and what its functions and classes have by theirs."""
    names = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    own = [one for one in names.values() if getattr(one, "__module__", None) == module.__name__]
    for one in filter(lambda one: inspect.isfunction(one) or inspect.isclass(one), own):
        of_one = {f"{one.__qualname__}.{name}": value for name, value in vars(one).items()}
        names |= {name: value for name, value in of_one.items() if not name.endswith("__")}
    return names
