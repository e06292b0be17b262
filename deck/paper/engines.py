"""Find the browsers of other engines, which the tests drive too, or install them."""

import shutil
import subprocess
from typing import NamedTuple

from deck.paper.browser import has_apt

MAC = "/Applications/Firefox.app/Contents/MacOS/firefox"


class Engine(NamedTuple):
    """Represent an engine: the names of each program that it needs, and Debian's packages."""

    programs: tuple[tuple[str, ...], ...]
    packages: tuple[str, ...]


ENGINES = {
    "firefox": Engine((("firefox-esr", "firefox", MAC),), ("firefox-esr",)),
    # It draws on a screen, which Xvfb pretends to be.
    "webkit": Engine((("WebKitWebDriver",), ("Xvfb",)), ("webkit2gtk-driver", "xvfb")),
}


def find(name: str) -> str | None:
    """Return the path of an engine's first program, or nothing where one is missing."""
    found = [next(filter(None, map(shutil.which, names)), None) for names in ENGINES[name].programs]
    return found[0] if all(found) else None


def install() -> list[str]:
    """Return the engines that are there; root of a Debian machine gets those that are not."""
    return [name for name in ENGINES if find(name) or (has_apt() and _install(name))]


def _install(name: str) -> bool:
    options = ["-qq", "--yes", "--no-install-recommends"]
    packages = ["apt-get", "install", *options, *ENGINES[name].packages]
    for command in (packages, ["apt-get", "update", "-qq"], packages):
        subprocess.run(command, check=False)
        if find(name):
            return True
    return False
