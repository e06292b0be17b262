"""Bad input gets a sentence a problem and exit code 2, and loses nothing."""

import os
import re
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.page.html.render import render
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError
from deck.source.seen import files
from tests.paths import DECKS

BAD_DECKS = DECKS / "bad"
COMMANDS = ("check", "snippets", "site", "pdf", "present", "edit", "accept", "pythons", "test")
NAMES = {
    "x[1].md": ("x[1].md", "a path with “[”, expected one without"),
    "a::b.md": ("a::b.md", "a path with “::”, expected one without"),
    "two\nlines.md": (r"two\nlines.md", r"a path with “\n”, expected one without"),
    "not-utf8-\udcff.md": (
        r"not-utf8-\udcff.md",
        r"a path with “\udcff”, expected one without",
    ),
    ".md": (".md", "the name “.md”, expected one as “deck.md”"),
    "...md": ("...md", "the name “...md”, expected one as “deck.md”"),
    "slides.txt": ("slides.txt", "the name “slides.txt”, expected one as “deck.md”"),
    "slides.MD": ("slides.MD", "the name “slides.MD”, expected one as “deck.md”"),
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD_DECKS.glob("*.md")))
def test_every_problem_of_a_bad_deck_is_reported_at_once(name, capsys, monkeypatch):
    """Each sample deck gives the messages that stand beside it, in line order, and nothing else."""
    monkeypatch.chdir(BAD_DECKS)
    expected = Path(f"{name}.txt").read_text()
    try:
        deck = load(Path(f"{name}.md"))
        told = sorted([*deck.problems, *files.problems(deck)])
    except DeckError as error:
        told = error.problems
    assert "".join(f"{problem}\n" for problem in told) == expected


def test_what_would_show_the_room_what_is_not_for_it_stops_every_command():
    """So do a fence that swallows slides, and a deck of nothing; all else can be shown."""
    stopped = set()
    for path in BAD_DECKS.glob("*.md"):
        try:
            load(path)
        except DeckError:
            stopped.add(path.stem)
    assert stopped == {
        "a_break_under_notes",
        *("a_title_under_notes", "a_title_under_notes_of_marp", "notes_of_mdx_deck"),
        *("notes_that_begin_otherwise", "what_other_tools_hide"),
        "notes_where_a_list_or_an_indent_is",
        *("a_fence_that_swallows_another", "empty_deck", "not_utf8", "notes_that_hold_a_slide"),
        *("notes_that_the_room_would_see", "unclosed_fence"),
        *("text_after_the_end_of_notes", "a_slide_read_as_front_matter"),
        *("carets_that_look_like_notes", "comments_of_obsidian"),
    }


LEFT_OUT = {
    "boxes_and_comments_that_other_tools_hide": ["Shown 1"],
    "slides_that_other_tools_hide": ["Shown 1", "Shown 2"],
    "texts_and_layouts_of_remark": ["First", "Shown 4"],
    "what_notebooks_hide": ["Shown", "Of Quarto"],
}


@pytest.mark.parametrize(("name", "titles"), LEFT_OUT.items(), ids=LEFT_OUT)
def test_what_other_tools_hide_as_a_whole_is_left_out(name, titles):
    """What is hidden in the samples says « secret », and all else is shown."""
    deck = load(BAD_DECKS / f"{name}.md")
    shown = render(deck)
    assert [slide.title for slide in deck.slides] == titles
    assert "secret" not in shown.lower()
    assert re.findall("shown +(.)", shown) == re.findall("shown (.)", deck.text)
    assert not any("secret" in block.name for block in deck.blocks)


WRONG = """# Title

```
bare
```

![a picture](missing.png)

```python name:one
print(1)
```

```output
2
```
"""
TOLD = """\
deck.md:3: a fence without a language, expected a language (python, pycon, js, output, text); \
add it after the fence
deck.md:7: “missing.png”, a file that is not there, expected one beside the deck; correct its path
"""
CONTRADICTED = """\
deck.md:10: block one of slide 1 “Title” gives something else, expected the output that line 14 \
states; correct the block or what it is stated to print, or accept what it does: \
`make accept BLOCK=one DECK=deck.md`
"""


def test_what_is_wrong_is_a_warning_for_whoever_shows_the_deck(capsys, monkeypatch, tmp_path):
    """All of it is told at once, in the order of the lines, and counted."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(WRONG)
    code, _, told = run(capsys, "site", "deck.md")
    count = "deck.md: 3 problems, for which `make check DECK=deck.md` is red\n"
    assert (code, told) == (0, f"{TOLD}{CONTRADICTED}{count}")
    code, _, told = run(capsys, "snippets", "deck.md")
    count = "deck.md: 2 problems, for which `make check DECK=deck.md` is red\n"
    assert (code, told) == (0, f"{TOLD}{count}")
    assert (Path("site/index.html")).is_file()


def test_a_check_is_red_for_each_phase_at_once(capsys, monkeypatch, tmp_path):
    """What is not understood, what is not there, and what is not true."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(WRONG)
    code, printed, _ = run(capsys, "check", "deck.md")
    assert code == 1
    assert TOLD in printed
    assert CONTRADICTED in printed


