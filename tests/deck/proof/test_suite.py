"""Which tests a command runs: none is left out that would run other files than when it passed."""

import json
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.plugins import suite
from deck.proof.plugins.items import deck_at
from tests.paths import ROOT

TALK = ROOT / "slides.md"
TESTS = ["tests/talk", "tests/readers", "tests/deck"]
MACHINERY = [
    "deck/source/parse.py",
    "deck/page/player.js",
    "tests/conftest.py",
    "tests/deck/source/test_parse.py",
    "tests/decks/truths.md",
    "tests/deck/page/test_page.py",
    "tests/deck/trace/samples/close.json",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "package-lock.json",
    "mkslides.yml",
]
OTHER = [
    "slides.md",
    "README.md",
    "snippets/four.py",
    "deck/source/__pycache__/parse.cpython-313.pyc",
    "tests/talk/test_3_awaiting.py",
    "tests/readers/test_readers.py",
    "tests/perfs/test_perfs.py",
]


@pytest.fixture
def project(tmp_path) -> Path:
    """A project whose machinery's tests have just passed."""
    for name in MACHINERY + OTHER:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    suite.stamp(suite.digest(tmp_path), tmp_path)
    assert suite.is_up_to_date(tmp_path)
    return tmp_path


def test_nothing_is_up_to_date_before_its_tests_have_passed(project):
    """A fresh clone has no stamp, and a broken one counts for nothing."""
    (project / suite.STAMP).write_bytes(b"")
    assert not suite.is_up_to_date(project)
    (project / suite.STAMP).unlink()
    assert not suite.is_up_to_date(project)


def test_what_is_saved_while_its_tests_run_has_them_run_again(project):
    """They may have read the file before it was saved."""
    (project / MACHINERY[0]).write_text("before")
    tested = suite.digest(project)
    (project / MACHINERY[0]).write_text("meanwhile")
    suite.stamp(tested, project)
    assert not suite.is_up_to_date(project)


@pytest.mark.parametrize("name", MACHINERY)
def test_each_change_of_the_machinery_has_its_tests_run_again(name, project):
    """One letter of a file, its name, its end, its absence, or a new file beside it."""
    path = project / name
    path.write_text(name.upper())
    assert not suite.is_up_to_date(project)
    path.write_text(name)
    assert suite.is_up_to_date(project)
    path.write_text(f"{name}\n")
    assert not suite.is_up_to_date(project)


@pytest.mark.parametrize(
    "name", ["deck/source/parse.py", "tests/deck/source/test_parse.py", "tests/decks/truths.md"]
)
def test_a_file_that_comes_goes_or_is_renamed_is_a_change(name, project):
    """The same bytes under another name are another machinery."""
    path, other = project / name, project / f"{name}x"
    path.rename(other)
    assert not suite.is_up_to_date(project)
    path.write_text(name)
    assert not suite.is_up_to_date(project)
    other.unlink()
    assert suite.is_up_to_date(project)


def test_two_files_that_exchange_their_bytes_are_a_change(project):
    """A digest of all that is in the files, without what is whose, would be the same."""
    first, second = project / "deck/source/parse.py", project / "deck/page/player.js"
    first.write_text("deck/page/player.js")
    second.write_text("deck/source/parse.py")
    assert not suite.is_up_to_date(project)


def test_another_python_is_a_change(project, monkeypatch):
    """What passed on one version says nothing of the next."""
    monkeypatch.setattr(suite.sys, "version", "3.99")
    assert not suite.is_up_to_date(project)


@pytest.mark.parametrize("name", OTHER)
def test_no_other_file_has_the_machinery_tested_again(name, project):
    """Neither the talk, whose own tests run always, nor what is made."""
    (project / name).write_text("another text")
    assert suite.is_up_to_date(project)


class Runs:
    """Stand in for pytest and for the stamp: keep what is run, and whether it is stamped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arguments: list[str] = []
        self.code: int = pytest.ExitCode.OK
        self.is_over = self.stamped = self.up_to_date = False
        monkeypatch.setattr(suite.pytest, "main", self.main)
        monkeypatch.setattr(suite, "digest", lambda: "over" if self.is_over else "begun")
        monkeypatch.setattr(suite, "stamp", self.stamp)
        monkeypatch.setattr(suite, "is_up_to_date", lambda: self.up_to_date)

    def main(self, arguments: list[str], plugins: list | None = None) -> int:
        self.arguments = [one for one in arguments if one.startswith(("tests", "not "))]
        self.is_over = True
        return self.code

    def stamp(self, tested: str) -> None:
        self.stamped = tested == "begun"


@pytest.fixture
def runs(monkeypatch) -> Runs:
    return Runs(monkeypatch)


def test_a_check_leaves_the_machinery_out_while_it_is_up_to_date(runs):
    """The talk's own tests run always; the machinery's once more after a change."""
    suite.check(TALK)
    assert (runs.arguments, runs.stamped) == ([*TESTS, "not browser"], True)
    runs.up_to_date, runs.is_over, runs.stamped = True, False, False
    suite.check(TALK)
    assert (runs.arguments, runs.stamped) == (TESTS[:2], False)


def test_a_quick_check_never_says_that_the_machinery_passed(runs):
    """The author's window asks for one at each save."""
    suite.check(TALK, quick=True)
    assert (runs.arguments, runs.stamped) == (TESTS[:2], False)


