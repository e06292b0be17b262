"""Assert the blocks and the claims of a deck on every Python that there is, and in Pyodide."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deck import HOME, IS_INSTALLED, ROOT
from deck.proof import parsed
from deck.run.apart.node import node
from deck.source import folders
from deck.source.kept import OF_USER
from deck.source.model import Deck, Slide
from deck.source.progress import Progress, silent

LOCK = HOME / "requirements-pythons.txt"
PACKAGES = (OF_USER if IS_INSTALLED else ROOT / ".venv") / "pythons"
# Other Pythons find there this package, and none of those that are beside it for this Python.
CODE = PACKAGES if IS_INSTALLED else ROOT
PYODIDE = ROOT / "node_modules" / "pyodide"
MINORS = range(10, 16)
# This very Python, on which its check proves a deck.
PROVED_ON = ".".join(map(str, sys.version_info[:2]))
ASK = "import sys; print(sys.implementation.name, *sys.version_info[:3])"
BLOCKS_ALONE = "deck/proof/pytest_pythons.py"
# The recorder needs PEP 669. In the page's own Python it is tested in the page.
RECORDER, RECORDS = "tests/deck/trace/test_samples.py", (3, 12)
OPTIONS = [
    "--config-file=" + os.devnull,
    # What all tests share, and those of the machinery, needs the parser's own packages.
    *([] if IS_INSTALLED else [f"--confcutdir={(ROOT / RECORDER).parent}"]),
    f"--rootdir={CODE}",
    *"-q -W error --strict-markers --import-mode=importlib -p no:cacheprovider".split(),
    *"-p deck.proof.pytest_pythons -p deck.proof.pytest_claims".split(),
]
# pytest's exit code for a deck without any Python.
NOTHING_TO_RUN = 5
HOLDS, FAILS, UNTRIED, SILENT = "ok", "FAIL", "–", ""


@dataclass(frozen=True)
class Outcome:
    """Represent what the tests said on one Python: of which slides, and why they failed.

    Of each block that asks for what this Python lacks, `untried` has the slide, and what that is.
    """

    python: str
    results: list[tuple[list[int], str]]
    crash: str = ""
    untried: list[tuple[int, str]] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        return [message for message in (*(text for _, text in self.results), self.crash) if message]

    def cell(self, slide: Slide, spoken_of: set[int]) -> str:
        """Return in a word what the tests say of a slide."""
        messages = [message for slides, message in self.results if slide.number in slides]
        if any(messages):
            return FAILS
        if slide.number in {number for number, _ in self.untried}:
            return UNTRIED
        return HOLDS if messages else UNTRIED if slide.number in spoken_of else SILENT


@dataclass(frozen=True)
class Report:
    """Represent the outcome on each Python, and name those that record, and that were not found."""

    deck: Deck
    outcomes: list[Outcome]
    missing: list[str]
    recorders: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return bool(self.outcomes) and not any(outcome.failures for outcome in self.outcomes)

    def __str__(self) -> str:
        spoken_of = {
            number for one in self.outcomes for slides, _ in one.results for number in slides
        }
        rows = [["slide", *(outcome.python for outcome in self.outcomes)]]
        for slide in self.deck.slides:
            cells = [outcome.cell(slide, spoken_of) for outcome in self.outcomes]
            rows.append([f"{slide.number:2} {slide.title}", *cells])
        failures = [f"{one.python}: {text}" for one in self.outcomes for text in one.failures]
        return "\n".join([*_aligned(rows), *failures, *self.untried, *self._footnotes(rows)])

    @property
    def untried(self) -> list[str]:
        """List what was not tried, as a Python lacks what a block asks for."""
        return [f"{one.python} lacks: {told}" for one in self.outcomes for _, told in one.untried]

    def _footnotes(self, rows: list[list[str]]) -> Iterator[str]:
        if any(UNTRIED in row for row in rows):
            yield f"{UNTRIED} needs what that Python lacks, as a browser sockets and processes"
        if self.recorders:
            yield f"recorded the sample programs, too: {', '.join(self.recorders)}"
        if self.missing:
            yield f"not found: {', '.join(self.missing)}"


def everywhere(deck: Deck, progress: Progress = silent) -> Report:
    """Run the tests of a deck on every CPython from 3.10 up, and in Pyodide in Node."""
    found = dict(sorted(interpreters().items()))
    _install_pytest()
    path = Path(deck.path).absolute()
    is_talk = folders.is_talk(path)
    own = folders.folder(path) if folders.has_tests(path) else CODE / BLOCKS_ALONE
    tests = [str(own), *OPTIONS]
    names = {version: ".".join(map(str, version)) for version in found}
    recorders = [name for version, name in names.items() if is_talk and version >= RECORDS]
    missing = [f"Python 3.{minor}" for minor in MINORS if (3, minor) not in found]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "deck.json").write_text(parsed.dumps(deck), "utf-8")
        commands = {
            name: [found[version], "-m", "pytest", *tests, *more]
            for version, name in names.items()
            for more in [[RECORDER] if name in recorders else []]
        }
        if (PYODIDE / "pyodide.mjs").is_file():
            pyodide = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
            commands[f"Pyodide {pyodide}"] = _pyodide(Path(folder), own, tests)
        else:
            missing.append("Pyodide (the npm package “pyodide”)")
        outcomes = []
        for rank, (name, command) in enumerate(commands.items()):
            progress(f"{deck.path}: {name}", rank, len(commands))
            outcomes.append(outcome(name, command, Path(folder)))
    return Report(deck, outcomes, missing, recorders)


def interpreters() -> dict[tuple[int, int], str]:
    """Map each version of CPython from 3.10 up to the newest such interpreter."""
    newest: dict[tuple[int, int], tuple[list[int], str]] = {}
    for path in dict.fromkeys(map(str, _candidates())):
        asked = subprocess.run([path, "-c", ASK], capture_output=True, text=True, check=False)
        name, *version = asked.stdout.split() or [""]
        numbers = [int(number) for number in version]
        if asked.returncode == 0 and name == "cpython" and numbers >= [3, MINORS.start]:
            key = (numbers[0], numbers[1])
            newest[key] = max(newest.get(key, ([], "")), (numbers, path))
    return {key: path for key, (_, path) in newest.items()}


def _candidates() -> Iterator[Path | str]:
    yield sys.executable
    names = ["python3", "python", *(f"python3.{minor}" for minor in range(MINORS.start, 30))]
    yield from filter(None, map(shutil.which, names))
    folders = [Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")]
    if uv := shutil.which("uv"):
        asked = subprocess.run([uv, "python", "dir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip() or os.devnull))
    for folder in folders:
        yield from sorted(folder.glob("*/bin/python3"))


def _install_pytest() -> None:
    """Put pytest where every Python can import it, once for each lock."""
    ready = PACKAGES / LOCK.name
    if IS_INSTALLED:
        _link_code()
    if ready.is_file() and ready.read_bytes() == LOCK.read_bytes():
        return
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", sys.executable] if uv else _pip()
    options = ["--quiet", "--target", str(PACKAGES), "--require-hashes", "-r", str(LOCK)]
    subprocess.run([*pip, *options], check=True)
    shutil.copy(LOCK, ready)


def _link_code() -> None:
    link, code = PACKAGES / "deck", ROOT / "deck"
    if link.resolve() != code.resolve():
        PACKAGES.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(code)


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--upgrade"]


def _pyodide(folder: Path, own: Path, tests: list[str]) -> list[str]:
    script = str(Path(__file__).with_name("pyodide.mjs"))
    options = [*tests, "-m", "not machine"]
    environment = json.dumps(_environment(folder))
    folders = [str(one) for one in (ROOT, folder, own) if one == ROOT or ROOT not in one.parents]
    return [node(), script, str(PYODIDE), environment, *folders, "--", *options]


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PARSED_DECK": str(folder / "deck.json"),
        "RESULTS": str(folder / "results.json"),
        "PROVED_ON": PROVED_ON,
        "PYTHONPATH": os.pathsep.join([str(CODE), str(PACKAGES)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }


def outcome(python: str, command: list[str], folder: Path) -> Outcome:
    """Run the command that runs the tests, on the deck that is parsed in a folder."""
    environment = os.environ | _environment(folder)
    results = Path(environment["RESULTS"])
    results.unlink(missing_ok=True)
    done = subprocess.run(
        command, cwd=CODE, env=environment, capture_output=True, text=True, check=False
    )
    told = json.loads(results.read_text("utf-8")) if results.is_file() else {"results": []}
    is_known = done.returncode in (0, NOTHING_TO_RUN) or any(one for _, one in told["results"])
    last_lines = (done.stdout + done.stderr).splitlines()[-20:]
    crash = "" if is_known else "\n".join(line[:200] for line in last_lines)
    return Outcome(python, crash=crash, **told)


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
