"""What each snippet says of itself to a student, and that it is what is judged."""

import subprocess
import sys
from dataclasses import replace

import pytest

from deck.proof.judge.verdict import verdict
from deck.source.code import languages
from deck.source.extraction import snippets
from deck.source.parse import parse


def deck_of(text, front=""):
    return parse(f"{front}# T\n\n{text}", "deck.md")


def above(text, front="", title=None):
    """Return what stands above the only block of a deck, with plain spaces for narrow ones."""
    deck = deck_of(text, front)
    block = deck.blocks[0] if title is None else replace(deck.blocks[0], title=title)
    return snippets.above(deck, block).replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("4", "affiche 4"),
        ("4\n5", "affiche 4…"),
        ("\n  4\tx\n", "affiche 4 x"),
        ("\n", "affiche des lignes vides"),
        ("rien", "affiche rien"),
        (f"{'x' * 61}", f"affiche {'x' * 60}…"),
        (f"{'x' * 60}\n1", f"affiche {'x' * 60}…"),
        ("Paris\nValueError: Lyon", "affiche Paris et se termine par ValueError: Lyon"),
        ("Paris\n4\nKeyError", "affiche Paris… et se termine par KeyError"),
        ("StopIteration: 4", "se termine par StopIteration: 4"),
        ("a.b.MyError: x", "se termine par a.b.MyError: x"),
        ("4\nexit code 3", "affiche 4 et se termine par exit code 3"),
        ("ValueError: 4\n5", "affiche ValueError: 4…"),
        ("an Error: 4", "affiche an Error: 4"),
    ],
)
def test_a_snippet_says_how_what_it_prints_begins(stated, said):
    """The rest is beside it."""
    text = above(f"```python name:a\n```\n\n```output\n{stated}\n```\n")
    assert text == f"# Diapositive 1, « T »\n# Se lance par : python 01_a.py ; {said}\n"


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        ("python name:a", "Se lance par : python 01_a.py ; n’affiche rien"),
        (
            "python name:a fixture:x fixture:b",
            "Ne se lance pas seul : il lui faut b, x, de pytest ; n’affiche rien",
        ),
        ("python name:a notest", "Montré seulement"),
        ("pycon name:a notest", "Montré seulement"),
        ("rust name:a notest", "Montré seulement"),
    ],
)
def test_a_snippet_says_how_it_is_run_where_it_runs_by_itself(fence, said):
    """And no more of what is only shown."""
    assert above(f"```{fence}\n```\n").splitlines()[1].partition(" ")[2] == said


def test_a_snippet_says_that_its_lines_come_in_any_order():
    """As what it prints begins otherwise the next time."""
    text = "```python name:a runner:any_order\n```\n\n```output\n1\n2\n```\n"
    assert above(text).endswith("; affiche 1… (dans un ordre quelconque)\n")


def test_a_snippet_says_that_what_it_prints_is_an_example():
    """Where it varies: its reader sees something else."""
    text = "```python name:a\n```\n\n```output varies\n[3, 1, 6]\n```\n"
    assert above(text).endswith("; affiche par exemple [3, 1, 6]\n")
    english = above(text, "---\nlang: en\n---\n")
    assert english.endswith("; prints e.g. [3, 1, 6]\n")


def test_a_deck_in_english_has_snippets_in_english():
    """By the language that its front matter sets, of whatever country."""
    text = "```python name:a\n```\n\n```output\n1\n```\n"
    for language in ("en", "en-GB"):
        assert above(text, f"---\nlang: {language}\n---\n") == (
            "# Slide 1, “T”\n# Run it with: python 01_a.py; prints 1\n"
        )


def test_a_slide_without_a_title_has_its_number_alone():
    """Nothing stands between empty quotes."""
    assert above("```python name:a\n```\n", title="").startswith("# Diapositive 1\n")


@pytest.mark.parametrize("title", ["x\u2028print(1)", "x\x0cy", "Encoding: klingon", "coding=x"])
def test_no_title_changes_a_program(title, tmp_path):
    """It neither ends the comment that it stands in, nor says how the file is encoded."""
    path = tmp_path / "a.py"
    path.write_text(above("```python name:a\n```\n", title=title) + "print('é')\n", "utf-8")
    command = [sys.executable, "-X", "utf8", path]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("é\n", "")


@pytest.mark.parametrize(
    ("language", "title", "begins"),
    [
        ("rust", "T", "// Diapositive 1, « T »\n// "),
        ("sql", "T", "-- Diapositive 1, « T »\n-- "),
        ("html", "a --> b", "<!-- Diapositive 1, « a - -> b » -->\n<!-- "),
        ("css", "a */ b", "/* Diapositive 1, « a * / b » */\n/* "),
        ("yaml", "T", "# Diapositive 1, « T »\n# "),
        ("json", "T", ""),
    ],
)
def test_what_a_snippet_is_stands_in_comments_of_its_language(language, title, begins):
    """A title can't end them; where there are none, the index says it alone."""
    text = above(f"```{language} name:a notest\n```\n", title=title)
    assert text.startswith(begins) and bool(text) == bool(begins)


@pytest.mark.parametrize(
    ("language", "source", "ending"),
    [
        ("console", "$ ls\na\n", ".txt"),
        ("shell-session", "$ ls\na\n", ".txt"),
        ("bash", "$ ls\na\n", ".txt"),
        ("sh", "# List.\n$ ls\n", ".txt"),
        ("bash", "echo $HOME\n", ".sh"),
        ("sh-session", "$ ls\n", ".txt"),
        ("of nobody", "$ ls\n", ".txt"),
        ("rust", "$ ls\n", ".rs"),
    ],
)
def test_a_session_at_a_shell_is_no_script(language, source, ending):
    """Nothing could run its prompts."""
    assert languages.suffix(language, source) == ending


SELVES = """
```python name:a
import sys
print(__file__, sys.argv[0], len(open(__file__, encoding="utf-8").readlines()))
raise ValueError
```

```output
01_a.py 01_a.py 5
ValueError
```

```js name:b
console.log(require("path").basename(__filename));
```

```output
01_b.js
```
"""


def test_what_is_judged_is_the_file_that_students_get():
    """By its name and by its text, to the line, as a program may print both."""
    deck = deck_of(SELVES)
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None, None]
