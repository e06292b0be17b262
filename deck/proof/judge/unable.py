"""Tell what a Python lacks that a block asks for: that it fails there says nothing of the block.

Valid on Python 3.10.
"""

import re
import sys

from deck.run.ending import IS_A_PAGE

# The page's Python has none of these, and that of Node no way to wait in the middle of a program.
IN_NO_BROWSER = re.compile(
    r"RuntimeError: can't start new thread"
    r"|RuntimeError: WebAssembly stack switching not supported.*"
    r"|\w+: .*emscripten does not support.*"
)
# What is installed, or compiled, for one Python alone.
ELSEWHERE = re.compile(r"ModuleNotFoundError: (?:No module named|The module) '[\w.]+'.*")
# What came with a later Python: syntax, names in modules, arguments, and built-in names.
LATER = re.compile(
    r"SyntaxError: .*"
    r"|ImportError: cannot import name '\w+' from .*"
    r"|AttributeError: (?:module|type object) '[\w.]+' has no attribute '\w+'.*"
    r"|NameError: name '(?:Base)?ExceptionGroup' is not defined"
)


def lacks(printed: str, proved_on: str) -> str:
    """Return the line that a block printed as this Python lacks something, or an empty string.

    `proved_on` is the Python on which the block does what is stated, as `3.13`.
    """
    here, there = sys.version_info[:2], tuple(map(int, proved_on.split(".")))
    wanted = [IN_NO_BROWSER] if IS_A_PAGE else []
    wanted += [ELSEWHERE] if IS_A_PAGE or here != there else []
    wanted += [LATER] if here < there else []
    lines = (line.strip() for line in printed.splitlines())
    return next((line for line in lines if any(one.fullmatch(line) for one in wanted)), "")
