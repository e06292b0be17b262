"""`make accept` rewrites what the deck states that its blocks print, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.editing import edits
from deck.proof.editing.accept import MORE_RUNS, Accepted, accept
from deck.proof.judge.verdict import BLOCK_SECONDS, verdict
from deck.source.load import load
from deck.source.model import Deck
from deck.source.problems import DeckError
from tests.paths import ROOT

DECKS = Path(__file__).with_name("accept")


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Copy a sample deck to where a test may change it."""
    monkeypatch.chdir(tmp_path)
    return lambda name: Path(shutil.copy(DECKS / name, "deck.md"))


def refusal(deck: Path, block: str = "") -> str:
    """Return why a deck is refused, after seeing that nothing was written."""
    before = deck.read_bytes()
    with pytest.raises(DeckError) as refused:
        accept(load(deck), block)
    assert deck.read_bytes() == before
    return str(refused.value)


def left(deck: Path, block: str = "") -> str:
    """Return what is left of a deck to its author, after seeing that nothing was written."""
    before = deck.read_bytes()
    accepted = accept(load(deck), block)
    assert (accepted.diff, deck.read_bytes()) == ("", before)
    return "\n".join(map(str, accepted.left))


@pytest.mark.parametrize("mark, end", [("", "\n"), ("", "\r\n"), ("\ufeff", "\n")])
def test_outputs_are_rewritten_and_nothing_else(copy, mark, end):
    """Every other byte stays, the mark at the beginning and the ends of the lines included."""
    deck = copy("drifted.md")
    deck.write_text(mark + deck.read_text("utf-8"), "utf-8", newline=end)
    accept(load(deck))
    expected = mark + (DECKS / "accepted.md").read_text("utf-8")
    assert deck.read_bytes() == expected.replace("\n", end).encode()


def test_a_text_that_is_printed_is_not_stated_a_second_time(copy):
    """The fence that the room sees is to be the output."""
    deck = copy("a_text_that_is_printed.md")
    assert left(deck) == (
        "deck.md:4: block sum of slide 1 “A text that is printed” prints what the fence under it"
        " says, expected that to be its output; have the fence say “output”"
    )
    failure = verdict(load(deck), load(deck).block("sum"), BLOCK_SECONDS)
    assert (failure.acceptable, failure.problem.remedy) == (
        False,
        "have the fence under it say “output”",
    )


@pytest.mark.parametrize("last", ["\n", ""])
@pytest.mark.parametrize("mark, end", [("", "\n"), ("", "\r\n"), ("\ufeff", "\r")])
def test_what_nothing_states_is_added_to_the_notes(copy, mark, end, last):
    """The room sees no more than before; each fence is named where it must be, and holds it all."""
    deck = copy("unstated.md")
    text = deck.read_text("utf-8").removesuffix("\n") + last
    deck.write_text(mark + text, "utf-8", newline=end)
    accept(load(deck))
    expected = mark + (DECKS / "stated.md").read_text("utf-8")
    assert deck.read_bytes() == expected.replace("\n", end).encode()


def test_blocks_are_accepted_one_after_the_other_as_all_at_once(copy):
    """Only the first of a slide begins its notes."""
    deck = copy("unstated.md")
    for block in load(deck).blocks:
        accept(load(deck), block.name)
    assert deck.read_bytes() == (DECKS / "stated.md").read_bytes()


def test_an_output_that_no_fence_holds_is_not_added(copy):
    """Its block is named, as there is no output to name."""
    assert left(copy("cannot_be_added.md")) == (
        "deck.md:4: an output that can't be added to the notes, expected a fence that holds"
        " it; print no `\\r`, which no fence holds (in csv, `lineterminator="
        '"\\n"`), or add “notest” to show the block only'
    )


def test_one_block_is_accepted_and_the_diff_is_returned(copy):
    """The other outputs stay as they drifted."""
    assert accept(load(copy("drifted.md")), "value").diff == (
        "--- deck.md\n+++ deck.md\n@@ -11,3 +11,3 @@\n"
        " ```output\n-StopIteration: 5\n+StopIteration: 4\n ```\n"
    )


def test_an_exception_of_several_lines_is_accepted_where_one_of_its_kind_is_stated(tmp_path):
    """A note that it has, or another line of its message, is no other exception."""
    deck = tmp_path / "deck.md"
    raises = 'error = ValueError("a\\nb")\nerror.add_note("c")\nraise error'
    text = f"# A\n\n```python name:one\n{raises}\n```\n\n```output\nValueError: a\nx\n```\n"
    deck.write_text(text)
    accepted = accept(load(deck))
    assert accepted.left == ()
    assert deck.read_text() == text.replace("a\nx\n", "a\nb\nc\n")


