"""Find a browser that Playwright can drive, or install one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
VARIABLE = "CHROMIUM"
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


class NoBrowser(Exception):
    """Say that there is no browser, and what to do."""

    def __str__(self) -> str:
        return f"no browser found; install Chromium or Chrome, or name one: {VARIABLE}=/path/to/it"


def find() -> str:
    """Return the path of a browser: `CHROMIUM`, then an installed one, then Playwright's own."""
    for path in _candidates():
        if path and Path(path).is_file():
            return path
    raise NoBrowser


def install() -> str:
    """Return the path of a browser, after installing Playwright's or, as root, the system's."""
    for command in [[], *_commands()]:
        if command:
            subprocess.run(command, check=False)
        try:
            return find()
        except NoBrowser:
            continue
    raise NoBrowser


def arguments() -> list[str]:
    """Return the flags that keep the browser off the network, and let root start it."""
    return [*QUIET, *(["--no-sandbox"] if _is_root() else [])]


def _candidates() -> Iterator[str | None]:
    if chosen := os.environ.get(VARIABLE):
        yield shutil.which(chosen)
        return
    yield from map(shutil.which, NAMES)
    yield from PLACES
    yield _playwright_browser()


def _playwright_browser() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _commands() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if shutil.which("apt-get") and _is_root():
        yield ["apt-get", "update", "-qq"]
        yield ["apt-get", "install", "-qq", "--yes", "chromium"]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
