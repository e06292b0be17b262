"""The scripts and the style of the page, each bundled with what it imports by esbuild."""

import atexit
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, ClassVar, TypedDict

from deck import HOME, IS_INSTALLED, ROOT
from deck.page.reveal.reveal import REVEAL
from deck.run.apart.node import node
from deck.source.cache import cached
from deck.source.problems import DeckError, Problem

SCRIPT = ROOT / "deck" / "page" / "bundling" / "bundle.mjs"
FOLDERS = [ROOT / "deck" / name for name in ("page", "paper", "live")]
SUFFIXES = (".js", ".css")
# Where this is installed, there is no esbuild.
BUNDLED = HOME / "bundles.json"


State = tuple[int, int]
HELD: ContextVar[dict[str, str] | None] = ContextVar("held", default=None)


class Part(TypedDict):
    """Represent the bundles of an entry, by name, and the files from which they are made."""

    inputs: list[str]
    outputs: dict[str, str]


def bundles() -> dict[str, str]:
    """Map the name of each bundle in the site to its text, and that of its source map.

    Raises DeckError where a source has an error.
    """
    if (made := HELD.get()) is not None:
        return made
    return _installed() if IS_INSTALLED else _Bundles.of_this_process().now()


@contextmanager
def held() -> Iterator[None]:
    """Have all that is made here made of the bundles as they are now.

    To look at the sources takes milliseconds, and a page is made of many bundles.
    """
    token = HELD.set(bundles())
    try:
        yield
    finally:
        HELD.reset(token)


def part(name: str, said: Mapping[str, str], data: str = "") -> dict[str, bytes]:
    """Map the names of the script and of the style of a part to their content.

    `said` are its words, with which the script begins, before `data`.
    """
    made = bundles()
    script = f"Object.assign(words, {json.dumps(said)});{data}\n{made[f'{name}.js']}"
    return {f"{name}.js": script.encode(), f"{name}.css": made[f"{name}.css"].encode()}


@cache
def _installed() -> dict[str, str]:
    made: dict[str, str] = json.loads(BUNDLED.read_bytes())
    return made


class _Bundles:
    """Keep the bundles up to date: a save renews those that are made of what it changes."""

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.parts: dict[str, Part] = {}
        self.bundles: dict[str, str] = {}

    @classmethod
    @cache
    def of_this_process(cls) -> "_Bundles":
        return cls()

    def now(self) -> dict[str, str]:
        """Return the bundles of the sources as they are now, by their names in the site.

        Raises DeckError where a source has an error; the next call tries again.
        """
        states = _states()
        if states != self.states:
            changed = {path for path, _ in states.items() ^ self.states.items()}
            self.parts = self._made(states, changed)
            self.states = states
            texts = (part["outputs"].items() for part in self.parts.values())
            self.bundles = dict(text for outputs in texts for text in outputs)
        return self.bundles

    def _made(self, states: dict[str, State], changed: set[str]) -> dict[str, Part]:
        if not self.parts or str(SCRIPT) in changed:
            _Bundler.end()
            made: dict[str, Part] = json.loads(cached("bundles", map(Path, states), _build))
            return made
        stale = [
            entry
            for entry, part in self.parts.items()
            if not changed.isdisjoint(os.path.join(ROOT, path) for path in part["inputs"])
        ]
        return self.parts | json.loads(_build(stale)) if stale else self.parts


def _states() -> dict[str, State]:
    walked = (
        os.path.join(folder, name)
        for top in FOLDERS
        for folder, _, names in os.walk(top)
        for name in names
        if name.endswith(SUFFIXES)
    )
    paths = [str(SCRIPT), str(REVEAL / "package.json"), *sorted(walked)]
    return {path: _state(path) for path in paths}


def _state(path: str) -> State:
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size


def _build(entries: list[str] | None = None) -> bytes:
    """Return the parts of these entries, or of all, in JSON."""
    told = _Bundler.running().ask(entries)
    if errors := told.get("errors"):
        expected, remedy = "what esbuild can bundle", "correct it"
        raise DeckError(
            *(
                Problem(one["file"], one["line"], f"“{one['text']}”", expected, remedy)
                for one in errors
            )
        )
    return json.dumps(told["parts"]).encode()


class _Bundler:
    """Ask Node for the bundles, in a process that stays: its start takes longer than a bundle."""

    _one: "ClassVar[_Bundler | None]" = None

    def __init__(self) -> None:
        # Where the set-up has put Node, it is not on the path.
        path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", os.defpath)])
        self._process = Popen([node(), SCRIPT, REVEAL], stdin=PIPE, stdout=PIPE, env={"PATH": path})
        atexit.register(self._process.communicate)

    @classmethod
    def running(cls) -> "_Bundler":
        """Return the bundler of this process, which is started again once it has ended."""
        if not cls._one or cls._one._process.poll() is not None:
            cls._one = cls()
        return cls._one

    @classmethod
    def end(cls) -> None:
        """End it, if there is one: its own script has changed."""
        if cls._one:
            cls._one._process.communicate()

    def ask(self, entries: list[str] | None) -> Any:
        """Return the parts of some entries, or else of all, as the sources are, or the errors.

        Raises DeckError where Node has ended, or ends.
        """
        assert self._process.stdin and self._process.stdout
        answer = b""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(entries).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        if not answer.endswith(b"\n"):
            found = f"a Node that ends with exit code {self._process.wait()}"
            expected, remedy = "one that bundles the page", "run `make clean`, then this again"
            raise DeckError(Problem(str(SCRIPT), 1, found, expected, remedy))
        return json.loads(answer)
