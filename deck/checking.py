"""Run the tests, and leave out those of the machinery while nothing of it changed."""

import hashlib
import sys
from pathlib import Path

import pytest

from deck import made

ROOT = Path(__file__).parents[1]
TALK = ("tests/talk", "tests/readers")
PAGE = "tests/page"
# What the machinery was when its tests last passed, as make knows what is up to date.
STAMP = ROOT / ".pytest_cache" / "machinery"


def check(deck: Path, quick: bool = False) -> int:
    """Assert everything that needs no browser; return pytest's exit code.

    The tests of the machinery are left out while they would run the very files with which they
    last passed, and always if it is to be `quick`.
    """
    if not _is_talk(deck):
        return _run(deck)
    if quick or is_up_to_date():
        return _run(deck, *TALK)
    return _stamped(_run(deck, "tests", f"--ignore={PAGE}"))


def test(deck: Path) -> int:
    """Assert everything, the page in a real browser included; return pytest's exit code."""
    return _stamped(_run(deck, "tests")) if _is_talk(deck) else _run(deck)


def is_up_to_date() -> bool:
    """Tell whether the machinery is what it was when its tests last passed."""
    return made.read(STAMP) == _digest()


def _is_talk(deck: Path) -> bool:
    return deck.resolve() == ROOT / "slides.md"


def _run(deck: Path, *arguments: str) -> int:
    return pytest.main(["-q", "-c", str(ROOT / "pyproject.toml"), str(deck), *arguments])


def _stamped(code: int) -> int:
    if code == pytest.ExitCode.OK:
        STAMP.parent.mkdir(exist_ok=True)
        made.replace(STAMP, _digest())
    return code


def _digest() -> bytes:
    digest = hashlib.sha256(sys.version.encode())
    files = [ROOT / "pyproject.toml", ROOT / "requirements.txt"]
    for folder in ("deck", "tests"):
        files += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    for path in sorted(files):
        name = path.relative_to(ROOT).as_posix()
        if "__pycache__" not in path.parts and not name.startswith((*TALK, PAGE)):
            digest.update(f"{name}\0".encode() + path.read_bytes())
    return digest.hexdigest().encode()
