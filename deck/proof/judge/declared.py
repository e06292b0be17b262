"""Tell the blocks that only declare functions, which to run would show nothing more.

That they are programs, this Python and this Node tell, which compile them. What is not known to do
nothing is taken for something that does.
"""

import ast
from collections.abc import Collection
from threading import Lock
from typing import TypeIs

from deck.proof.judge import javascript
from deck.proof.judge.modules import MODULES
from deck.run.apart.javascript import compiling
from deck.run.unwarned import unwarned
from deck.source.code.trees import NO_PROGRAM
from deck.source.extraction import snippets
from deck.source.model import Block, Deck

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Methods that decide nothing of their class while it is made.
METHODS = {
    f"__{name}__"
    for name in """
    add aenter aexit aiter anext await bool call contains delitem enter eq exit ge getitem gt init
    iter le len lt mul ne next repr setitem str
    """.split()
}


class Declared:
    """Represent which blocks, of many, state nothing and only declare functions."""

    def __init__(self, blocks: Collection[tuple[Deck, Block]]) -> None:
        self._blocks = blocks
        self._compiling: frozenset[str] | None = None
        self._lock = Lock()

    def has(self, deck: Deck, block: Block) -> bool:
        """Return whether a block is one of them, and compiles: nothing of it is run."""
        if _is_script(deck, block):
            return snippets.text(deck, block) in self._compiled()
        is_alone = block.language == "python" and _is_alone(deck, block)
        return is_alone and only_declares(snippets.text(deck, block))

    def _compiled(self) -> frozenset[str]:
        """Return the scripts that are some: Node takes longer to start than to compile them all."""
        with self._lock:
            if self._compiling is None:
                scripts = [snippets.text(*one) for one in self._blocks if _is_script(*one)]
                self._compiling = compiling(scripts)
            return self._compiling


def only_declares(program: str) -> bool:
    """Return whether a program of Python surely does nothing but declare, and import."""
    try:
        with unwarned():
            # As its file is read, whose first lines may name an encoding.
            tree = ast.parse(program.encode())
            compile(tree, "<declared>", "exec", dont_inherit=True)
    except NO_PROGRAM:
        return False
    return all(map(_is_declaration, tree.body))


def _is_script(deck: Deck, block: Block) -> bool:
    is_one = block.language == "js" and javascript.defines_functions_alone(block.program)
    return is_one and _is_alone(deck, block)


def _is_alone(deck: Deck, block: Block) -> bool:
    """Return whether nothing is stated of a block, and nothing beside the deck is there for it."""
    return block.runs_alone and not block.output and not snippets.data(deck, block)


def _is_declaration(node: ast.stmt) -> bool:
    if isinstance(node, ast.ClassDef):
        is_plain = not (node.bases or node.keywords or node.decorator_list or node.type_params)
        return is_plain and not _is_special(node.name) and all(map(_is_of_class, node.body))
    if isinstance(node, ast.Import):
        return all(one.name in MODULES and not _is_special(one.asname) for one in node.names)
    if isinstance(node, ast.ImportFrom):
        known = MODULES.get(node.module or "", ()) if not node.level else ()
        return all(one.name in known and not _is_special(one.asname) for one in node.names)
    return _says_nothing(node) or (_is_function(node) and not _is_special(node.name))


def _is_of_class(node: ast.stmt) -> bool:
    if _is_function(node):
        return not _is_special(node.name) or node.name in METHODS
    return _says_nothing(node)


def _says_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        names = [one.id if isinstance(one, ast.Name) else "__" for one in node.targets]
        return isinstance(node.value, ast.Constant) and not any(map(_is_special, names))
    is_literal = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_literal or isinstance(node, ast.Pass)


def _is_function(node: ast.stmt) -> TypeIs[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return whether a node is a function of which nothing is evaluated before it is called."""
    if not isinstance(node, FUNCTIONS) or node.decorator_list or node.type_params or node.returns:
        return False
    given = node.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    defaults = [one for one in (*given.defaults, *given.kw_defaults) if one]
    is_plain = not any(one.annotation for one in every if one)
    return is_plain and all(isinstance(one, ast.Constant) for one in defaults)


def _is_special(name: str | None) -> bool:
    return bool(name and name.startswith("__"))
