"""The blocks and the claims run on other Pythons, and the table says what holds there."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deck.proof import parsed
from deck.proof.plugins import pytest_pythons
from deck.proof.pythons import everywhere
from deck.proof.pythons.interpreters import interpreters
from deck.proof.pythons.report import Outcome, Report
from deck.source.load import load
from deck.source.parse import parse
from tests.paths import DECKS, ROOT

DECK = parse("# One\n\n## Two\n\n## Three\n", "deck.md")


def test_every_python_that_works_is_found(tmp_path, monkeypatch):
    """On the PATH and where pyenv puts them; one that does not start is passed over."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    broken, installed = tmp_path / "python3.10", tmp_path / "pyenv" / "versions" / "3" / "bin"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    assert interpreters() == {sys.version_info[:2]: sys.executable}
    installed.mkdir(parents=True)
    (installed / "python3").symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(broken))
    assert interpreters() == {sys.version_info[:2]: str(installed / "python3")}


def test_who_has_no_home_has_the_pythons_of_the_path(tmp_path, monkeypatch):
    """As a container that is run by a number, of which no name is known."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("HOME", "PYENV_ROOT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert interpreters() == {sys.version_info[:2]: sys.executable}


def test_a_python_that_is_gone_or_says_nothing_is_passed_over(tmp_path, monkeypatch):
    """As pyenv leaves a link behind, and another one asks for something and waits."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    gone, silent = tmp_path / "versions" / "3" / "bin" / "python3", tmp_path / "python3.11"
    gone.parent.mkdir(parents=True)
    gone.symlink_to("nowhere")
    silent.write_text("#!/bin/sh\n")
    silent.chmod(0o755)
    run = subprocess.run

    def waiting(command, **options):
        if command[0] == str(silent):
            raise subprocess.TimeoutExpired(command, options["timeout"])
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", waiting)
    assert interpreters() == {sys.version_info[:2]: sys.executable}


