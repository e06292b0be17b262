"""Give each run of a program a folder of its own, with nothing in it but what it needs."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from deck.run.program import Run

Result = TypeVar("Result")
Files = Mapping[str, bytes]  # by their names from the folder on
NOTHING: Files = {}
# By this name in its environment a process of ours finds where its folders are made: who kills it
# removes that one, with all that are in it.
WITHIN = "DECK_FOLDERS"


@contextmanager
def scratch(files: Files) -> Iterator[Path]:
    """Make a folder with these files in it, until a program has run there."""
    folder = Path(tempfile.mkdtemp(prefix="deck-", dir=os.environ.get(WITHIN))).resolve()
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield folder
    finally:
        # What the program has made of it is its own affair.
        shutil.rmtree(folder, ignore_errors=True)


def within(folder: Path, function: Callable[..., Result]) -> Callable[..., Result]:
    """Return a function that is called in a folder."""

    def called(*arguments: object) -> Result:
        before = os.getcwd()
        os.chdir(folder)
        try:
            return function(*arguments)
        finally:
            os.chdir(before)

    return called


def seen_at_home(run: Run, folder: Path) -> Run:
    """Return what is seen of a program without the folder in which it ran."""
    return replace(run, output=at_home(run.output, folder), error=at_home(run.error, folder))


def at_home(text: str, folder: Path) -> str:
    """Return a text without the folder in which a program ran, which is another each time."""
    for named in (f"file://{folder}/", f"{folder}/"):
        text = text.replace(named, "")
    return text.replace(str(folder), ".")