def test_a_deck_that_holds_is_not_written(copy):
    """Accepting twice changes nothing more, and there is no diff to show."""
    deck = copy("accepted.md")
    before = deck.stat()
    assert accept(load(deck)) == Accepted("", ())
    assert deck.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "block, message",
    [
        (
            "raises",
            "deck.md:4: block raises of slide 1 “A deck whose blocks fail” raises “NameError: name"
            " 'undefined' is not defined”, expected no exception that the deck does not state;"
            " define `undefined` in the block, or in one that it continues, or add “notest” to show"
            " it only",
        ),
        (
            "other",
            "deck.md:14: block other of slide 2 “Another exception than the one that is stated”"
            " raises “KeyError: 'x'”, expected no exception that the deck does not state;"
            " correct the block, or state that as its output if it is meant",
        ),
        (
            "session",
            "deck.md:24: block session of slide 3 “In a session” raises “ZeroDivisionError:"
            " division by zero”, expected no exception that the deck does not state;"
            " correct the block, or state that as its output if it is meant",
        ),
        (
            "silent",
            "deck.md:31: block silent of slide 4 “Without an output” raises “ZeroDivisionError:"
            " division by zero”, expected no exception that the deck does not state;"
            " correct the block, or state that as its output if it is meant",
        ),
        (
            "fixed",
            "deck.md:37: block fixed of slide 5 “With a fixture” needs “fixture:number”, expected"
            " a block that runs alone; state its output by hand",
        ),
    ],
)
def test_a_block_that_fails_is_left(copy, block, message):
    """What it does is no output to state, and nothing is written."""
    assert left(copy("fails.md"), block) == message


def test_a_name_that_no_block_has_is_refused(copy):
    """The nearest is told."""
    assert refusal(copy("fails.md"), "raise") == (
        "deck.md:1: no block “raise”, expected raises; correct the name"
    )


def test_all_blocks_that_fail_are_told_at_once(copy):
    """Those with a fixture, which may hold, are left out where none is named."""
    told = left(copy("fails.md")).splitlines()
    assert [line.split(":")[1] for line in told] == ["4", "14", "24", "31"]


def test_what_can_be_accepted_is_written_beside_what_fails(copy, capsys):
    """What is left is told with its line, and its number is; the command ends with 1."""
    text = "# A\n\n```python name:two\nprint(2)\n```\n\n```output\n{}\n```\n\n" + (
        "## B\n\n```python name:raises\n1 / 0\n```\n"
    )
    Path("deck.md").write_text(text.format(1))
    assert main(["accept", "deck.md"]) == 1
    assert capsys.readouterr() == (
        "--- deck.md\n+++ deck.md\n@@ -7,3 +7,3 @@\n ```output\n-1\n+2\n ```\n",
        "deck.md:14: block raises of slide 2 “B” raises “ZeroDivisionError: division by zero”,"
        " expected no exception that the deck does not state; correct the block, or state that as"
        " its output if it is meant\n"
        "deck.md: 2 lines changed; left to you: 1\n",
    )
    assert Path("deck.md").read_text() == text.format(2)


def test_what_is_left_is_told_with_the_lines_of_the_file_as_it_now_is(copy, capsys):
    """What is accepted above it has more lines than before, or fewer, in its own slide, too."""
    text = (
        "# A\n\n```python name:more\nprint('1\\n2\\n3')\n```\n\n```output\n{}\n```\n\n"
        "```python name:raises\n1 / 0\n```\n\n"
        "# B\n\n```python name:added\nprint(4)\n```\n\n"
        "# C\n\n```python name:fewer\nprint(5)\n```\n\n```output\n{}\n```\n\n"
        "```pycon name:session\n>>> 1 + 1\n2\n>>> 1 / 0\n```\n\n<blink>\n"
    )
    Path("deck.md").write_text(text.format("1", "5\n6\n7"))
    assert main(["accept", "deck.md"]) == 1
    told = [line.split(":")[1] for line in capsys.readouterr().err.splitlines()]
    lines = Path("deck.md").read_text().splitlines()
    told_of = [lines[int(line) - 1] for line in told if line.isdigit()]
    assert told_of == ["<blink>", "1 / 0", ">>> 1 + 1"]


@pytest.mark.parametrize(
    "code",
    [
        "import random\nprint(random.random())",
        "import time\nprint(time.time_ns())",
        "import tempfile\nprint(tempfile.mkdtemp())",
        ">>> import random\n>>> random.random()\n0.5",
    ],
)
@pytest.mark.parametrize("output", ["", "```output\nof another shape\n```\n"])
def test_what_is_something_else_each_time_is_not_accepted(code, output, tmp_path, monkeypatch):
    """What one run prints, the next would contradict: it is told what to do instead."""
    monkeypatch.chdir(tmp_path)
    output = "" if code.startswith(">>>") else output
    Path("deck.md").write_text(f"# A\n\n```python name:one\n{code}\n```\n\n{output}")
    assert left(Path("deck.md")) == (
        "deck.md:4: block one of slide 1 “A” prints something else each time, expected the same,"
        " or of the same shape; seed it, or state an output of its shape that “varies”"
    )


