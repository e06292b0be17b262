"""The installed command shows and proves any deck, in any folder, without Node."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.paths import ROOT

MOST = 7_500_000  # bytes of the wheel: 6 MB of them are the page's Python


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """Unpack it, as pip does."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as opened:
        opened.extractall(folder)
    return folder


def run(installed: Path, folder: Path, *words: str) -> str:
    """Run the command in a folder, on a machine without Node; return what it prints."""
    environment = {
        "PATH": "/nowhere",
        "PYTHONPATH": str(installed),
        "HOME": os.environ.get("HOME", "/"),
    }
    command = [sys.executable, "-c", "from deck.begin import begin; begin()", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_small(wheel):
    """It is the code, the fonts, and the page's Python, packed."""
    assert wheel.stat().st_size < MOST


def test_the_command_makes_checks_and_builds_a_talk_without_node(installed, tmp_path):
    """The site is the one that this project builds, but for what it says of the talk."""
    assert "talk/slides.md\n" in run(installed, tmp_path, "new", "--lang", "en", "talk")
    talk = tmp_path / "talk"
    assert "1 run, 1 asserted, 1 proved" in run(installed, talk, "check")
    assert run(installed, talk, "site").startswith("site/index.html: 2 slides, ")
    names = {path.relative_to(talk).as_posix() for path in talk.rglob("*") if path.is_file()}
    assert {"site/python.js", "site/player/player.js", "site/licences/pyodide.txt"} <= names
    assert {"site/licences/atkinson-hyperlegible-mono.txt", "site/blocks.css"} <= names


def test_the_installed_command_accepts_other_words(installed, tmp_path):
    """The tests of a sentence are run by what the wheel holds."""
    run(installed, tmp_path, "new", "--lang", "en", "talk")
    slides = tmp_path / "talk" / "slides.md"
    slides.write_text(slides.read_text("utf-8").replace("Here, ", "On this slide, "), "utf-8")
    told = run(installed, tmp_path / "talk", "accept", "--words")
    assert '\n+@pytest.mark.claim("On this slide, ' in told
    assert "1 run, 1 asserted, 1 proved" in run(installed, tmp_path / "talk", "check")


def test_the_installed_command_says_its_own_name(installed, tmp_path):
    """Whoever has it has no repository."""
    told = run(installed, tmp_path, "site", "--help")
    assert told.startswith("Usage: deck site ")
    assert told.endswith("Example: deck site other.md\n")
