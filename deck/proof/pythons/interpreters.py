"""Find the Pythons of this machine: on the PATH, and where pyenv and uv put them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MINORS = range(10, 16)
ASK = "import sys; print(sys.implementation.name, *sys.version_info[:3])"
PATIENCE = 30  # seconds


def interpreters() -> dict[tuple[int, int], str]:
    """Map each version of CPython from 3.10 up to the newest such interpreter."""
    newest: dict[tuple[int, int], tuple[list[int], str]] = {}
    for path in dict.fromkeys(map(str, _candidates())):
        name, *version = _said(path, "-c", ASK).split() or [""]
        if name == "cpython" and (numbers := [*map(int, version)]) >= [3, MINORS.start]:
            key = (numbers[0], numbers[1])
            newest[key] = max(newest.get(key, ([], "")), (numbers, path))
    return {key: path for key, (_, path) in newest.items()}


def _said(*command: str) -> str:
    """Return what a command prints, which is nothing where it does not start, end or succeed."""
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=PATIENCE
        )
        return asked.stdout
    return ""


def _candidates() -> Iterator[Path | str]:
    yield sys.executable
    names = ["python3", "python", *(f"python3.{minor}" for minor in range(MINORS.start, 30))]
    yield from filter(None, map(shutil.which, names))
    # Who has no home, as in some containers, has no pyenv.
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    folders = [Path(pyenv, "versions")]
    if uv := shutil.which("uv"):
        folders.append(Path(_said(uv, "python", "dir").strip() or os.devnull))
    for folder in folders:
        yield from sorted(folder.glob("*/bin/python3"))
