"""What is on the pages of the handout."""

import re

from bs4 import BeautifulSoup

from deck.render import render
from tests.page.pdf.printed import Printed

A4 = (595, 842)
RULE = (0.6588, 0.6902, 0.7294)


def words(text: str) -> str:
    """Keep the letters of a text: neither spaces nor bullets nor numbers."""
    return re.sub(r"[\W\d_]", "", text)


def bodies(printed: Printed) -> list[str]:
    """Give the text of each page after its header and footer, which are asserted."""
    pages = printed.handout_texts
    author = printed.handout.metadata.author
    header = " ".join([printed.deck.title, *([author] if author else [])])
    found = []
    for number, page in enumerate(pages, 1):
        lines = page.split("\n")
        margins = [header, f"{number}/{len(pages)}"]
        assert lines[: len(margins)] == margins
        found.append("\n".join(lines[len(margins) :]))
    return found


def test_the_pages_are_a4_with_header_and_footer(printed):
    """Every page is an upright A4 that says which deck and which page it is."""
    sizes = {tuple(map(round, page.mediabox[2:])) for page in printed.handout.pages}
    assert sizes == {A4}
    assert all(bodies(printed))


def test_each_slide_is_followed_by_its_notes_and_addresses_once(printed):
    """The handout says what the slides and the notes say, in their order, and nothing else."""
    expected = ""
    sections = BeautifulSoup(render(printed.deck), "html.parser")("section")
    for section, text in zip(sections, printed.slide_texts, strict=True):
        addresses = dict.fromkeys(link["href"] for link in section("a"))
        notes = "".join(aside.get_text() for aside in section("aside"))
        expected += words(text + notes + "".join(addresses))
    assert words("".join(bodies(printed))) == expected


def test_three_slides_with_short_notes_share_a_page(talk, plain):
    """No paper is wasted where there is little to read."""
    for printed in (talk, plain):
        assert len(printed.handout.pages) == -(-len(printed.deck.slides) // 3)


def test_notes_longer_than_a_page_flow_on(long):
    """Each of the 1440 words is there once, and in its place."""
    found = re.findall(r"mot\d{4}", "".join(bodies(long)))
    assert found == [f"mot{number:04}" for number in range(1, 1441)]


def test_each_slide_without_notes_leaves_lines_to_write_on(printed):
    """At least five lines a slide without notes are drawn as wide as a hand needs."""
    bare = sum(not slide.notes for slide in printed.deck.slides)
    assert sum(map(rules, printed.handout.pages)) >= 5 * bare


def rules(page) -> int:
    """Count the lines of a page that are 45 mm wide or more, and drawn in the grey of rules."""
    found, colours = [], [()]

    def visit(operator, operands, *_) -> None:
        if operator == b"q":
            colours.append(colours[-1])
        elif operator == b"Q":
            colours.pop()
        elif operator == b"rg":
            colours[-1] = tuple(map(float, operands))
        elif operator == b"re" and colours[-1] == RULE and operands[2] >= 170:
            found.append(operands)

    page.extract_text(visitor_operand_before=visit)
    return len(found)
