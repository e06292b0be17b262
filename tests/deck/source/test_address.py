"""The address of a deck is one of the web, as a phone opens it."""

import pytest

from deck.source.metadata import is_address
from deck.source.parse import parse

GOOD = [
    "https://example.org",
    "HTTP://example.org:8000/a?b=c#/7",
    "https://été.example/à%20lire/",
    "http://[::1]/talk",
]
BAD = [
    "",
    7,
    None,
    ["https://example.org"],
    "example.org",
    "/talk",
    "https://",
    "https:///talk",
    "https://example.org:x/",
    "https://example.org/a b",
    "https://[/",
    "https://example.org/\u202e",
    'https://example.org/"onload="',
    "https://example.org/<script>",
    "https://{{ host }}/",
    "ftp://example.org/",
    "file:///talk.html",
    "javascript:alert(1)",
    f"https://example.org/{300 * 'a'}",
]


@pytest.mark.parametrize("url", GOOD)
def test_an_address_of_the_web_is_the_deck_s(url):
    """Letters of any language are in some."""
    assert parse(f"---\nurl: '{url}'\n---\n# One\n", "deck.md").url == url


@pytest.mark.parametrize("url", BAD)
def test_what_no_phone_opens_is_no_address(url):
    """Nor what is code, or too long to be read from a picture."""
    assert not is_address(url)
