"""Tell whether a block does what the deck states; the answer is a message, empty when it does."""

from doctest import Example

from deck import transcript
from deck.errors import Problem
from deck.javascript import run_javascript
from deck.model import Block
from deck.outputs import difference
from deck.run import TRACEBACK, Endless, Run, isolated, run_program, run_transcript

# How long a block may run, unless said otherwise.
SECONDS = 10.0


def verdict(path: str, block: Block, seconds: float, names: dict | None = None) -> str:
    """Run a block, with its context, for so many seconds at most, and judge what it prints.

    `names` are put into the block's namespace first. The message begins with `path:line:`.
    """
    try:
        if block.language == "pycon":
            return _judge_transcript(path, block, type_block(block, seconds, names))
        return _judge_output(path, block, run_block(block, seconds, names))
    except Endless as error:
        return str(endless(path, block, error))


def run_block(block: Block, seconds: float, names: dict | None = None) -> Run:
    """Run a block that is no transcript; raise Endless when it does not end in time."""
    if block.language == "js":
        return run_javascript(block.program, seconds)
    return isolated(run_program, block.source, names, block.context, seconds=seconds)


def type_block(
    block: Block, seconds: float, names: dict | None = None
) -> list[tuple[Example, str]]:
    """Type a transcript; pair its examples with what each one prints."""
    examples = transcript.examples(block.source)
    statements = [example.source for example in examples]
    outputs = isolated(run_transcript, block.context, statements, names, seconds=seconds)
    return list(zip(examples, outputs, strict=True))


def endless(path: str, block: Block, error: Endless) -> Problem:
    """Say that a block was stopped."""
    remedy = "correct it, or make it shorter"
    return Problem(path, block.line, f"{block.place} {error}", "it to end", remedy)


def failure(stated: str, error: str) -> str:
    """Return the exception that ended a block, unless the deck states one of its kind."""
    last_line = (stated.splitlines() or [""])[-1].strip()
    return "" if last_line.split(":")[0] == error.strip().split(":")[0] else error.strip()


def raised(output: str) -> str:
    """Return the last line of the exception that a statement of a transcript raised, or none."""
    return output.rpartition(TRACEBACK)[2] if TRACEBACK in output else ""


def _judge_output(path: str, block: Block, run: Run) -> str:
    stated = block.output.text if block.output else ""
    diff = difference(stated, run.output, block.any_order)
    if not diff:
        return ""
    line = block.line + (run.line or 1) - 1
    expected = "nothing printed, as no output is stated"
    if block.output:
        expected = f"the output that line {block.output.line} states"
    acceptable = bool(block.output) and not failure(stated, run.error)
    return _message(path, line, block, expected, acceptable, diff)


def _judge_transcript(path: str, block: Block, typed: list[tuple[Example, str]]) -> str:
    sources = [example.source for example, _ in typed]
    stated = transcript.written(sources, (transcript.stated(example) for example, _ in typed))
    diff = difference(stated, transcript.written(sources, (output for _, output in typed)))
    acceptable = not any(failure(one.want, raised(output)) for one, output in typed)
    expected = "the session as it is written"
    return diff and _message(path, block.line, block, expected, acceptable, diff)


def _message(path: str, line: int, block: Block, expected: str, acceptable: bool, diff: str) -> str:
    remedy = "correct the block or state its output"
    if block.output or block.language == "pycon":
        remedy = "correct the block or what it is stated to print"
    if acceptable:
        deck = "" if path == "slides.md" else f" DECK={path}"
        remedy += f", or accept what it does: `make accept BLOCK={block.name}{deck}`"
    found = f"{block.place} gives something else"
    return f"{Problem(path, line, found, expected, remedy)}\n{diff}"
