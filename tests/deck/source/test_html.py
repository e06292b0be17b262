"""The raw HTML of a deck: what is harmless is shown, and nothing else acts."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, reject
from hypothesis import strategies as st

from deck.page.html.render import render
from deck.source.dialects.attributes import PASSED_ON
from deck.source.dialects.html import ATTRIBUTES, TAGS
from deck.source.parse import parse
from deck.source.problems import DeckError

OURS = set("section aside h1 h2 h3 h4 h5 h6 pre s".split())
PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<b>", "</b>"),
        *("<svg/onload=alert(1)>", '<a href="javascript:alert(1)">', "</a>", "<!--", "-->"),
        *("<div", ">", '"', "'", "<div onclick='x'>", "</div>", "<style>", "</style>", "<!DOCTYPE"),
        *("<![CDATA[", "]]>", "<?php", "?>", "<math><mtext></mtext><style><img src=x onerror=x>"),
        *("<iframe srcdoc='<script>alert(1)</script>'>", "&lt;script&gt;", "\n", "\n\n", "- ", "*"),
        *('<!-- .element: onclick="x" -->', '<!-- .slide: onload="x" class="&quot;>" -->', "</p>"),
        *('<!-- .element: class="a" data-background-iframe="x" -->', "</section>", "<section>"),
        *("<base href=//x>", "<form action=x>", "<meta http-equiv=refresh>", "<td>", "</td>", "x"),
    ]
)


def tags(text: str) -> list:
    """Read the section of a deck of one slide as a browser does."""
    html = render(parse(f"# One\n\n{text}", "deck.md"))
    return BeautifulSoup(html, "html.parser").find_all(True)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_whatever_is_written_nothing_acts(text):
    """No tag and no attribute is in the page but those of the lists, and no address that runs."""
    try:
        found = tags(text)
    except DeckError:
        reject()
    assert found[0].name == "section"
    for tag in found:
        assert tag.name in TAGS | OURS
        own = {"style"} if tag.name == "pre" else set()
        own |= ATTRIBUTES["*"] | ATTRIBUTES.get(tag.name, set())
        for name, value in tag.attrs.items():
            assert name in own or PASSED_ON.fullmatch(name)
            assert not str(value).lower().lstrip().startswith("javascript")


@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_tag_reaches_beyond_its_slide(text):
    """What is opened is closed, so that the next slide is beside this one."""
    try:
        html = render(parse(f"# One\n\n{text}\n\n# Two\n", "deck.md"))
    except DeckError:
        reject()
    sections = BeautifulSoup(html, "html.parser").find_all("section", recursive=False)
    assert [section.h1 and section.h1.text for section in sections][0] == "One"
    assert sections[-1].h1.text == "Two"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<KBD>x</KBD>", "<kbd>x</kbd>"),
        ("a<br/>b", "a<br>b"),
        ("<kbd>x", "<kbd>x</kbd>"),
        ("x</kbd>", "x&lt;/kbd&gt;"),
        ('<a href="https://x/" onclick="x">y</a>', '<a href="https://x/">y</a>'),
        ("<em><b>x</em>", "<em><b>x</b></em>"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_a_tag_is_shown_as_it_is_closed(text, shown):
    """Its name and its attributes are plain, and what is left open ends with its text."""
    assert f"<p>{shown}</p>" in render(parse(f"# One\n\n{text}", "deck.md"))


@pytest.mark.parametrize(
    "shown",
    [
        '<table>\n<thead class="a">\n<tr lang="fr"><th colspan="2" title="&lt;/th&gt; > b">x</th>'
        "</tr>\n</thead>\n</table>",
        '<table>\n<tbody class="a"><tr class="b"><td rowspan="2" class="c">x</td></tr></tbody>\n'
        "</table>",
        '<ol start="3">\n<li>x</li>\n</ol>',
        '<details open="">\n<summary>x</summary>\ny\n</details>',
    ],
    ids=["head", "body", "ol", "details"],
)
def test_a_tag_keeps_the_attributes_of_what_it_says(shown):
    """A cell that spans others, a list that goes on, what is unfolded at first."""
    html = render(parse(f"# One\n\n{shown}", "deck.md"))
    read, expected = (BeautifulSoup(one, "html.parser") for one in (html, shown))
    name = expected.find(True).name
    assert str(read.find(name)) == str(expected)


def test_a_tag_that_is_not_known_leaves_those_around_it_as_they_are():
    """It is shown as text alone: what is around it is no markup on the slide."""
    text = '<div class="a">\n<b>x</b> <carbon:arrow-right /> <kbd>y</kbd>\n</div>'
    html = render(parse(f"# One\n\n{text}", "deck.md"))
    assert "\n<b>x</b> &lt;carbon:arrow-right /&gt; <kbd>y</kbd>\n" in html


def test_a_browser_reads_no_comment():
    """Beside a text, or in it."""
    html = render(
        parse("# One\n\n<!-- a --> b <!-- c -->\n\n<!-- e -->\n\nf <!-- g\nh -->", "deck.md")
    )
    assert BeautifulSoup(html, "html.parser").text.split() == ["One", "b", "f"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<!-- a --> b <!-- c\n\nd -->", "<!--"),
        ("b <!-- c\n\nd -->", "<!--"),
        ("<!-- c\n\n# Two", "<!--"),
        ("<script>\n\n# Two", "<script"),
        ("<STYLE scoped>\n\n# Two", "<STYLE"),
        ("<?php\n\n# Two", "<?"),
        ("<!DOCTYPE\n\n# Two", "<!"),
        ("<![CDATA[\n\n# Two", "<![CDATA["),
    ],
)
def test_what_is_not_closed_stops_as_it_swallows_or_shows_what_it_hides(text, what):
    """A comment is not for the room, and the slides below it are."""
    with pytest.raises(DeckError) as stopped:
        parse(f"# One\n\n{text}", "deck.md")
    told = f"deck.md:3: “{what}” that is not closed, expected its end, with no empty line where "
    assert f"{told}text is before it; close it" in str(stopped.value).splitlines()
