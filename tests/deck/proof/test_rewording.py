"""`make accept` has the tests quote what the deck says in other words, where they prove it too."""

import io
import os
import sys
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.judge import failure
from deck.source import generated

DECK = """# Un exposé

## Un total

Elle affiche `4` avant la fin.
"""
BLOCK = "\n```python name:four\nprint(4)\n```\n\n```output\n{}\n```\n"
TEST = """import pytest


@pytest.mark.claim("Elle affiche `{output}` avant la fin")
def test_it_prints(says):
    says(output=str(2 + 2))
"""
SAYS = "slide 2 “Un total” says « Elle écrit `4` avant la fin. »"
QUOTED = "expected « Elle affiche `{output}` avant la fin », as "
TURNED = (
    "expected « Elle affiche `{output}` avant la fin », as TEST:4 quotes it; “avant” became “après”"
)


@pytest.fixture
def talk(tmp_path) -> Path:
    """A deck elsewhere that says in other words what its test quotes."""
    deck, tests = tmp_path / "perfs.md", tmp_path / "tests" / "perfs"
    tests.mkdir(parents=True)
    deck.write_text(DECK.replace("affiche", "écrit"))
    (tests / "test_it.py").write_text(TEST)
    return deck


@pytest.fixture
def test(talk) -> Path:
    """The file of its test."""
    return talk.parent / "tests" / "perfs" / "test_it.py"


@pytest.fixture
def accept(talk, test, capsys):
    """Accept what it says; give the exit code, what is printed, and what is left."""

    def accept(*options: str) -> tuple[int, str, list[str]]:
        code = main(["accept", *options, str(talk)])
        for name in [name for name in sys.modules if name.endswith("perfs.test_it")]:
            del sys.modules[name]
        printed = capsys.readouterr()
        return code, printed.out, printed.err.splitlines()[:-1]

    return accept


def check(talk: Path, capsys) -> tuple[int, list[str]]:
    """Check the deck; return the exit code, and what it tells of what fails."""
    code = main(["check", "--failures", str(talk.with_name("failures")), str(talk)])
    lines = capsys.readouterr().out.splitlines()
    return code, [line for line in lines if line.startswith(f"{talk}:") and ", expected " in line]


def test_a_sentence_that_is_reworded_is_told_once(talk, test, capsys):
    """Whatever code it has, and however many tests quote it; it is not proved."""
    other = TEST.replace("test_it_prints", "test_again").replace("import pytest\n\n\n", "\n\n")
    test.write_text(TEST + other)
    assert check(talk, capsys) == (
        1,
        [
            f"{talk}:5: {SAYS}, {QUOTED}{test}:4 and {test}:9 quote it; correct the sentence, or,"
            f" if you meant it, `make accept DECK={talk}` rewrites the quote"
        ],
    )
    (told,), unproved = failure.read(talk.with_name("failures").read_text())
    assert (told.kind, told.acceptable, told.turns, unproved) == ("reworded", True, (), 1)
    assert told.key == "Elle affiche `{output}` avant la fin\nElle écrit `4` avant la fin."


def test_the_quote_is_rewritten_and_nothing_else(talk, test, accept, capsys):
    """Once it is, all holds, and there is nothing more to accept."""
    diff = "".join(
        f"{line}\n"
        for line in (
            *(f"--- {test}", f"+++ {test}", "@@ -3,3 +3,3 @@", " "),
            '-@pytest.mark.claim("Elle affiche `{output}` avant la fin")',
            '+@pytest.mark.claim("Elle écrit `{output}` avant la fin")',
            " def test_it_prints(says):",
        )
    )
    assert accept() == (0, diff, [])
    assert test.read_text() == TEST.replace("affiche", "écrit")
    assert check(talk, capsys) == (0, [])


def test_outputs_and_quotes_are_accepted_together_and_one_block_alone(talk, test, accept):
    """The one that is named has no words."""
    text = talk.read_text()
    talk.write_text(text + BLOCK.format(5))
    assert accept("--block", "four")[0] == 0
    assert (talk.read_text(), test.read_text()) == (text + BLOCK.format(4), TEST)
    talk.write_text(text + BLOCK.format(5))
    assert accept()[0] == 0
    assert talk.read_text() == text + BLOCK.format(4)
    assert test.read_text() == TEST.replace("affiche", "écrit")


def test_a_value_that_holds_no_more_is_refused(talk, test, accept):
    """Its test has run with the new words; the file has not been touched."""
    talk.write_text(talk.read_text().replace("`4`", "`5`"))
    before = test.stat()
    assert accept() == (
        1,
        "",
        [
            f"{talk}:5: slide 2 “Un total” says « Elle écrit `5` avant la fin. », expected “4”"
            f" for “5”, as Python has it; correct the sentence; the quote of {test}:4 is as it was"
        ],
    )
    assert (test.stat().st_mtime_ns, test.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.fixture
def turned(talk) -> Path:
    """That deck with a word that turns the sense."""
    talk.write_text(DECK.replace("avant", "après"))
    return talk


def test_a_word_that_may_turn_the_sense_is_never_accepted_in_silence(turned, test, accept):
    """Where nobody can be asked, it is told how."""
    told = TURNED.replace("TEST", str(test))
    assert accept() == (
        1,
        "",
        [
            f"{turned}:5: slide 2 “Un total” says « Elle affiche `4` après la fin. », {told}: if"
            f" the test still proves it, `make accept WORDS=1 DECK={turned}` rewrites the quote,"
            " or you do"
        ],
    )
    assert test.read_text() == TEST
    assert accept("--words")[0] == 0
    assert test.read_text() == TEST.replace("avant", "après")


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("y", 0)])
def test_whoever_sits_at_a_terminal_is_asked(answer, code, turned, test, accept, monkeypatch):
    """Both sentences and the word are shown; the answer is no unless it is yes."""
    terminal = io.StringIO(f"{answer}\n")
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    found, printed, _ = accept()
    assert found == code
    assert printed.startswith(
        "The tests quote: « Elle affiche `{output}` avant la fin »\n"
        "The deck says:   « Elle affiche `4` après la fin. »\n"
        "The sense may have turned: “avant” became “après”. Rewrite the quote? [y/N]: "
    )
    assert test.read_text() == (TEST if code else TEST.replace("avant", "après"))


