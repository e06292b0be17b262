"""The language of a block whose author named none."""

import ast
import json
import re
from contextlib import suppress

from deck.run import transcript


def language_of(source: str) -> str:
    """Return the language of a block whose author named none, or nothing where that is not sure."""
    if transcript.is_one(source):
        return "pycon"
    if re.match(r"\s*\$ ", source):
        return "console"
    with suppress(ValueError):
        return "json" if isinstance(json.loads(source), dict | list) else "text"
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        # What may be a program is not run because nobody said what it is.
        return "" if any(map(_does_something, ast.walk(ast.parse(source)))) else "text"
    return "text"


def _does_something(node: ast.AST) -> bool:
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return isinstance(node, (*defining, ast.Assign, ast.Call))
