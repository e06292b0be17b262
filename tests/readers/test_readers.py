"""What a student runs and what the room sees of the talk is what is tested."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from deck.page.render import render
from deck.run.apart.node import node
from deck.run.comparison import difference
from deck.source.load import load
from tests.paths import ROOT

BLOCKS = load(ROOT / "slides.md").blocks
PYTHON = [block for block in BLOCKS if block.language == "python" and block.runs_alone]
JAVASCRIPT = [block for block in BLOCKS if block.language == "js" and block.asserted]


def differs(block, command, folder) -> str:
    """Run a snippet as a student would, from another folder; compare what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    last_line = done.stderr.rstrip().rpartition("\n")[2] if done.returncode else ""
    stated = block.output.text if block.output else ""
    return difference(stated, done.stdout + last_line, block.any_order, {})


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.name)
def test_a_snippet_prints_what_its_slide_prints(block, tmp_path):
    """It runs by itself, from any directory."""
    snippet = ROOT / "snippets" / f"{block.name}.py"
    assert differs(block, [sys.executable, snippet], tmp_path) == ""


@pytest.mark.parametrize("block", JAVASCRIPT, ids=lambda block: block.name)
def test_a_javascript_snippet_prints_what_its_slide_prints(block, tmp_path):
    """It runs in Node."""
    snippet = ROOT / "snippets" / f"{block.name}.js"
    assert differs(block, [node(), snippet], tmp_path) == ""


def test_the_room_sees_every_block_to_the_character():
    """Neither colours nor escapes change a letter of it."""
    soup = BeautifulSoup(render(load(ROOT / "slides.md")), "html.parser")
    shown = [code.text for code in soup.select("pre > code:not(.language-output)")]
    assert shown == [block.source for block in BLOCKS]
