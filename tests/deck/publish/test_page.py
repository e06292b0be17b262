"""What is published is opened from disk in a real browser."""

import pytest
from playwright.sync_api import expect

from deck.paper.documents import papers
from deck.paper.pdf import picture_in, print_in
from deck.source.progress import silent
from tests.deck.browser.running import axe, until
from tests.deck.publish.conftest import DATE, published

READY = "window.Reveal?.hasPlugin?.('stage')"
WIDTHS = {"wide": (1280, 720), "phone": (390, 844)}


@pytest.mark.parametrize("name", ["index.html", "villes/snippets/index.html"])
def test_the_pages_around_the_decks_are_for_everybody(name, page, both):
    """In both themes, on a projector and on a phone, without anything beyond their edge."""
    page.goto(f"{both.as_uri()}/{name}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert axe(page) == []
    page.emulate_media(color_scheme="null")


def test_the_index_shows_the_first_slide_of_a_deck(page, chromium, decks, tmp_path):
    """As a small picture of its own shape, by the browser that prints it."""

    def printer(deck, traces):
        files = papers(deck, traces)
        with chromium.new_page() as own:
            return print_in(own, deck, files, DATE, silent), picture_in(own, files)

    published(tmp_path / "public", decks / "perfs.md", printer=printer)
    page.goto((tmp_path / "public" / "index.html").as_uri())
    picture = page.get_by_role("article").locator("img")
    size = picture.evaluate(
        "(one) => one.decode().then(() => [one.naturalWidth, one.naturalHeight])"
    )
    assert size == [960, 540]
    assert (tmp_path / "public" / "perfs" / "perfs.webp").stat().st_size < 40_000
    assert (tmp_path / "public" / "perfs" / "perfs.pdf").read_bytes().startswith(b"%PDF")


def test_the_menu_of_a_published_deck_is_on_a_key_and_in_the_last_corner_of_its_help(page, both):
    """N opens and closes it."""
    page.goto(f"{both.as_uri()}/index.html")
    page.get_by_role("link", name="Ouvrir la présentation Compter <vite>").click()
    until(page, READY)
    page.keyboard.press("n")
    box = page.get_by_role("dialog", name="À emporter")
    names = box.get_by_role("link").all_inner_texts()
    assert len(names) == 5
    page.keyboard.press("n")
    expect(box).to_have_count(0)
    page.keyboard.press("?")
    corner = page.get_by_role("dialog", name="Touches").locator("section").last
    assert corner.get_by_role("heading").inner_text() == "À emporter"
    assert corner.get_by_role("link").all_inner_texts() == names
    keys = page.get_by_role("dialog").locator("dl > div", has=page.locator("kbd:text-is('N')"))
    assert keys.get_by_role("definition").all_inner_texts() == ["À emporter"]


def test_a_deck_that_is_not_published_has_no_menu(page, url):
    """Its key says so, and its help does not name it."""
    page.goto(url)
    until(page, READY)
    page.keyboard.press("n")
    expect(page.locator(".notice")).to_have_text("Rien n’est publié avec cette présentation")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Touches")
    expect(help_.get_by_role("heading", name="À emporter")).to_have_count(0)
    assert "N" not in help_.locator("kbd").all_inner_texts()
