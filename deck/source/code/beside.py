"""Find the files beside a deck, and those of them that its programs read.

Needs the standard library alone.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from posixpath import dirname, normpath

# What a literal of Python or of JavaScript holds, as far as it may be the name of a file.
LITERAL = re.compile(r""""([^"\\\n]+)"|'([^'\\\n]+)'|`([^`\\\n]+)`""")
IMPORT = re.compile(r"^[ \t>.]*(?:from|import)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
# What a program puts in, or looks for: before it is the name of a folder.
PATTERN = re.compile(r"[{*?$]")
# Files of one kind, which a program looks for beside it.
OF_A_KIND = re.compile(r"[\w-]*\*[\w*-]*\.\w+")
# In a folder of data for a talk; in one of something else, as node_modules, there are more.
MOST_FILES = 100


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
    """Map the names of the files in a folder that a program names to their paths.

    It names a file, those of a kind, as `*.csv`, or the folder that they are in, in a literal, or a
    module in an import. Those that are hidden, as `.env` is, stay where they are.
    """
    literals = ("".join(names) for names in LITERAL.findall(program))
    modules = (f"{name}.py" for name in IMPORT.findall(program))
    named = (one for name in (*literals, *modules) for one in _files(folder, name))
    shown = (name for name in named if not is_hidden(name))
    return {name: path for name in shown if (path := local(folder, name))}


def is_hidden(name: str) -> bool:
    """Return whether a file, or a folder that it is in, is a hidden one, as `.env` is."""
    return bool(re.search(r"(?:\A|/)\.", name))


def _files(folder: Path, name: str) -> Iterator[str]:
    """Yield the name, or where it is that of a folder, or of a kind, those of the files."""
    if OF_A_KIND.fullmatch(name):
        of_a_kind = sorted(one.name for one in folder.glob(name))
        yield from of_a_kind if len(of_a_kind) <= MOST_FILES else ()
        return
    plain = PATTERN.split(name, maxsplit=1)[0]
    name = normpath(name if plain == name else dirname(plain))
    # Most names are of nothing, and to follow their links takes longer than to see that.
    if name == "." or not os.path.isdir(folder / name) or not is_inside(folder, name):
        yield name
        return
    files = (path for path in (folder / name).rglob("*") if path.is_file())
    within = sorted(islice(files, MOST_FILES + 1))
    if len(within) <= MOST_FILES:
        yield from (path.relative_to(folder).as_posix() for path in within)
