"""The extraction of snippets: it touches nothing that it did not make."""

from pathlib import Path

import pytest

from deck.__main__ import main
from deck.source import snippets
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
    """The context comes first, then the block under a line that says where it comes from."""
    assert main(["snippets"]) == 0
    assert extracted() == {
        "a.py": "# slides.md, « One », a\nx = 1\nprint(x)\n",
        "a.out": "1\n",
        "b.py": "x = 1\n\n\n# slides.md, « Two « bis » », b\nprint(x + 1)\n",
        "c.js": "// slides.md, « Two « bis » », c\n",
        ".manifest": "a.out\na.py\nb.py\nc.js\n",
    }


def test_extraction_writes_only_what_changed(deck, capsys):
    """A second run writes nothing, and an edited block its own file."""
    main(["snippets"])
    before = {path.name: path.stat().st_mtime_ns for path in Path("snippets").iterdir()}
    Path("slides.md").write_text(DECK.replace("x + 1", "x + 2"))
    capsys.readouterr()
    main(["snippets"])
    after = {path.name: path.stat().st_mtime_ns for path in Path("snippets").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"b.py"}
    assert capsys.readouterr().out == "snippets/b.py\nslides.md: 3 blocks, 1 files changed\n"


def test_a_snippet_of_a_former_block_is_removed_and_no_other_file(deck):
    """What a student wrote beside the snippets stays."""
    main(["snippets"])
    Path("snippets/mine.py").write_text("mine")
    Path("slides.md").write_text(DECK.replace("name:a", "name:z"))
    main(["snippets"])
    assert sorted(extracted()) == [".manifest", "b.py", "c.js", "mine.py", "z.out", "z.py"]
    assert extracted()["mine.py"] == "mine"


def test_a_file_in_the_way_is_kept_and_named(deck, capsys):
    """Extraction refuses, before it writes anything, to replace what it did not make."""
    Path("snippets").mkdir()
    Path("snippets/b.py").write_text("mine")
    assert main(["snippets"]) == 2
    assert capsys.readouterr().err == (
        "snippets/b.py:1: a file that `make snippets` did not make, "
        "expected no such file; move or rename it\n"
    )
    assert extracted() == {"b.py": "mine"}


def test_snippets_out_of_date_are_named_with_the_command_that_repairs(deck):
    """Missing, edited and orphaned files each get a sentence."""
    main(["snippets"])
    Path("snippets/a.py").unlink()
    Path("snippets/b.py").write_text("edited")
    Path("slides.md").write_text(DECK[: DECK.index("```js")])
    remedy = "run `make snippets`"
    assert [str(problem) for problem in snippets.stale(load(Path("slides.md")))] == [
        f"snippets/a.py:1: no snippet, expected the one that slides.md gives; {remedy}",
        f"snippets/b.py:1: another text, expected the one that slides.md gives; {remedy}",
        f"snippets/c.js:1: another text, expected no snippet; {remedy}",
    ]
    main(["snippets"])
    assert snippets.stale(load(Path("slides.md"))) == []


def test_another_deck_has_a_folder_of_its_own(deck):
    """Two decks in one folder don't fight over their snippets."""
    main(["snippets"])
    Path("other.md").write_text("# One\n\n```python name:a\ny = 2\n```\n")
    main(["snippets", "other.md"])
    assert Path("snippets/other/a.py").read_text() == "# other.md, « One », a\ny = 2\n"
    assert snippets.stale(load(Path("slides.md"))) == []
