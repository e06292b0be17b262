"""Tell whether a block does what the deck states; the answer is a message, empty when it does."""

from doctest import DocTestParser

from deck.javascript import run_javascript
from deck.model import Block
from deck.outputs import difference
from deck.run import Endless, Run, isolated, run_program, run_transcript, typed


def verdict(path: str, block: Block, seconds: float, names: dict | None = None) -> str:
    """Run a block, with its context, for so many seconds at most, and judge what it prints.

    `names` are put into the block's namespace first. The message begins with `path:line:`.
    """
    try:
        if block.language == "pycon":
            return _judge_transcript(path, block, seconds, names)
        return _judge_output(path, block, _run(block, seconds, names))
    except Endless as error:
        remedy = "correct the loop, or make it shorter"
        return f"{path}:{block.line}: {block.place} {error}, expected it to end; {remedy}"


def _run(block: Block, seconds: float, names: dict | None) -> Run:
    if block.language == "js":
        return run_javascript(block.program, seconds)
    return isolated(run_program, block.source, names, block.context, seconds=seconds)


def _judge_output(path: str, block: Block, run: Run) -> str:
    stated = block.output.text if block.output else ""
    diff = difference(stated, run.output, block.any_order)
    if not diff:
        return ""
    line = block.line + (run.line or 1) - 1
    if block.output:
        expected = f"the output that line {block.output.line} states"
        return _message(path, line, block, expected, "correct the block or the output", diff)
    expected = "nothing printed, as no output is stated"
    return _message(path, line, block, expected, "correct the block or state its output", diff)


def _judge_transcript(path: str, block: Block, seconds: float, names: dict | None) -> str:
    examples = DocTestParser().get_examples(block.source)
    statements = [example.source for example in examples]
    outputs = isolated(run_transcript, block.context, statements, names, seconds=seconds)
    wants = [example.want.replace("<BLANKLINE>", "") for example in examples]
    diff = difference(_transcript(statements, wants), _transcript(statements, outputs))
    expected = "the session as it is written"
    return diff and _message(path, block.line, block, expected, "correct the transcript", diff)


def _transcript(statements: list[str], outputs: list[str]) -> str:
    pairs = zip(statements, outputs, strict=True)
    return "".join(typed(statement) + output for statement, output in pairs)


def _message(path: str, line: int, block: Block, expected: str, remedy: str, diff: str) -> str:
    return f"{path}:{line}: {block.place} prints something else, expected {expected}; {remedy}\n{diff}"
