"""Which path a deck may have."""

import re
from pathlib import Path

from deck.source.problems import DeckError, Problem

# pytest reads “[” and “::” in a path its own way, and a terminal what does not show.
MISLEADING = re.compile(r"[\[\]\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|::")


def check_path(path: Path) -> None:
    """Raise DeckError unless the path of a deck ends in `.md`, and means the same to every command.

    A name that begins with “.” or “-”, or that pytest or a terminal would read otherwise, does not.
    """
    if found := MISLEADING.search(str(path)):
        what, expected = f"a path with “{found[0]}”", "one without"
    elif path.suffix != ".md" or path.name.startswith(".") or str(path).startswith("-"):
        what, expected = f"the name “{path.name}”", "one as “deck.md”"
    else:
        return
    raise DeckError(Problem(str(path), 1, what, expected, "rename it"))
