"""Find the quotes of claims in the files of tests, and rewrite them; nothing else changes there."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from deck.proof.editing.edits import LINE, end_of
from deck.proof.editing.layout import WIDTH, Around, literal
from deck.proof.quotes.reworded import Claim
from deck.source.code.trees import tree_of
from deck.source.folders import shown
from deck.source.problems import DeckError, Problem

Node = ast.expr | ast.keyword
# Where in a text, and what stands there anew.
Edit = tuple[int, int, str]
MARK, MARK_OF_ORDER = "claim", "\ufeff"
# More than any line, and less than is worth to divide a string.
UNLIMITED, NARROWEST = 1 << 30, 40


@dataclass(frozen=True, eq=False)
class Literal:
    """Represent a quote in a file: the string, and the mark of which it is an argument."""

    call: ast.Call
    string: ast.Constant

    @property
    def line(self) -> int:
        """Return the line on which the string begins."""
        return self.string.lineno

    def may_hold(self, claim: Claim) -> bool:
        """Return whether the mark makes a claim, as far as it is written and not computed."""
        said = [one.value if isinstance(one, ast.Constant) else None for one in self.call.args]
        known = {word.arg: word.value for word in self.call.keywords}
        block = known.get("block", ast.Constant(None))
        return (
            len(said) == len(claim.quotes)
            and all(one in (None, quote) for one, quote in zip(said, claim.quotes))
            and (not isinstance(block, ast.Constant) or block.value == claim.block)
        )


class Source:
    """Represent a file of tests; raise DeckError where it is no Python."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # A link stays one.
        self.target = path.resolve() if path.is_symlink() else path
        self.data = self.target.read_bytes()
        try:
            text = self.data.decode()
            self.mark = MARK_OF_ORDER * text.startswith(MARK_OF_ORDER)
            self.text = text.removeprefix(MARK_OF_ORDER)
            self.tree = tree_of(self.text)
        except ValueError:
            raise DeckError(self._problem(1, "bytes that are no UTF-8", "UTF-8")) from None
        except SyntaxError as error:
            raise DeckError(self._problem(error.lineno or 1, f"“{error.msg}”", "Python")) from None
        self.lines = LINE.findall(self.text)
        self._starts = list(accumulate(map(len, self.lines), initial=0))

    def _problem(self, line: int, found: str, expected: str) -> Problem:
        path, remedy = str(shown(self.path)), "rewrite the quote by hand"
        return Problem(path, line, found, expected, remedy)

    def find(self, quote: str) -> Iterator[Literal]:
        """Find the strings that are a quote of a claim."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and _name(node.func) == MARK:
                for one in node.args:
                    if isinstance(one, ast.Constant) and one.value == quote:
                        yield Literal(node, one)

    def rewritten(self, quotes: Mapping[Literal, str]) -> bytes:
        """Return what the file holds with other quotes; raise DeckError where that can't be."""
        text = self.text
        of_calls: dict[ast.Call, dict[Node, str]] = {}
        for one, anew in quotes.items():
            of_calls.setdefault(one.call, {})[one.string] = anew
        edits = [edit for call, anew in of_calls.items() for edit in self._edits(call, anew)]
        for start, end, anew in sorted(edits, reverse=True):
            text = text[:start] + anew + text[end:]
        for one, anew in quotes.items():
            one.string.value, one.string.kind = anew, None
        if _dump(text) != ast.dump(self.tree):
            line = min(one.line for one in quotes)
            raise DeckError(
                self._problem(line, "a quote that can't be rewritten", "a plain string")
            )
        return (self.mark + text).encode()

    def _edits(self, call: ast.Call, anew: Mapping[Node, str]) -> list[Edit]:
        """Return the edits of the strings of a call, or of all between its parentheses where that
        is laid out as the formatter does.
        """
        nodes: list[Node] = [*call.args, *call.keywords]
        nodes.sort(key=lambda one: (one.lineno, one.col_offset))
        spans = [self._span(one) for one in nodes]
        old = [self.text[start:end] for start, end in spans]
        first = self.text.index("(", self._span(call.func)[1]) + 1
        last = self._span(call)[1] - 1
        around = Around(
            self._before(first),
            self._after(last + 1),
            "," in self.text[spans[-1][1] : last],
            end_of(self.lines[0]) or "\n",
        )
        if around.laid_out(old) != self.text[first:last]:
            return [
                self._in_place(*span, anew[node])
                for node, span in zip(nodes, spans)
                if node in anew
            ]
        inside = around.inside
        for width in (UNLIMITED, WIDTH - len(inside.lstrip("\r\n")) - 1):
            now = [
                inside.join(literal(anew[node], was, width)) if node in anew else was
                for node, was in zip(nodes, old)
            ]
            text = around.laid_out(now)
            if all(len(line) <= WIDTH for line in text.splitlines()):
                break
        return [(first, last, text)]

    def _in_place(self, start: int, end: int, anew: str) -> Edit:
        margin = len(self._before(start))
        width = WIDTH - margin - len(self._after(end))
        # Where there is no room to divide it, it is as long as it is.
        width = width if width >= NARROWEST else UNLIMITED
        lines = literal(anew, self.text[start:end], width)
        return start, end, f"{end_of(self.lines[0]) or chr(10)}{' ' * margin}".join(lines)

    def _before(self, at: int) -> str:
        """Return what is before a place on its line."""
        return self.text[max(self.text.rfind(end, 0, at) for end in "\r\n") + 1 : at]

    def _after(self, at: int) -> str:
        """Return what is after a place on its line."""
        return (self.text[at:].splitlines() or [""])[0]

    def _span(self, node: Node) -> tuple[int, int]:
        """Return where a node begins and ends in the text."""
        ends = ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        start, end = (
            self._starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())
            for line, column in ends
        )
        return start, end


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _dump(text: str) -> str:
    try:
        return ast.dump(tree_of(text))
    except (ValueError, SyntaxError):
        return ""
