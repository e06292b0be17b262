"""Prove a deck before it is published: what its check asserts, and on each Python that there is."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deck import ROOT
from deck.proof.heard import hear
from deck.proof.pythons.everywhere import everywhere
from deck.source import folders
from deck.source.extraction import snippets
from deck.source.model import Deck
from deck.source.progress import Progress, silent
from deck.source.seen import files


class DoesNotHold(Exception):
    """Signal that a deck does not hold, and say why."""


@dataclass(frozen=True)
class Proof:
    """Represent on which Pythons a deck was proved, and of which commit it is.

    Of each Python that lacks what a block asks for, which is none of these, `untried` has a line.
    It `claims` where its tests prove its sentences, too. The commit `is_changed` where the files
    are not all as they are in it.
    """

    pythons: Sequence[str] = ()
    claims: bool = False
    commit: str = ""
    is_changed: bool = False
    untried: Sequence[str] = ()


def prove(deck: Deck, progress: Progress = silent) -> Proof:
    """Return the proof of a deck; raise DoesNotHold where there is none."""
    progress(f"{deck.path}: check", 0, 1)
    check = [sys.executable, "-m", "deck", "check", "--quick", deck.path]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = hear(check, {"PYTHONPATH": path})
    if done.returncode:
        raise DoesNotHold(done.stdout + done.stderr)
    report = everywhere(deck, progress)
    if not report.holds:
        raise DoesNotHold(f"{report}\n")
    # Where there is nothing to run, nothing was proved; nor where not all of it can be.
    pythons = [one.python for one in report.outcomes if one.results and not one.untried]
    has_tests = folders.has_tests(Path(deck.path))
    return Proof(pythons, has_tests, *commit(deck), report.untried)


def commit(deck: Deck) -> tuple[str, bool]:
    """Return the commit that a deck is of, and whether something is not as it is there.

    Where git does not know the deck, the commit is an empty string.
    """
    path = Path(deck.path)
    if not _git(path, "ls-files", "--", path.name):
        return "", False
    changed = _git(path, "status", "--porcelain", "--untracked-files=no")
    missing = _git(path, "ls-files", "--others", "--", path.name, *_used(deck))
    return _git(path, "rev-parse", "--short", "HEAD"), bool(changed or missing)


def _used(deck: Deck) -> set[str]:
    """Return the names of the files that are published with a deck, its tests included."""
    tests = folders.folder(Path(deck.path)).rglob("*.py")
    read = (name for block in deck.blocks for name in snippets.data(deck, block))
    return {*files.names(deck), *read, *(str(test.absolute()) for test in tests)}


def _git(path: Path, *words: str) -> str:
    # The name of a file may be a pattern to git, or one of its “magic” words.
    command = ["git", "-C", str(path.parent), "--literal-pathspecs", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
