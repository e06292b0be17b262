"""The lines of a block that are lit up, click by click: `1-3|5|all`, as in Slidev and reveal.js."""

import re

# The first and the last line of each range of a group, from 1; an empty group is all lines.
Group = tuple[tuple[int, int], ...]
# What was expected, and what to do.
Why = tuple[str, str]

WORD = "lines"
EXAMPLE = "1-3|5|all"
ALL = ("all", "*")
RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
# As other tools have it beside a language: `{1-3|5}`, `[1-3|5]`, `data-line-numbers="1-3|5"`.
LINES = r"[\d*](?:[\s\d,|*-]|all)*|all[\s|](?:[\s\d,|*-]|all)*"
OF_OTHERS = re.compile(
    rf"\{{\s*(?P<slidev>{LINES})\}}|(?<!=)\[(?:\d+:)?\s*(?P<reveal>{LINES})\]|"
    rf"""\b(?:data-|code-)line-numbers=["'](?P<html>[\s|]*(?:{LINES}))["']"""
)


def groups(written: str) -> tuple[Group, ...]:
    """Return the ranges of each group; raises ValueError where one is none."""
    return tuple(_group(one) for one in written.split("|"))


def why_not(written: str, count: int) -> Why | None:
    """Return what was expected in the place of lines, of a block of so many, and what to do."""
    try:
        found = groups(written)
    except ValueError:
        return f"lines as “{EXAMPLE}”", "correct it"
    for first, last in (one for group in found for one in group):
        if last < first:
            return f"“{last}-{first}”", "correct it"
        if not 1 <= first <= last <= count:
            return f"lines between 1 and {count}", "correct it"
    return None


def of_others(info: str, count: int) -> str:
    """Return the lines that another tool would light up, or nothing where they are not there.

    An empty group is all of them there.
    """
    if not (found := OF_OTHERS.search(info)):
        return ""
    written = "".join(found[found.lastgroup or 0].split())
    written = "|".join(group or ALL[0] for group in written.split("|"))
    return "" if why_not(written, count) else written


def _group(written: str) -> Group:
    if written in ALL:
        return ()
    found = [RANGE.fullmatch(one) for one in written.split(",")]
    if not all(found):
        raise ValueError(written)
    return tuple((int(one[1]), int(one[2] or one[1])) for one in found if one)
