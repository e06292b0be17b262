"""The sections of the page: what they show of a block is its source, to the character."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from deck.page.html.render import render
from deck.source.load import load
from deck.source.parse import parse
from tests.paths import DECKS

HOSTILE = st.sampled_from(
    ["</code></pre>", "</textarea>", "<script>", "<!--", "-->", "&lt;", "\t", " ", "\n", "x", "```"]
)


def shown(deck):
    soup = BeautifulSoup(render(deck), "html.parser")
    return [code.text for code in soup.select("pre > code:not(.language-output)")]


def test_a_block_is_shown_to_the_character():
    """Neither colours nor escapes change a letter of it."""
    deck = load(DECKS / "traps_in_fences.md")
    assert shown(deck) == [block.source for block in deck.blocks]


@given(st.lists(HOSTILE).map("".join), st.sampled_from(["html", "js", "rust", "pycon", "python"]))
def test_no_text_of_a_block_leaves_it(source, language):
    """Whatever stands in a fence stays text."""
    deck = parse(f"# One\n\n~~~~{language} notest\n{source}\n~~~~\n", "deck.md")
    assert shown(deck) == [source + "\n"]


def test_raw_html_is_shown_as_it_is_written():
    """An author who writes of `<int>` sees it, and a comment stays hidden."""
    deck = parse("# One\n\nlist<int> <!-- hidden -->\n\n<script>alert(1)</script>\n", "deck.md")
    soup = BeautifulSoup(render(deck), "html.parser")
    assert soup.text.split() == ["One", "list<int>", "<script>alert(1)</script>"]


def test_the_notes_of_a_slide_stand_in_its_aside():
    """Their output blocks are captioned in French."""
    text = "# One\n\n```python\nprint(4)\n```\n\nNotes:\n\nsaid\n\n```output\n4\n```\n"
    soup = BeautifulSoup(render(parse(text, "deck.md")), "html.parser")
    assert soup.select_one("section > aside.notes").text.split() == ["said", "Sortie", "4"]


@pytest.mark.parametrize(
    ("words", "free"),
    [("{}", None), (" runner:any_order{}", "order"), ("{} varies", "numbers")],
)
def test_what_is_free_in_an_output_is_known_to_the_page(words, free):
    """Which compares with it what is predicted."""
    text = f"# One\n\n```python{words}\n```\n".format("\nprint(4)\n```\n\n```output")
    deck = parse(text, "deck.md")
    assert BeautifulSoup(render(deck), "html.parser").select_one(".block").get("data-free") == free


@pytest.mark.parametrize(
    ("lang", "caption", "example"),
    [
        ("fr", "Sortie, un ordre parmi d’autres", "Sortie type, un ordre parmi d’autres"),
        ("en", "Output, one order among others", "Typical output, one order among others"),
    ],
)
def test_an_output_whose_order_is_free_is_said_to_be_one_of_them(lang, caption, example):
    """What runs, or its diagram, is seen in another."""
    block = "```python runner:any_order\nprint(4)\n```\n\n```output{}\n4\n```\n\n"
    text = f"---\nlang: {lang}\n---\n# One\n\n" + block.format("") + block.format(" varies:example")
    soup = BeautifulSoup(render(parse(text, "deck.md")), "html.parser")
    assert [one.text for one in soup("figcaption")] == [caption, example]
