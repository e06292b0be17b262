"""What an author can do about a block that does something else than the deck states."""

import ast
import re

from deck.run.program import TRACEBACK, Run
from deck.source.code.trees import tree_of
from deck.source.model import Block

NOT_DEFINED = re.compile(r"^\+NameError: name '(\w+)' is not defined", re.MULTILINE)
MISSING_MODULE = re.compile(r"^\+ModuleNotFoundError: No module named '([\w.]+)'", re.MULTILINE)
MISSING_FILE = re.compile(
    r"^\+(?:Error \[ERR_MODULE_NOT_FOUND\]|Error): Cannot find module '(.+?)'", re.MULTILINE
)
# As a diff shows what no fence holds.
RETURN = re.compile(r"^\+.*␍", re.MULTILINE)
NO_RETURN = (
    'print no `\\r`, which no fence holds (in csv, `lineterminator="\\n"`),'
    " or add “notest” to show the block only"
)
ASKS = re.compile(r"\binput\(")
NO_LINE = re.compile(r"^\+EOFError: EOF when reading a line$", re.MULTILINE)
NOBODY_ANSWERS = (
    "give a value in place of `input()`, which nobody answers,"
    " or add “notest” to show the block only"
)
PRINT_IT = "`print` the value of its last line, which a session alone shows, or correct the output"

OF_A_STATEMENT = (
    f"of what a statement raises, state “{TRACEBACK.strip()}” and its last exception alone,"
    " without its causes, its group’s heading and what is in that"
)


def cure_of(block: Block, diff: str) -> str:
    """Return what to do about what is missing, what nobody answers or no fence holds, if any."""
    if module := MISSING_MODULE.search(diff):
        return f"install `{module[1]}`, or add “notest” to show the block only"
    if file := MISSING_FILE.search(diff):
        beside = f"have `{file[1]}` beside the deck, or " if "." in file[1] else ""
        return f"{beside}add “notest” to show the block only"
    if NO_LINE.search(diff):
        return NOBODY_ANSWERS
    if not (missing := NOT_DEFINED.search(diff)):
        return NO_RETURN if RETURN.search(diff) else ""
    if not (continued := defined_elsewhere(block, diff)):
        told = f"define `{missing[1]}` in the block, or in one that it continues"
        return f"{told}, or add “notest” to show it only"
    name, defined, changed = continued
    told = f"`{name}` is defined by block {defined}: add `continuation:{defined}`"
    return f"{told} to block {changed}" if block.chain else told


def defined_elsewhere(block: Block, diff: str) -> tuple[str, ...]:
    """Return a name that a block lacks, the earlier block that defines it, and who is to go on."""
    missing = NOT_DEFINED.search(diff)
    defined = missing and dict(block.elsewhere).get(missing[1])
    first = block.chain[0] if block.chain else block
    return (missing[1], defined, first.name) if missing and defined else ()


def never_stated(diff: str, told: str, error: str = "") -> str:
    """Return what to do about a line that is stated and was told on the standard error, if any."""
    missing = [line[1:].strip() for line in diff.split("\n")[2:] if line.startswith("-")]
    if any(TRACEBACK.strip() in one for one in missing) and TRACEBACK in told:
        if error:
            return "of what ends a program, state the last line alone, or all that a terminal shows"
        return OF_A_STATEMENT
    lines = [line.strip() for line in told.splitlines()]
    # Marks under a line of code are of any.
    for one in filter(re.compile(r"\w").search, missing):
        # Before a warning stands where it comes from.
        if any(line == one or line.endswith(f": {one}") for line in lines):
            return f"“{one}” is on standard error, which is not compared: remove it from the output"
    return ""


def never_shown(block: Block, run: Run) -> str:
    """Return what to do about a program that prints nothing, and ends in an expression."""
    is_silent = not (run.output or run.told or run.error)
    if block.language != "python" or not block.output or not is_silent:
        return ""
    match tree_of(block.source).body:
        case [*_, ast.Expr()]:
            return PRINT_IT
    return ""
