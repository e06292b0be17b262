"""Run the tests, and leave out those of the machinery while nothing of it changed."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deck import HOME, IS_INSTALLED, ROOT
from deck.proof.judge import failure
from deck.proof.plugins import interruptible
from deck.proof.plugins.collected import Failures
from deck.proof.plugins.progress import Progress
from deck.proof.plugins.sharing import Sharing
from deck.source import folders, generated
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem

TALK = tuple(f"tests/{folder}" for folder in folders.OF_TALK)
MACHINERY = "tests/deck"
SAMPLES = "tests/decks"
ENGINES = "tests/deck/engines"
# What needs a browser is marked so, by the conftest of these.
PAGE = tuple(f"tests/deck/{package}/" for package in ("page", "paper", "live", "engines"))
LOCKS = ("package-lock.json", "requirements.txt", "requirements-dev.txt")
SETTINGS = ("mkslides.yml", "pyproject.toml", *LOCKS)
# What the tests of the machinery alone ask of pytest is not loaded without them.
PLAIN = ("-p", "no:hypothesispytest")
# What pytest would keep, nobody asks for, and not every folder can be written in.
KEEPS_NOTHING = ("-p", "no:cacheprovider")
# What takes seconds, the page's Python, the author's server and to print, is done once.
TOGETHER = ("tests/deck/page/python", "tests/deck/live", "tests/deck/paper")
# An engine without graphics may need minutes for its Python.
PATIENCE = 180  # seconds
SLOW = 2  # seconds: a test that takes longer is told of at the end
# What the machinery was when its tests last passed, as make knows what is up to date.
STAMP = Path(".pytest_cache", "machinery")


class Given:
    """Give a run of tests a deck that has been read, and what is known of it: a plugin."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck

    def pytest_configure(self, config: pytest.Config) -> None:
        # Not before pytest has taken it in hand.
        from deck.proof.plugins.items import LOADED
        from deck.proof.plugins.pytest_blocks import CACHES_VERDICTS

        config.stash[CACHES_VERDICTS] = True
        if str(path := folders.shown(Path(self._deck.path))) == self._deck.path:
            config.stash[LOADED] = {path: self._deck}


def check(
    deck: Path, quick: bool = False, failures: Path | None = None, read: Deck | None = None
) -> int:
    """Assert everything that needs no browser; return pytest's exit code.

    What fails is written to the file `failures`, too, with how many sentences are not proved. The
    deck has been `read`, or is read here; a block of one that has been read is not run where it is
    known to do what is stated.

    The tests of the machinery are left out while they would run the very files with which they
    last passed, and always if it is to be `quick`.
    """
    found = Failures(str(deck))
    plugins = [found, *([Given(read)] if read else [])]
    try:
        if not folders.is_talk(deck):
            return _run(deck, *PLAIN, *_own(deck), plugins=plugins)
        if quick or leaves_out(deck):
            return _run(deck, *PLAIN, *TALK, plugins=plugins)
        return _run_machinery(deck, "-m", "not browser", plugins=plugins)
    finally:
        if failures:
            failure.write(failures, found.found, found.unproved)


def leaves_out(deck: Path) -> bool:
    """Return whether a check leaves out tests of the machinery, as nothing of it has changed."""
    return folders.is_talk(deck) and is_up_to_date()


def test(deck: Path) -> int:
    """Assert everything, the page in a real browser included; return pytest's exit code.

    They are shared out among as many processes as there are processors.
    """
    if not folders.is_talk(deck):
        return _run(deck, *_own(deck))
    options = ["--numprocesses=auto", "--no-loadscope-reorder"]
    options += ["--durations=10", f"--durations-min={SLOW}"]
    plugins = [Progress(area), Sharing(*TOGETHER)]
    return _run_machinery(deck, *options, plugins=plugins)


def browsers(engines: Iterable[str]) -> int:
    """Assert what may differ from browser to browser in these engines; return pytest's exit code.

    Where there is none, nothing fails.
    """
    chosen = [f"--engine={name}" for name in engines]
    options = [f"--timeout={PATIENCE}", "-rs", *chosen]
    return _run(Path(ENGINES), *options, plugins=[Progress(area)]) if chosen else 0


def area(test: str) -> str:
    """Return what a test is about, by its node id: the talk, the machinery or the page."""
    if test.startswith(PAGE):
        return "page"
    of_talk = ("slides.md", *(f"{folder}/" for folder in TALK))
    return "talk" if test.startswith(of_talk) else "machinery"


def is_up_to_date(root: Path = ROOT) -> bool:
    """Return whether the machinery is what it was when its tests last passed."""
    return generated.read(root / STAMP) == digest(root)


def digest(root: Path = ROOT) -> bytes:
    """Return a digest of this Python and of all files that the machinery's tests depend on."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(_machinery(root)):
        data = path.read_bytes()
        name = path.relative_to(root).as_posix()
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest().encode()


def stamp(tested: bytes, root: Path = ROOT) -> None:
    """Note that the tests of the machinery passed, unless it is no more what has this digest."""
    if digest(root) == tested:
        # Where it can't be, they are tested again.
        with suppress(OSError):
            generated.replace(root / STAMP, tested)


def _machinery(root: Path) -> Iterator[Path]:
    yield from (root / name for name in SETTINGS)
    yield from (root / "tests").glob("*.py")
    for folder in ("deck", ".github", MACHINERY, SAMPLES):
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _own(deck: Path) -> list[str]:
    return [str(folders.folder(deck))] if folders.has_tests(deck) else []


def _run_machinery(deck: Path, *options: str, plugins: list[object]) -> int:
    # What is saved while they run may have been read before, and is tested by none.
    tested = digest()
    code = _run(deck, *TALK, MACHINERY, *options, plugins=plugins)
    if code == pytest.ExitCode.OK:
        stamp(tested)
    return code


def _run(deck: Path, *arguments: str, plugins: list[object] | None = None) -> int:
    if not __debug__:
        found, expected = "a Python that asserts nothing", "one that does"
        raise DeckError(Problem("PYTHONOPTIMIZE", 1, found, expected, "unset it"))
    # What is asserted is not for the environment to say.
    os.environ.pop("PYTEST_ADDOPTS", None)
    options = ["-q", *KEEPS_NOTHING, "-c", str(HOME / "pyproject.toml"), str(deck), *arguments]
    if IS_INSTALLED:
        # Tests are named from beside the deck on.
        options.append(f"--rootdir={deck.absolute().parent}")
    code = interruptible.run(options, plugins or ())
    # What has nothing to assert holds; how little it is has been told.
    return pytest.ExitCode.OK if code == pytest.ExitCode.NO_TESTS_COLLECTED else code