def test_what_is_accepted_is_written_beside_what_is_wrong(capsys, monkeypatch, tmp_path):
    """A picture that is missing keeps no output from being right."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(WRONG)
    code, _, told = run(capsys, "accept", "deck.md")
    count = "deck.md: 2 problems, for which `make check DECK=deck.md` is red\n"
    assert (code, told) == (0, f"{TOLD}{count}")
    assert Path("deck.md").read_text() == WRONG.replace("\n2\n", "\n1\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_bad_deck_and_writes_nothing(
    command, capsys, monkeypatch, tmp_path
):
    """A command on a bad deck leaves the folder as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.md").write_text("# Title\n\n```text\n")
    expected = "deck.md:3: a fence that is not closed, expected “```”; close it\n"
    assert run(capsys, command, "deck.md") == (2, "", expected)
    assert [path.name for path in tmp_path.iterdir()] == ["deck.md"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_deck_is_named(command, capsys, monkeypatch, tmp_path):
    """A deck that is not there is one sentence."""
    monkeypatch.chdir(tmp_path)
    expected = (
        "absent.md:1: no deck to read (No such file or directory), "
        "expected a Markdown file; check the path\n"
    )
    assert run(capsys, command, "absent.md") == (2, "", expected)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("command", [*COMMANDS, "verdicts"])
def test_every_command_refuses_a_name_that_one_of_them_cannot_take(
    command, name, capsys, monkeypatch, tmp_path
):
    """Pytest reads brackets and colons its own way, mkslides an ending, a terminal the rest."""
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("# Title\n")
    blocks = ["block"] if command == "verdicts" else []
    shown, found = NAMES[name]
    assert run(capsys, command, name, *blocks) == (2, "", f"{shown}:1: {found}; rename it\n")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_pytest_would_take_for_an_option_is_refused(
    command, capsys, monkeypatch, tmp_path
):
    """Said after “--”, it is a name for a command of ours, and none for pytest."""
    monkeypatch.chdir(tmp_path)
    Path("-q.md").write_text("# Title\n")
    told = "-q.md:1: the name “-q.md”, expected one as “deck.md”; rename it\n"
    assert run(capsys, command, "--", "-q.md") == (2, "", told)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_waits_for_what_is_no_file(command, capsys, monkeypatch, tmp_path):
    """A pipe that nobody writes to never ends."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("deck.md")
    expected = "deck.md:1: no deck to read (Not a file), expected a Markdown file; check the path\n"
    assert run(capsys, command, "deck.md") == (2, "", expected)


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "é" * 2_500_000, "x\n" * 50_001],
    ids=["letters", "what is read ends within a letter", "lines"],
)
def test_a_deck_has_a_length_that_can_be_read(text, tmp_path):
    """What comes after would take minutes."""
    path = tmp_path / "deck.md"
    path.write_text(f"# Title\n{text}")
    with pytest.raises(DeckError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}:1: a deck too long to read, "
        "expected at most 1,000,000 characters and 50,000 lines; split it"
    )


def test_a_message_leaves_out_the_middle_of_what_nobody_would_read():
    """A word of 100,000 letters does not fill the terminal."""
    (problem,) = parse(f"# Title\n\n```python {'x' * 100_000}\n```\n", "deck.md").problems
    begin, end = f"deck.md:3: the word “{'x' * 190}", f"{'x' * 199}”, expected one of name:NAME"
    assert str(problem).startswith(f"{begin}…{end}")


def test_which_problems_keep_a_deck_from_being_shown_is_told(capsys, monkeypatch, tmp_path):
    """Their lines are named last, where others are told, too; so does an adoption."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text("# A\n\n$x^2$\n\nNotes: a\n\n---\n\nhide: true\n\n---\n\n# B\n")
    _, _, told = run(capsys, "site", "deck.md")
    assert told.splitlines()[1:] == [
        "deck.md:9: “hide: true”, which hides elsewhere what would be shown here, expected what is "
        "for the room; delete what is hidden, or what hides it",
        "deck.md: line 9 keeps it from being shown",
    ]
    _, _, told = run(capsys, "adopt", "deck.md")
    assert told.splitlines()[-1] == (
        "deck.md: 4 lines to change, by `make adopt WRITE=1 DECK=deck.md`; left to you: 2; "
        "line 9 keeps it from being shown"
    )
