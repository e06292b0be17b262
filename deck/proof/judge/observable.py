"""Tell the blocks that state or do something from those that only define it."""

import ast

from deck.proof.judge import javascript
from deck.run import transcript
from deck.source.code.trees import nodes_of
from deck.source.model import Block

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
SAY_NOTHING = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Pass)


def is_observable(block: Block) -> bool:
    """Return whether running a block by itself asserts something.

    It does where an output is stated, and where something happens that may fail: a demonstration
    that prints nothing and raises nothing, as its deck has it. To define is no more than to import.
    """
    if block.output:
        return True
    if block.is_session:
        examples = transcript.examples(block.source)
        return any(one.want or _acts(one.source) for one in examples)
    if block.language == "python":
        return _acts(block.source)
    return block.language != "js" or javascript.acts(block.source)


def _acts(source: str) -> bool:
    try:
        module, *_ = nodes_of(source)
    except SyntaxError:
        return True  # as a prompt tells
    return isinstance(module, ast.Module) and any(map(_is_demonstration, module.body))


def _is_demonstration(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign):
        return not (node.value is None or _is_literal(node.value))
    return not isinstance(node, SAY_NOTHING)


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return isinstance(node, ast.Lambda)
    return True
