"""One page, with one configuration, however it is built: by mkslides, for its author, on paper."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from deck.live import content
from deck.page.html.render import render
from deck.page.player.player_files import packed
from deck.page.proof.pytest_bundle import KIT
from deck.page.reveal.reveal import REVEAL, REVEAL_URL, SCRIPT, STYLE
from deck.page.serve import serving
from deck.page.site import page_of, site_files
from deck.paper.documents import SLIDES, papers
from deck.proof.traces import traces
from deck.source import cache
from deck.source.load import load
from tests.deck.browser.pages import built, show
from tests.paths import DECKS, ROOT

OWN = DECKS / "settings_of_its_own.md"
ENGLISH = DECKS / "each_word_of_the_interface.md"
PATHS = [ROOT / "slides.md", DECKS / "traps_in_fences.md", OWN, ENGLISH]
SIZE = (1024, 768)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_mkslides_gives_the_bytes_of_the_template(path, tmp_path, monkeypatch):
    """What the author's window shows is what `make site` writes, which has mkslides build it."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    deck = load(path)
    html = page_of(deck).render(render(deck))
    assert site_files(deck, {}, {})["index.html"].decode() == html


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_author_s_page_is_the_site_s_but_for_what_listens_to_saves(path):
    """A style, asked for at once, a script, and the leave to reach their server are all it adds.

    The style sheet is asked for at once, as the others are. Of reveal.js it has all: what is
    written next may ask for any of it.
    """
    deck = load(path)
    site = built(deck)
    author = replace(content.build(deck), traces=packed(traces(deck), deck.lang))
    page, added = author.page("secret").decode(), 0
    for addition, instead in (
        (r'<link rel="preload" as="style" href="band\.css">\n', ""),
        (r'<link rel="stylesheet" href="band\.css">\n', ""),
        (r'<link rel="preload" as="style" href="band\.css">\n', ""),
        (
            r'<script src="band\.js" data-version="[0-9a-f]{64}" data-secret="secret"></script>\n',
            "",
        ),
        ("connect-src 'self'", "connect-src 'none'"),
    ):
        page, count = re.subn(addition, instead, page)
        added += count
    assert added == 4
    assert page == site.pop("index.html").decode()
    files = author.files | {KIT: author.kit} if KIT in site else author.files
    assert {name: files.pop(name) for name in ("band.js", "band.css")}.keys() - files.keys()
    for name in (SCRIPT, STYLE):
        assert files.pop(name) == (REVEAL / name.removeprefix(REVEAL_URL)).read_bytes()
        assert len(site.pop(name)) > 0
    assert files == site


def test_the_settings_of_a_deck_hold_for_the_page_and_on_paper(page):
    """Front matter goes before mkslides.yml: the size of the canvas, and the form of the number."""
    deck = load(OWN)
    with serving(built(deck) | papers(deck, traces(deck))) as url:
        show(page, url)
        config = page.evaluate("Reveal.getConfig()")
        assert (config["width"], config["height"]) == SIZE
        assert page.locator(".slide-number").inner_text() == "1"
        page.goto(url + SLIDES)
        page.evaluate("paper.ready")
        assert page.locator(".slide-number").all_text_contents() == ["1", "2"]
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    points = [tuple(round(side * 96 / 72) for side in sheet.mediabox[2:]) for sheet in sheets]
    assert points == [SIZE, SIZE]
