"""What is wrong with a deck is told with a command that its author can type."""

from pathlib import Path

import pytest

from deck.__main__ import main
from deck.source import problems
from deck.source.problems import make

TYPED = {
    ("check", "slides.md", ()): ("make check", "deck check slides.md"),
    ("check", "other.md", ()): ("make check DECK=other.md", "deck check other.md"),
    ("check", "my talk.md", ()): ("make check DECK='my talk.md'", "deck check 'my talk.md'"),
    ("accept", "a.md", (("BLOCK", "four"),)): (
        "make accept BLOCK=four DECK=a.md",
        "deck accept --block four a.md",
    ),
    ("accept", "a.md", (("WORDS", "1"),)): (
        "make accept WORDS=1 DECK=a.md",
        "deck accept --words a.md",
    ),
}


@pytest.mark.parametrize(("asked", "commands"), TYPED.items(), ids=str)
def test_a_command_is_what_its_author_can_type(asked, commands, tmp_path, monkeypatch):
    """Where the command is installed, and no Makefile calls it, it has its own name."""
    target, path, options = asked
    told = [make(target, path, **dict(options))]
    monkeypatch.setattr(problems, "IS_INSTALLED", True)
    monkeypatch.chdir(tmp_path)
    told.append(make(target, path, **dict(options)))
    for makefile in ("check:\n", 'check:\n\t@$(RUN) check "$(DECK)"\n'):
        (tmp_path / "Makefile").write_text(makefile)
        told.append(make(target, path, **dict(options)))
    assert told == [commands[0], commands[1], commands[1], commands[0]]


MAKERS = {
    "site": ("index.html", "<p>mine</p>"),
    "snippets": ("01_a.py", "mine"),
}


@pytest.mark.parametrize("target", MAKERS)
def test_what_made_no_file_is_called_as_its_author_calls_it(target, tmp_path, monkeypatch, capsys):
    """Where the command is installed, there is no Makefile to name."""
    monkeypatch.chdir(tmp_path)
    name, text = MAKERS[target]
    Path("a.md").write_text("# A\n\n```python name:a\nx = 1\n```\n")
    path = Path("snippets/a" if target == "snippets" else "site", name)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    monkeypatch.setattr(problems, "IS_INSTALLED", True)
    assert main([target, "a.md"]) == 2
    assert capsys.readouterr().err == (
        f"{path}:1: a file that `deck {target}` did not make, expected no such file;"
        " move or rename it\n"
    )
