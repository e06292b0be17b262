"""Find a browser that Playwright can drive, or install one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Chromium without its windows, which Playwright prefers too: it takes half the processor's time.
HEADLESS = ("chromium-headless-shell", "chrome-headless-shell")
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
# Debian's.
PACKAGES = ("chromium-headless-shell", "chromium")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


class NoBrowser(Exception):
    """Signal that there is no browser, and say what to do."""

    def __str__(self) -> str:
        remedy = f"install one, or name it: {VARIABLE}=/path/to/it"
        return f"no browser found, expected Chromium or Chrome; {remedy}"


def find() -> str:
    """Return the path of a browser: `CHROMIUM`, then an installed one, then Playwright's own.

    Of the installed ones, and of Playwright's, one without windows comes first.
    """
    for path in _candidates():
        if path and Path(path).is_file():
            return path
    raise NoBrowser


def install() -> str:
    """Return the path of a browser, after installing one where there is none.

    Root of a Debian machine, which a container's or CI's is, gets the one without windows, beside
    a full browser, too.
    """
    commands = _commands()
    if not _lacks_headless():
        commands = [[], *commands]
    for command in commands:
        if command:
            subprocess.run(command, check=False)
        with suppress(NoBrowser):
            return find()
    raise NoBrowser


def arguments() -> list[str]:
    """Return the flags that keep the browser off the network, and let root start it."""
    return [*QUIET, *(["--no-sandbox"] if _is_root() else [])]


def has_apt() -> bool:
    """Return whether packages of Debian can be installed here."""
    return bool(shutil.which("apt-get")) and _is_root()


def _candidates() -> Iterator[str | None]:
    if chosen := os.environ.get(VARIABLE):
        yield shutil.which(chosen)
        return
    yield from map(shutil.which, (*HEADLESS, *NAMES))
    yield from PLACES
    yield from _playwright_browsers()


def _playwright_browsers() -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        full = playwright.chromium.executable_path
    yield from map(str, Path(full).parents[2].glob("chromium_headless_shell-*/*/*headless?shell"))
    yield full


def _lacks_headless() -> bool:
    is_chosen = bool(os.environ.get(VARIABLE))
    return has_apt() and not is_chosen and not any(map(shutil.which, HEADLESS))


def _commands() -> list[list[str]]:
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if not has_apt():
        return [own]
    update = ["apt-get", "update", "-qq"]
    headless, full = (["apt-get", "install", "-qq", "--yes", name] for name in PACKAGES)
    return [headless, update, headless, own, full]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
