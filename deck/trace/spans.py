"""Find in the source of a program the expressions that its bytecode stands for."""

import ast
import types
from collections.abc import Mapping

from deck.trace.model import Lines, Span

# As bytecode has it: first line, last line, column, end column.
Position = tuple[int | None, int | None, int | None, int | None]


DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# So many lines are as many as are on a slide at full size.
LONG = 12
# What runs within a line that is another's.
EXPRESSIONS = ("<lambda>", "<genexpr>")


class Source:
    """Represent the texts of a program, by the file names under which they are compiled."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.lines = {name: text.split("\n") for name, text in texts.items()}
        self.positions: dict[types.CodeType, list[Position]] = {}
        self.loops: dict[tuple[str, int | None, int | None, int | None], Position] = {}
        self.definitions: list[Lines] = []
        # By the lines of its decorators and its own, the line of each decorated `def` or `class`.
        self.decorated: dict[tuple[str, int], int] = {}

    def note_loops(self, tree: ast.AST, file: str) -> None:
        """Note what each loop iterates on: Python 3.13 gives the whole loop for it.

        Note what is decorated, too: bytecode goes through its first lines twice.
        """
        for node in ast.walk(tree):
            if isinstance(node, DEFINITIONS) and node.decorator_list:
                for line in range(node.decorator_list[0].lineno, node.lineno + 1):
                    self.decorated[file, line] = node.lineno
            if isinstance(node, (ast.For, ast.AsyncFor)):
                items = node.iter
                span = (items.lineno, items.end_lineno, items.col_offset, items.end_col_offset)
                self.loops[file, node.lineno, node.end_lineno, node.col_offset] = span

    def note_definitions(self, tree: ast.Module) -> None:
        """Note which lines each statement and definition of the context takes, with decorators."""
        inner = [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS)]
        for node in dict.fromkeys([*tree.body, *inner]):
            decorators = getattr(node, "decorator_list", [])
            first = min(one.lineno for one in (node, *decorators))
            self.definitions.append((first, node.end_lineno or first))

    def definition(self, code: types.CodeType) -> Lines | None:
        """Return the lines of the definition of the context that some code of it is in.

        Where that is long, it is the innermost one.
        """
        line = code.co_firstlineno
        around = [one for one in self.definitions if one[0] <= line <= one[1]]
        short = (one for one in around if one[1] - one[0] < LONG)
        return next(short, around[-1] if around else None)

    def span(self, code: types.CodeType, offset: int) -> Span | None:
        """Return the expression at an offset into the bytecode, its columns in characters."""
        lines = self.lines.get(code.co_filename)
        if code not in self.positions:
            self.positions[code] = list(code.co_positions())
        span = self.positions[code][offset // 2]
        line, end_line, column, end_column = self.loops.get((code.co_filename, *span[:3]), span)
        if not lines or not line or not end_line or column is None:
            return None
        first, last = lines[line - 1].encode(), lines[end_line - 1].encode()
        start, end = first[:column].decode(), last[:end_column].decode()
        return (line, len(start), end_line, len(end))

    def line_span(self, code: types.CodeType, line: int) -> Span | None:
        """Return a whole line, less its indentation; of what is an expression, the expression."""
        lines = self.lines.get(code.co_filename)
        if not lines or not line:
            return None
        if code.co_name in EXPRESSIONS and (span := self.whole_span(code)):
            return span
        if line == code.co_firstlineno:
            line = self.decorated.get((code.co_filename, line), line)
        text = lines[line - 1].removeprefix(">>> ").removeprefix("... ")
        end = len(lines[line - 1].rstrip())
        return (line, len(lines[line - 1]) - len(text.lstrip()), line, end)

    def whole_span(self, code: types.CodeType) -> Span | None:
        """Return all that a lambda or a generator expression runs."""
        spans = [span for at in range(len(code.co_code) // 2) if (span := self.span(code, 2 * at))]
        spans = [span for span in spans if span[:2] != span[2:]]
        if not spans:
            return None
        return (*min(span[:2] for span in spans), *max(span[2:] for span in spans))

    def text(self, code: types.CodeType, span: Span | None) -> str:
        """Return the text of an expression."""
        if not span:
            return ""
        line, column, end_line, end_column = span
        lines = self.lines[code.co_filename][line - 1 : end_line]
        lines[-1] = lines[-1][:end_column]
        return "\n".join([lines[0][column:], *lines[1:]])
