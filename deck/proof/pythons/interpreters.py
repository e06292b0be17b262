"""Find the Pythons of this machine: on the PATH, and where pyenv and uv put them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MINORS = range(10, 16)
ASK = "import sys; print(sys.implementation.name, *sys.version_info[:3])"


def interpreters() -> dict[tuple[int, int], str]:
    """Map each version of CPython from 3.10 up to the newest such interpreter."""
    newest: dict[tuple[int, int], tuple[list[int], str]] = {}
    for path in dict.fromkeys(map(str, _candidates())):
        asked = subprocess.run([path, "-c", ASK], capture_output=True, text=True, check=False)
        name, *version = asked.stdout.split() or [""]
        numbers = [int(number) for number in version]
        if asked.returncode == 0 and name == "cpython" and numbers >= [3, MINORS.start]:
            key = (numbers[0], numbers[1])
            newest[key] = max(newest.get(key, ([], "")), (numbers, path))
    return {key: path for key, (_, path) in newest.items()}


def _candidates() -> Iterator[Path | str]:
    yield sys.executable
    names = ["python3", "python", *(f"python3.{minor}" for minor in range(MINORS.start, 30))]
    yield from filter(None, map(shutil.which, names))
    folders = [Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")]
    if uv := shutil.which("uv"):
        asked = subprocess.run([uv, "python", "dir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip() or os.devnull))
    for folder in folders:
        yield from sorted(folder.glob("*/bin/python3"))
