"""Tell the blocks that state or do something from those that only define it."""

import ast
import re
from collections.abc import Iterator

from deck.run import transcript
from deck.source.languages import lexer
from deck.source.model import Block

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
SAY_NOTHING = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Pass)
BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
# How a line of JavaScript begins that defines, without what is in brackets, and 0 for literals.
LITERAL = r"-?0*\s*(?:$|,)"
VALUE = rf"(?:async\b\s*)?(?:function\b|\w*\s*=>|require\b|{LITERAL})"
VARIABLE = rf"(?:const|let|var)\b[^=]*(?:$|=\s*{VALUE})"
DEFINES_IN_JAVASCRIPT = re.compile(
    r"\s*(?:export\s+)?(?:default\s+)?"
    rf"(?:(?:async\s+)?function\b|class\b|import\b|{VARIABLE}|{LITERAL})"
)


def is_observable(block: Block) -> bool:
    """Return whether running a block by itself asserts something.

    It does where an output is stated, and where something happens that may fail: a demonstration
    that prints nothing and raises nothing, as its deck has it. To define is no more than to import.
    """
    if block.output:
        return True
    if block.language == "pycon":
        examples = transcript.examples(block.source)
        return any(one.want or _acts(one.source) for one in examples)
    if block.language == "python":
        return _acts(block.source)
    lines = re.split("[;\n]", "".join(_outside_brackets(block.source)))
    return not all(map(DEFINES_IN_JAVASCRIPT.match, lines))


def _acts(source: str) -> bool:
    try:
        return any(map(_is_demonstration, ast.parse(source).body))
    except SyntaxError:
        return True  # as a prompt tells


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


def _outside_brackets(source: str) -> Iterator[str]:
    depth = 0
    found = lexer("js")
    for kind, text in found.get_tokens(source) if found else ():
        name = str(kind)
        if name == "Token.Punctuation" and text in BRACKETS:
            depth += BRACKETS[text]
        elif not depth and "Comment" not in name:
            yield "0" if "Literal" in name or text in ("true", "false", "null") else text