def test_an_address_is_not_something_else_each_time(tmp_path):
    """What the judge does not compare may differ."""
    path = tmp_path / "deck.md"
    path.write_text("# A\n\n```python\nprint(object())\n```\n")
    assert accept(load(path)).left == ()
    assert accept(load(path)) == Accepted("", ())


def test_a_session_that_prints_a_tab_is_accepted(tmp_path):
    """What is stated holds it as it is printed."""
    path = tmp_path / "deck.md"
    text = '# A\n\n```pycon\n>>> print("a\\tb")\n{}\n```\n'
    path.write_text(text.format("a       b"))
    assert accept(load(path)).left == ()
    assert path.read_text() == text.format("a\tb")
    assert accept(load(path)) == Accepted("", ())


def test_what_is_printed_under_a_prompt_that_goes_on_is_stated_under_its_last_line(tmp_path):
    """An empty `...` is one of the lines that are typed; an empty line is stated as in doctest."""
    path = tmp_path / "deck.md"
    text = '>>> print("a\\n\\nb")\n...\n{}>>> for x in "c":\n...     x\n...\n{}'
    text = f"# A\n\n```pycon\n{text}```\n"
    path.write_text(text.format("", "'d'\n"))
    assert accept(load(path)).left == ()
    assert path.read_text() == text.format("a\n<BLANKLINE>\nb\n", "'c'\n")
    assert accept(load(path)) == Accepted("", ())


TOLD_ONCE = {
    "raises_below": "```python\nx = 0\n1 / x\n```\n",
    "varies": "```python\nimport os\nprint(os.urandom(9))\n```\n",
    "a_session": "```pycon\n>>> 1 + 1\n2\n>>> 1 / 0\n```\n",
    "included": "```python include:code.py\n```\n",
    "included_session": "```pycon include:session.txt\n```\n",
    "no_fence_holds_it": '```python\nprint("50%\\r100%")\n```\n',
}


@pytest.mark.parametrize("name", TOLD_ONCE)
def test_a_block_is_told_on_the_line_that_a_check_tells(name, tmp_path):
    """That is where it fails, or where its code begins, or the fence that includes it."""
    (tmp_path / "code.py").write_text("print(1)\n1 / 0\n")
    (tmp_path / "session.txt").write_text(">>> 1 / 0\n")
    path = tmp_path / "deck.md"
    path.write_text(f"# A\n\n{TOLD_ONCE[name]}")
    deck = load(path)
    told = verdict(deck, deck.blocks[0], BLOCK_SECONDS)
    assert told
    assert [problem.line for problem in accept(deck).left] == [told.problem.line]


def test_a_block_that_never_ends_is_left(copy, monkeypatch):
    """It is stopped after the time that a block may take."""
    monkeypatch.setattr("deck.proof.editing.accept.BLOCK_SECONDS", 0.2)
    assert left(copy("endless.md")) == (
        "deck.md:4: block endless of slide 1 “A deck with a block that never ends” does not end"
        " within 0.2 s, expected it to end; correct it, make it shorter, or add “notest” to show it"
        " only"
    )


def test_an_output_that_would_change_the_rest_of_the_deck_is_left(copy):
    """The new deck is parsed before it is written."""
    assert left(copy("in_a_list.md")) == (
        "deck.md:10: an output that can't be rewritten in its place,"
        " expected a fence that holds it; state it by hand"
    )


def test_only_the_output_that_cannot_be_written_is_left(copy):
    """Another of the same deck is not blamed, and is written."""
    accepted = accept(load(copy("one_of_two_cannot_be_written.md")))
    assert "".join(map(str, accepted.left)) == (
        "deck.md:16: an output that can't be rewritten in its place, expected a fence that holds"
        " it; print no `\\r`, which no fence holds (in csv, `lineterminator="
        '"\\n"`), or add “notest” to show the block only'
    )
    assert "-x\n+fine\n" in accepted.diff


WHOLE_TRACEBACK = """# A traceback, as it was pasted

```python name:a
print(1)
raise ValueError("no")
```

```output
1
Traceback (most recent call last):
  File "a.py", line 2, in <module>
    raise ValueError("no")
ValueError: no
```
"""


