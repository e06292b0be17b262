"""Run JavaScript in Node, as `node snippet.js` would."""

import json
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deck.run.apart.elsewhere import elsewhere, speaking
from deck.run.apart.node import node
from deck.run.apart.process import surroundings, without_settings
from deck.run.apart.python import below
from deck.run.apart.terminal import run
from deck.run.program import MEMORY_LIMIT, Endless, Run, exit_status
from deck.run.scratch import NOTHING, Files, scratch, seen_at_home

# Says what error ends a script, between two marks that are a secret of each run.
# Read at once: a block that changes the file changes no verdict on the next.
LAST_WORDS = Path(__file__).with_name("last_words.cjs").read_text("utf-8")
COMPILES = Path(__file__).with_name("compiles.cjs").read_text("utf-8")
MARK = r"\x1e"


def run_javascript(
    text: str, name: str, seconds: float, data: Files = NOTHING, seed: str = ""
) -> Run:
    """Run the text of a snippet, which finds the `data` beside it, elsewhere where it has a seed.

    Raises Endless when it does not end in time, or takes too much.
    """
    heap = f"--max-old-space-size={MEMORY_LIMIT // 10**6}"
    files = {**data, f"{name}.js": text.encode()}
    mark = secrets.token_hex()
    last_words = LAST_WORDS.replace(MARK, mark).encode()
    with scratch(files) as folder, scratch({"last_words.cjs": last_words}) as ours:
        required = ["--require", str(ours / "last_words.cjs")]
        script = str(folder / f"{name}.js")
        command = [node(), heap, *required, script]
        settings = elsewhere(seed) | speaking(seed)
        # Beside that heap there is what Node itself needs, or it dies without a word.
        ended = run(command, folder, seconds, settings, 2 * MEMORY_LIMIT)
    if ended.code < 0 and "out of memory" in ended.errors:
        raise Endless(f"asks for more than {MEMORY_LIMIT / 10**9:g} GB of memory")
    before, _, told = ended.errors.partition(mark)
    error = told.partition(mark)[0] or (exit_status(ended.code) if ended.code else "")
    return seen_at_home(Run(below(ended.output, error), error, told=before), folder)


def compiling(scripts: Sequence[str]) -> frozenset[str]:
    """Return which scripts Node would begin to run, and run none; of those of CommonJS alone."""
    done = subprocess.run(
        [node(), "-e", COMPILES],
        input=json.dumps(scripts).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=without_settings(surroundings()),
    )
    # Where Node fails, it does for each that is run, which tells why.
    told = json.loads(done.stdout) if not done.returncode else []
    return frozenset(script for script, compiles in zip(scripts, told) if compiles)
