"""What a student runs of the talk is what is tested."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deck.run.apart.node import node
from deck.run.comparison import difference
from deck.run.transcript import BLANK_LINE
from deck.source import generated
from deck.source.extraction import snippets
from deck.source.load import load
from tests.paths import ROOT

DECK = load(ROOT / "slides.md")
BLOCKS = DECK.blocks
PYTHON = [block for block in BLOCKS if block.language == "python" and block.runs_alone]
SESSIONS = [block for block in BLOCKS if block.language == "pycon" and block.runs]
JAVASCRIPT = [block for block in BLOCKS if block.language == "js" and block.runs]


@pytest.fixture(scope="module")
def snippet(tmp_path_factory):
    """Return the path of a block's snippet, extracted as the deck now is."""
    folder = tmp_path_factory.mktemp("snippets")
    generated.update(folder, snippets.files(DECK), "make snippets")
    return lambda block: folder / snippets.file(DECK, block)


def differs(block, command, folder: Path) -> str:
    """Run a snippet as a student would, from another folder; compare what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    last_line = done.stderr.rstrip().rpartition("\n")[2] if done.returncode else ""
    stated = block.output.text if block.output else ""
    return difference(stated, done.stdout + last_line, block.any_order, {})


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.name)
def test_a_snippet_prints_what_its_slide_prints(block, snippet, tmp_path):
    """It runs by itself, from any directory."""
    assert differs(block, [sys.executable, snippet(block)], tmp_path) == ""


@pytest.mark.parametrize("block", JAVASCRIPT, ids=lambda block: block.name)
def test_a_javascript_snippet_prints_what_its_slide_prints(block, snippet, tmp_path):
    """It runs in Node."""
    assert differs(block, [node(), snippet(block)], tmp_path) == ""


@pytest.mark.parametrize("block", SESSIONS, ids=lambda block: block.name)
def test_a_session_shows_what_its_slide_shows(block, snippet, tmp_path):
    """What is typed and what is printed, though what it leaves waiting may be warned of."""
    command = [sys.executable, snippet(block)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, check=True)
    stated = re.sub(f"^{BLANK_LINE}$", "", block.source, flags=re.MULTILINE)
    assert difference(stated, done.stdout, False, snippets.texts(DECK, block)) == ""
