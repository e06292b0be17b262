"""The names that a program binds, and those that it uses; needs the standard library alone."""

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Iterator
from functools import cache

OWN = {*dir(builtins), "__file__", "__annotations__"}
COMPOUND = (ast.For, ast.While, ast.With, ast.Try, ast.If, ast.Match)
# Methods, and functions, that are called for what they change.
CHANGING = frozenset(
    """
    add append appendleft clear close commit delattr difference_update discard execute executemany
    executescript extend extendleft flush insert intersection_update mkdir pop popitem popleft put
    put_nowait remove reverse rotate seed setattr setdefault sort symmetric_difference_update touch
    truncate unlink update write write_bytes write_text writelines
    """.split()
)
SELECTS = re.compile(r"\s*(?:select|explain)\b", re.IGNORECASE)
PRINTING = {"print", "sys.stdout.write", "sys.stdout.flush"}
MAIN = {"__name__ == '__main__'", "'__main__' == __name__"}


@cache
def bound(program: str) -> frozenset[str]:
    """Return the names that a program binds in its module; none where it does not compile."""
    return frozenset(
        symbol.get_name()
        for table in _tables(program)
        for symbol in table.get_symbols()
        if _is_bound(table, symbol)
    )


@cache
def used(program: str) -> frozenset[str]:
    """Return the names of a module, and not Python's own, that a program uses and does not bind."""
    found = {
        symbol.get_name()
        for table in _tables(program)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module")
    }
    return frozenset(found - bound(program) - OWN)


def demonstrates(node: ast.stmt) -> bool:
    """Return whether a statement of a module shows something, defines and changes nothing."""
    if isinstance(node, ast.Expr | ast.Raise):
        return not (isinstance(node, ast.Expr) and _changes(node.value))
    if isinstance(node, ast.If) and ast.unparse(node.test) in MAIN:
        return True
    if not isinstance(node, COMPOUND):
        return False
    inner = list(ast.walk(node))
    prints = any(isinstance(one, ast.Call) and ast.unparse(one.func) in PRINTING for one in inner)
    return prints and not any(_binds(one) or _changes(one) for one in _without_targets(node))


@cache
def changed_unseen(program: str) -> tuple[tuple[str, str], ...]:
    """Pair the calls by which a demonstration changes something with the name of what it changes.

    What continues the program is without its demonstrations, and does not see that.
    """
    try:
        body = ast.parse(program).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    calls = (one for node in body if demonstrates(node) for one in ast.walk(node))
    changing = (one for one in calls if _is_next(one) or (_changes(one) and not _selects(one)))
    named = ((ast.unparse(one), _changed(one)) for one in changing)
    return tuple((call, name) for call, name in named if name)


def _is_next(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "next"


def _selects(node: ast.AST) -> bool:
    """Return whether a call asks a database for what is in it, and changes nothing there."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    first = node.args[0]
    sql = first.values[0] if isinstance(first, ast.JoinedStr) and first.values else first
    return isinstance(sql, ast.Constant) and bool(SELECTS.match(str(sql.value)))


def _changed(call: ast.AST) -> str:
    """Return the name of what a call changes, or nothing where it has none."""
    assert isinstance(call, ast.Call)
    found = call.func.value if isinstance(call.func, ast.Attribute) else next(iter(call.args), None)
    while isinstance(found, ast.Attribute | ast.Subscript):
        found = found.value
    return found.id if isinstance(found, ast.Name) else ""


def _changes(node: ast.AST) -> bool:
    """Return whether an expression is a call that is made for what it changes."""
    if not isinstance(node, ast.Call):
        return False
    function = ast.unparse(node.func)
    return function.rpartition(".")[2] in CHANGING and function not in PRINTING


def _without_targets(node: ast.stmt) -> Iterator[ast.AST]:
    """Yield what is in a statement but the names that a loop, or a `with`, binds for itself."""
    own = {name for one in ast.walk(node) for target in _targets(one) for name in ast.walk(target)}
    return (one for one in ast.walk(node) if one not in own)


def _targets(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.For | ast.comprehension):
        yield node.target
    elif isinstance(node, ast.withitem) and node.optional_vars:
        yield node.optional_vars


def _binds(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.alias):
        return True
    return isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _is_bound(table: symtable.SymbolTable, symbol: symtable.Symbol) -> bool:
    if table.get_type() == "module":
        return symbol.is_assigned() or symbol.is_imported()
    return symbol.is_declared_global() and symbol.is_assigned()


def _tables(program: str) -> Iterator[symtable.SymbolTable]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = [symtable.symtable(program, "block", "exec")]
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return
    for table in tables:
        yield table
        tables += table.get_children()
