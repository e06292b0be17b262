"""What the tests of the talk share: its blocks, run and driven step by step, and its claims.

A block is found by its name, a sentence by its quote (see deck.claiming and deck.claims).
"""

import inspect
import linecache
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from doctest import DocTestParser
from pathlib import Path
from types import FrameType, ModuleType

import pytest

from deck.claiming import note
from deck.errors import Problem
from deck.model import Block, Deck, definitions

DECK = Path(__file__).parents[2] / "slides.md"
LINES_LIMIT = 100_000


class Endless(BaseException):
    """Stop a block that goes on and on; no `except Exception` of its own catches it."""


@dataclass
class Typed:
    """Tell what one statement of a transcript did: what it showed, printed and raised."""

    source: str
    shown: list
    printed: str
    error: BaseException | None


@pytest.fixture(scope="session")
def deck() -> Deck:
    """Parse the deck as everybody does; elsewhere it comes parsed (see deck.pythons)."""
    if parsed := os.environ.get("PARSED_DECK"):
        return pickle.loads(Path(parsed).read_bytes())
    from deck.load import load

    return load(Path(os.path.relpath(DECK)))


@pytest.fixture(autouse=True)
def every_claim_is_said(says) -> None:
    """Fail a test that claims what the deck does not say."""


@pytest.fixture
def block(deck: Deck, request) -> Callable[[str], Block]:
    """Find a block by its name."""
    blocks = {one.name: one for one in deck.blocks}

    def block(name: str) -> Block:
        if name not in blocks:
            expected = "it, as tests assert it"
            problem = Problem(deck.path, 1, f"no block “{name}”", expected, "name it")
            pytest.fail(str(problem), pytrace=False)
        found = blocks[name]
        note(request.node, found.slide, f"{deck.path}:{found.line}: {found.place}")
        return found

    return block


@pytest.fixture
def run(block, running) -> Callable[[str], ModuleType]:
    """Run a block, with the context that it needs; return the module that it makes."""
    return lambda name: running(block(name), block(name).program)


@pytest.fixture
def define(block, running) -> Callable[[str], ModuleType]:
    """Run what a block defines, without its demonstrations; return the module that it makes."""
    return lambda name: running(block(name), definitions(_program(block(name))))


@pytest.fixture
def type_in(block, running, capsys, monkeypatch) -> Callable[[str], list[Typed]]:
    """Type a transcript at a prompt; tell what each of its statements did."""

    def type_in(name: str) -> list[Typed]:
        module = running(block(name), "")
        return [typed(module, example.source) for example in _examples(block(name))]

    def typed(module: ModuleType, source: str) -> Typed:
        shown, error = [], None
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "displayhook", shown.append)
            try:
                exec(compile(source, module.__file__, "single"), module.__dict__)
            except Exception as raised:
                error = raised
        return Typed(source, shown, capsys.readouterr().out, error)

    return type_in


@pytest.fixture
def running(line_limit) -> Iterator[Callable[[Block, str], ModuleType]]:
    """Run programs of a block in modules of their own; close the coroutines that they leave."""
    modules = []

    def running(block: Block, program: str) -> ModuleType:
        module = ModuleType(block.name)
        module.__file__ = f"<{block.place}>"
        modules.append(module)
        lines = program.splitlines(keepends=True)
        linecache.cache[module.__file__] = (len(program), None, lines, module.__file__)
        line_limit[module.__file__] = LINES_LIMIT
        exec(compile(program, module.__file__, "exec", dont_inherit=True), module.__dict__)
        return module

    yield running
    for value in [value for module in modules for value in vars(module).values()]:
        if inspect.iscoroutine(value):
            value.close()


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
            raise Endless(f"{name[1:-1]} does not end within {LINES_LIMIT:,} lines")
        return count

    before = sys.gettrace()
    sys.settrace(enter)
    yield left
    sys.settrace(before)


def _program(block: Block) -> str:
    if block.language == "pycon":
        return block.context + "".join(example.source for example in _examples(block))
    return block.program


def _examples(block: Block) -> list:
    return DocTestParser().get_examples(block.source)
