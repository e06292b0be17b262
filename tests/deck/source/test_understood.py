"""What authors write for reveal.js, reveal-md, Marp, Slidev and Pandoc is understood."""

import pytest

from deck.page.html.render import notes, picture, render
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError
from deck.source.seen import files
from deck.source.words import words
from tests.paths import DECKS

UNDERSTOOD = sorted((DECKS / "understood").glob("*.md"))


@pytest.mark.parametrize("path", UNDERSTOOD, ids=lambda path: path.stem)
def test_a_construct_of_another_tool_is_shown_as_there(path):
    """Each sample deck gives the sections that stand beside it, and has no problem."""
    deck = load(path)
    assert [*deck.problems, *files.problems(deck)] == []
    assert render(deck) + "\n" == path.with_suffix(".html").read_text()


@pytest.mark.parametrize("path", UNDERSTOOD, ids=lambda path: path.stem)
def test_no_word_for_the_speaker_is_on_a_slide(path):
    """What the samples say in their notes contains « said », and nothing else of them does."""
    for slide in load(path).slides:
        assert "said" not in picture(slide, words("fr"))
        assert "shown" not in notes(slide, words("fr"))


def test_a_separator_divides_slides_wherever_it_stands():
    """Under a list, a table, a quotation or a text, as soon as the deck has one after a space."""
    deck = parse(
        "a\n---\n- b\n---\n> c\n---\n| d |\n|---|\n---\n```text\n---\n```\n\n--\ne", "d.md"
    )
    assert [[token.content for token in slide.body if token.content] for slide in deck.slides] == [
        *(["a"], ["b"], ["c"], ["d"], ["---\n"], ["e"]),
    ]


def test_settings_of_a_slide_are_not_mistaken_for_its_text():
    """Only what Slidev knows, and as a whole, is left out of the room's sight."""
    deck = parse("# One\n\n---\nquestion: why\n---\n\n---\nlayout: x\n\ntext\n---\nend", "d.md")
    texts = [[token.content for token in slide.body if token.content] for slide in deck.slides]
    assert texts == [[], ["question: why"], ["layout: x", "text"], ["end"]]


def test_a_name_that_an_earlier_block_defines_is_known_to_be_there():
    """Functions, loops and sessions define; what Python has, or the block itself, lacks nothing."""
    fence = "```python name:{}\n{}\n```\n"
    sources = {
        "one": "def f(): return len([])\nfor i in []: pass",
        "two": ">>> import os",
        "three": "def g(): return f() + h\nprint(os, i, g, undefined)",
        "four": "f = 1\nprint(f)",
    }
    deck = parse("# A\n" + "".join(fence.format(*item) for item in sources.items()), "d.md")
    assert {block.name: dict(block.elsewhere) for block in deck.blocks} == {
        **{"one": {}, "two": {}, "four": {}},
        "three": {"f": "one", "i": "one", "os": "two"},
    }


def test_a_deck_in_which_no_slide_has_a_title_is_called_as_its_file():
    """There is a title for the page, and names for the blocks."""
    deck = parse("text\n\n---\n\n```python\nx = 1\n```\n", "folder/deck.md")
    assert (deck.title, deck.blocks[0].name) == ("deck", "slide_1")
    assert deck.blocks[0].place == "block slide_1 of slide 2"


def test_a_file_that_a_deck_includes_is_named(tmp_path):
    """Whoever follows the deck can follow it, too."""
    path = tmp_path / "deck.md"
    path.write_text("# A\n\n```python include:a.py\n```\n\n![b](b%20c.svg)\n")
    assert files.names(load(path)) == {"a.py", "b c.svg"}


def test_what_pandoc_reads_as_no_text_is_not_shown():
    """Attributes and pauses are told to the author, and what hides a slide stops as ever."""
    text = "## A {.smaller}\n\n![b](x.svg){width=50%} `c`{.sql} [d]{.small}\n\n. . .\n\n{e} f"
    deck = parse(text, "d.md")
    assert render(deck) == (
        '<section class="content">\n<h2>A</h2>\n<p><img src="x.svg" alt="b" /> <code>c</code> '
        "<span>d</span></p>\n<p>{e} f</p>\n</section>"
    )
    assert deck.slides[0].title == "A"
    nothing = "attributes of Pandoc, which change nothing here"
    assert [(one.line, one.found) for one in deck.problems] == [
        (1, f"“{{.smaller}}”, {nothing}"),
        (3, f"“{{.small}}”, {nothing}"),
        (3, f"“{{.sql}}”, {nothing}"),
        (3, f"“{{width=50%}}”, {nothing}"),
        (5, "“. . .”, a pause of Pandoc, which is none here"),
    ]
    with pytest.raises(DeckError):
        parse('## A {visibility="hidden"}\n', "d.md")
