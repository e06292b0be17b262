"""Keep a folder of made files up to date, and leave every other file in it alone."""

import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from deck.errors import DeckError, Problem

MANIFEST = ".manifest"


def listed(folder: Path) -> set[str]:
    """Return the names of the files that we made in a folder, by its manifest."""
    names = (read(folder / MANIFEST) or b"").decode("utf-8", "replace").splitlines()
    return {name for name in names if name and ".." not in Path(name).parts and name[0] != "/"}


def read(path: Path) -> bytes | None:
    """Return what a file holds, or None where there is none."""
    return path.read_bytes() if path.is_file() else None


def update(
    folder: Path, files: Mapping[str, bytes], maker: str, ours: Collection = ()
) -> list[str]:
    """Write the files that changed, remove those made before that are no more; return their names.

    Raises DeckError, before anything is written, where a file is in the way that is neither in
    the manifest nor in `ours`. Each file is replaced at once: it is never half-written.
    """
    made = listed(folder)
    _refuse_to_overwrite(folder, files, made.union(ours), maker)
    folder.mkdir(parents=True, exist_ok=True)
    _write_manifest(folder, files.keys() | made)
    changed = [name for name, data in files.items() if read(folder / name) != data]
    for name in changed:
        replace(folder / name, files[name])
    orphans = sorted(name for name in made - files.keys() if (folder / name).is_file())
    for name in orphans:
        (folder / name).unlink()
    _write_manifest(folder, files.keys())
    return changed + orphans


def _refuse_to_overwrite(folder: Path, files: Mapping, made: set[str], maker: str) -> None:
    problems = []
    for name in files.keys() - made:
        path = folder / name
        if path.exists() and read(path) != files[name]:
            found = f"a file that `{maker}` did not make"
            problems.append(Problem(str(path), 1, found, "no such file", "move or rename it"))
    if problems:
        raise DeckError(*problems)


def _write_manifest(folder: Path, names: Collection[str]) -> None:
    data = "".join(f"{name}\n" for name in sorted(names)).encode()
    if read(folder / MANIFEST) != data:
        replace(folder / MANIFEST, data)


def replace(path: Path, data: bytes) -> None:
    """Write a file at once: whoever reads it gets all of the old one or all of the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".made-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
