"""A run of tests tells how far it is, and shares out what can be."""

import subprocess
import sys
from types import SimpleNamespace

from deck.proof.plugins.progress import Progress
from deck.proof.plugins.sharing import Sharing
from tests.paths import ROOT

RUN = """import sys
import pytest
from deck.proof.plugins.progress import Progress
def area(test):
    return "odd" if "odd" in test else "even"
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[1:]], plugins=[Progress(area)]))
"""
TESTS = """import pytest
@pytest.mark.parametrize("number", range(10))
def test_odd(number):
    assert number != 3
@pytest.mark.parametrize("number", range(5))
def test_even(number):
    pass
"""


def lines_of_a_run(folder) -> list[str]:
    (folder / "test_it.py").write_text(TESTS)
    command = [sys.executable, "-c", RUN, "test_it.py"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


def test_each_tenth_of_a_run_is_told_area_by_area(tmp_path):
    """Without a dot for each test that passes; a failure has its letter, and its report."""
    lines = lines_of_a_run(tmp_path)
    told = [line.removeprefix("F ").strip() for line in lines if " %" in line]
    assert told[0] == "10 %  odd 2/10  even 0/5"
    assert told[-1] == "100 %  odd 10/10  even 5/5"
    assert len(told) == 10
    assert not any(line.startswith(".") for line in lines)
    assert "FAILED test_it.py::test_odd[3] - assert 3 != 3" in lines
    assert lines[-1].startswith("1 failed, 14 passed in ")


def test_the_tests_of_all_processes_are_counted():
    """Each process collects all of them, and each test counts once, whichever runs it."""
    progress = Progress(lambda test: test.partition("/")[0])
    tests = ["talk/1", "page/1", "page/2", "page/3"]
    for _process in range(2):
        progress.pytest_xdist_node_collection_finished(tests)
    told = []
    progress.pytest_configure(SimpleNamespace(pluginmanager=Plugins(told)))
    for test in tests:
        progress.pytest_runtest_logfinish(test)
    assert told == [
        " 20 %  talk 1/1  page 0/3",
        " 50 %  talk 1/1  page 1/3",
        " 70 %  talk 1/1  page 2/3",
        "100 %  talk 1/1  page 3/3",
    ]


def test_the_line_of_a_terminal_is_written_again_and_again():
    """It is one line, until the run ends."""
    progress = Progress(lambda test: "page")
    progress.pytest_xdist_node_collection_finished(["1", "2"])
    told = []
    progress.pytest_configure(SimpleNamespace(pluginmanager=Plugins(told, isatty=True)))
    for test in ("1", "2"):
        progress.pytest_runtest_logfinish(test)
    progress.pytest_sessionfinish()
    assert told == ["\r 50 %  page 1/2", "\r100 %  page 2/2", ""]


class Plugins:
    """Stand in for pytest's plugins, of which only the terminal's reporter is asked for."""

    def __init__(self, told: list[str], isatty: bool = False) -> None:
        self.told, self.isatty = told, isatty

    def getplugin(self, name: str) -> "Plugins":
        assert name == "terminalreporter"
        return self

    def write_line(self, line: str) -> None:
        self.told.append(line)

    def rewrite(self, line: str, erase: bool) -> None:
        assert erase
        self.told.append(f"\r{line}")


def test_a_file_stays_in_one_process_and_so_do_the_folders_that_share():
    """What is made once for them is made in one process."""
    sharing = Sharing("tests/deck/page/python")
    assert (
        sharing.scope("tests/deck/source/test_parse.py::test_it[tests/deck/page/python/]")
        == "tests/deck/source/test_parse.py"
    )
    assert sharing.scope("tests/deck/page/test_page.py::test_it") == "tests/deck/page/test_page.py"
    for name in ("test_run", "test_policy"):
        assert (
            sharing.scope(f"tests/deck/page/python/{name}.py::test_it[x::y]")
            == "tests/deck/page/python"
        )
