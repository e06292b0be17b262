"""Record a program while it really runs: each frame that starts, awaits, yields or ends.

Needs the standard library alone, so that the page records edited code with this very file.
The events are those of PEP 669 (https://peps.python.org/pep-0669/).
"""

import ast
import builtins
import io
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from deck.run.addresses import without_addresses
from deck.run.garbage import collected_after
from deck.run.program import TRACEBACK, Names, execute, last_line, main_module
from deck.run.prompt import says_nothing
from deck.run.transcript import examples
from deck.trace.frames import BLOCK, CONTEXT
from deck.trace.model import Span, Trace
from deck.trace.monitor import Monitor
from deck.trace.steps import STEP_LIMIT, Stop

RECORDED_LIMIT = 10_000  # characters
# A program, or the statement of a prompt, or why it is none; and where that prompt is.
Tree = ast.Module | ast.Interactive | SyntaxError
Statement = tuple[Tree, Span | None]


class _Output(io.StringIO):
    """Keep what is printed, with every address told alike, up to a limit."""

    def write(self, text: str) -> int:
        text.encode()  # fails where a terminal would
        if self.tell() + len(text) > RECORDED_LIMIT:
            super().write(text[: max(0, RECORDED_LIMIT - self.tell())])
            raise Stop
        return super().write(without_addresses(text))


def record(language: str, source: str, context: str) -> Trace:
    """Record a block, run after its context."""
    function = record_transcript if language == "pycon" else record_program
    return function(source, context)


def record_program(
    source: str, context: str = "", *, seed: int = 0, limit: int = STEP_LIMIT
) -> Trace:
    """Record a program, run after its context; `random` is seeded, steps above `limit` are cut."""
    return _record(source, context, [(_tree(source), None)], seed, limit)


def record_transcript(
    source: str, context: str = "", *, seed: int = 0, limit: int = STEP_LIMIT
) -> Trace:
    """Record a session, prompt by prompt; spans are those of the transcript."""
    statements: list[Statement] = []
    for example in examples(source):
        if says_nothing(example.source):
            continue
        tree = _tree(example.source, is_typed=True)
        if not isinstance(tree, SyntaxError):
            _move(tree, example.lineno, len(">>> "))
        lines = example.source.rstrip("\n").split("\n")
        at = (example.lineno + 1, 4, example.lineno + len(lines), 4 + len(lines[-1]))
        statements.append((tree, at))
    return _record(source, context, statements, seed, limit)


def _tree(source: str, *, is_typed: bool = False) -> Tree:
    try:
        return ast.parse(source, mode="single") if is_typed else ast.parse(source)
    except SyntaxError as error:
        return error


def _move(tree: ast.AST, lines: int, columns: int) -> None:
    for node in ast.walk(ast.increment_lineno(tree, lines)):
        if hasattr(node, "col_offset") and hasattr(node, "end_col_offset"):
            node.col_offset += columns
            node.end_col_offset += columns


def _record(source: str, context: str, statements: list[Statement], seed: int, limit: int) -> Trace:
    with redirect_stdout(_Output()) as output, redirect_stderr(io.StringIO()), _as_found(seed):
        monitor = Monitor({f"<{BLOCK}>": source, f"<{CONTEXT}>": context}, output, limit)
        complete = _run_all(context, statements, monitor)
        # What runs in other threads would be missing among the steps, and in no certain order.
        steps = () if monitor.frames.is_elsewhere else tuple(monitor.steps)
        return Trace(monitor.frames.named(), steps, output.getvalue(), complete)


def _run_all(context: str, statements: list[Statement], monitor: Monitor) -> bool:
    namespace = main_module()
    above = ast.parse(context)
    monitor.frames.source.note_loops(above, f"<{CONTEXT}>")
    monitor.frames.source.note_definitions(above)
    code = compile(above, f"<{CONTEXT}>", "exec", dont_inherit=True)
    if (error := execute(code, namespace)) is not None:
        _tell(error)
        return not isinstance(error, Stop)
    for tree, at in statements:
        ended = _run(tree, at, namespace, monitor)
        if isinstance(ended, Stop):
            return False
        if isinstance(ended, SystemExit):
            break
    monitor.finish()
    return True


def _run(tree: Tree, at: Span | None, namespace: Names, monitor: Monitor) -> BaseException | None:
    """Run a program, or the statement of a prompt; return what ended it before its end."""
    error: BaseException | None
    if isinstance(tree, SyntaxError):
        error = tree
    else:
        mode = "single" if at else "exec"
        monitor.statement = at
        monitor.frames.source.note_loops(tree, f"<{BLOCK}>")
        error = monitor.run(compile(tree, f"<{BLOCK}>", mode, dont_inherit=True), namespace)
    _tell(error, TRACEBACK if at and not isinstance(error, (SyntaxError, SystemExit)) else "")
    return error


def _tell(error: BaseException | None, heading: str = "") -> None:
    """Print what ended a program, as Python does."""
    if error is not None and not isinstance(error, Stop):
        told = heading + last_line(error)
        printed = sys.stdout.getvalue() if isinstance(sys.stdout, _Output) else ""
        if told and printed and not printed.endswith("\n"):
            print()
        print(told.encode("utf-8", "backslashreplace").decode(), end="")


def _warn_as_python() -> None:
    """Filter warnings as Python does where it starts: a program may count those that it gives.

    To tell that a coroutine was never awaited would keep it until that is told.
    """
    warnings.resetwarnings()
    for kind in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        warnings.simplefilter("ignore", kind)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    warnings.filterwarnings("ignore", r"coroutine '.*' was never awaited", RuntimeWarning)


@contextmanager
def _as_found(seed: int) -> Iterator[None]:
    """Restore the interpreter at the end: random, `__main__`, `_`, and what the program held."""
    state, main, last = random.getstate(), sys.modules["__main__"], vars(builtins).get("_", ...)
    random.seed(seed)
    with warnings.catch_warnings(), collected_after():
        _warn_as_python()
        try:
            yield
        finally:
            random.setstate(state)
            sys.modules["__main__"] = main
            vars(builtins).pop("_", None)
            if last is not ...:
                vars(builtins)["_"] = last
