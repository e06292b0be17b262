"""The handout is taken home with the address of its deck, for a phone and for a reader."""

from bs4 import BeautifulSoup

from deck.paper.documents import HANDOUT, SLIDES, papers
from deck.source.parse import parse

DECK = "---\n{}\n---\n# One\n\n## Two\n"
URL = "https://example.org/talk?a=1&b=2"


def published(front_matter: str) -> dict[str, list]:
    """List where each document tells the address of a deck."""
    documents = papers(parse(DECK.format(front_matter), "deck.md"), {})
    soups = {name: BeautifulSoup(documents[name], "html.parser") for name in (HANDOUT, SLIDES)}
    return {name: soup.select(".published") for name, soup in soups.items()}


def test_the_first_slide_of_a_handout_has_the_address_of_its_deck():
    """As a code that has a name, and as a link."""
    found = published(f"url: {URL}")
    [figure] = found[HANDOUT]
    assert figure.find_parent("article").h1.text == "One"
    assert figure.a["href"] == figure.a.text == URL
    assert figure.img["alt"] == "Code QR de cette adresse"
    assert figure.img["src"].startswith("data:image/svg+xml")
    assert found[SLIDES] == []


def test_a_deck_without_an_address_has_none_on_paper():
    """Nothing takes its place."""
    assert published("title: Two slides") == {HANDOUT: [], SLIDES: []}
