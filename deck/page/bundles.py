"""The scripts and the style of the page, each bundled with what it imports by esbuild."""

import atexit
import json
import os
from functools import cache, lru_cache
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from deck import HOME, IS_INSTALLED, ROOT
from deck.page.cache import cached
from deck.run.apart.node import node
from deck.source.problems import DeckError, Problem

SCRIPT = ROOT / "deck" / "page" / "bundle.mjs"
FOLDERS = [ROOT / "deck" / name for name in ("page", "paper", "live")]
SUFFIXES = (".js", ".css")
# Where this is installed, there is no esbuild.
BUNDLED = HOME / "bundles.json"


def bundles() -> dict[str, str]:
    """Map the name of each bundle in the site to its text, and that of its source map.

    Raises DeckError where a source has an error.
    """
    paths = [BUNDLED] if IS_INSTALLED else _sources()
    return _bundles(tuple((path, _state(path)) for path in paths))


def _sources() -> list[Path]:
    walked = (path for folder in FOLDERS for path in sorted(folder.rglob("*")))
    return [SCRIPT, *(path for path in walked if path.suffix in SUFFIXES)]


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _bundles(sources: tuple[tuple[Path, tuple[int, int]], ...]) -> dict[str, str]:
    paths = [path for path, _ in sources]
    data = BUNDLED.read_bytes() if IS_INSTALLED else cached("bundles", paths, _build)
    made: dict[str, str] = json.loads(data)
    return made


def _build() -> bytes:
    told = _Bundler.running().ask()
    if errors := told.get("errors"):
        expected, remedy = "what esbuild can bundle", "correct it"
        raise DeckError(
            *(
                Problem(one["file"], one["line"], f"“{one['text']}”", expected, remedy)
                for one in errors
            )
        )
    return json.dumps(told["bundles"]).encode()


class _Bundler:
    """Ask Node for the bundles; it goes on, as it builds a change sooner than it starts."""

    def __init__(self) -> None:
        # Where the set-up has put Node, it is not on the path.
        path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", os.defpath)])
        self._process = Popen([node(), SCRIPT], stdin=PIPE, stdout=PIPE, env={"PATH": path})
        atexit.register(self._process.communicate)

    @classmethod
    @cache
    def running(cls) -> "_Bundler":
        """Return the one of this process."""
        return cls()

    def ask(self) -> Any:
        """Return the bundles, or the errors, of the sources as they are."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