def test_a_whole_traceback_is_rewritten_as_its_last_line(copy):
    """It is where it is not what ends the program; what a terminal shows of that stays."""
    deck = Path("deck.md")
    deck.write_text(WHOLE_TRACEBACK)
    accept(load(deck))
    assert deck.read_text() == WHOLE_TRACEBACK
    deck.write_text(WHOLE_TRACEBACK.replace("ValueError: no\n```", "ValueError: yes\n```"))
    accept(load(deck))
    head, _, rest = WHOLE_TRACEBACK.partition("Traceback")
    assert deck.read_text() == head + rest[rest.rindex("ValueError") :]


MEANWHILE = (
    "deck.md:1: a text that was saved meanwhile,"
    " expected the one that was read at first; run it again"
)
SAVING = """# A deck whose block saves it

```python name:saves
from pathlib import Path

deck = Path("PATH")
deck.write_text(deck.read_text() + "\\nA sentence.\\n")
print(2)
```

```output
1
```
"""


def test_a_save_while_a_block_runs_is_not_lost(copy):
    """What was judged is no more: the newer text stays."""
    deck = Path("deck.md")
    saving = SAVING.replace("PATH", str(deck.absolute()))
    deck.write_text(saving)
    with pytest.raises(DeckError) as refused:
        accept(load(deck))
    assert str(refused.value) == MEANWHILE
    assert deck.read_text() == saving + "\nA sentence.\n" * (1 + MORE_RUNS)


def test_a_save_while_the_new_text_is_checked_is_not_lost(copy, monkeypatch):
    """The file is compared once more before it is replaced."""
    deck = copy("drifted.md")
    loaded, anew = load(deck), edits.anew

    def save(old: Deck, text: str):
        deck.write_text("# Newer\n")
        return anew(old, text)

    monkeypatch.setattr(edits, "anew", save)
    with pytest.raises(DeckError) as refused:
        accept(loaded)
    assert str(refused.value) == MEANWHILE
    assert deck.read_text() == "# Newer\n"


def test_a_deck_that_is_a_link_stays_one(copy, tmp_path):
    """What it leads to is rewritten."""
    deck = copy("drifted.md")
    (tmp_path / "in").mkdir()
    target = deck.rename(Path("in", "talk.md"))
    deck.symlink_to(target)
    accept(load(deck))
    assert deck.is_symlink()
    assert target.read_bytes() == (DECKS / "accepted.md").read_bytes()


@pytest.mark.parametrize("is_link", [False, True])
def test_a_read_only_deck_is_refused(is_link, copy, tmp_path):
    """By its mode, which stops even root, who may write any file."""
    deck = copy("drifted.md")
    deck.chmod(0o444)
    if is_link:
        deck.rename("talk.md")
        deck.symlink_to("talk.md")
    name = f"{tmp_path.resolve()}/talk.md" if is_link else "deck.md"
    assert refusal(deck) == f"{name}:1: a read-only file, expected one to write; make it writable"
    assert deck.stat().st_mode & 0o777 == 0o444


def test_the_command_shows_the_diff_and_what_it_refuses(copy, capsys):
    """It exits with 0 for what it wrote and with 2 where it is asked for what is not there."""
    deck = str(copy("drifted.md"))
    assert main(["accept", "--block", "value", deck]) == 0
    assert "-StopIteration: 5\n+StopIteration: 4\n" in capsys.readouterr().out
    assert main(["accept", "--block", "values", deck]) == 2
    message = "deck.md:1: no block “values”, expected value; correct the name\n"
    assert capsys.readouterr().err == message


def test_a_terminal_that_lacks_a_letter_is_shown_its_number(copy, tmp_path):
    """What was written is told of without a traceback."""
    deck = copy("drifted.md")
    deck.write_text(
        deck.read_text("utf-8").replace("StopIteration: 5", "StopIteration: →"), "utf-8"
    )
    command = [sys.executable, "-m", "deck", "accept", "--block", "value", tmp_path / deck]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    assert "-StopIteration: \\u2192\n+StopIteration: 4\n" in told.stdout


def test_an_output_is_added_on_this_side_of_a_separator(tmp_path):
    """And in notes of its own where those of a container are closed."""
    path = tmp_path / "deck.md"
    block = "```python\nprint(1)\n```\n"
    added = "\n```output\n1\n```\n"
    path.write_text(f"# A\n\n{block}\n---\n\n## B\n\n{block}\n::: notes\nsaid\n:::\n\n--\n\ntext\n")
    accept(load(path))
    assert path.read_text() == (
        f"# A\n\n{block}\nNotes:\n{added}\n---\n\n"
        f"## B\n\n{block}\n::: notes\nsaid\n:::\n\nNotes:\n{added}\n--\n\ntext\n"
    )


def test_what_ends_no_line_in_a_fence_is_accepted(copy):
    """Python, and who copies lines, take more for the end of one: a form feed, U+2028."""
    deck = copy("other_ends_of_lines.md")
    assert accept(load(deck)).left == ()
    assert load(deck).block("fed").output.text == "a\fb\x85c\u2028d\n"
