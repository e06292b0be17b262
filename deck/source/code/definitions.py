"""What the blocks that continue a program have of it: its definitions, not its demonstrations."""

import ast
import builtins
import re
from collections.abc import Collection, Iterator
from functools import cache

from deck.source.code.trees import NO_PROGRAM, tree_of

# Python 3.10 has no `except*`.
TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))
COMPOUND = (ast.For, ast.While, ast.With, *TRIES, ast.If, ast.Match)
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
MAIN = {"__name__ == '__main__'", "'__main__' == __name__"}


@cache
def definitions(source: str, known: Changers = frozenset()) -> str:
    """Return a program without what it demonstrates: what defines and changes nothing.

    These are expressions but calls such as `append`, or of what it defines or is `known` to only
    change something, `raise`, what `if __name__ == "__main__"` guards, and loops and the like that
    print, change nothing and bind no name but their own.
    """
    lines = source.split("\n")
    body = _body(source)
    known |= changers(source)
    shown = filter(_demonstrates, body)
    left_out = {node for node in shown if not _calls_one(node, known, node is body[-1])}
    for statements in reversed(_sharing_lines(body)):
        kept = [node for node in statements if node not in left_out]
        if len(kept) < len(statements):
            texts = [ast.get_source_segment(source, node) or "" for node in kept]
            lines[statements[0].lineno - 1 : statements[-1].end_lineno] = texts
    return "\n".join(lines)


def _sharing_lines(body: list[ast.stmt]) -> list[list[ast.stmt]]:
    groups: list[list[ast.stmt]] = []
    for node in body:
        if groups and node.lineno <= (groups[-1][-1].end_lineno or 0):
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


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
    calls = {_last_name(one) for one in inner if isinstance(one, ast.Call)}
    is_plain = all(ast.unparse(one) in PLAIN for one in function.decorator_list)
    return is_plain and not calls & LOUD and not any(isinstance(one, OTHERWISE) for one in inner)


def _calls_others(function: ast.AST, own: Collection[str], quiet: set[str]) -> bool:
    """Return whether a function calls others than classes, what is Python's own, or is quiet."""
    calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
    methods = {_last_name(one) for one in calls if isinstance(one.func, ast.Attribute)}
    named = {_last_name(one) for one in calls} - methods
    unknown = {name for name in named - MUTE if not name[:1].isupper()}
    return not (methods & set(own)) | unknown <= quiet


def _only_changes(function: ast.FunctionDef) -> bool:
    inner = list(ast.walk(function))
    stores = (
        isinstance(one, ast.Attribute | ast.Subscript) and not isinstance(one.ctx, ast.Load)
        for one in inner
    )
    said = any(isinstance(one, ast.Global | ast.Nonlocal) or _changes(one) for one in inner)
    return said or any(stores)


def _calls_one(node: ast.stmt, known: Changers, is_last: bool) -> bool:
    """Return whether a statement calls what only changes something; the last one may raise."""
    match node, [one for one in ast.walk(node) if isinstance(one, ast.Call)]:
        case ast.Expr(ast.Call() as call), [_]:
            name = _last_name(call)
            return (name, False) in known or (not is_last and (name, True) in known)
    return False


def _last_name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


@cache
def changed_unseen(program: str, known: Changers = frozenset()) -> tuple[tuple[str, str], ...]:
    """Return the calls by which a demonstration changes something, each with the name of that.

    What continues the program is without its demonstrations, and does not see that. What is `known`
    to only change something does so where it is shown what it returns, too.
    """
    try:
        body = _body(program)
    except NO_PROGRAM:
        return ()
    known |= changers(program)
    calls: list[ast.AST] = []
    for node in filter(_demonstrates, body):
        is_last = node is body[-1]
        if not _calls_one(node, known, is_last):
            calls += filter(_is_next, ast.walk(node))
            calls += [*_changing(node), *_shown_changes(node, known, is_last)]
    named = ((ast.unparse(one), _changed(one)) for one in calls)
    return tuple((call, name) for call, name in named if name)


