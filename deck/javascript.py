"""Run JavaScript in Node, as `node snippet.js` would."""

import os
import shutil
import subprocess
import sys
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
    """Find Node: on the PATH, or beside this Python, where the set-up puts it."""
    beside = Path(sys.executable).parent
    path = os.pathsep.join([os.environ.get("PATH", ""), str(beside)])
    found = shutil.which("node", path=path)
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
