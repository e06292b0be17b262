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
from deck.source.model import Deck
from deck.source.progress import Progress, silent


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
    return Proof(pythons, has_tests, *commit(Path(deck.path)), report.untried)


def commit(path: Path) -> tuple[str, bool]:
    """Return the commit that a file is of, and whether something is not as it is there.

    Where git does not know the file, the commit is an empty string.
    """
    if not _git(path, "ls-files", path.name):
        return "", False
    changed = _git(path, "status", "--porcelain", "--untracked-files=no")
    return _git(path, "rev-parse", "--short", "HEAD"), bool(changed)


def _git(path: Path, *words: str) -> str:
    command = ["git", "-C", str(path.parent), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
