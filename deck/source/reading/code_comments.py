"""Find the comments of code that state a value: nobody checks these but a test that quotes them."""

import ast
import re
from collections.abc import Iterator

from deck.source.code.languages import lexer
from deck.source.code.trees import NO_PROGRAM
from deck.source.model import Block, Sentence

COMMENT = re.compile(r"(?:#[#!\s]*|//[/!\s]*|/\*+\s*)(?P<said>\S.*?)(?:\s*\*/)?")
# `# => 5`, and `# prints 5` where a value comes next.
ARROW = re.compile(r"(?:[=-]+>|[→⇒⟶⟹➜])\s*\S")
VERB = re.compile(
    r"(?:(?:[\w.]+\s+)?"
    r"(?:prints?|returns?|gives?|outputs?|affiche|renvoie|retourne|donne|vaut|sortie)\b(?!\()\s*:?"
    r"|(?:[\w.]+\s*)?==|=)\s*",
    re.IGNORECASE,
)
# `# raises KeyError`, and `# KeyError: 'a'` alone, where its name says that it is an exception.
RAISES = re.compile(
    r"(?i:raises?|throws?|lève|lance)\s+(?:an?\s+|une?\s+)?[\w.]*[A-Z]\w*"
    r"|(?:[\w.]*[A-Z]\w*(?:Error|Exception|Iteration)|KeyboardInterrupt|SystemExit)(?:\s?:\s.*)?"
)
# What doctest would type, and nobody does here: in a string, or in a comment.
PROMPT = re.compile(r"\s*(?:# *)?>>> \S")
LINE_LIMIT = 1000  # characters


def stated(block: Block) -> Iterator[Sentence]:
    """Yield each line of a block whose comment states what its code gives, as a sentence of code.

    A bare value is stated of the code before it, as an exception is. A session in a docstring
    states as much.
    """
    if not block.runs:
        return
    lines = block.source.split("\n")
    comments = _comments(block) if any(map(_may_state, lines)) else {}
    for rank, text in enumerate(lines):
        start = comments.get(rank)
        if _is_typed(block, text) or (
            start is not None and _states(text, start, lines[rank - 1] if rank else "")
        ):
            line = block.line + (0 if block.included else rank)
            yield Sentence(f"`{' '.join(text.split())}`", line)


def _is_typed(block: Block, line: str) -> bool:
    return not block.is_session and bool(PROMPT.match(line))


def _may_state(line: str) -> bool:
    return any(_states(line, start.start(), "f()") for start in re.finditer(r"#|//|/\*", line))


def _states(line: str, start: int, before: str) -> bool:
    found = COMMENT.fullmatch(line[start:].rstrip())
    if not found or len(line) > LINE_LIMIT:
        return False
    if ARROW.match(found["said"]):
        return True
    said = found["said"]
    if _is_equation(said):
        return True
    if not line[:start].strip():
        # Below no call, a number is that of a step.
        is_below = before.rstrip(" ;").endswith(")") and not COMMENT.fullmatch(before.strip())
        verb = VERB.match(said)
        return _is_value(said[verb.end() :]) if verb else is_below and _is_value(said)
    return bool(RAISES.fullmatch(said)) or _is_value(VERB.sub("", said, count=1))


def _is_equation(text: str) -> bool:
    """Return whether a text compares with a value what code gives, as `f(2) == 4`."""
    try:
        said = ast.parse(text, mode="eval").body
    except NO_PROGRAM:
        return False
    return (
        isinstance(said, ast.Compare)
        and isinstance(said.ops[0], (ast.Eq, ast.Is))
        and any(isinstance(one, ast.Call) for one in ast.walk(said.left))
        and _is_value(ast.unparse(said.comparators[0]))
    )


def _is_value(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except NO_PROGRAM:
        return text in ("true", "false", "null", "undefined", "NaN")
    return True


def _comments(block: Block) -> dict[int, int]:
    """Map the ranks of the lines that have a comment to where it begins."""
    found, line, column = dict[int, int](), 0, 0
    known = lexer(block.language)
    for kind, text in known.get_tokens(block.source) if known else ():
        if "Comment" in str(kind):
            found.setdefault(line, column)
        line += text.count("\n")
        column = len(text) - text.rfind("\n") - 1 if "\n" in text else column + len(text)
    return found
