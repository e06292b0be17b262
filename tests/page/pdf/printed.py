"""Print a deck as `make pdf` does, and hold what is read back."""

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pypdf import PageObject, PdfReader

from deck.load import load
from deck.model import Deck
from tests.page.pdf.letters import Letter, letters

ROOT = Path(__file__).parents[3]
DECKS = ROOT / "tests" / "decks"


@dataclass(frozen=True)
class Printed:
    """Hold a deck with both its PDFs, and what the command said."""

    deck: Deck
    slides: PdfReader
    handout: PdfReader
    said: str

    @cached_property
    def slide_texts(self) -> list[str]:
        """Read each page of the slides."""
        return [page.extract_text() for page in self.slides.pages]

    @cached_property
    def handout_texts(self) -> list[str]:
        """Read each page of the handout."""
        return [page.extract_text() for page in self.handout.pages]

    @cached_property
    def letters(self) -> list[tuple[PageObject, list[Letter]]]:
        """Place the letters of each page of both."""
        pages = [*self.slides.pages, *self.handout.pages]
        return [(page, letters(page)) for page in pages]


def run_pdf(deck: Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a process: this one may hold a browser of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"} | variables
    command = [sys.executable, "-m", "deck", "pdf", str(deck)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def print_deck(path: Path, stem: str, folder: Path) -> Printed:
    """Print a deck into a folder's pdf/, under the name that is expected of it."""
    done = run_pdf(path, folder)
    assert (done.returncode, done.stderr) == (0, "")
    readers = [PdfReader(folder / "pdf" / f"{stem}{end}.pdf") for end in ("", "-notes")]
    return Printed(load(path), *readers, done.stdout)
