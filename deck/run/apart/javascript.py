"""Run JavaScript in Node, as `node snippet.js` would."""

from pathlib import Path

from deck.run.apart.node import node
from deck.run.apart.python import at_home, below, in_a_file
from deck.run.apart.terminal import run
from deck.run.program import MEMORY_LIMIT, Endless, Run, exit_status

# Says what error ends a script, after a mark that no script prints by accident.
# Read at once: a block that changes the file changes no verdict on the next.
LAST_WORDS = Path(__file__).with_name("last_words.cjs").read_text("utf-8")
MARK = "\x1e"


def run_javascript(text: str, name: str, seconds: float) -> Run:
    """Run the text of a snippet; raise Endless when it does not end in time, or takes too much."""
    heap = f"--max-old-space-size={MEMORY_LIMIT // 10**6}"
    with in_a_file(text, f"{name}.js") as path:
        last_words = path.with_name("last words.cjs")
        last_words.write_text(LAST_WORDS, "utf-8")
        command = [node(), heap, "--require", str(last_words), str(path)]
        # Beside that heap there is what Node itself needs, or it dies without a word.
        ended = run(command, seconds, 2 * MEMORY_LIMIT)
    if ended.code < 0 and "out of memory" in ended.errors:
        raise Endless(f"asks for more than {MEMORY_LIMIT / 10**9:g} GB of memory")
    _, _, told = ended.errors.partition(MARK)
    error = told.partition(MARK)[0] or (exit_status(ended.code) if ended.code else "")
    return at_home(Run(below(ended.output, error), error), path)
