"""The tests of a deck that lives anywhere are run with its blocks, and hold it to what it says."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.judge import failure
from tests.paths import ROOT

DECK = """# A talk

```python name:two
def two():
    return 2
```

```python name:four continuation
print(two() + two())
```

```output
4
```

Notes:

The block prints `4`.
"""
TEST = """import pytest


@pytest.mark.claim("The block prints `{output}`")
def test_it_prints(says, output_of):
    says(output=output_of("four").strip())
"""
UNSAID = """import pytest


@pytest.mark.claim("The block prints `five`")
def test_it_prints():
    pass
"""


@pytest.fixture(scope="module", autouse=True)
def spared() -> Iterator[None]:
    """Spare the collector what is there before: each run of pytest collects many times."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def talk(tmp_path) -> Path:
    """A deck elsewhere, whose notes state what a test in the folder of its name proves."""
    deck, tests = tmp_path / "perfs.md", tmp_path / "tests" / "perfs"
    tests.mkdir(parents=True)
    deck.write_text(DECK)
    (tests / "test_it.py").write_text(TEST)
    return deck


@pytest.fixture
def check(talk, capsys):
    """Check that deck; give the exit code, the lines that begin with its path, and its failures."""

    def check(*options: str) -> tuple[int, list[str], tuple[list[str], int]]:
        file = talk.with_name("failures")
        code = main(["check", "--failures", str(file), *options, str(talk)])
        lines = capsys.readouterr().out.splitlines()
        told = [line.removeprefix(str(talk)) for line in lines if line.startswith(f"{talk}:")]
        failures, unproved = failure.read(file.read_text())
        return code, told, ([one.problem.found for one in failures], unproved)

    return check


BLOCKS = ": 1 slide, 2 blocks: 2 shown, 2 run, 2 asserted, 2 proved"
ALL_PROVED = ": 1 sentence with code, 1 proved"


@pytest.mark.parametrize("options", [[], ["--quick"]])
def test_a_sentence_is_proved_by_the_test_in_the_folder_of_the_deck(check, options):
    """Neither conftest nor package is needed for it."""
    assert check(*options) == (0, [BLOCKS, ALL_PROVED], ([], 0))


def test_a_test_of_the_deck_is_run_by_the_test_command(talk, capsys):
    """It is not of the talk of this project."""
    talk.write_text(DECK.replace("`4`", "`5`"))
    assert main(["test", str(talk)]) == 1
    assert f"{talk}: 1 sentence with code, 0 proved\n" in capsys.readouterr().out


def test_the_counts_of_several_processes_are_those_of_one(talk):
    """Each test is told by the process that ran it."""
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "-n", "2"]
    tests = talk.parent / "tests" / "perfs"
    done = subprocess.run([*command, talk, tests], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{talk}{BLOCKS}\n{talk}{ALL_PROVED}\n" in done.stdout


def test_a_note_that_is_false_fails_the_check(check, talk):
    """The message is of the deck, with what was measured."""
    talk.write_text(DECK.replace("`4`", "`5`"))
    found = "slide 1 “A talk” says « The block prints `5`. »"
    code, told, failures = check()
    assert code == 1
    assert told == [
        f":18: {found}, expected “4” for “5”, as Python has it; correct the sentence",
        ": 1 slide, 2 blocks: 2 shown, 2 run, 2 asserted, 0 proved",
        ": 1 sentence with code, 0 proved",
    ]
    assert failures == ([found], 1)


def test_a_sentence_with_code_that_no_test_claims_fails_the_check(check, talk):
    """Nobody copies a rule for it."""
    talk.write_text(f"{DECK}\nSee PEP 492.\n")
    found = "slide 1 “A talk” says « See PEP 492. », which no test claims"
    code, told, failures = check()
    remedy = "expected a test that proves it; quote it, as @claim(…), by the test that does"
    assert code == 1
    assert told == [f":20: {found}, {remedy}", BLOCKS, ": 2 sentences with code, 1 proved"]
    assert failures == ([found], 1)


def test_a_slide_that_is_added_is_not_proved_and_fails_nothing(check, talk):
    """It is told which one that is."""
    talk.write_text(f"{DECK}\n## Added\n\nIt runs `four`, and `five`.\n")
    counts = ": 2 slides, 2 blocks: 2 shown, 2 run, 2 asserted, 2 proved"
    line = ": 2 sentences with code, 1 proved (nothing claimed of slide 2)"
    assert check() == (0, [counts, line], ([], 1))


def test_a_claim_of_a_test_that_is_skipped_is_not_proved(check, talk):
    """It is claimed: nothing fails, and the count says it."""
    test = talk.parent / "tests" / "perfs" / "test_it.py"
    test.write_text(TEST.replace("@pytest.mark.claim", "@pytest.mark.skip\n@pytest.mark.claim"))
    assert check() == (0, [BLOCKS, ": 1 sentence with code, 0 proved"], ([], 1))


def test_a_deck_without_tests_holds_with_nothing_proved(check, talk):
    """Its sentences are counted, and the folder is named where their tests would be."""
    folder = talk.parent / "tests" / "perfs"
    (folder / "test_it.py").unlink()
    line = f": 1 sentence with code, 0 proved (no tests in {folder})"
    assert check() == (0, [BLOCKS, line], ([], 1))


def test_what_a_test_claims_is_said_whether_it_asks_or_not(check, talk):
    """A mark alone is enough."""
    (talk.parent / "tests" / "perfs" / "test_more.py").write_text(UNSAID)
    code, told, failures = check()
    found = "slide 1 “A talk” says « The block prints `4`. »"
    assert (code, failures) == (1, ([found], 0))
    assert told[0] == (
        f":18: {found}, expected « The block prints `five` », which a test proves;"
        " correct the sentence, or its quote in the test if that still proves it"
    )


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (
            "says(outputs=output_of('four').strip())",
            "“outputs”, which no claim of the test names, expected “{output}”; correct the name",
        ),
        (
            "assert output_of('four') == '4\\n'",
            "a claim of “{output}”, which the test does not measure, expected it to;"
            " measure it, as says(output=…), or quote the value that the slide states",
        ),
    ],
)
def test_a_value_that_no_test_measures_is_not_proved(measure, message, check, talk):
    """A name that is written wrong proves nothing, nor does a test that never compares."""
    test = talk.parent / "tests" / "perfs" / "test_it.py"
    test.write_text(TEST.replace('says(output=output_of("four").strip())', measure))
    talk.write_text(DECK.replace("`4`", "`5`"))
    code, _, _ = check()
    (failed,), unproved = failure.read(talk.with_name("failures").read_text())
    assert (code, unproved) == (1, 1)
    assert str(failed.problem) == f"{test}:4: {message}"