def test_a_parsed_deck_needs_the_standard_library_alone(tmp_path):
    """Python without any package reads it, with the modules that judge and find in it."""
    written = tmp_path / "deck.json"
    deck = load(DECKS / "truths.md")
    written.write_text(parsed.dumps(deck), "utf-8")
    program = f"""if True:
        import sys
        sys.path.append({str(ROOT)!r})
        import deck.proof.quotes.claims, deck.proof.parsed, deck.proof.judge.verdict
        deck = deck.proof.parsed.loads(open({str(written)!r}).read())
        print(*[block.name for block in deck.blocks])
    """
    done = subprocess.run([sys.executable, "-ISc", program], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.split() == [block.name for block in deck.blocks]


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Give the plugin of the other Pythons a deck of one block, which does not hold."""
    text = "# One\n\n```python name:one\nprint(1)\n```\n\n```output\n2\n```\n"
    (tmp_path / "deck.json").write_text(parsed.dumps(parse(text, "deck.md")), "utf-8")
    monkeypatch.setenv("PARSED_DECK", str(tmp_path / "deck.json"))
    monkeypatch.setenv("RESULTS", str(tmp_path / "results.json"))
    monkeypatch.setattr(pytest_pythons, "RESULTS", [])
    monkeypatch.setattr(pytest_pythons, "LACKING", {})
    monkeypatch.setenv("PROVED_ON", ".".join(map(str, sys.version_info[:2])))
    return pytest_pythons


def test_what_runs_the_tests_elsewhere_is_python_3_10():
    """No syntax is newer than the oldest version that the table shows."""
    plugins = "deck.proof.plugins.pytest_claims", "deck.proof.plugins.pytest_pythons"
    list_files = "print(*[one.__file__ for name, one in sys.modules.items() if name[:4] == 'deck'])"
    program = f"import sys, {', '.join(plugins)}; {list_files}"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [Path(name) for name in done.stdout.split()]
    assert len(paths) > len(plugins)
    for path in paths:
        ast.parse(path.read_text("utf-8"), path.name, feature_version=(3, 10))


def test_the_blocks_are_judged_on_the_other_pythons(plugin, request):
    """Each is a test there, with the message that it has here."""
    items = []
    plugin.pytest_collection_modifyitems(request.session, items)
    (block,) = items
    with pytest.raises(pytest.fail.Exception) as failed:
        block.runtest()
    assert str(failed.value) == (
        "deck.md:4: block one of slide 1 “One” gives something else, expected the output that line"
        " 8 states; correct the block or what it is stated to print, or accept what it does:"
        " `make accept BLOCK=one DECK=deck.md`\n"
        "--- what the deck states\n+++ what the block does\n@@ -1 +1 @@\n-2\n+1"
    )
    assert block.user_properties == [("slide", 1)]


def test_the_other_pythons_write_down_what_each_test_says(plugin, tmp_path):
    """The slides that a test is about, and why it failed, are read back by the table."""
    for phase, outcome, text in [("setup", "passed", None), ("call", "failed", "told")]:
        properties = [("slide", 1), ("claim", "quote"), ("slide", 2)]
        plugin.pytest_runtest_logreport(
            pytest.TestReport(
                "id", ("", 0, ""), {}, outcome, text, phase, user_properties=properties
            )
        )
    plugin.pytest_sessionfinish()
    assert json.loads((tmp_path / "results.json").read_text()) == {
        "results": [[[1, 2], "told"]],
        "untried": [],
    }


@pytest.mark.parametrize("crash", ["", "Segmentation fault"])
def test_the_table_says_what_holds_of_each_slide_on_each_python(crash):
    """A failure, a slide that was not tried there, and a Python that crashed all show."""
    report = Report(
        DECK,
        [
            Outcome("3.10", [([1], ""), ([2], "")]),
            Outcome("3.11", [([1, 2], "told"), ([2], "")]),
            Outcome("Pyodide 1.0", [([1], "")], crash),
        ],
        ["Python 3.15"],
        ["3.12", "3.13"],
    )
    assert not report.holds
    assert str(report) == "\n".join(
        [
            "slide     3.10  3.11  Pyodide 1.0",
            " 1 One    ok    FAIL  ok",
            " 2 Two    ok    FAIL  –",
            " 3 Three",
            "3.11: told",
            *([f"Pyodide 1.0: {crash}"] if crash else []),
            "– needs what that Python lacks, as a browser sockets and processes",
            "recorded the sample programs, too: 3.12, 3.13",
            "not found: Python 3.15",
        ]
    )


def test_a_python_that_lacks_what_a_block_asks_for_says_nothing_of_it():
    """Of its slide, whatever else is on it, and of the deck, which holds."""
    lacks = "deck.md:3: block two: SyntaxError: invalid syntax"
    outcomes = [Outcome("3.10", [([2], "")], untried=[(2, lacks)]), Outcome("3.13", [([2], "")])]
    report = Report(DECK, outcomes, [])
    assert report.holds
    assert report.untried == [f"3.10 lacks: {lacks}"]
    assert str(report).splitlines()[2:] == [
        " 2 Two    –     ok",
        " 3 Three",
        f"3.10 lacks: {lacks}",
        "– needs what that Python lacks, as a browser sockets and processes",
    ]


def test_a_report_holds_when_no_test_failed_and_some_ran():
    """A Python that is missing is named, and no failure."""
    holds = Outcome("3.13", [([1], "")])
    assert Report(DECK, [holds], ["Python 3.10"]).holds
    assert not Report(DECK, [], []).holds
    assert not Report(DECK, [holds, Outcome("3.12", [], "crash")], []).holds


TEST = """import pytest
@pytest.mark.claim("It prints `{output}`")
def test_it(says, output_of):
    says(output=output_of("one").strip())
"""
FALSE = (
    ":7: slide 1 “One” says « It prints `2`. », expected “1” for “2”, as Python has it;"
    " correct the sentence"
)


@pytest.mark.parametrize("stated, told", [("1", ""), ("2", FALSE)])
def test_the_tests_of_a_deck_elsewhere_run_on_other_pythons(stated, told, tmp_path, monkeypatch):
    """They are those of the folder of its name, and get the deck as it was parsed."""
    monkeypatch.setattr(everywhere, "interpreters", lambda: {(3, 13): sys.executable})
    monkeypatch.setattr(everywhere, "_install_pytest", lambda: None)
    monkeypatch.setattr(everywhere, "PYODIDE", tmp_path)
    path, tests = tmp_path / "perfs.md", tmp_path / "tests" / "perfs"
    tests.mkdir(parents=True)
    (tests / "test_it.py").write_text(TEST)
    path.write_text(f"# One\n\n```python name:one\nprint(1)\n```\n\nIt prints `{stated}`.\n")
    (outcome,) = everywhere.everywhere(load(path)).outcomes
    _, (slides, message) = outcome.results
    assert (slides, message) == ([1, 1], told and f"{path}{told}")


def test_a_test_that_does_not_end_on_another_python_is_told(tmp_path, monkeypatch):
    """With the line that it does not leave."""
    monkeypatch.setattr(everywhere, "interpreters", lambda: {(3, 13): sys.executable})
    monkeypatch.setattr(everywhere, "_install_pytest", lambda: None)
    monkeypatch.setattr(everywhere, "PYODIDE", tmp_path)
    monkeypatch.setattr(everywhere, "TEST_SECONDS", 0.5)
    path, test = tmp_path / "perfs.md", tmp_path / "tests" / "perfs" / "test_it.py"
    test.parent.mkdir(parents=True)
    test.write_text("def test_it():\n    while True:\n        pass\n")
    path.write_text("# One\n")
    (outcome,) = everywhere.everywhere(load(path)).outcomes
    assert outcome.crash.startswith("Timeout (0:00:00.500000)!\n")
    assert f'File "{test}", line ' in outcome.crash


LATER = """# One

```python name:one
import asyncio
print(asyncio.QUUX_99)
```

```output
1
```

It prints `1`.
"""


@pytest.mark.parametrize("proved_on, holds", [("99.0", True), ("3.0", False)])
def test_what_only_a_later_python_has_is_not_tried_on_an_older_one(
    proved_on, holds, tmp_path, monkeypatch
):
    """Neither the block nor a test that drives it; where it never was there, both fail."""
    monkeypatch.setattr(everywhere, "interpreters", lambda: {(3, 13): sys.executable})
    monkeypatch.setattr(everywhere, "_install_pytest", lambda: None)
    monkeypatch.setattr(everywhere, "PYODIDE", tmp_path)
    monkeypatch.setattr(everywhere, "PROVED_ON", proved_on)
    path, tests = tmp_path / "perfs.md", tmp_path / "tests" / "perfs"
    tests.mkdir(parents=True)
    (tests / "test_it.py").write_text(TEST)
    path.write_text(LATER)
    report = everywhere.everywhere(load(path))
    (outcome,) = report.outcomes
    told = "block one of slide 1 “One”: AttributeError: module 'asyncio' has no attribute 'QUUX_99'"
    assert report.holds == holds
    assert outcome.untried == ([[1, f"{path}:5: {told}"]] if holds else [])
    assert [bool(message) for _, message in outcome.results] == ([] if holds else [True, True])


READS = """# One

```python name:one
import beside
print(beside.HERE, open("villes.csv").read())
```

```output
Here: Metz
```
"""
READS_TOO = """from pathlib import Path
import pytest
@pytest.mark.claim("It prints `{output}`")
def test_it(says, output_of):
    assert Path("talk", "perfs.md").is_file()
    says(output=output_of("one").strip())
"""


def test_what_is_beside_a_deck_is_there_on_every_python(tmp_path, monkeypatch):
    """By the path that was typed, in whatever folder it was, and in Pyodide as elsewhere."""
    monkeypatch.setattr(everywhere, "interpreters", lambda: {(3, 13): sys.executable})
    monkeypatch.setattr(everywhere, "_install_pytest", lambda: None)
    monkeypatch.setattr(everywhere, "PACKAGES", Path(pytest.__file__).parents[1])
    talk = tmp_path / "talk"
    tests = talk / "tests" / "perfs"
    tests.mkdir(parents=True)
    (talk / "beside.py").write_text('HERE = "Here:"\n')
    (talk / "villes.csv").write_text("Metz")
    (tests / "test_it.py").write_text(READS_TOO)
    (talk / "perfs.md").write_text(f"{READS}\nIt prints `Here: Metz`.\n")
    # A module that Python has, too.
    (tmp_path / "json.py").write_text("")
    monkeypatch.chdir(tmp_path)
    outcomes = everywhere.everywhere(load(Path("talk/perfs.md"))).outcomes
    assert [one.failures for one in outcomes] == [[], []]
    assert [len(one.results) for one in outcomes] == [2, 2]
