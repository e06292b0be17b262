"""The units of the page's scripts, under node:test."""

import os
import subprocess
from pathlib import Path

import pytest

from deck.run.apart.node import node

UNITS = sorted(Path(__file__).parent.rglob("*.test.mjs"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_the_units_of_the_scripts_hold(path):
    """Each file asserts at least one of them, and says which does not."""
    command = [node(), "--test-reporter=tap", "--test", str(path)]
    environment = {name: text for name, text in os.environ.items() if name[:5] != "NODE_"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=50)
    assert done.returncode == 0, done.stdout
    passed = [line for line in done.stdout.splitlines() if line.startswith("# pass ")]
    assert passed and passed != ["# pass 0"]
