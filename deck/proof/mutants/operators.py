"""The operators of mutation testing: edits that people make, by mistake or to see what happens.

Each lists, for a node, the parts of the program that it replaces, and by which text.
"""

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise

from deck.proof.mutants.program import DEFINITIONS, FUNCTIONS, Program, Span, bodies, neighbours
from deck.source.code.definitions import TRIES

Edits = Iterator[tuple[Span, str]]
Operator = Callable[[ast.AST, Program], Edits]

LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue)
CONSTANTS = {True: "False", False: "True", None: "0"}
METHODS = {"append": "remove", "remove": "append", "send": "throw", "choice": "sample"}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "+",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.Pow: "*",
}


def drop_await(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Await):
        yield program.span(node), program.text(node.value)


def swap_async(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, FUNCTIONS):
        start = program.at(node.lineno, node.col_offset)
        word = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
        yield Span(start, start + len(word)), "" if word else "async "


def lose_result(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Return) and node.value:
        yield program.span(node), "return"
        yield program.span(node), program.text(node.value)
    elif isinstance(node, ast.Assign):
        yield program.span(node.value), "None"
    elif isinstance(node, ast.AugAssign):
        yield program.span(node), f"{program.text(node.target)} = {program.text(node.value)}"


def change_yield(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Yield):
        yield program.span(node), program.text(node.value) if node.value else "None"
        yield program.span(node), "yield" if node.value else "yield 1"
    elif isinstance(node, ast.YieldFrom):
        yield program.span(node), f"yield {program.text(node.value)}"


def drop_statement(node: ast.AST, program: Program) -> Edits:
    for body in bodies(node):
        for statement in body:
            if not _is_idle(statement):
                yield program.span(statement), "pass"


def fill_body(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, FUNCTIONS) and all(map(_is_idle, node.body)):
        for statement in ("return 1", "yield", "print()", "raise NotImplementedError"):
            yield program.span(node.body[-1]), statement


def swap_statements(node: ast.AST, program: Program) -> Edits:
    for body in bodies(node):
        for one, other in neighbours(body):
            if not isinstance(one, (*DEFINITIONS, ast.Import, ast.ImportFrom)):
                if not isinstance(other, DEFINITIONS):
                    yield program.swapped(one, other)


def repeat_statement(node: ast.AST, program: Program) -> Edits:
    for body in bodies(node):
        for statement in body:
            text = program.text(statement)
            is_act = isinstance(statement, (ast.Expr, ast.AugAssign)) and not _is_idle(statement)
            if is_act and "\n" not in text:
                yield program.span(statement), f"{text}\n{' ' * statement.col_offset}{text}"


def change_constant(node: ast.AST, program: Program) -> Edits:
    if not isinstance(node, ast.Constant):
        return
    if node.value is None or isinstance(node.value, bool):
        yield program.span(node), CONSTANTS[node.value]
    elif isinstance(node.value, (int, float)):
        yield program.span(node), repr(node.value + 1)
        if node.value > 0:
            yield program.span(node), repr(node.value - 1)
    elif isinstance(node.value, str) and node.value:
        yield program.span(node), repr(node.value[::-1])
        yield program.span(node), '""'


def change_name(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        for other in program.names_beside(node):
            yield program.span(node), other
    elif isinstance(node, ast.Attribute) and node.attr in METHODS:
        end = program.span(node).end
        yield Span(end - len(node.attr), end), METHODS[node.attr]


def change_call(node: ast.AST, program: Program) -> Edits:
    if not isinstance(node, ast.Call):
        return
    yield program.span(node), program.text(node.func)
    for argument in node.args:
        yield program.span(argument), "None"
    if len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
        yield program.span(node), program.text(node.args[0])
        yield program.span(node), f"{program.text(node.args[0])}[0]"


def change_arguments(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Call) and node.args:
        for argument, other in pairwise(node.args):
            yield program.swapped(argument, other)
        for left_out in node.args:
            kept = [program.text(one) for one in node.args if one is not left_out]
            yield program.span(node.args[0], node.args[-1]), ", ".join(kept)
    elif isinstance(node, ast.arguments):
        for name, after in pairwise(node.args):
            yield program.swapped(name, after)
        if node.vararg:
            start, end = program.span(node.vararg)
            yield Span(start - len("*"), end), program.text(node.vararg)


def change_except(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.ExceptHandler) and node.type:
        for other in ("Exception", "BaseException", "LookupError"):
            yield program.span(node.type), other
        yield program.span(node.body[-1]), "raise"
    elif isinstance(node, TRIES) and node.handlers:
        first = node.handlers[0]
        indent = " " * first.col_offset
        yield program.span(first, node.handlers[-1]), f"finally:\n{indent}    pass"


def change_loop(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        last, indent = node.body[-1], " " * node.body[0].col_offset
        if not isinstance(last, LEAVES):
            yield program.span(last), f"{program.text(last)}\n{indent}break"
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield program.span(node), "continue" if isinstance(node, ast.Break) else "break"


def change_condition(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, (ast.If, ast.While, ast.IfExp)) and not isinstance(node.test, ast.Constant):
        yield program.span(node.test), f"not ({program.text(node.test)})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield program.span(node), program.text(node.operand)
    elif isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield program.span(node), word.join(map(program.text, node.values))


def change_operator(node: ast.AST, program: Program) -> Edits:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right, sign = node.left, node.comparators[0], COMPARISONS[type(node.ops[0])]
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        left, right, sign = node.left, node.right, ARITHMETIC[type(node.op)]
    else:
        return
    yield program.span(node), f"{program.text(left)} {sign} {program.text(right)}"


def change_definition(node: ast.AST, program: Program) -> Edits:
    for decorator in getattr(node, "decorator_list", []):
        start, end = program.span(decorator)
        yield Span(program.at(decorator.lineno, 0), end + len("\n")), ""
    if isinstance(node, ast.ClassDef):
        for base in node.bases:
            yield program.span(base), "object"
        for method in node.body:
            if isinstance(method, FUNCTIONS) and not method.decorator_list:
                start = program.span(method).start
                start += program.text(method).index("def ") + len("def ")
                yield Span(start, start + len(method.name.encode())), f"{method.name.strip('_')}_"


OPERATORS: dict[str, Operator] = {
    "await dropped": drop_await,
    "async swapped": swap_async,
    "result lost": lose_result,
    "yield changed": change_yield,
    "statement dropped": drop_statement,
    "body filled": fill_body,
    "statements swapped": swap_statements,
    "statement repeated": repeat_statement,
    "constant changed": change_constant,
    "name changed": change_name,
    "call changed": change_call,
    "arguments changed": change_arguments,
    "except changed": change_except,
    "loop changed": change_loop,
    "condition changed": change_condition,
    "operator changed": change_operator,
    "definition changed": change_definition,
}


def _is_idle(statement: ast.stmt) -> bool:
    """Return whether a statement does nothing: `pass`, `...`, a docstring."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)
