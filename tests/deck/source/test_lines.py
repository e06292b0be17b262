"""The lines of a block that are lit up, click by click."""

import pytest

from deck.source.lines import groups, of_others, why_not


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("5", [[(5, 5)]]),
        ("1-3|5", [[(1, 3)], [(5, 5)]]),
        ("1,4-6|8|all", [[(1, 1), (4, 6)], [(8, 8)], []]),
        ("*|2", [[], [(2, 2)]]),
    ],
)
def test_groups_are_divided_by_bars_and_ranges_by_commas(written, found):
    """All lines are a group in which none stands out."""
    assert [list(group) for group in groups(written)] == found
    assert why_not(written, 8) is None


@pytest.mark.parametrize("written", ["1-", "-1", "|", "1||2", "1;2", "a", "1-2-3", "all,1", "1-+2"])
def test_what_is_no_group_is_told_with_an_example(written):
    """Nobody has to guess what is left out."""
    assert why_not(written, 8) == ("lines as “1-3|5|all”", "correct it")


def test_lines_that_are_not_there_are_told():
    """A range goes downwards, within its block."""
    assert why_not("1|3-2", 8) == ("“2-3”", "correct it")
    for written in ("0", "9", "1|2,7-9", "0-3"):
        assert why_not(written, 8) == ("lines between 1 and 8", "correct it")


@pytest.mark.parametrize(
    ("info", "lines"),
    [
        ("python {1-3|5}", "1-3|5"),
        ("python{ 1, 3 | all }", "1,3|all"),
        ("js {all|2} {foo: 'x'}", "all|2"),
        ("js [1|2]", "1|2"),
        ("js[712: 1|2|]", "1|2|all"),
        ('js data-line-numbers="|2"', "all|2"),
        ("{.js code-line-numbers='1,3'}", "1,3"),
        ("js {9}", ""),
        ("js {1|9}", ""),
        ("js {3-1}", ""),
        ("js [main.js]", ""),
        ("js {hl_lines=[1]}", ""),
        ("js {none|1}", ""),
        ('js data-line-numbers=""', ""),
        ("js", ""),
    ],
)
def test_the_lines_of_other_tools_are_read(info, lines):
    """Slidev, reveal.js and Quarto pass over lines that are not there, in silence."""
    assert of_others(info, 5) == lines
