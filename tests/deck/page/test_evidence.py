"""Of a page whose test fails, a picture and the console are kept, and the report says where."""

import os
import subprocess
import sys

import pytest

from tests.paths import ROOT

CONFTEST = "from tests.deck.conftest import *  # noqa: F403\n"
TEST = """def test_it(own_page):
    own_page.goto("data:text/html,<h1>Hello</h1><script>console.log('said')</script>")
    assert own_page.title() == "another"
"""


@pytest.mark.browser
def test_a_failed_test_leaves_what_its_page_showed_and_said(tmp_path):
    """In the folder of its run, under its own name."""
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_one.py").write_text(TEST)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_one.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    kept = [tmp_path / "test-results" / f"test_one_py_test_it-1.{end}" for end in ("txt", "png")]
    assert all(f"{path}\n" in done.stdout for path in kept)
    console, picture = kept
    assert console.read_text().splitlines()[1:] == ["log: said"]
    assert picture.read_bytes().startswith(b"\x89PNG")
