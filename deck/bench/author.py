"""An author at work: a copy of the project, `make edit`, and a window that tells what it shows."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from deck import ROOT
from deck.bench.samples import DECK, Sample, printing
from deck.bench.windows import window
from deck.source.load import load

# Nobody saves twice while a page loads: it has been told how the deck is, and its Python waits.
AT_REST = """
() => document.querySelector(".band:not(:empty)")
  && (typeof blocks === "undefined" || blocks.python.state === "ready")
"""
COPIED = ("mkslides.yml", "pyproject.toml", "requirements.txt")
LINKED = "node_modules"


class Author:
    """Write files, and see the window change."""

    def __init__(self, folder: Path, page: Page) -> None:
        self.folder, self.page = folder, page
        self.deck = load(folder / DECK)
        self.stated = printing(self.deck)
        self.slide = self.deck.slides[self.stated.slide - 1 if self.stated else -1]

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def save(self, name: str, text: str, sign: str) -> float:
        """Write a file; return how many seconds later the window shows a sign of it.

        The window is at rest before.
        """
        self.page.wait_for_function(AT_REST)
        with self.page.expect_console_message(lambda said: sign in said.text) as seen:
            began = time.time()
            (self.folder / name).write_text(text, "utf-8")
        return float(seen.value.text.split()[0]) / 1000 - began


@contextmanager
def at_work(browser: Browser, sample: Sample) -> Iterator[Author]:
    """Have an author look at a slide of a deck, in a copy of the project."""
    folder = sample.folder / "project"
    shutil.copytree(ROOT / "deck", folder / "deck", ignore=shutil.ignore_patterns("__pycache__"))
    for name in COPIED:
        shutil.copy(ROOT / name, folder)
    shutil.copy(sample.folder / DECK, folder)
    (folder / LINKED).symlink_to(ROOT / LINKED)
    with _edited(folder) as address, window(browser, "watch_edits.js") as page:
        author = Author(folder, page)
        with page.expect_console_message():
            page.goto(f"{address}#/{author.slide.number}")
        yield author


@contextmanager
def _edited(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "deck", "edit", "--port", "0", DECK]
    environment = os.environ | {"PYTHONPATH": str(folder), "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()
