"""Tell by its text whether what a block prints may follow from chance, hashes or the clock."""

import ast
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial

from deck.proof.judge.observable import is_observable
from deck.proof.judge.shown_sets import SETS, shows_a_set
from deck.source.code.trees import name_of, nodes_of
from deck.source.model import Block

HASHES = ("hash", "__hash__")
# The views of a dictionary give sets, which are in the order of hashes.
VIEWS = ("keys", "items")
OF_SETS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)
# What does so by its name, in `operator` or of a view.
BY_NAME = ("and_", "or_", "xor", "__and__", "__or__", "__xor__", "__sub__")
# By which a set takes more, which is text where it is written so.
TAKE = ("add", "update", "union")
# Members of an enumeration, or what a class makes: they may hash their text.
OBJECTS = (ast.Attribute, ast.Call)
# What gives the same of a set in whatever order.
ORDERLY = ("sorted", "len")
# What leaves something to chance: modules, and what others have of them.
CHANCE = ("random", "secrets", "uuid", "urandom")
CHANCE_OF_JAVASCRIPT = re.compile(r"\b(?:Math\.random|random(?:UUID|Int|Bytes)|getRandomValues)\b")
# What tells the day or the hour where one is; two zones that have no day in common show it. In
# JavaScript, the language of the machine decides how a number is written, too.
CLOCK = """
    now today fromtimestamp localtime ctime asctime strftime mktime timestamp astimezone
    timezone altzone tzname daylight tzset formatdate
""".split()
# What does so within a text: the format of a log, and a query.
CLOCK_OF_TEXTS = re.compile(r"[({]asctime\b|'localtime'", re.IGNORECASE)
CHANCE_OF_TEXTS = re.compile(r"\brandom(?:blob)?\(", re.IGNORECASE)
CLOCK_OF_JAVASCRIPT = re.compile(r"\b(?:Date\b(?!\.(?:now|UTC)\b)|Intl\b|toLocale\w*String\b)")


def depends_on_hashes(block: Block) -> bool:
    """Return whether a block has sets of text, or asks for a hash.

    One in which something is looked for, or that is put in order at once, does not count, nor does
    one that is never shown, where its text does not say what it holds.
    """
    return block.is_python and (_depends_on(block, _depends) or _shows_a_set(block))


def _shows_a_set(block: Block) -> bool:
    try:
        return shows_a_set([*nodes_of(block.context), *nodes_of(block.python)])
    except SyntaxError:
        return False


def depends_on_chance(block: Block) -> bool:
    """Return whether a block asks for what is random, and does not only define who does."""
    return _asks_for(block, CHANCE, CHANCE_OF_TEXTS, CHANCE_OF_JAVASCRIPT)


def depends_on_clock(block: Block) -> bool:
    """Return whether a block asks for the day, the hour or the language of where it runs."""
    return _asks_for(block, CLOCK, CLOCK_OF_TEXTS, CLOCK_OF_JAVASCRIPT)


def _asks_for(
    block: Block,
    names: Collection[str],
    of_texts: re.Pattern[str],
    of_javascript: re.Pattern[str],
) -> bool:
    if not is_observable(block):
        return False
    if not block.is_python:
        return bool(of_javascript.search(block.program))
    return _depends_on(block, partial(_is_named, names, of_texts))


def _depends_on(block: Block, is_one: Callable[[ast.AST], bool]) -> bool:
    """Return whether a block has such a node, or asks for what its context has made of one."""
    try:
        given, own = map(nodes_of, (block.context, block.python))
    except SyntaxError:
        return False
    harmless = {one for node in own for one in _put_in_order(node)}
    bound = {name for node in given for name in _bound(node, is_one)}
    return any(
        is_one(node) or (isinstance(node, ast.Name) and node.id in bound)
        for node in own
        if node not in harmless
    )


def _bound(node: ast.AST, is_one: Callable[[ast.AST], bool]) -> Iterator[str]:
    """Yield the names by which a block knows what those before it have made of such a node."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        names = [node.name]
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr | ast.For):
        names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    elif isinstance(node, ast.Import | ast.ImportFrom):
        names = [one.asname or one.name for one in node.names]
    else:
        return
    if any(map(is_one, ast.walk(node))):
        yield from names


def _put_in_order(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        yield from node.comparators
    elif isinstance(node, ast.Call) and name_of(node.func) in ORDERLY:
        yield from node.args


def _depends(node: ast.AST) -> bool:
    if isinstance(node, ast.Name | ast.Attribute) and name_of(node) in BY_NAME:
        return True
    if isinstance(node, ast.Call):
        name = name_of(node.func)
        holds = name in HASHES or (bool(node.args) and (name in SETS or _is_class_of(node.func)))
        return holds or (name in TAKE and _has_text(node)) or any(map(_is_maker, _given(node)))
    if isinstance(node, ast.Assign):
        return _is_maker(node.value)
    if isinstance(node, ast.ClassDef):
        return any(map(_is_maker, node.bases))
    if isinstance(node, ast.Set):
        return _has_text(node) or any(isinstance(one, OBJECTS) for one in node.elts)
    return isinstance(node, ast.SetComp) or _joins_views(node)


def _is_named(names: Collection[str], of_texts: re.Pattern[str], node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(of_texts.search(node.value))
    return any(getattr(node, key, None) in names for key in ("id", "attr", "name", "module"))


def _given(call: ast.Call) -> Iterator[ast.AST]:
    """Yield what a function is given, which may call it; what only looks at a class does not."""
    if name_of(call.func) not in ("isinstance", "issubclass"):
        yield from call.args
        yield from (one.value for one in call.keywords)


def _is_maker(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in (*SETS, *HASHES)


def _joins_views(node: ast.AST) -> bool:
    """Return whether a set is made of a view of a dictionary, as `one.keys() & other.keys()` is."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, OF_SETS):
        return False
    return any(
        isinstance(one, ast.Call) and name_of(one.func) in VIEWS for one in (node.left, node.right)
    )


def _is_class_of(node: ast.AST) -> bool:
    """Return whether a node finds the class of something, which may be a set."""
    is_type = isinstance(node, ast.Call) and name_of(node.func) == "type"
    return is_type or name_of(node) == "__class__"


def _has_text(node: ast.AST) -> bool:
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return any(isinstance(value, str | bytes) for value in found)
