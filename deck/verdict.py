"""Tell whether a block does what the deck states; the answer is a message, empty when it does."""

from deck import transcript
from deck.javascript import run_javascript
from deck.model import Block
from deck.outputs import difference
from deck.run import Endless, Run, isolated, run_program, run_transcript


def verdict(path: str, block: Block, seconds: float, names: dict | None = None) -> str:
    """Run a block, with its context, for so many seconds at most, and judge what it prints.

    `names` are put into the block's namespace first. The message begins with `path:line:`.
    """
    try:
        if block.language == "pycon":
            return _judge_transcript(path, block, seconds, names)
        return _judge_output(path, block, _run(block, seconds, names))
    except Endless as error:
        remedy = "correct it, or make it shorter"
        return f"{path}:{block.line}: {block.place} {error}, expected it to end; {remedy}"


def _run(block: Block, seconds: float, names: dict | None) -> Run:
    if block.language == "js":
        return run_javascript(block.program, seconds)
    return isolated(run_program, block.program, names, seconds=seconds)


def _judge_output(path: str, block: Block, run: Run) -> str:
    stated = block.output.text if block.output else ""
    diff = difference(stated, run.output, block.any_order)
    if not diff:
        return ""
    line = block.line
    if run.line and run.line > block.context.count("\n"):
        line += run.line - block.context.count("\n") - 1
    if block.output:
        expected = f"the output that line {block.output.line} states"
        return _message(path, line, block, expected, "correct the block or the output", diff)
    expected = "nothing printed, as no output is stated"
    return _message(path, line, block, expected, "correct the block or state its output", diff)


def _judge_transcript(path: str, block: Block, seconds: float, names: dict | None) -> str:
    examples = transcript.examples(block.source)
    typed = [example.source for example in examples]
    printed = isolated(run_transcript, block.context, typed, names, seconds=seconds)
    stated = map(transcript.stated, examples)
    diff = difference(transcript.written(typed, stated), transcript.written(typed, printed))
    expected = "the session as it is written"
    return diff and _message(path, block.line, block, expected, "correct the transcript", diff)


def _message(path: str, line: int, block: Block, expected: str, remedy: str, diff: str) -> str:
    return (
        f"{path}:{line}: {block.place} gives something else, expected {expected}; {remedy}\n{diff}"
    )
