"""What is on the pages of the slides, and in both documents."""

import re
from datetime import timedelta, timezone
from io import BytesIO

from bs4 import BeautifulSoup, Tag
from pypdf import PageObject, PdfReader

from deck.page.html.render import render
from deck.paper.finishing import finish
from deck.source.model import Block, Deck
from tests.deck.paper.printed import EPOCH, print_deck
from tests.deck.paper.reading import elements
from tests.paths import DECKS

WORST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


def squash(text: str) -> str:
    return re.sub(r"\s", "", text)


def sections(deck: Deck) -> list[Tag]:
    """Read the section of each slide."""
    found = BeautifulSoup(render(deck), "html.parser")("section")
    assert len(found) == len(deck.slides)
    return found


def test_the_slides_are_one_page_each_of_the_size_of_the_canvas(printed):
    """A page a slide, of 1280 by 720 pixels of 96 to the inch, whatever is on it."""
    sizes = [tuple(map(round, page.mediabox[2:])) for page in printed.slides.pages]
    assert sizes == [(960, 540)] * len(printed.deck.slides)


def test_each_page_shows_its_slide_from_its_title_to_its_number(printed):
    """The words of a slide are on its page, and those of no other."""
    slides = sections(printed.deck)
    for number, (section, text) in enumerate(zip(slides, printed.slide_texts, strict=True), 1):
        for notes in section("aside"):
            notes.extract()
        shown = squash(text).replace("•", "")
        assert shown == squash(section.get_text()) + f"{number}/{len(slides)}"


def test_every_block_is_there_to_the_character(printed):
    """The code of each slide is read back from its page, with its indentation."""
    for block in blocks_of_slides(printed.deck):
        assert has_code(printed.slide_texts[block.slide - 1], block), block.place


def test_every_block_of_the_slides_is_in_the_handout_to_the_character(printed):
    """On paper too, code keeps its indentation, and stays on one page."""
    for block in blocks_of_slides(printed.deck):
        assert any(has_code(text, block) for text in printed.handout_texts), block.place


def blocks_of_slides(deck: Deck) -> list[Block]:
    on_slides = {
        token.map[0] + 2 for slide in deck.slides for token in slide.body if token.type == "fence"
    }
    found = [block for block in deck.blocks if block.line in on_slides]
    assert found
    return found


def has_code(text: str, block: Block) -> bool:
    """Tell whether a text has the lines of a block, less the empty ones, which have no letter."""
    lines = [line.rstrip() for line in text.split("\n")]
    wanted = [line.rstrip() for line in block.source.split("\n") if line.strip()]
    return any(lines[start:][: len(wanted)] == wanted for start in range(len(lines)))


def test_no_letter_is_outside_its_page(printed):
    """Every letter is drawn within the page."""
    assert printed.slide_pages and printed.handout_pages
    for page in printed.pages:
        assert page.letters
        for letter in page.letters:
            assert 0 < letter.left < letter.right < page.width
            assert 0 < letter.bottom < page.height


def test_every_letter_stands_out_in_black_and_white(printed):
    """On a grey print each letter keeps the contrast that WCAG asks for."""
    colours = {letter.colour for page in printed.pages for letter in page.letters}
    assert min(map(contrast_with_white, colours)) >= WORST_CONTRAST


def contrast_with_white(colour: tuple[float, ...]) -> float:
    """Compute a contrast (WCAG 2.2, “relative luminance”)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_the_fonts_are_embedded_and_nothing_is_a_picture(printed):
    """Text stays text: it is drawn with the deck's own fonts, and no bitmap is but its pictures."""
    has_pictures = bool(BeautifulSoup(render(printed.deck), "html.parser")("img"))
    for reader in (printed.slides, printed.handout):
        for page in reader.pages:
            fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
            assert fonts and all(embedded(font) for font in fonts)
            assert all("AtkinsonHyperlegible" in font["/BaseFont"] for font in fonts)
            drawn = page["/Resources"].get("/XObject", {}).values()
            assert has_pictures or all(one.get_object()["/Subtype"] != "/Image" for one in drawn)


def embedded(font) -> bool:
    return "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_the_links_of_the_slides_work_in_both(printed):
    """Each address of a slide can be followed from its page and from the handout."""
    for number, section in enumerate(sections(printed.deck)):
        wanted = {link["href"] for link in section("a") if not link.find_parent("aside")}
        assert links(printed.slides.pages[number]) == wanted
        assert wanted <= set.union(*map(links, printed.handout.pages))


def links(page: PageObject) -> set[str]:
    annotations = [one.get_object() for one in page.get("/Annots", ())]
    return {one["/A"]["/URI"] for one in annotations if one["/Subtype"] == "/Link"}


def test_both_are_named_dated_and_in_french(printed):
    """Viewers show the title, screen readers hear French, and the date is the one asked for."""
    title = printed.deck.title
    for reader, name in ((printed.slides, title), (printed.handout, f"{title} – notes")):
        assert reader.metadata.title == name
        assert reader.trailer["/Root"]["/Lang"] == "fr"
        assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata["/CreationDate"] == "D:19700101000000Z"
        assert reader.metadata["/ModDate"] == "D:19700101000000Z"


