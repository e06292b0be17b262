"""What is wrong twice in a text is told twice, by the line of each."""

import pytest

from deck.source.parse import parse
from deck.source.problems import DeckError
from deck.source.seen import files


def told(*lines: str) -> list[tuple[int, str]]:
    """Read a deck: the lines of all that is wrong with it, with what was found there."""
    try:
        deck = parse("\n".join(["# One", "", *lines]), "deck.md")
        problems = [*deck.problems, *files.problems(deck)]
    except DeckError as error:
        problems = error.problems
    return [(problem.line, problem.found) for problem in problems]


COMMENT = "“%%x%%”, which hides something, left out here, too"
TAG = "“<b hidden>”, which hides elsewhere what would be shown here"
PICTURE = "“y.png”, a file that is not there"
TWICE = {
    "comments": (("a %%x%% b", "c %%x%% d"), [(3, COMMENT), (4, COMMENT)]),
    "tags in a text": (("a <b hidden>x</b>", "b <b hidden>x</b>"), [(3, TAG), (4, TAG)]),
    "tags": (("<div>", "<b hidden>x</b>", "<b hidden>y</b>", "</div>"), [(4, TAG), (5, TAG)]),
    "pictures": (("![y.png](y.png)", "![y.png](y.png)"), [(3, PICTURE), (4, PICTURE)]),
    "pictures that lead on": (
        ("[![](y.png)](deck.md)", "![](y.png)"),
        [(3, "“deck.md”, a file that is not there"), (3, PICTURE), (4, PICTURE)],
    ),
    "pictures of HTML": (
        ("[y.png](y.png)", '<img src="y.png" title="y.png">', '<img src="y.png">'),
        [(3, PICTURE), (4, PICTURE), (5, PICTURE)],
    ),
    "a block of HTML": (
        ("<div>", '<img src="y.png">', '<img src="y.png">', "</div>"),
        [(4, PICTURE), (5, PICTURE)],
    ),
    "defined elsewhere": (("[y]", "[y]", "", "[y]: y.png"), [(3, PICTURE), (3, PICTURE)]),
}


@pytest.mark.parametrize(("lines", "expected"), TWICE.values(), ids=TWICE)
def test_what_is_wrong_twice_has_the_line_of_each(lines, expected):
    """An author who has mended the first is led to the second."""
    assert told(*lines) == expected
