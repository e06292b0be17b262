"""Extract every block to a file that a student can run, and tell which files are out of date."""

import os
import tempfile
from pathlib import Path

from deck.errors import DeckError, Problem
from deck.model import LANGUAGES, Block, Deck

MANIFEST = ".manifest"


def folder(deck: Path) -> Path:
    """Name the folder of a deck's snippets: `snippets/`, with a subfolder for any other deck."""
    snippets = deck.parent / "snippets"
    return snippets if deck.name == "slides.md" else snippets / deck.stem


def required(deck: Deck) -> bool:
    """Tell whether snippets must be there: those of `slides.md`, or of a deck once extracted."""
    target = folder(Path(deck.path))
    return target.name == "snippets" or (target / MANIFEST).exists()


def expected_files(deck: Deck) -> dict[str, str]:
    """Map the name of each file to its text: a snippet a block, and its output beside."""
    files = {}
    for block in deck.blocks:
        files[block.name + block.suffix] = _snippet(deck, block)
        if block.output:
            files[f"{block.name}.out"] = block.output.text
    return files


def stale(deck: Deck) -> list[Problem]:
    """List the snippets that are missing, changed or orphaned, each with the command that repairs."""
    target = folder(Path(deck.path))
    files = expected_files(deck)
    remedy = f"run `{_command(deck)}`"
    problems = []
    for name in sorted(files.keys() | _made(target)):
        path, text = target / name, _read(target / name)
        if text is None and name in files:
            found, expected = "no snippet", f"the one that {deck.path} gives"
        elif name in files and text != files[name].encode():
            found, expected = "another text", f"the one that {deck.path} gives"
        elif name not in files and text is not None:
            found, expected = "a snippet of no block", f"only those of {deck.path}"
        else:
            continue
        problems.append(Problem(str(path), 1, found, expected, remedy))
    return problems


def extract(deck: Deck) -> list[str]:
    """Write the files that changed and remove those of former blocks; return their names.

    Raises DeckError, before anything is written, where a file that we did not make is in the way.
    """
    target = folder(Path(deck.path))
    files, made = expected_files(deck), _made(target)
    _refuse_to_overwrite(target, files, made)
    target.mkdir(parents=True, exist_ok=True)
    _write_manifest(target, files.keys() | made)
    changed = [name for name, text in files.items() if _read(target / name) != text.encode()]
    for name in changed:
        _replace(target / name, files[name])
    orphans = sorted(name for name in made - files.keys() if (target / name).exists())
    for name in orphans:
        (target / name).unlink()
    _write_manifest(target, files.keys())
    return changed + orphans


def _snippet(deck: Deck, block: Block) -> str:
    comment = LANGUAGES[block.language].comment if block.language in LANGUAGES else "#"
    header = f"{comment} {Path(deck.path).name}, « {block.title} », {block.name}\n"
    return block.context + header + block.source


def _command(deck: Deck) -> str:
    return "make snippets" if deck.path == "slides.md" else f"make snippets DECK={deck.path}"


def _refuse_to_overwrite(target: Path, files: dict[str, str], made: set[str]) -> None:
    problems = []
    for name in files.keys() - made:
        if (target / name).exists() and _read(target / name) != files[name].encode():
            found = "a file that `make snippets` did not make"
            remedy = "move it, or rename the block"
            problems.append(Problem(str(target / name), 1, found, "no file of this name", remedy))
    if problems:
        raise DeckError(*problems)


def _made(target: Path) -> set[str]:
    names = (_read(target / MANIFEST) or b"").decode("utf-8", "replace").splitlines()
    return {name for name in names if name and Path(name).name == name and name != MANIFEST}


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write_manifest(target: Path, names) -> None:
    text = "".join(f"{name}\n" for name in sorted(names))
    if _read(target / MANIFEST) != text.encode():
        _replace(target / MANIFEST, text)


def _replace(path: Path, text: str) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".snippet-")
    try:
        with open(descriptor, "wb") as file:
            file.write(text.encode())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
