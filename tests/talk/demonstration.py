"""What a block demonstrates: what its own lines call, with what, and what they do with it."""

import ast
import inspect
import sys
from builtins import __build_class__
from codeop import Compile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from doctest import DocTestParser
from functools import cache
from io import StringIO
from opcode import opname
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest

from deck.source.model import Block


class Called:
    """Stand for what a function of a block gives back; note what it was called with."""

    def __init__(self, name: str, arguments: tuple, truth: bool) -> None:
        self.name, self.arguments, self.truth = name, arguments, truth
        self.sent: list[tuple] = []

    def send(self, *values) -> None:
        self.sent.append(values)
        raise StopIteration(self)

    def __bool__(self) -> bool:
        return self.truth

    def __repr__(self) -> str:
        return f"what {self.name} gives back"


class Demonstration:
    """Run lines of a block with a stand-in for each of its functions, as soon as it is defined.

    `calls` are those of its functions, and `others` what else these lines call themselves, and
    the names of functions and classes to which they give another meaning. `waiting` has, for each
    statement, the calls to whose results nothing had been sent after it.
    """

    def __init__(self, truth: bool) -> None:
        self.truth = truth
        self.calls: list[Called] = []
        self.others: list[str] = []
        self.waiting: list[list[Called]] = []
        self.shown: list = []
        self.errors: list[Exception] = []
        self.output = StringIO()

    @property
    def printed(self) -> str:
        return self.output.getvalue()

    def run(self, code: CodeType, module: ModuleType) -> None:
        known = {name: value for name, value in vars(module).items() if callable(value)}
        with redirect_stdout(self.output), _calls_of(code, self.others):
            try:
                exec(code, vars(module))
            except Exception as error:
                self.errors.append(error)
        self.others += [name for name in known if vars(module).get(name) is not known[name]]
        self.waiting.append([call for call in self.calls if not call.sent])
        self.replace_functions(module)

    def replace_functions(self, module: ModuleType) -> None:
        for name, value in list(vars(module).items()):
            if inspect.isfunction(value) and value.__code__.co_filename == module.__file__:
                setattr(module, name, self._stand_in(name, value))

    def _stand_in(self, name: str, function: Callable) -> Callable[..., Called]:
        def called(*arguments, **named) -> Called:
            # To name an argument changes nothing of the call.
            bound = inspect.signature(function).bind(*arguments, **named)
            given = (*bound.args, *bound.kwargs.items())
            self.calls.append(Called(name, given, self.truth))
            return self.calls[-1]

        return called


def own_source(block: Block) -> str:
    """Return what a block itself says to Python, without prompts and what it shows."""
    if block.language == "pycon":
        return "".join(example.source for example in DocTestParser().get_examples(block.source))
    return _without_main(block.source)


def _without_main(source: str) -> str:
    """Return a source that says itself what its last line has one of its plain functions say."""
    tree = ast.parse(source)
    ending = tree.body[-1] if isinstance(tree.body[-1], ast.If) else tree
    match ending.body[-1]:
        case ast.Expr(ast.Call(ast.Name(name), [], [])):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == name:
                    tree.body.remove(node)
                    ending.body[-1:] = node.body
                    return ast.unparse(tree)
    return source


@cache
def statements(block: Block, file: str) -> list[CodeType]:
    """Compile each statement of a block, to be typed one by one where it is a transcript."""
    mode = "single" if block.language == "pycon" else "exec"
    return _statements(block.context, own_source(block), mode, file)


# Many tests run what is the same, or a part of it.
@cache
def _statements(context: str, source: str, mode: str, file: str) -> list[CodeType]:
    wrap = ast.Interactive if mode == "single" else lambda body: ast.Module(body, [])
    # As in the whole program, the futures are those of what comes before.
    with_futures = Compile()
    with_futures(ast.parse(context), file, "exec")
    return [with_futures(wrap([node]), file, mode) for node in ast.parse(source).body]


@cache
def compiled(program: str, file: str) -> CodeType:
    """Compile a program, whatever the futures of this module."""
    return compile(program, file, "exec", dont_inherit=True)


def assert_takes(function: Callable, count: int) -> None:
    """Assert that a function takes so many arguments, neither more nor less."""
    kinds = [(one.kind, one.default) for one in inspect.signature(function).parameters.values()]
    needed = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty)
    if kinds != [needed] * count:
        wanted = ["ne doit prendre aucun argument", "doit prendre un argument"][count]
        # What takes none here is a coroutine function: where a block calls none, another is found.
        if not count and not inspect.iscoroutinefunction(function):
            wanted = "est appelée à la place d'une fonction coroutine"
        pytest.fail(f"`{function.__name__}{inspect.signature(function)}` {wanted}")


def with_small_numbers(function: Callable) -> Callable:
    """Return what a function would be if no number that it has were more than nine.

    Where it is to go on without a bound, it does the same.
    """
    names = {name: _small(value) for name, value in function.__globals__.items()}
    return FunctionType(_small(function.__code__), names, closure=function.__closure__)


def used_by(function: Callable) -> dict[str, Callable]:
    """Map the names by which a function knows functions and classes of its block to these."""
    known = function.__globals__
    values = {name: known[name] for name in function.__code__.co_names if name in known}
    return {name: value for name, value in values.items() if callable(value)}


def _small(value: object) -> object:
    if isinstance(value, CodeType):
        return value.replace(co_consts=tuple(map(_small, value.co_consts)))
    return min(value, 9) if type(value) in (int, float) else value


@contextmanager
def _calls_of(code: CodeType, names: list[str]) -> Iterator[None]:
    """Note what code itself calls, but for the stand-ins, imports, hints and making classes."""

    def note_call(frame: FrameType, event: str, argument) -> None:
        if event == "c_call" and frame.f_code is code and argument is not __build_class__:
            names.append(argument.__name__)
        elif event == "call" and frame.f_back and frame.f_back.f_code is code:
            called = frame.f_code
            of_tests = called.co_filename == __file__ or _imports(frame.f_back)
            of_hints = frame.f_globals.get("__name__") in ("typing", "collections.abc")
            if called.co_flags & inspect.CO_OPTIMIZED and not (of_tests or of_hints):
                names.append(called.co_name)

    sys.setprofile(note_call)
    try:
        yield
    finally:
        sys.setprofile(None)


def _imports(frame: FrameType) -> bool:
    """Return whether a frame is at an import, which asks a module for what it may not have."""
    return opname[frame.f_code.co_code[frame.f_lasti]].startswith("IMPORT_")
