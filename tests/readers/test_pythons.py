"""The tests of the talk can run on every Python that the table of `make pythons` shows."""

import ast
import sys

from deck.proof import parsed
from deck.proof.pythons import everywhere
from deck.source import folders


def test_the_tests_of_the_talk_are_python_3_10():
    """No syntax is newer than the oldest version that the table shows."""
    paths = sorted(folders.folder(folders.TALK).glob("*.py"))
    assert len(paths) > 1
    for path in paths:
        ast.parse(path.read_text("utf-8"), path.name, feature_version=(3, 10))


def test_what_runs_elsewhere_needs_pytest_alone(tmp_path, slides):
    """No test that runs on another Python imports, by a conftest, what only this one has."""
    bare = "import sys; sys.modules |= dict.fromkeys(['markdown_it', 'yaml']); import pytest; "
    program = bare + "raise SystemExit(pytest.main(sys.argv[1:]))"
    (tmp_path / "deck.json").write_text(parsed.dumps(slides), "utf-8")
    talk = str(folders.folder(folders.TALK))
    tests = [talk, str(everywhere.RECORDER), *everywhere.OPTIONS, "--collect-only"]
    assert everywhere.outcome("bare", [sys.executable, "-c", program, *tests], tmp_path).crash == ""
