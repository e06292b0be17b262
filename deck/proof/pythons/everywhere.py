"""Assert the blocks and the claims of a deck on every Python that there is, and in Pyodide."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deck import HOME, IS_INSTALLED, ROOT
from deck.proof import parsed
from deck.proof.heard import hear
from deck.proof.pythons.interpreters import MINORS, interpreters
from deck.proof.pythons.report import Outcome, Report
from deck.run.apart.node import node
from deck.source import folders
from deck.source.cache import OF_USER
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem
from deck.source.progress import Progress, silent

LOCK = HOME / "requirements-pythons.txt"
PACKAGES = (OF_USER if IS_INSTALLED else ROOT / ".venv") / "pythons"
# Other Pythons find there this package, and none of those that are beside it for this Python.
CODE = PACKAGES if IS_INSTALLED else ROOT
PYODIDE = ROOT / "node_modules" / "pyodide"
# This very Python, on which its check proves a deck.
PROVED_ON = ".".join(map(str, sys.version_info[:2]))
BLOCKS_ALONE = "deck/proof/plugins/pytest_pythons.py"
# The recorder is run by this Python, or a later one. In the page's Python it is tested in the page.
RECORDER, RECORDS = ROOT / "tests/deck/trace/test_samples.py", (3, 13)
# pytest, which finds no module in the current folder, as it would by -m: a deck's is whichever.
PYTEST = "import sys; sys.path[:] = filter(None, sys.path); import pytest; sys.exit(pytest.main())"
OPTIONS = [
    "--config-file=" + os.devnull,
    # What all tests share, and those of the machinery, needs the parser's own packages.
    *([] if IS_INSTALLED else [f"--confcutdir={RECORDER.parent}"]),
    f"--rootdir={CODE}",
    *"-q -W error --strict-markers --import-mode=importlib -p no:cacheprovider".split(),
    *"-p deck.proof.plugins.pytest_pythons -p deck.proof.plugins.pytest_claims".split(),
]
# pytest's exit code for a deck without any Python.
NOTHING_TO_RUN = 5
TEST_SECONDS = 180
# How Python begins to tell where it ended.
TIMEOUT = "Timeout ("


def everywhere(deck: Deck, progress: Progress = silent) -> Report:
    """Run the tests of a deck on every CPython from 3.10 up, and in Pyodide in Node."""
    found = dict(sorted(interpreters().items()))
    _install_pytest()
    path = Path(os.path.abspath(deck.path))
    is_talk = folders.is_talk(path)
    own = folders.folder(path) if folders.has_tests(path) else CODE / BLOCKS_ALONE
    tests = [str(own), *OPTIONS]
    names = {version: ".".join(map(str, version)) for version in found}
    recorders = [name for version, name in names.items() if is_talk and version >= RECORDS]
    missing = [f"Python 3.{minor}" for minor in MINORS if (3, minor) not in found]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "deck.json").write_text(parsed.dumps(deck), "utf-8")
        commands = {
            name: [found[version], "-c", PYTEST, *tests, *_limited()]
            for version, name in names.items()
        }
        for name in recorders:
            commands[name].append(str(RECORDER))
        if (PYODIDE / "pyodide.mjs").is_file():
            pyodide = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
            commands[f"Pyodide {pyodide}"] = _pyodide(Path(folder), path.parent, tests)
        else:
            missing.append("Pyodide (the npm package “pyodide”)")
        outcomes = []
        for rank, (name, command) in enumerate(commands.items()):
            progress(f"{deck.path}: {name}", rank, len(commands))
            outcomes.append(outcome(name, command, Path(folder)))
    return Report(deck, outcomes, missing, recorders)


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
    if subprocess.run([*pip, *options], check=False).returncode:
        found, expected = "packages that pip does not install", "a network, once"
        raise DeckError(Problem(str(LOCK), 1, found, expected, "go online"))
    shutil.copy(LOCK, ready)


def _link_code() -> None:
    link, code = PACKAGES / "deck", ROOT / "deck"
    if link.resolve() != code.resolve():
        PACKAGES.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(code)


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--upgrade"]


def _limited() -> list[str]:
    """Return the options that end a Python where a test does not end; Pyodide has no clock."""
    return [f"-ofaulthandler_timeout={TEST_SECONDS}", "-ofaulthandler_exit_on_timeout=true"]


def _pyodide(folder: Path, of_deck: Path, tests: list[str]) -> list[str]:
    script = str(Path(__file__).with_name("pyodide.mjs"))
    options = [*tests, "-m", "not machine"]
    environment = json.dumps(_environment(folder))
    folders = {ROOT, folder, of_deck}
    # One has those within it, too.
    mounted = [str(one) for one in folders if folders.isdisjoint(one.parents)]
    return [node(), script, str(PYODIDE), environment, *mounted, "--", *options]


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
    environment = _environment(folder)
    results = Path(environment["RESULTS"])
    results.unlink(missing_ok=True)
    done = hear(command, environment)
    told = json.loads(results.read_text("utf-8")) if results.is_file() else {"results": []}
    is_known = done.returncode in (0, NOTHING_TO_RUN) or any(one for _, one in told["results"])
    # Of what does not end, Python tells first what was called last.
    _, timeout, where = done.stderr.partition(TIMEOUT)
    lines = (timeout + where).splitlines()[:20] or (done.stdout + done.stderr).splitlines()[-20:]
    crash = "" if is_known else "\n".join(line[:200] for line in lines)
    return Outcome(python, crash=crash, **told)
