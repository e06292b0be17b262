"""Run `make edit` on a deck, and look at its windows."""

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.paths import ROOT

DECK = """# Deck

## First

```python name:first
print(1)
```

Notes:

```output
1
```

## Second

Text.
"""
_numbers = count()


@contextmanager
def edited(
    path: Path, port: int = 0, folder: Path = ROOT, said: list[str] | None = None
) -> Iterator[str]:
    """Run the command on a deck; give its address, and stop it by Ctrl-C.

    What it prints besides its address is in `said` then.
    """
    command = [sys.executable, "-m", "deck", "edit", "--port", str(port), path]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        line = process.stdout.readline()
        address = line.removeprefix(f"{path}: ").partition(" ")[0]
        assert line == f"{path}: {address} (save to see it, Ctrl-C stops)\n"
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate()
        (said if said is not None else []).extend(printed.splitlines())
    assert "Traceback" not in printed


def save_anew(path: Path, address: str, more: str = "") -> None:
    """Save the deck as it was, with a number on its last slide, and wait until that is served.

    Whatever was saved before is served, too, by then. What a test changes next comes before it.
    """
    mark = f"Text {next(_numbers)}."
    path.write_text(DECK.replace("Text.", mark) + more)
    while mark not in _get(address):
        pass


def secret_of(address: str) -> str:
    """Return what the page of a server has, and no page of another."""
    return re.search('data-secret="([^"]*)"', _get(address))[1]


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def title(page: Page) -> Locator:
    """Find the title of the slide that is shown."""
    return page.locator("section.present h2")


def expect_told(page: Page, message: str) -> None:
    """Expect a message of the terminal in the band, whose place is told in French."""
    path, line, prose = re.fullmatch(r"(.+?):(\d+): (.+)", message).groups()
    expect(page.locator(".band.wrong .band-place")).to_have_text(f"{path}, ligne {line}\u202f:")
    expect(page.locator(".band.wrong .band-prose[lang=en]")).to_have_text(prose)
