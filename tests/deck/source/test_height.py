"""What is too high for its slide, even in the smallest letters, is reported before any browser."""

import pytest

from deck.source.load import load
from deck.source.parse import parse
from deck.source.seen.height import Sheet
from deck.source.seen.legibility import illegible
from tests.paths import DECKS

FITS = [
    "a_long_text_shrinks",
    "a_long_list_shrinks",
    "a_long_table_shrinks",
    "a_long_title_shrinks",
    "text_shrinks_for_its_code",
    "a_large_picture_takes_what_the_text_leaves",
    "code_in_a_list_is_seen",
    "notes_with_code_change_nothing",
]
# In pixels: a line, and so many of the gaps between paragraphs, in the smallest letters.
LINE, GAP = 28, 24 * 20 / 50


def told(body: str, front: str = "") -> list[str]:
    return [str(problem) for problem in illegible(parse(f"{front}## One\n\n{body}\n", "deck.md"))]


def height(body: str) -> float:
    """Return the height of a body alone."""
    [slide] = parse(f"# One\n\n{body}\n", "deck.md").slides
    return Sheet(1192, "```" in body).slide(slide.body)


@pytest.mark.parametrize("name", FITS)
def test_what_shrinks_enough_is_not_reported(name):
    """What the page shows whole needs no warning."""
    assert list(illegible(load(DECKS / f"{name}.md"))) == []


def test_what_is_beyond_the_floor_is_named():
    """Each slide is named in a sentence, with what it holds and what it may hold."""
    path = DECKS / "what_is_beyond_the_floor_is_named.md"
    end = "expected at most 23, to be read from the last row; split it"
    assert [str(problem).removeprefix(f"{path.parent}/") for problem in illegible(load(path))] == [
        f"{path.name}:1: as much as 55 lines of the smallest letters, on slide 1 “Trop de texte”, "
        + end,
        f"{path.name}:83: as much as 38 lines of the smallest letters, on slide 2 “Trop de texte "
        + f"pour du code”, {end}",
    ]


def test_a_table_that_is_too_wide_is_named():
    """No line of it can be broken to make it fit."""
    path = DECKS / "a_table_that_is_too_wide_is_named.md"
    [problem] = map(str, illegible(load(path)))
    assert problem == (
        f"{path}:1: a table 1884 pixels wide in the smallest letters, on slide 1 “Un tableau trop "
        "large”, expected at most 1192, to be read from the last row; split it"
    )


def test_too_much_code_is_told_once():
    """A slide whose code is too long is not told again as one whose text is."""
    [problem] = told("A word.\n\n```python notest\n" + "x\n" * 60 + "```")
    assert "60 lines of code" in problem


def test_the_canvas_is_the_one_of_the_deck():
    """What is too much for the usual slide may fit on a larger one."""
    text = "\n\n".join(["A word."] * 25)
    assert len(told(text)) == 1
    assert told(text, "---\nrevealjs:\n  width: 1920\n  height: 1080\n---\n") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A word.", LINE),
        ("One  \ntwo", 2 * LINE),
        ("One<br>two", 2 * LINE),
        ("One\n\ntwo", 2 * LINE + GAP),
        ("word " * 60, 3 * LINE),
        ("- one\n- two", 2 * LINE + 8),
        ("> one", LINE),
        ("![](x.png)", 180),
        ("A ![](x.png) word", LINE),
        ("漢" * 60, 2 * LINE),
        ("```python notest\nx\ny\n```", 2 * 1.4 * 16 + 37 + 12),
        ("<!-- nothing -->", 0),
    ],
)
def test_each_construct_has_the_height_that_the_page_gives_it(body, expected):
    """A line, a gap, a picture at its smallest, code at its floor."""
    assert height(body) == pytest.approx(expected)


@pytest.mark.parametrize("depth", [1, 6])
def test_what_is_deeply_nested_has_a_height(depth):
    """However little width is left."""
    assert height("".join(["> " * depth, "- " * depth, "word " * 9])) >= LINE
