"""The extraction of snippets: it touches nothing that it did not make."""

from pathlib import Path

import pytest

from deck.__main__ import main
from deck.source.extraction import snippets
from deck.source.load import load

DECK = """# One

```python name:a
x = 1
print(x)
```

```output
1
```

## Two « bis »

```python name:b continuation
print(x + 1)
```

```js name:c
```
"""


@pytest.fixture
def deck(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("slides.md").write_text(DECK)
    return tmp_path


def extracted():
    return {path.name: path.read_text() for path in Path("snippets").iterdir()}


def test_extraction_writes_a_snippet_a_block_with_its_context_and_output(deck):
    """What it is comes first, the context, and then the block under a line that says so."""
    assert main(["snippets"]) == 0
    files = extracted()
    manifest = files.pop(".manifest").splitlines()
    assert [line.split("  ")[1] for line in manifest] == sorted(files)
    assert files.pop("README.md").startswith("# One\n")
    assert files == {
        "01_a.py": "# Diapositive 1, «\u202fOne\u202f»\n"
        "# Se lance par\u202f: python 01_a.py\u202f; affiche 1\nx = 1\nprint(x)\n",
        "01_a.out": "1\n",
        "02_b.py": "# Diapositive 2, «\u202fTwo « bis »\u202f»\n"
        "# Se lance par\u202f: python 02_b.py\u202f; n’affiche rien\n"
        "x = 1\n\n\n# Ce que la diapositive 2 ajoute\u202f:\nprint(x + 1)\n",
        "02_c.js": "// Diapositive 2, «\u202fTwo « bis »\u202f»\n"
        "// Se lance par\u202f: node 02_c.js\u202f; n’affiche rien\n",
    }


def test_extraction_writes_only_what_changed(deck, capsys):
    """A second run writes nothing, and an edited block its own file."""
    main(["snippets"])
    before = {path.name: path.stat().st_mtime_ns for path in Path("snippets").iterdir()}
    Path("slides.md").write_text(DECK.replace("x + 1", "x + 2"))
    capsys.readouterr()
    main(["snippets"])
    after = {path.name: path.stat().st_mtime_ns for path in Path("snippets").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"02_b.py", ".manifest"}
    assert capsys.readouterr().out == "snippets/02_b.py\nslides.md: 3 blocks, 1 file changed\n"


def test_a_snippet_of_a_former_block_is_removed_and_no_other_file(deck):
    """What a student wrote beside the snippets stays."""
    main(["snippets"])
    Path("snippets/mine.py").write_text("mine")
    Path("slides.md").write_text(DECK.replace("name:a", "name:z"))
    main(["snippets"])
    assert sorted(extracted()) == [
        *(".manifest", "01_z.out", "01_z.py", "02_b.py", "02_c.js", "README.md", "mine.py")
    ]
    assert extracted()["mine.py"] == "mine"


def test_a_slide_put_between_renames_the_snippets_after_it(deck):
    """Their old names are gone, as no slide has that number and that block any more."""
    main(["snippets"])
    Path("slides.md").write_text(DECK.replace("## Two", "## Between\n\n## Two"))
    main(["snippets"])
    names = ".manifest", "01_a.out", "01_a.py", "03_b.py", "03_c.js", "README.md"
    assert sorted(extracted()) == list(names)


def test_the_numbers_have_as_many_digits_as_the_deck_needs(deck):
    """So that a folder sorted by name is in the order of the deck."""
    Path("slides.md").write_text(DECK + "## S\n\n" * 98)
    main(["snippets"])
    assert "001_a.py" in extracted()


def test_a_file_in_the_way_is_kept_and_named(deck, capsys):
    """Extraction refuses, before it writes anything, to replace what it did not make."""
    Path("snippets").mkdir()
    Path("snippets/02_b.py").write_text("mine")
    assert main(["snippets"]) == 2
    assert capsys.readouterr().err == (
        "snippets/02_b.py:1: a file that `make snippets` did not make, "
        "expected no such file; move or rename it\n"
    )
    assert extracted() == {"02_b.py": "mine"}


def test_snippets_out_of_date_are_named_with_the_command_that_repairs(deck):
    """Missing, edited and orphaned files each get a sentence."""
    main(["snippets"])
    Path("snippets/01_a.py").unlink()
    Path("snippets/02_b.py").write_text("edited")
    Path("slides.md").write_text(DECK[: DECK.index("```js")])
    remedy = "run `make snippets`"
    assert [str(problem) for problem in snippets.stale(load(Path("slides.md")))] == [
        f"snippets/01_a.py:1: no snippet, expected the one that slides.md gives; {remedy}",
        f"snippets/02_b.py:1: another text, expected the one that slides.md gives; {remedy}",
        f"snippets/02_c.js:1: another text, expected no snippet; {remedy}",
        f"snippets/README.md:1: another text, expected the one that slides.md gives; {remedy}",
    ]
    main(["snippets"])
    assert snippets.stale(load(Path("slides.md"))) == []


def test_a_snippet_that_somebody_edited_or_removed_is_told_apart_from_a_former_one(deck, capsys):
    """An edit of the deck alone fails nothing, and a check tells what brings them up to date."""
    text = "# One\n\n```python name:a\nx = 1\n```\n\n```python name:b\ny = 2\n```\n"
    Path("slides.md").write_text(text)
    main(["snippets"])
    Path("slides.md").write_text(text.replace("x = 1", "x = 1  # one"))
    assert snippets.edited(load(Path("slides.md"))) == []
    capsys.readouterr()
    assert main(["check", "--quick"]) == 0
    told = "snippets: as an earlier slides.md gave it; `make snippets` brings it up to date\n"
    assert capsys.readouterr().out.startswith(told)
    Path("snippets/01_a.py").unlink()
    Path("snippets/01_b.py").write_text("edited")
    written = "expected the one that `make snippets` wrote; run `make snippets`"
    problems = [
        f"snippets/01_a.py:1: no snippet, {written}",
        f"snippets/01_b.py:1: another text, {written}",
    ]
    assert [str(problem) for problem in snippets.edited(load(Path("slides.md")))] == problems
    assert main(["check", "--quick"]) == 1
    told = capsys.readouterr().out
    assert all(problem in told for problem in problems)
    assert "as an earlier" not in told


def test_a_check_of_the_snippets_writes_nothing(deck, capsys):
    """It fails where they are not what the deck gives, and names them."""
    main(["snippets"])
    assert main(["snippets", "--check"]) == 0
    Path("slides.md").write_text(DECK.replace("x + 1", "x + 2"))
    before = extracted()
    capsys.readouterr()
    assert main(["snippets", "--check"]) == 1
    wanted = "expected the one that slides.md gives; run `make snippets`"
    told = f"snippets/02_b.py:1: another text, {wanted}\n"
    assert capsys.readouterr() == ("", told)
    assert extracted() == before


def test_a_deck_without_snippets_is_told_once(deck):
    """One sentence is for all of them."""
    told = "snippets:1: no snippets, expected those that slides.md gives; run `make snippets`"
    parsed = load(Path("slides.md"))
    assert snippets.required(parsed)
    assert [str(problem) for problem in snippets.stale(parsed)] == [told]


def test_a_deck_without_blocks_needs_no_snippets(deck):
    """Nor their folder."""
    Path("slides.md").write_text("# One\n")
    parsed = load(Path("slides.md"))
    assert snippets.edited(parsed) == snippets.stale(parsed) == []
    assert main(["check", "--quick"]) == 0


def test_a_folder_of_another_tool_asks_for_no_snippets(deck):
    """Slidev, whose decks are called `slides.md`, too, has its own there."""
    Path("snippets").mkdir()
    Path("snippets/external.py").write_text("mine")
    assert not snippets.required(load(Path("slides.md")))


def test_another_deck_has_a_folder_of_its_own(deck):
    """Two decks in one folder don't fight over their snippets."""
    main(["snippets"])
    Path("other.md").write_text("# One\n\n```python name:a\ny = 2\n```\n")
    main(["snippets", "other.md"])
    assert Path("snippets/other/01_a.py").read_text().endswith("n’affiche rien\ny = 2\n")
    assert snippets.stale(load(Path("slides.md"))) == []
