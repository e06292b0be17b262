"""What the blocks that continue a program have of it: its definitions, not its demonstrations."""

import ast
from collections.abc import Iterator
from functools import cache

from deck.source.code.changes import (
    OF_CONTAINERS,
    PRINTING,
    SELECTING,
    Changers,
    changed_by,
    changers,
    changes,
    changing,
    last_name,
    root,
    selects,
)
from deck.source.code.trees import NO_PROGRAM, tree_of

# Python 3.10 has no `except*`.
TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))
COMPOUND = (ast.For, ast.While, ast.With, *TRIES, ast.If, ast.Match)
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


def _calls_one(node: ast.stmt, known: Changers, is_last: bool) -> bool:
    """Return whether a statement calls what only changes something; the last one may raise."""
    match node, [one for one in ast.walk(node) if isinstance(one, ast.Call)]:
        case ast.Expr(ast.Call() as call), [_]:
            name = last_name(call)
            return (name, False) in known or (not is_last and (name, True) in known)
    return False


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
            calls += [*changing(node), *_shown_changes(node, known, is_last)]
    named = ((ast.unparse(one), changed_by(one)) for one in calls)
    return tuple((call, name) for call, name in named if name)


def _shown_changes(node: ast.stmt, known: Changers, is_last: bool) -> list[ast.AST]:
    """List the calls of which a statement shows what they return, though they change something."""
    if not isinstance(node, ast.Expr | ast.For):
        return []
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    # What a list or a dictionary has, too, may be theirs.
    named = ((name, one) for one in calls if (name := last_name(one)) not in OF_CONTAINERS)
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
    of_items = {root(one.target): root(one.iter) for one in loops}
    written = [one for one in inner if isinstance(one, ast.Attribute | ast.Subscript)]
    roots = [root(one) for one in written if not isinstance(one.ctx, ast.Load)]
    return {of_items.get(one, one) for one in [*roots, *map(changed_by, changing(node))]}


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
            if value and selects(ast.Call(node.func, [value], [])):
                node.args[0] = value
    return tree.body


def _demonstrates(node: ast.stmt) -> bool:
    """Return whether a statement of a module shows something, defines and changes nothing."""
    if isinstance(node, ast.Expr | ast.Raise):
        return not (isinstance(node, ast.Expr) and changes(node.value))
    if isinstance(node, ast.If) and ast.unparse(node.test) in MAIN:
        return True
    if not isinstance(node, COMPOUND):
        return False
    inner = list(ast.walk(node))
    prints = any(isinstance(one, ast.Call) and ast.unparse(one.func) in PRINTING for one in inner)
    return prints and not any(map(_binds, _without_targets(node))) and not changing(node)


def _is_next(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "next"


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
