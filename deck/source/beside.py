"""Find the files beside a deck, and those of them that its programs read.

Needs the standard library alone.
"""

import re
from pathlib import Path
from posixpath import normpath

# What a literal of Python or of JavaScript holds, as far as it may be the name of a file.
LITERAL = re.compile(r""""([^"\\\n]+)"|'([^'\\\n]+)'|`([^`\\\n]+)`""")


def local(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder, or nothing where it is none, or leads out of it."""
    path = folder / name
    try:
        return path if path.is_file() and is_inside(folder, name) else None
    except (OSError, ValueError):  # no such name can be
        return None


def is_inside(folder: Path, name: str) -> bool:
    """Return whether a name, links followed, leads to somewhere in a folder."""
    # Whoever made the deck chooses what is published of the machine that builds it.
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    return inside and not name.startswith(("/", "../"))


def read_by(program: str, folder: Path) -> dict[str, Path]:
    """Map the names of the files in a folder that a program names in a literal to their paths.

    Those that are hidden, as `.env` is, stay where they are.
    """
    found = (normpath("".join(names)) for names in LITERAL.findall(program))
    shown = (name for name in found if not re.search(r"(?:\A|/)\.", name))
    return {name: path for name in shown if (path := local(folder, name))}