def test_a_value_is_compared_in_no_test_that_claims_nothing(check, talk):
    """It is told as a name that is written wrong, with the line of the test."""
    test = talk.parent / "tests" / "perfs" / "test_it.py"
    test.write_text(TEST.replace('@pytest.mark.claim("The block prints `{output}`")\n', ""))
    code, _, _ = check()
    (failed,), unproved = failure.read(talk.with_name("failures").read_text())
    found = "“output”, which no claim of the test names"
    assert (code, unproved) == (1, 1)
    assert str(failed.problem) == f"{test}:4: {found}, expected none; correct the name"


def test_files_of_one_name_are_tests_of_their_own(check, talk):
    """In a folder below, without any package."""
    below = talk.parent / "tests" / "perfs" / "below"
    below.mkdir()
    (below / "test_it.py").write_text(TEST)
    talk.write_text(DECK.replace("`4`", "`5`"))
    code, told, _ = check()
    assert (code, len([line for line in told if line.startswith(":18: ")])) == (1, 2)


def test_the_tests_of_another_deck_are_not_run(check, talk):
    """They are in the folder of its name."""
    other = talk.parent / "tests" / "other"
    other.mkdir()
    (other / "test_it.py").write_text("assert False\n")
    assert check() == (0, [BLOCKS, ALL_PROVED], ([], 0))


PRINTS = {
    "python": ("print(1)\nraise ValueError(2)", "1\nValueError: 2\n"),
    "pycon": (">>> 1 + 1\n2", ">>> 1 + 1\n2\n"),
    "js": ("console.log(3)", "3\n"),
}


@pytest.mark.parametrize("language", PRINTS)
def test_a_test_is_given_what_a_block_prints(language, check, talk):
    """As its reader sees it, whatever the deck states."""
    source, printed = PRINTS[language]
    output = "" if language == "pycon" else f"```output\n{printed}```\n"
    talk.write_text(f"# Deck\n\n```{language} name:it\n{source}\n```\n{output}")
    tests = talk.parent / "tests" / "perfs"
    line = ": 1 slide, 1 block: 1 shown, 1 run, 1 asserted, {} proved"
    test = f"def test_it(output_of):\n    assert output_of('it') == {printed!r}\n"
    (tests / "test_it.py").write_text(test)
    assert check() == (0, [line.format(1)], ([], 0))
    (tests / "test_false.py").write_text(test.replace("==", "!="))
    code, told, _ = check()
    assert (code, told[-1]) == (1, line.format(0))


def test_a_block_that_a_test_runs_and_that_is_not_there_is_named(check, talk):
    """The line is of the deck, not of the machinery."""
    talk.write_text(DECK.replace("name:four", "name:eight"))
    code, told, _ = check()
    assert code == 1
    assert told[0] == ":1: no block “four”, expected it, as tests assert it; name it"


def test_a_test_of_no_deck_says_where_it_would_be_of_one(tmp_path):
    """Nothing is guessed."""
    test = tmp_path / "test_lost.py"
    test.write_text(TEST)
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), str(test)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (
        f"{test}:1: a test of no deck, expected one in the folder tests/perfs beside a deck"
        " perfs.md; move it, or name the folder as its deck\n"
    ) in done.stdout
