"""Tell the programs of which all that is recorded follows from their text, and from this Python.

What such a program has done once it does again: it can name neither the clock, files, processes,
the network nor the environment, and no way to them. What is not known to be harmless is taken for
such a way: a program that is refused is run each time, and nothing worse.
"""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping

from deck.proof.judge import javascript
from deck.proof.judge.chance import OF_SETS, VIEWS
from deck.proof.judge.modules import MODULES, SEEDED
from deck.proof.judge.texts import FORMATS, are_looked_into
from deck.run import transcript
from deck.source.code.trees import NO_PROGRAM, nodes_of
from deck.source.model import Block

ERRORS = {
    name
    for name, one in vars(builtins).items()
    if isinstance(one, type) and issubclass(one, BaseException)
}
# Not those that open, ask or compile, that take the name of an attribute, or give a hash.
HARMLESS = ERRORS | set(
    """
    False None True Ellipsis NotImplemented abs aiter all anext any ascii bin bool bytearray bytes
    callable chr classmethod complex dict divmod enumerate filter float hex int isinstance
    issubclass iter len list map max min next object oct ord pow print property range repr reversed
    round slice sorted staticmethod str sum super tuple type zip
    """.split()
)
UNSAFE = frozenset(dir(builtins)) - HARMLESS
SPECIAL = {
    f"__{name}__"
    for name in """
    add aenter aexit aiter anext await bool call cause class contains context delitem doc enter eq
    exit ge getitem gt init iter le len lt main mul name ne new next notes post_init qualname radd
    repr setitem str
    """.split()
}
# How those of frames, of code and of tracebacks begin, and those that lead to none of them.
INNER = re.compile(r"(?:f|tb|co|cr|gi|ag)_")
OF_STATES = {
    *("ag_await", "ag_running", "cr_await", "cr_running", "cr_suspended"),
    *("gi_running", "gi_suspended", "gi_yieldfrom"),
}
# A template can ask for an attribute, for an item, or for another template.
ASKS = re.compile(r"\{[^}:!]*[.\[]|\{[^}]*\{")
# A pattern with a class takes attributes by names that the class gives; sets have no order.
REFUSED = (ast.MatchClass, ast.Set, ast.SetComp)


def is_deterministic(block: Block, is_seeded: bool) -> bool:
    """Return whether a block, with its context, does the same wherever and whenever it is run.

    Where chance is seeded, as in recordings, what is drawn by chance is the same each time.
    """
    if not block.is_python:
        return block.language == "js" and javascript.defines_functions_alone(block.source)
    try:
        walks = list(map(nodes_of, _programs(block)))
    except NO_PROGRAM:
        return False
    nodes = [node for walk in walks for node in walk]
    known = {name: MODULES[name] for name in MODULES if is_seeded or name != SEEDED}
    imports = list(_imports(nodes, known))
    modules = {name: module for name, module, _ in imports if module}
    if not all(allowed for *_, allowed in imports) or not all(map(_is_harmless, nodes)):
        return False
    if are_looked_into(walks):
        return False
    # A module is good for one thing: that something harmless is read of it.
    read = {
        node.value
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and node.attr in MODULES.get(modules.get(node.value.id, ""), ())
    }
    named = {name for node in nodes if node not in read for name in _names(node)}
    return not named & modules.keys() and not any(map(_is_unsafe, named)) and not _makes_sets(nodes)


def _programs(block: Block) -> Iterator[str]:
    yield block.context
    if not block.is_session:
        yield block.source
        return
    for example in transcript.examples(block.source):
        yield example.source


def _imports(
    nodes: list[ast.AST], modules: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, bool]]:
    """Yield the names that are imported, of which module they are the name, and if they may be.

    Of what is imported from a module, that is none.
    """
    names = dict[str, str]()
    for node in nodes:
        if isinstance(node, ast.Import):
            for one in node.names:
                name = one.asname or one.name
                is_same = names.setdefault(name, one.name) == one.name
                yield name, one.name, one.name in modules and "." not in name and is_same
        elif isinstance(node, ast.ImportFrom):
            known = () if node.level else modules.get(node.module or "", ())
            yield from ((one.asname or one.name, "", one.name in known) for one in node.names)


def _names(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node reads or binds, but for those of modules that it imports."""
    if isinstance(node, ast.ImportFrom):
        yield from (one.asname or one.name for one in node.names)
    elif isinstance(node, ast.Global | ast.Nonlocal):
        yield from node.names
    elif isinstance(node, ast.MatchMapping):
        yield node.rest or ""
    elif not isinstance(node, ast.alias):
        for key in ("id", "arg", "name"):
            if isinstance(name := getattr(node, key, None), str):
                yield name


def _is_unsafe(name: str) -> bool:
    is_special = name.startswith("__") and name not in SPECIAL
    return name in UNSAFE or is_special


def _is_harmless(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return not isinstance(node, REFUSED)
    if node.attr in FORMATS:
        template = node.value.value if isinstance(node.value, ast.Constant) else None
        return isinstance(template, str) and not ASKS.search(template)
    if node.attr.startswith("__"):
        return node.attr in SPECIAL
    return not INNER.match(node.attr) or node.attr in OF_STATES


def _makes_sets(nodes: list[ast.AST]) -> bool:
    has_views = any(isinstance(node, ast.Attribute) and node.attr in VIEWS for node in nodes)
    return has_views and any(isinstance(getattr(node, "op", None), OF_SETS) for node in nodes)