def test_one_rewording_is_accepted_as_it_was_shown(turned, test, accept, capsys):
    """A window asks for it; what was saved since is another."""
    quote = "Elle affiche `{output}` avant la fin"
    options = "--words", "--failures", str(turned.with_name("failures")), "--rewording", quote
    assert accept(*options, "Elle affiche `4` pendant la fin.")[0] == 2
    (told,), _ = failure.read(turned.with_name("failures").read_text())
    assert str(told.problem) == (
        f"{turned}:1: a text that was saved meanwhile, expected the one that was read at first;"
        " run it again"
    )
    assert test.read_text() == TEST
    assert accept(*options, "Elle affiche `4` après la fin.")[0] == 0
    assert test.read_text() == TEST.replace("avant", "après")


def test_a_quote_that_is_computed_is_left(talk, test, accept):
    """Its author is told where it is."""
    quote = "Elle affiche `{output}` avant la fin"
    text = TEST.replace(f'"{quote}"', "QUOTE").replace("\n\n\n", f'\n\nQUOTE = "{quote}"\n\n\n')
    test.write_text(text)
    assert accept() == (
        1,
        "",
        [
            f"{talk}:5: {SAYS}, {QUOTED}{test}:6 quotes it; correct the sentence, or, if you meant"
            " it, rewrite the quote by hand: it is not a string of one mark `claim` alone"
        ],
    )
    assert test.read_text() == text


def test_a_test_that_does_not_run_proves_nothing(talk, test, accept):
    """It is skipped, here."""
    text = TEST.replace("@pytest.mark.claim", "@pytest.mark.skip\n@pytest.mark.claim")
    test.write_text(text)
    assert accept()[2] == [
        f"{talk}:5: {SAYS}, expected a test of it that runs to its end; have it run;"
        f" the quote of {test}:5 is as it was"
    ]
    assert test.read_text() == text


def test_of_a_quote_of_two_slides_that_of_the_one_is_rewritten(talk, test, accept):
    """Its block tells which."""
    block = "\n\n## {}\n\n```python name:{}\n{} = 1\n```\n"
    claims = "".join(
        f'\n\n@pytest.mark.claim("# Un titre", block="{name}")\ndef test_{name}():\n    pass\n'
        for name in "ab"
    )
    talk.write_text(DECK + block.format("Un titre", *"aa") + block.format("Un beau titre", *"bb"))
    test.write_text(TEST + claims)
    assert accept()[0] == 0
    expected = claims.replace('Un titre", block="b"', 'Un beau titre", block="b"')
    assert test.read_text() == TEST + expected


def test_a_save_of_the_test_meanwhile_is_not_lost(talk, test, accept):
    """Here, by the test itself."""
    saved = f"{TEST}# Saved.\n"
    path = "__import__('pathlib').Path(__file__)"
    test.write_text(f"{TEST}    {path}.write_text({saved!r}, 'utf-8')\n")
    assert accept()[2] == [
        f"{test}:1: a text that was saved meanwhile, expected the one that was read at first;"
        " run it again"
    ]
    assert test.read_text() == saved


def test_what_may_not_be_written_is_left_in_all_files(talk, test, accept):
    """None is rewritten where one can't be."""
    other = test.with_name("test_more.py")
    other.write_text(TEST)
    other.chmod(0o444)
    code, printed, left = accept()
    assert (code, printed) == (1, "")
    assert left == [f"{other}:1: a read-only file, expected one to write; make it writable"]
    assert test.read_text() == other.read_text() == TEST


def test_whoever_interrupts_it_as_it_writes_has_all_files_as_they_were(
    talk, test, capsys, monkeypatch
):
    """Between two of them."""
    other = test.with_name("test_more.py")
    other.write_text(TEST)
    replace, written = generated.replace, []

    def interrupted(path: Path, *data: bytes, **how: bytes) -> None:
        replace(path, *data, **how)
        written.append(path)
        if len(written) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(generated, "replace", interrupted)
    assert main(["accept", str(talk)]) == 130
    assert test.read_text() == other.read_text() == TEST


def test_a_link_stays_one(talk, test, accept):
    """The file that it names is rewritten."""
    target = talk.with_name("elsewhere.py")
    os.rename(test, target)
    test.symlink_to(target)
    assert accept()[0] == 0
    assert test.is_symlink()
    assert target.read_text() == TEST.replace("affiche", "écrit")


def test_files_that_are_no_tests_are_told(talk, test, accept):
    """Nothing is known of what they claim."""
    test.with_name("test_broken.py").write_text("def (\n")
    code, printed, (left,) = accept()
    assert (code, printed, test.read_text()) == (1, "", TEST)
    assert left.endswith(f"run `make check DECK={talk}`, which tells why")


def test_whoever_interrupts_it_changes_nothing(talk, test, capsys):
    """The words are tried before they are written."""
    test.write_text(text := f"{TEST}    raise KeyboardInterrupt\n")
    assert main(["accept", str(talk)]) == 130
    assert capsys.readouterr() == ("", "")
    assert test.read_text() == text
