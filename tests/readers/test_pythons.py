"""The tests of the talk can run on every Python that the table of `make pythons` shows."""

import ast
import subprocess
import sys
from pathlib import Path

from deck.proof import parsed
from deck.proof.pythons import everywhere
from deck.source import folders
from tests.paths import ROOT


def test_what_runs_elsewhere_is_python_3_10():
    """No syntax is newer than the oldest version that the table shows."""
    plugins = "deck.proof.plugins.pytest_claims", "deck.proof.plugins.pytest_pythons"
    list_files = "print(*[one.__file__ for name, one in sys.modules.items() if name[:4] == 'deck'])"
    program = f"import sys, {', '.join(plugins)}; {list_files}"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [Path(name) for name in done.stdout.split()]
    assert len(paths) > len(plugins)
    for path in [*paths, *sorted((ROOT / "tests" / "talk").glob("*.py"))]:
        ast.parse(path.read_text("utf-8"), path.name, feature_version=(3, 10))


def test_what_runs_elsewhere_needs_pytest_alone(tmp_path, slides):
    """No test that runs on another Python imports, by a conftest, what only this one has."""
    bare = "import sys; sys.modules |= dict.fromkeys(['markdown_it', 'yaml']); import pytest; "
    program = bare + "raise SystemExit(pytest.main(sys.argv[1:]))"
    (tmp_path / "deck.json").write_text(parsed.dumps(slides), "utf-8")
    talk = str(folders.folder(folders.TALK))
    tests = [talk, everywhere.RECORDER, *everywhere.OPTIONS, "--collect-only"]
    assert everywhere.outcome("bare", [sys.executable, "-c", program, *tests], tmp_path).crash == ""
