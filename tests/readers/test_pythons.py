"""The tests of the talk can run on every Python that the table of `make pythons` shows."""

import ast
import pickle
import sys

from deck.proof import pythons
from tests.paths import ROOT


def test_what_runs_elsewhere_is_python_3_10():
    """No syntax is newer than the oldest version that the table shows."""
    names = "proof/pytest_claims proof/claims proof/pytest_pythons source/problems run/apart/javascript source/model run/comparison run/program proof/verdict".split()
    paths = [ROOT / "deck" / f"{name}.py" for name in names]
    for path in [*paths, *sorted((ROOT / "tests" / "talk").glob("*.py"))]:
        ast.parse(path.read_text("utf-8"), path.name, feature_version=(3, 10))


def test_what_runs_elsewhere_needs_pytest_alone(tmp_path, slides):
    """No test that runs on another Python imports, by a conftest, what only this one has."""
    bare = "import sys; sys.modules |= dict.fromkeys(['markdown_it', 'yaml']); import pytest; "
    program = bare + "raise SystemExit(pytest.main(sys.argv[1:]))"
    deck = pythons.without_tokens(slides)
    (tmp_path / "deck.pickle").write_bytes(pickle.dumps(deck, protocol=4))
    tests = [pythons.TALK, pythons.RECORDER, *pythons.OPTIONS, "--collect-only"]
    assert pythons.outcome("bare", [sys.executable, "-c", program, *tests], tmp_path).crash == ""
