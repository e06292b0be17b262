"""Bad input gets a sentence a problem and exit code 2, and loses nothing."""

from pathlib import Path

import pytest

from deck.__main__ import main
from tests.paths import DECKS

BAD_DECKS = DECKS / "bad"
COMMANDS = ("check", "snippets", "site", "present", "test")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD_DECKS.glob("*.md")))
def test_every_problem_of_a_bad_deck_is_reported_at_once(name, capsys, monkeypatch):
    """Each sample deck gives the messages that stand beside it, in line order, and nothing else."""
    monkeypatch.chdir(BAD_DECKS)
    expected = Path(f"{name}.txt").read_text()
    assert run(capsys, "check", f"{name}.md") == (2, "", expected)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_bad_deck_and_writes_nothing(
    command, capsys, monkeypatch, tmp_path
):
    """A command on a bad deck leaves the folder as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.md").write_text("# Title\n\n```\n```\n")
    expected = (
        "deck.md:3: a fence without a language, expected a language "
        "(python, pycon, js, output); add it after the fence\n"
    )
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
