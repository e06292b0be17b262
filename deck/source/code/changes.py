"""Which calls of a program are made for what they change: methods, and functions of its own."""

import ast
import builtins
import re
from collections.abc import Collection
from functools import cache

from deck.source.code.trees import NO_PROGRAM, tree_of

# Methods, and functions, that are called for what they change.
CHANGING = frozenset(
    """
    add addHandler append appendleft basicConfig clear close commit delattr difference_update
    discard execute executemany executescript extend extendleft filterwarnings flush insert
    intersection_update mkdir move_to_end pop popitem popleft put put_nowait remove reverse rotate
    seed set setattr setdefault setLevel setrecursionlimit simplefilter sort subtract
    symmetric_difference_update touch truncate unlink update write write_bytes write_text writelines
    """.split()
)
# Functions of modules that change what they are given.
GIVEN = frozenset(
    """
    heapify heappop heappush heappushpop heapreplace insort insort_left insort_right shuffle
    """.split()
)
# What may print, wait or end by itself.
LOUD = frozenset(
    """
    critical debug error exception exit help info input join log print pprint put run sleep start
    wait warn warning write writelines
    """.split()
)
# What makes a container that nothing else has.
MAKES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MAKERS = frozenset("bytearray Counter defaultdict deque dict list OrderedDict set sorted".split())
# What a function that only changes something is not.
OTHERWISE = (ast.Assert, ast.Yield, ast.YieldFrom, ast.Await)
PLAIN = ("classmethod", "staticmethod")
Changers = frozenset[tuple[str, bool]]
SEED = "seed"
SELECTING = re.compile(r"\s*(?:select|explain)\b", re.IGNORECASE)
PRETTY = {"pprint", "pprint.pprint", "pp", "pprint.pp"}
PRINTING = {"print", "sys.stdout.write", "sys.stdout.flush"} | PRETTY
# What is Python's own prints nothing, but for what is `LOUD`.
MUTE = frozenset(dir(builtins)) - LOUD
OF_CONTAINERS = frozenset(name for one in (dict, list, set, str) for name in dir(one))


@cache
def changers(source: str) -> Changers:
    """Return the names of the functions of a program that change something, and do nothing else.

    With each it is told whether it may raise. None of them prints, or calls what may.
    """
    try:
        tree = tree_of(source)
    except NO_PROGRAM:
        return frozenset()
    own = dict[str, list[ast.FunctionDef]]()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            own.setdefault(node.name, []).append(node)
    quiet = {name for name, found in own.items() if all(map(_is_quiet, found))}
    while loud := {name for name in quiet for one in own[name] if _calls_others(one, own, quiet)}:
        quiet -= loud
    return frozenset(
        (name, any(isinstance(one, ast.Raise) for node in own[name] for one in ast.walk(node)))
        for name in quiet
        if all(map(_only_changes, own[name]))
    )


def _is_quiet(function: ast.FunctionDef) -> bool:
    inner = list(ast.walk(function))
    calls = {last_name(one) for one in inner if isinstance(one, ast.Call)}
    is_plain = all(ast.unparse(one) in PLAIN for one in function.decorator_list)
    return is_plain and not calls & LOUD and not any(isinstance(one, OTHERWISE) for one in inner)


def _calls_others(function: ast.AST, own: Collection[str], quiet: set[str]) -> bool:
    """Return whether a function calls others than classes, what is Python's own, or is quiet."""
    calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
    methods = {last_name(one) for one in calls if isinstance(one.func, ast.Attribute)}
    named = {last_name(one) for one in calls} - methods
    unknown = {name for name in named - MUTE if not name[:1].isupper()}
    return not (methods & set(own)) | unknown <= quiet


def _only_changes(function: ast.FunctionDef) -> bool:
    inner = list(ast.walk(function))
    if any(isinstance(one, ast.Global | ast.Nonlocal) for one in inner):
        return True
    written = (one for one in inner if isinstance(one, ast.Attribute | ast.Subscript))
    changed = [root(one) for one in written if not isinstance(one.ctx, ast.Load)]
    changed += map(changed_by, filter(changes, inner))
    return not set(changed) <= _made(inner)


def _made(inner: list[ast.AST]) -> set[str]:
    """Return the names that a function gives to containers alone that it makes itself."""
    made = [
        target
        for one in inner
        if isinstance(one, ast.Assign) and _makes(one.value)
        for target in one.targets
    ]
    names = (one for one in inner if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return {ast.unparse(one) for one in made} - {one.id for one in names if one not in made}


def _makes(value: ast.expr) -> bool:
    return isinstance(value, MAKES) or (isinstance(value, ast.Call) and last_name(value) in MAKERS)


def last_name(call: ast.Call) -> str:
    """Return the name of what is called, without the object or the module that has it."""
    return ast.unparse(call.func).rpartition(".")[2]


def changes(node: ast.AST) -> bool:
    """Return whether an expression is a call that is made for what it changes."""
    if not isinstance(node, ast.Call) or selects(node):
        return False
    function = ast.unparse(node.func)
    # What is called `add` and the like by itself changes what it is given by its name, if anything.
    is_given = isinstance(node.func, ast.Attribute) or function == SEED or bool(changed_by(node))
    return last_name(node) in CHANGING | GIVEN and function not in PRINTING and is_given


def changing(node: ast.stmt) -> list[ast.AST]:
    """List the calls in a statement that change something: of functions, those of no other use."""
    alone = [one.value for one in ast.walk(node) if isinstance(one, ast.Expr)]
    calls = filter(changes, ast.walk(node))
    return [one for one in calls if one in alone or "." in ast.unparse(one).partition("(")[0]]


def changed_by(call: ast.AST) -> str:
    """Return the name of what a call changes, or nothing where it has none."""
    assert isinstance(call, ast.Call)
    if isinstance(call.func, ast.Attribute) and call.func.attr not in GIVEN:
        return root(call.func.value)
    return root(next(iter(call.args), None))


def root(node: ast.AST | None) -> str:
    """Return the name that an expression begins with: `a` of `a.b[0]`, `a.items()`, `f(a)`."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func
        elif isinstance(node, ast.Call) and node.args:
            node = node.args[0]
        else:
            return ""
    return node.id


def selects(node: ast.AST) -> bool:
    """Return whether a call asks a database for what is in it, and changes nothing there."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    first = node.args[0]
    sql = first.values[0] if isinstance(first, ast.JoinedStr) and first.values else first
    return isinstance(sql, ast.Constant) and bool(SELECTING.match(str(sql.value)))
