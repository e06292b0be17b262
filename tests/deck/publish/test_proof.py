"""A deck is proved before it is published, or is not published."""

import subprocess

import pytest

from deck.proof.pythons.report import Outcome, Report
from deck.publish import proof
from deck.publish.proof import DoesNotHold, Proof, commit, prove
from deck.source.load import load

HOLDS = "# One\n\n```python name:one\nprint(1)\n```\n\n```output\n1\n```\n"


def git(folder, *words: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *names, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_commit_of_a_deck_is_told_with_what_is_not_in_it(tmp_path):
    """None where git does not know the deck."""
    deck, other = tmp_path / "one.md", tmp_path / "two.md"
    for path in (deck, other):
        path.write_text("# One\n")
    assert commit(load(deck)) == ("", False)
    git(tmp_path, "init", "--quiet")
    assert commit(load(deck)) == ("", False)
    git(tmp_path, "add", "one.md")
    git(tmp_path, "commit", "--quiet", "-m", "One")
    head = git(tmp_path, "rev-parse", "--short", "HEAD")
    assert (commit(load(deck)), commit(load(other))) == ((head, False), ("", False))
    deck.write_text("# Two\n")
    assert commit(load(deck)) == (head, True)


USES = """# One

![a](in/a.png) [b](b.txt)

```python name:one
import c
print(open("d.csv").read())
```

```python name:two include:e.py
```
"""


@pytest.mark.parametrize("name", ["in/a.png", "b.txt", "c.py", "d.csv", "e.py", "tests/one/t.py"])
def test_a_file_that_a_deck_uses_and_its_commit_lacks_is_told(name, tmp_path):
    """Be it ignored; what the deck does not use is no matter."""
    deck = tmp_path / "one.md"
    deck.write_text(USES)
    names = ["in/a.png", "b.txt", "c.py", "d.csv", "e.py", "tests/one/t.py", "other.csv"]
    for one in names:
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).touch()
    (tmp_path / ".gitignore").write_text(f"{name}\nother.csv\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "One")
    head = git(tmp_path, "rev-parse", "--short", "HEAD")
    assert commit(load(deck)) == (head, True)
    git(tmp_path, "add", "--force", name)
    git(tmp_path, "commit", "--quiet", "-m", "Two")
    head = git(tmp_path, "rev-parse", "--short", "HEAD")
    assert commit(load(deck)) == (head, False)


def test_a_deck_whose_name_is_a_pattern_has_no_commit_of_others(tmp_path):
    """The pattern would be the name of those."""
    for name in ("one.md", "*.md"):
        (tmp_path / name).write_text("# One\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "one.md")
    git(tmp_path, "commit", "--quiet", "-m", "One")
    assert commit(load(tmp_path / "*.md")) == ("", False)


def test_what_a_check_finds_is_why_a_deck_does_not_hold(tmp_path, monkeypatch):
    """No other Python is asked then."""
    deck = tmp_path / "one.md"
    deck.write_text(HOLDS.replace("(1)", "(2)"))
    monkeypatch.setattr(proof, "everywhere", None)
    with pytest.raises(DoesNotHold, match="block one of slide 1 “One” gives something else"):
        prove(load(deck))


def test_the_pythons_that_had_something_to_run_are_those_of_the_proof(tmp_path, monkeypatch):
    """A deck holds on all of them, or is not proved."""
    path = tmp_path / "one.md"
    path.write_text(HOLDS)
    deck, told = load(path), []
    outcomes = [Outcome("3.10", [([1], "")]), Outcome("3.11", []), Outcome("3.12", [([1], "")])]
    monkeypatch.setattr(proof, "everywhere", lambda *_: Report(deck, outcomes, ["Python 3.14"]))
    assert prove(deck, lambda *step: told.append(step)) == Proof(["3.10", "3.12"], untried=[])
    assert told == [(f"{path}: check", 0, 1)]
    outcomes[0].results[0] = ([1], "one.md:3: no")
    done = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(proof, "hear", lambda *_: done)
    with pytest.raises(DoesNotHold, match="3.10: one.md:3: no"):
        prove(deck)