def _shown_changes(node: ast.stmt, known: Changers, is_last: bool) -> list[ast.AST]:
    """List the calls of which a statement shows what they return, though they change something."""
    if not isinstance(node, ast.Expr | ast.For):
        return []
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    # What a list or a dictionary has, too, may be theirs.
    named = ((name, one) for one in calls if (name := _last_name(one)) not in OF_CONTAINERS)
    return [one for name, one in named if (name, False) in known or (name, not is_last) in known]


@cache
def changed(program: str) -> frozenset[str]:
    """Return the names of the objects that a program changes for the blocks that continue it."""
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    try:
        kept = (node for node in _body(program) if not _demonstrates(node))
        found = [_written(node) for node in kept if not isinstance(node, defining)]
    except NO_PROGRAM:
        return frozenset()
    return frozenset().union(*found) - {""}


def _written(node: ast.stmt) -> set[str]:
    """Return the names of what a statement changes: of an item, that of what it is in."""
    inner = list(ast.walk(node))
    loops = [one for one in inner if isinstance(one, ast.For | ast.comprehension)]
    of_items = {_root(one.target): _root(one.iter) for one in loops}
    written = [one for one in inner if isinstance(one, ast.Attribute | ast.Subscript)]
    roots = [_root(one) for one in written if not isinstance(one.ctx, ast.Load)]
    return {of_items.get(root, root) for root in [*roots, *map(_changed, _changing(node))]}


def _body(source: str) -> list[ast.stmt]:
    """Return the statements of a program, with each query in the place of the variable it is in."""
    tree = tree_of(source)
    if not SELECTING.search(source):
        return tree.body
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Name):
            value = named.get(node.args[0].id)
            if value and _selects(ast.Call(node.func, [value], [])):
                node.args[0] = value
    return tree.body


def _demonstrates(node: ast.stmt) -> bool:
    """Return whether a statement of a module shows something, defines and changes nothing."""
    if isinstance(node, ast.Expr | ast.Raise):
        return not (isinstance(node, ast.Expr) and _changes(node.value))
    if isinstance(node, ast.If) and ast.unparse(node.test) in MAIN:
        return True
    if not isinstance(node, COMPOUND):
        return False
    inner = list(ast.walk(node))
    prints = any(isinstance(one, ast.Call) and ast.unparse(one.func) in PRINTING for one in inner)
    return prints and not any(map(_binds, _without_targets(node))) and not _changing(node)


def _is_next(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "next"


def _selects(node: ast.AST) -> bool:
    """Return whether a call asks a database for what is in it, and changes nothing there."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    first = node.args[0]
    sql = first.values[0] if isinstance(first, ast.JoinedStr) and first.values else first
    return isinstance(sql, ast.Constant) and bool(SELECTING.match(str(sql.value)))


def _changed(call: ast.AST) -> str:
    """Return the name of what a call changes, or nothing where it has none."""
    assert isinstance(call, ast.Call)
    if isinstance(call.func, ast.Attribute) and call.func.attr not in GIVEN:
        return _root(call.func.value)
    return _root(next(iter(call.args), None))


def _root(node: ast.AST | None) -> str:
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


def _changes(node: ast.AST) -> bool:
    """Return whether an expression is a call that is made for what it changes."""
    if not isinstance(node, ast.Call) or _selects(node):
        return False
    function = ast.unparse(node.func)
    # What is called `add` and the like by itself changes what it is given by its name, if anything.
    is_given = isinstance(node.func, ast.Attribute) or function == SEED or bool(_changed(node))
    return _last_name(node) in CHANGING | GIVEN and function not in PRINTING and is_given


def _changing(node: ast.stmt) -> list[ast.AST]:
    """List the calls in a statement that change something: of functions, those of no other use."""
    alone = [one.value for one in ast.walk(node) if isinstance(one, ast.Expr)]
    calls = filter(_changes, ast.walk(node))
    return [one for one in calls if one in alone or "." in ast.unparse(one).partition("(")[0]]


def _without_targets(node: ast.stmt) -> Iterator[ast.AST]:
    """Yield the nodes of a statement, but the targets of its loops and `with`s."""
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
