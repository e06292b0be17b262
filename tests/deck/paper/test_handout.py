"""What is on the pages of the handout."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from deck.page.html.render import render
from deck.proof.traces import traces
from deck.source import words as catalogue
from deck.source.model import Deck
from deck.trace.diagram import diagram
from deck.trace.model import Trace
from tests.deck.paper.printed import Printed
from tests.deck.paper.reading import Page, elements

A4 = (595, 842)
# In points, where its margins end.
HEAD, FOOT = 842 - 22 / 25.4 * 72, 16 / 25.4 * 72
RULE = (0.6588, 0.6902, 0.7294)


def words(text: str) -> str:
    """Keep the letters of a text: neither spaces nor bullets nor numbers."""
    return re.sub(r"[\W\d_]", "", text)


def squash(text: str) -> str:
    return re.sub(r"\s", "", text)


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


def test_each_slide_is_followed_by_its_runs_notes_and_addresses_once(printed):
    """The handout says what the slides, diagrams and notes say, in order, and nothing else."""
    expected = ""
    sections = BeautifulSoup(render(printed.deck), "html.parser")("section")
    for number, (section, text) in enumerate(zip(sections, printed.slide_texts, strict=True), 1):
        addresses = dict.fromkeys(link["href"] for link in section("a"))
        notes = "".join(aside.get_text() for aside in section("aside"))
        diagrams = "".join(shown for slide, shown in runs(printed.deck) if slide == number)
        expected += words(text + diagrams + notes + "".join(addresses))
    assert words("".join(bodies(printed))) == expected


def test_three_slides_with_short_notes_share_a_page(plain):
    """No paper is wasted where there is little to read."""
    assert len(plain.handout.pages) == -(-len(plain.deck.slides) // 3)


def test_each_run_is_drawn_on_the_page_of_its_slide(talk, cut, noted, filled):
    """The diagram of each recorded block is whole, under the picture of the slide of the block.

    Where its order is free, it is said to be one among others.
    """
    assert any(block.any_order for block in filled.deck.blocks)
    for printed in (talk, cut, noted, filled):
        shown = list(runs(printed.deck))
        assert shown
        for slide, text in shown:
            number = f"{slide}/{len(printed.deck.slides)}"
            pages = [page for page in map(squash, bodies(printed)) if squash(text) in page]
            assert len(pages) == 1 and number in pages[0].partition(squash(text))[0], text


def test_a_long_run_is_cut_with_a_mark(talk, cut):
    """It says how much there is more, in its place: after the last arrow."""
    marks = [re.search(r"… \d+ étapes de plus$", text) for _, text in runs(cut.deck)]
    assert len(marks) == 1 and marks[0]
    assert marks[0][0] in "".join(cut.handout_texts)


def test_what_moves_nothing_has_no_diagram(plain, cut):
    """Neither a deck of definitions, nor a program that calls nothing of its own, is drawn."""
    assert "print" in "".join(block.source for block in cut.deck.blocks)
    for printed, count in ((plain, 0), (cut, 1)):
        assert "".join(printed.handout_texts).count("Exécution de") == count


def test_a_screen_reader_is_told_of_each_diagram(talk):
    """Each is a figure that says what it is of."""
    tree = elements(talk.handout.trailer["/Root"]["/StructTreeRoot"])
    figures = [element["/Alt"] for element in tree if "/Alt" in element]
    pictures = BeautifulSoup(render(talk.deck), "html.parser")("img")
    drawn = [one for one in figures if one not in {picture["alt"] for picture in pictures}]
    assert drawn == [label(trace) for trace in traces(talk.deck).values()]


def runs(deck: Deck) -> Iterator[tuple[int, str]]:
    """Give the words of each diagram, after its caption, with the number of its slide."""
    for block in deck.blocks:
        trace = traces(deck).get(block.name)
        svg = BeautifulSoup(diagram(trace, catalogue.words("fr")) if trace else "", "html.parser")
        if len(svg(class_="name")) > 1:
            order = ", un ordre parmi d’autres" if block.any_order else ""
            texts = [f"Exécution de {block.name}{order}", *(text.text for text in svg("text"))]
            yield block.slide, " ".join(texts)


def label(trace: Trace) -> str:
    return BeautifulSoup(diagram(trace, catalogue.words("fr")), "html.parser").svg["aria-label"]


def test_notes_longer_than_a_page_flow_on(long):
    """Each of the 1440 words is there once, and in its place."""
    found = re.findall(r"mot\d{4}", "".join(bodies(long)))
    assert found == [f"mot{number:04}" for number in range(1, 1441)]


def test_each_slide_without_notes_leaves_lines_to_write_on(printed):
    """At least five lines a slide without notes are drawn as wide as a hand needs."""
    bare = sum(not slide.notes for slide in printed.deck.slides)
    assert sum(len(rules(page)) for page in printed.handout_pages) >= 5 * bare


def test_no_page_but_the_last_is_more_than_half_empty(talk, long, cut, noted, filled):
    """A slide alone is larger, and lines to write on fill what the next one does not fit into."""
    handouts = [printed.handout_pages for printed in (talk, long, cut, noted, filled)]
    assert min(map(len, handouts)) > 1
    for page in (page for pages in handouts for page in pages[:-1]):
        drawn = [*(letter.bottom for letter in page.letters), *rules(page)]
        lowest = min(height for height in drawn if height > FOOT)
        assert (HEAD - lowest) / (HEAD - FOOT) >= 0.5, page.text


def test_a_slide_alone_on_its_page_takes_the_width(filled):
    """It can be read from further away, and its notes are under it."""
    [page] = [one for one in filled.handout_pages if "Une diapositive seule" in one.text]
    assert max(letter.right for letter in page.letters if FOOT < letter.bottom < HEAD) > 500


def rules(page: Page) -> list[float]:
    """Find the lines of a page that are 45 mm wide or more, and drawn in the grey of rules."""
    return [box.bottom for box in page.boxes if box.colour == RULE and box.width >= 170]