def test_another_deck_is_checked_alone(runs):
    """The tests of this talk say nothing of it."""
    suite.check(ROOT / "tests" / "decks" / "truths.md")
    assert (runs.arguments, runs.stamped) == ([], False)


@pytest.mark.parametrize("up_to_date", [False, True])
def test_the_test_command_asserts_everything_each_time(runs, up_to_date):
    """It is never quicker by leaving something out."""
    runs.up_to_date = up_to_date
    assert suite.test(TALK) == 0
    assert (runs.arguments, runs.stamped) == (TESTS, True)


@pytest.mark.parametrize("command", [suite.check, suite.test])
def test_what_fails_is_not_stamped(runs, command):
    """Its tests run again at the next check."""
    runs.code = pytest.ExitCode.TESTS_FAILED
    assert command(TALK) == pytest.ExitCode.TESTS_FAILED
    assert not runs.stamped


@pytest.mark.parametrize(
    ("test", "area"),
    [
        ("slides.md::four", "talk"),
        ("tests/talk/test_claims.py::test_it", "talk"),
        ("tests/readers/test_readers.py::test_it[four]", "talk"),
        ("tests/deck/page/python/test_run.py::test_it", "page"),
        ("tests/deck/paper/test_paper.py::test_it", "page"),
        ("tests/deck/source/test_parse.py::test_it", "machinery"),
        ("tests/deck/test_bad_input.py::test_it", "machinery"),
    ],
)
def test_each_test_has_an_area(test, area):
    """The run tells how far it is by them, and the check leaves out one of them."""
    assert suite.area(test) == area


def test_a_deck_without_a_block_to_assert_holds(tmp_path, monkeypatch, capsys):
    """How little was asserted is told."""
    monkeypatch.chdir(tmp_path)
    Path("bare.md").write_text("# Title\n")
    assert main(["check", "bare.md"]) == 0
    assert (
        "bare.md: 1 slide, 0 blocks: 0 shown, 0 run, 0 asserted, 0 proved\n"
        in capsys.readouterr().out
    )


def test_a_deck_holds_where_nothing_can_be_written_beside_it(tmp_path, monkeypatch, capsys):
    """A check keeps nothing there, installed or not."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(suite, "IS_INSTALLED", True)
    Path("bare.md").write_text("# Title\n")
    Path(".pytest_cache").write_text("a file, and no folder to keep anything in")
    assert main(["check", "--quick", "bare.md"]) == 0
    told = "bare.md: 1 slide, 0 blocks: 0 shown, 0 run, 0 asserted, 0 proved"
    assert capsys.readouterr().out.strip().splitlines()[:-1] == [told]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("tmp_paths", "tmp_path"), ("numero", "numeros"), ("xyz", "block, capfd, capfdbinary, ")],
)
def test_a_fixture_that_there_is_not_is_told_at_the_fence(
    name, expected, tmp_path, monkeypatch, capsys
):
    """With the nearest, or all."""
    monkeypatch.chdir(tmp_path)
    Path("conftest.py").write_text(
        "import pytest\n\n\n@pytest.fixture\ndef numeros():\n    return 3\n"
    )
    Path("asks.md").write_text(f"# Title\n\n```python name:a fixture:{name}\nx = 1\n```\n")
    assert main(["check", "--quick", "--failures", "failures", "asks.md"]) == 1
    told = f"asks.md:3: block a of slide 1 “Title” asks for “fixture:{name}”, expected {expected}"
    printed = capsys.readouterr().out
    assert told in printed
    assert "; correct the name, or define that fixture in conftest.py\n" in printed
    assert "source code not available" not in printed
    assert json.loads(Path("failures").read_text().splitlines()[1])["block"] == "a"


def test_a_stamp_that_can_not_be_written_fails_no_check(project):
    """The next one runs the tests again."""
    (project / suite.STAMP).unlink()
    (project / suite.STAMP).parent.rmdir()
    (project / suite.STAMP).parent.write_text("a file")
    suite.stamp(suite.digest(project), project)
    assert not suite.is_up_to_date(project)


def test_the_blocks_that_are_asserted_are_those_of_the_one_parse(tmp_path, monkeypatch, capsys):
    """A mark of UTF-8 hides front matter, and the fence in it, from who does not take it off."""
    monkeypatch.chdir(tmp_path)
    text = "---\nauthor: |\n  ```\n---\n# Title\n\n```python\nprint()\n```\n```output\n\n```\n"
    Path("marked.md").write_text(text, "utf-8-sig")
    assert main(["check", "marked.md"]) == 0
    assert "1 block: 1 shown, 1 run, 1 asserted, 1 proved\n" in capsys.readouterr().out


def test_each_run_of_tests_reads_its_own_decks(tmp_path, monkeypatch, request):
    """A check within another run, of a deck of the same path, is none of that one's business."""
    path = Path("slides.md")
    mine = deck_at(path, request.config)
    monkeypatch.chdir(tmp_path)
    path.write_text("# Title\n\n```python name:a\n```\n")
    assert main(["snippets"]) == 0
    assert main(["check", "--quick"]) == 0
    assert deck_at(path, request.config) is mine
