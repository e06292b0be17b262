"""Print a deck as `make pdf` does, and hold what is read back."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Browser
from pypdf import PdfReader

from deck.paper.documents import papers
from deck.paper.pdf import names, print_in
from deck.proof.traces import traces
from deck.source.load import load
from deck.source.model import Deck
from deck.source.progress import silent
from tests.deck.paper.reading import Page, read
from tests.paths import ROOT

EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Printed:
    """Hold a deck with both its PDFs, by their names."""

    deck: Deck
    files: dict[str, bytes]

    @cached_property
    def slides(self) -> PdfReader:
        """Read the PDF of the slides."""
        return PdfReader(BytesIO(self.files[names(self.deck)[0]]))

    @cached_property
    def handout(self) -> PdfReader:
        """Read the PDF of the handout."""
        return PdfReader(BytesIO(self.files[names(self.deck)[1]]))

    @cached_property
    def slide_pages(self) -> list[Page]:
        """Read each page of the slides."""
        return [read(page) for page in self.slides.pages]

    @cached_property
    def handout_pages(self) -> list[Page]:
        """Read each page of the handout."""
        return [read(page) for page in self.handout.pages]

    @property
    def slide_texts(self) -> list[str]:
        """Return the text of each page of the slides."""
        return [page.text for page in self.slide_pages]

    @property
    def handout_texts(self) -> list[str]:
        """Return the text of each page of the handout."""
        return [page.text for page in self.handout_pages]

    @property
    def pages(self) -> list[Page]:
        """Return the pages of both."""
        return [*self.slide_pages, *self.handout_pages]


def print_deck(path: Path, chromium: Browser) -> Printed:
    """Print a deck in a browser that is there; that the command gives the same bytes is tested."""
    deck = load(path)
    with chromium.new_page() as page:
        return Printed(deck, print_in(page, deck, papers(deck, traces(deck)), EPOCH, silent))


def run_pdf(deck: Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"} | variables
    command = [sys.executable, "-m", "deck", "pdf", str(deck)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
