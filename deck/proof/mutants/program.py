"""The text of a program, and where the nodes of its syntax tree stand in it."""

import ast
import re
from itertools import pairwise
from typing import NamedTuple

Node = ast.expr | ast.stmt | ast.excepthandler | ast.arg
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)


class Span(NamedTuple):
    """Locate a part of a program, in bytes."""

    start: int
    end: int


class Program:
    """Find the nodes of a program in its text; raise SyntaxError where it is none."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        self._lines = [0, *(found.end() for found in re.finditer(b"\n", self._bytes))]
        self.tree = ast.parse(source)

    def at(self, line: int, column: int) -> int:
        """Return the offset of a column, which ast counts in bytes, of a line from 1."""
        return self._lines[line - 1] + column

    def span(self, *nodes: Node) -> Span:
        """Return where nodes stand, from the first to the last; a decorator is of its function."""
        first, last = nodes[0], nodes[-1]
        decorators = getattr(first, "decorator_list", [])
        begin = decorators[0] if decorators else first
        start = self.at(begin.lineno, begin.col_offset) - bool(decorators)
        return Span(start, self.at(last.end_lineno or 0, last.end_col_offset or 0))

    def text(self, *nodes: Node) -> str:
        """Return the text of nodes, with what stands between them."""
        return self.of(self.span(*nodes))

    def of(self, span: Span) -> str:
        """Return the text of a part."""
        return self._bytes[span.start : span.end].decode()

    def line(self, span: Span) -> int:
        """Return the line, from 1, on which a part begins."""
        return self._bytes.count(b"\n", 0, span.start) + 1

    def replaced(self, span: Span, text: str) -> str:
        """Return the program with a text in the place of a part."""
        return (self._bytes[: span.start] + text.encode() + self._bytes[span.end :]).decode()

    def swapped(self, one: Node, other: Node) -> tuple[Span, str]:
        """Return the part of two nodes, and its text when they change places."""
        gap = Span(self.span(one).end, self.span(other).start)
        return self.span(one, other), self.text(other) + self.of(gap) + self.text(one)

    def names_beside(self, name: ast.Name) -> list[str]:
        """List the other names of what a name stands for: functions and classes, or variables."""
        every = list(ast.walk(self.tree))
        defined = [node.name for node in self.tree.body if isinstance(node, DEFINITIONS)]
        around = [
            node for node in every if isinstance(node, FUNCTIONS) and name in list(ast.walk(node))
        ]
        inside = list(ast.walk(around[-1])) if around else every
        variables = [node.arg for node in inside if isinstance(node, ast.arg)]
        variables += [
            node.id
            for node in inside
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        for names in (defined, variables):
            if name.id in names:
                return [other for other in dict.fromkeys(names) if other != name.id]
        return []


def neighbours(body: list[ast.stmt]) -> list[tuple[ast.stmt, ast.stmt]]:
    """Return the pairs of statements of a body that follow each other on lines of their own."""
    return [(one, other) for one, other in pairwise(body) if (one.end_lineno or 0) < other.lineno]


def bodies(node: ast.AST) -> list[list[ast.stmt]]:
    """List the bodies of a node, as those of `try` and of `else`."""
    found = (getattr(node, field, None) for field in ("body", "orelse", "finalbody"))
    return [body for body in found if isinstance(body, list)]
