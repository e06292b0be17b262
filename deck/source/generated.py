"""Keep a folder of made files up to date, and leave every other file in it alone."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deck.source.problems import DeckError, Problem

MANIFEST = ".manifest"
# As `sha256sum` writes and checks them; an earlier version wrote the names alone.
LISTED = re.compile(r"(?:([0-9a-f]{64})  )?(.+)")
ANYBODY_WRITES = 0o222


def listed(folder: Path) -> dict[str, str]:
    """Map the name of each file that we made in a folder to its digest, by the manifest.

    The digest is empty where an earlier version wrote none.
    """
    lines = (read(folder / MANIFEST) or b"").decode("utf-8", "replace").splitlines()
    made = {line[2]: line[1] or "" for line in filter(None, map(LISTED.fullmatch, lines))}
    return {
        name: digest
        for name, digest in made.items()
        if ".." not in Path(name).parts and name[0] != "/"
    }


def edited(folder: Path) -> list[str]:
    """List the files that we made in a folder and that somebody else edited or removed."""
    made = {name: digest for name, digest in listed(folder).items() if digest}
    return sorted(name for name in made if _digest(read(folder / name)) != made[name])


def read(path: Path) -> bytes | None:
    """Return what a file holds, or None where there is none."""
    return path.read_bytes() if path.is_file() else None


def update(
    folder: Path,
    files: Mapping[str, bytes],
    maker: str,
    ours: Collection[str] = (),
    home: Path | None = None,
) -> list[str]:
    """Write the files that changed, remove those made before that are no more; return their names.

    Raises DeckError, before anything is written, where a file is in the way that is neither in
    the manifest nor in `ours`, or where below `home`, which is the folder's parent unless said
    otherwise, a link would lead elsewhere. All are written before the first is replaced, and each
    is replaced at once: it is never half-written.
    """
    made, digests = listed(folder), {name: _digest(data) for name, data in files.items()}
    _refuse_links(home or folder.parent, (folder / name for name in {MANIFEST, *files, *made}))
    changed = [name for name, data in files.items() if read(folder / name) != data]
    orphans = sorted(name for name in made.keys() - files.keys() if (folder / name).is_file())
    _refuse_to_overwrite(folder, [*changed, *orphans], {*made, *ours}, maker)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        # A disk that gets full has replaced nothing.
        written = [
            (stack.enter_context(_written(folder / name, files[name])), folder / name)
            for name in changed
        ]
        _write_manifest(folder, digests | made)
        for temporary, path in written:
            with _naming(path):
                os.replace(temporary, path)
    for name in orphans:
        (folder / name).unlink()
        _remove_empty(folder, (folder / name).parent)
    _write_manifest(folder, digests)
    return changed + orphans


def _refuse_links(home: Path, files: Iterable[Path]) -> None:
    folders = {folder for path in files for folder in path.parents if home in folder.parents}
    problems = []
    for path in folders:
        if path.is_symlink():
            found = f"a link to “{path.readlink()}”"
            problems.append(Problem(str(path), 1, found, "a folder of its own", "remove the link"))
        elif path.exists() and not path.is_dir():
            problems.append(Problem(str(path), 1, "a file", "a folder", "move or rename it"))
    if problems:
        raise DeckError(*problems)


def _refuse_to_overwrite(
    folder: Path, names: Iterable[str], made: Collection[str], maker: str
) -> None:
    problems = []
    for path in (folder / name for name in names if name in made):
        problems += _locked(path)
    for path in (folder / name for name in names if name not in made):
        if os.path.lexists(path):
            found = f"a file that `{maker}` did not make"
            problems.append(Problem(str(path), 1, found, "no such file", "move or rename it"))
    if problems:
        raise DeckError(*problems)


def _remove_empty(home: Path, folder: Path) -> None:
    """Remove a folder below `home`, and those above it, as far as nothing is in them."""
    while folder != home and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _write_manifest(folder: Path, digests: Mapping[str, str]) -> None:
    lines = (f"{digests[name]}  {name}".lstrip() for name in sorted(digests))
    data = "".join(f"{line}\n" for line in lines).encode()
    if read(folder / MANIFEST) != data:
        replace(folder / MANIFEST, data)


def replace(path: Path, data: bytes, instead_of: bytes | None = None) -> None:
    """Write a file at once: whoever reads it gets all of the old one or all of the new one.

    It keeps its owner and its mode. Raises DeckError where it may not be written, or no longer
    holds what it is to be written `instead_of`.
    """
    if problems := _locked(path):
        raise DeckError(*problems)
    with _written(path, data) as temporary, _naming(path):
        if instead_of is not None and read(path) != instead_of:
            raise DeckError(saved_meanwhile(path))
        os.replace(temporary, path)


def write(path: Path, data: bytes) -> None:
    """Write a file as `replace` does, or into what is there and is no file, as a pipe."""
    if path.exists() and not path.is_file():
        with _naming(path):
            path.write_bytes(data)
    else:
        replace(path, data)


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[Path]:
    """Write what a file is to hold beside it, and remove that in the end."""
    with ExitStack() as stack:
        with _naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = stack.enter_context(_beside(path))
            temporary.write_bytes(data)
        yield temporary


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have an error name the file that is to be written, not the temporary one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def saved_meanwhile(path: Path) -> Problem:
    """Return the problem of a file that has changed since it was read."""
    found, expected = "a text that was saved meanwhile", "the one that was read at first"
    return Problem(str(path), 1, found, expected, "run it again")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Make an empty file with the owner and the mode of another, and remove it in the end."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".made-")
    os.close(descriptor)
    temporary = Path(name)
    try:
        if path.exists():
            old, new = path.stat(), temporary.stat()
            if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
                _give(temporary, path, old)
            shutil.copystat(path, temporary)
        else:
            temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _give(temporary: Path, path: Path, old: os.stat_result) -> None:
    try:
        os.chown(temporary, old.st_uid, old.st_gid)
    except PermissionError:
        found, remedy = "a file of another owner", "have its owner write it"
        raise DeckError(Problem(str(path), 1, found, "one of yours", remedy)) from None


def _locked(path: Path) -> list[Problem]:
    """Return the problem of a read-only file; root, who could write it, is refused too."""
    if not path.is_file() or (os.access(path, os.W_OK) and path.stat().st_mode & ANYBODY_WRITES):
        return []
    return [Problem(str(path), 1, "a read-only file", "one to write", "make it writable")]
