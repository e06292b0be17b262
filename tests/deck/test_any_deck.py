"""Any deck at all is shown and extracted, or each of its problems is a line that says where."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.page.html.render import render
from deck.page.mkslides.configuration import configuration
from deck.source.extraction import snippets
from deck.source.load import load
from deck.source.paths import check_path
from deck.source.problems import DeckError
from deck.source.seen.legibility import illegible

WHERE = re.compile(r"[^\n]*:[1-9]\d*: [^\n]+, expected [^\n]+; [^\n]+")


def any_of(*texts):
    return st.sampled_from(texts)


odd = any_of(
    "\0", "\t", "\f", "\x0b", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "é", "😀", "\r"
)
text = st.text(st.characters(codec="utf-8"), max_size=12)
markup = any_of(
    *("*", "**a", "_", "`", "[", "](", "![", "<", "<!--", "-->", "&#xd800;", "\\", "|", "> ", "- "),
    *(
        "1. ",
        "\t",
        "    ",
        "[a]: b",
        "[a](b",
        "<div>",
        "<script>",
        "<http://[",
        "| a |",
        "|-|",
        "---",
    ),
)
line = st.lists(text | markup | odd, max_size=4).map("".join)

language = any_of(
    *("python", "python", "python", "js", "rust notest", "text notest", "c++ notest", "output"),
    *("pycon", "pytho", "{.python}", "PYTHON", ""),
)
word = text | any_of(
    *("name:a", "name:b", "name:../x", "name:con", "name:os", "name:", "continuation", "notest"),
    *("fixture:x", "fixture:", "runner:any_order", "runner:x", "retry:3", "\x1b[2J", "x" * 500),
)
code = any_of(
    *(
        "x = 1",
        "print(x)",
        "x = 1; print(x); y = '\\d'",
        "raise ValueError(1)",
        "return",
        "await x",
    ),
    *(
        ">>> x",
        "... y",
        ">>>x",
        "4",
        "<BLANKLINE>",
        "if 1:",
        "\tx",
        "def f():",
        "    '''",
        "# coding: x",
    ),
    *(
        "x = " + "-" * 300 + "1",
        "x = " + "(" * 300,
        "from __future__ import annotations",
        "console.log(1)",
    ),
)


@st.composite
def fences(draw):
    fence = draw(any_of("```", "~~~", "````", "`" * 50))
    before = draw(any_of("", "", "", "> ", "- ", "\t", "   ", "    "))
    words = draw(st.lists(word, max_size=1) | st.lists(word, max_size=4))
    info = draw(any_of(" ", " ", "\t", "\u2028")).join([draw(language), *words])
    body = draw(st.lists(code | line | any_of("```", "# Not a title"), max_size=4))
    end = [fence] * draw(any_of(1, 1, 1, 0))
    return "\n".join(before + one for one in [fence + info, *body, *end])


plain = any_of("1", "a word", "true", "1280", '""', "c/t", "2020-01-01")
scalar = (
    plain
    | text
    | any_of(
        *(
            "1",
            "0x" + "f" * 99,
            "9" * 5000,
            ".nan",
            "2020-01-01",
            "2020-99-99",
            '"\\ud800"',
            '"${nope}"',
        ),
        *("${oc.env:HOME}", "???", "~", "*a", "&a [*a]", "!!int ''", "!!timestamp x", "!!binary é"),
        *(
            "!!python/object:os.system x",
            "[1]",
            "[" * 30,
            "http://[",
            "nope.py",
            "'",
            "{<<: 1}",
            "=",
            "1:2:3",
        ),
    )
)
known = any_of("author", "revealjs: {width", "revealjs: {a: {b", "slides: {title", "date")
key = text | any_of(
    *("author", "slides", "revealjs", "plugins", "title", "template", "favicon", "theme", "width"),
    *("preprocess_script", "&a revealjs", "? [1]", "<<", "1", "~", "!!binary aGk="),
)
flat = st.tuples(key, scalar).map(": ".join)
nested = st.tuples(key, st.lists(flat, min_size=1, max_size=2)).map(
    lambda pair: f"{pair[0]}: {{{', '.join(pair[1])}}}"
)
usual = st.tuples(known, scalar).map(lambda pair: ": ".join(pair) + "}" * pair[0].count("{"))
front_matter = st.lists(usual, max_size=2) | st.lists(usual | flat | nested, max_size=3)
front_matter = front_matter.map(lambda lines: "\n".join(["---", *lines, "---"]))
heading = any_of("# Title", "# Title", "## Two", "### Three", "#", "Title\n=====", "> # T")
piece = (
    line
    | fences()
    | heading
    | any_of("Notes:", "notes:", " Notes: ", "![x](n.png)", "[x](http://[)")
)
decks = st.builds(
    lambda front, start, pieces, between, end: front + start + between.join(pieces) + end,
    st.just("") | front_matter.map(lambda text: text + "\n"),
    any_of("# Title\n\n", "# Title\n\n", ""),
    st.lists(piece, max_size=8),
    any_of("\n", "\n\n", "\r\n", "\r"),
    any_of("", "\n", "```", "<!--"),
)
names = st.builds(
    lambda stem, suffix: (stem + suffix).replace("/", "").replace("\0", "") or "x",
    st.lists(
        text | any_of("x[1]", "a::b", ".", "-", "@", "\udcff", "\n", "~", "%s", " "), max_size=3
    ).map("".join),
    any_of(".md", ".md", ".md", ".txt", ".MD", ""),
)


def read(path):
    """Do what each command does with a deck before it runs a block."""
    deck = load(path)
    snippets.files(deck)
    list(illegible(deck))
    render(deck).encode()
    if deck.metadata:
        configuration(deck)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


def ends_well(do, *arguments):
    try:
        do(*arguments)
    except DeckError as error:
        for told in map(str, error.problems):
            assert WHERE.fullmatch(told), told
            told.encode()


def repeatable(examples):
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None)


@repeatable(200)
@given(decks)
def test_any_deck_is_read_or_told_where_it_is_wrong(folder, text):
    """The only ends are success and lines that begin with the place."""
    path = folder / "deck.md"
    path.write_bytes(text.encode())
    ends_well(read, path)


@repeatable(70)
@given(front_matter)
def test_any_front_matter_holds_or_is_told_of(folder, text):
    """Whatever is between the dashes, above a deck that is well."""
    path = folder / "deck.md"
    path.write_bytes(f"{text}\n# Title\n".encode())
    ends_well(read, path)


@repeatable(30)
@given(names)
def test_any_name_of_a_deck_is_taken_or_told_of(name):
    """A name that one command can't take is refused by all, on one line that can be printed."""
    ends_well(check_path, Path(name))
