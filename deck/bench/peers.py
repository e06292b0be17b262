"""Marp, which the deck is measured beside, installed for the bench alone."""

import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from deck.bench.samples import MARP, Sample
from deck.paper.browser import find
from deck.source.cache import CACHES
from deck.source.problems import DeckError, Problem

HERE = Path(__file__).parent
LOCK = "package-lock.json"
LOCKED = ("package.json", LOCK)
INSTALL = ("ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund")
MARP_PAGE, MARP_PDF = "marp/index.html", "marp.pdf"


def marp_page(sample: Sample) -> None:
    """Have Marp make the one file of its page."""
    _marp(sample, "--output", MARP_PAGE)


def marp_pdf(sample: Sample) -> None:
    """Have Marp print the slides."""
    _marp(sample, "--pdf", "--output", MARP_PDF)


@cache
def packages() -> Path:
    """Return the folder of the packages of the bench's own lock, beside the other caches.

    They are installed where they are not. Raises DeckError.
    """
    key = hashlib.sha256((HERE / LOCK).read_bytes()).hexdigest()[:16]
    folder = CACHES / "peers" / key / "node_modules"
    if not folder.is_dir():
        shutil.rmtree(CACHES / "peers", ignore_errors=True)
        folder.parent.mkdir(parents=True)
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    with TemporaryDirectory(dir=folder.parent) as temporary:
        for name in LOCKED:
            shutil.copy(HERE / name, temporary)
        command = [shutil.which("npm", path=_path()) or "npm", *INSTALL]
        environment = os.environ | {"PATH": _path()}
        done = subprocess.run(command, cwd=temporary, env=environment, capture_output=True)
        if done.returncode:
            found, expected = "packages that npm does not install", "a network, once"
            raise DeckError(Problem(str(HERE / LOCK), 1, found, expected, "go online"))
        Path(temporary, folder.name).rename(folder)


def _path() -> str:
    # Where the set-up has put Node, it is not on the path.
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _marp(sample: Sample, *options: str) -> None:
    command = [str(packages() / ".bin" / "marp"), "--no-stdin", "--no-config-file", MARP, *options]
    environment = os.environ | {"PATH": _path(), "CHROME_PATH": find()}
    subprocess.run(command, cwd=sample.folder, env=environment, capture_output=True, check=True)