def test_the_front_matter_gives_both_their_title_and_their_language(chromium):
    """Viewers show that title, and screen readers speak that language."""
    english = print_deck(DECKS / "each_word_of_the_interface.md", chromium)
    for reader, name in ((english.slides, "Zeta"), (english.handout, "Zeta – notes")):
        assert reader.metadata.title == name
        assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "Execution of sends" in " ".join(english.handout_texts)


def test_the_authors_are_those_of_the_front_matter(plain, talk):
    """A deck that says who wrote it has its authors; another has none."""
    for reader in (plain.slides, plain.handout):
        assert reader.metadata.author == "Ada Lovelace, Grace Hopper"
    assert talk.slides.metadata.author == talk.deck.metadata.get("author")


def test_both_have_a_bookmark_a_slide(printed):
    """Each slide's title leads to where the slide is."""
    titles = [slide.title for slide in printed.deck.slides]
    slides, handout = bookmarks(printed.slides), bookmarks(printed.handout)
    assert [title for title, _ in slides] == [title for title, _ in handout] == titles
    assert [page for _, page in slides] == list(range(len(titles)))
    for title, page in handout:
        assert squash(title) in squash(printed.handout_texts[page])


def bookmarks(reader: PdfReader, level: int = 1, found=None) -> list[tuple[str, int]]:
    """List the bookmarks of the two levels of headings that begin slides."""
    marks = []
    for one in reader.outline if found is None else found:
        if not isinstance(one, list):
            marks.append((" ".join(one.title.split()), reader.get_destination_page_number(one)))
        elif level < 2:
            marks += bookmarks(reader, level + 1, one)
    return marks


def test_both_are_tagged_with_a_heading_a_slide(printed):
    """A screen reader goes from slide to slide, and finds no slide twice."""
    for reader in (printed.slides, printed.handout):
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        tree = elements(reader.trailer["/Root"]["/StructTreeRoot"])
        kinds = [element["/S"] for element in tree if "/S" in element]
        assert kinds.count("/H1") + kinds.count("/H2") == len(printed.deck.slides)


def test_the_cells_of_a_table_name_their_heads(long):
    """What a screen reader says before a cell is there, under an id that each print gives it."""
    tree = long.handout.trailer["/Root"]["/StructTreeRoot"]
    heads = [one["/ID"] for one in elements(tree) if "/ID" in one]
    named = [
        head
        for element in elements(tree)
        for attribute in (element["/A"] if "/A" in element else [])
        for head in attribute.get_object().get("/Headers", [])
    ]
    assert heads == named == ["node00000000", "node00000001"]
    assert [name for name in tree["/IDTree"]["/Kids"][0].get_object()["/Names"][::2]] == heads


def test_the_heads_of_a_table_are_numbered_in_the_order_of_the_document(page, slides):
    """The browser lists them in another order now and then, and the bytes stay the same."""
    page.set_content("<h1>Sums</h1><table><tr><th>One<th>Other<tr><td>1<td>2</table>")
    printed = page.pdf(tagged=True, outline=True)
    first, second = re.findall(rb"\((node\d+)\) \d+ 0 R", printed)
    swapped = re.sub(rb"node\d+", lambda id: first if id[0] == second else second, printed)
    listed = rb"(\(node\d+\) \d+ 0 R) (\(node\d+\) \d+ 0 R)"
    other = re.sub(listed, rb"\2 \1", swapped)
    assert other != printed
    assert finish(other, slides, "", EPOCH) == finish(printed, slides, "", EPOCH)


def test_a_pdf_says_its_time_in_no_zone(page, slides):
    """A time of another zone is the same."""
    page.set_content("<h1>Sums</h1>")
    printed = page.pdf(tagged=True, outline=True)
    elsewhere = EPOCH.astimezone(timezone(timedelta(hours=14)))
    assert finish(printed, slides, "", elsewhere) == finish(printed, slides, "", EPOCH)


def test_a_pdf_that_is_laid_out_otherwise_is_finished_too(page, slides):
    """Another browser may end the lines of its table of objects as PDF allows it to."""
    page.set_content("<h1>Sums</h1><p>One and one")
    printed = page.pdf(tagged=True, outline=True)
    otherwise = printed.replace(b"\nxref\n0 ", b"\nxref\r\n0 ")
    assert otherwise != printed
    plain, other = (
        PdfReader(BytesIO(finish(one, slides, "Ada", EPOCH)), strict=True)
        for one in (printed, otherwise)
    )
    assert other.metadata == plain.metadata
    assert other.pages[0].extract_text() == plain.pages[0].extract_text() == "Sums\nOne and one"
    assert [one.title for one in other.outline] == [one.title for one in plain.outline] == ["Sums"]
