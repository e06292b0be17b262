"""Find the files that a page asks for, and none but those of the deck and of reveal.js."""

import io
from collections.abc import Collection, Iterator
from importlib import resources
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from deck.source.model import Deck
from deck.source.problems import DeckError, Problem

# Where mkslides puts reveal.js, and where it has it from.
REVEAL_URL = "mkslides-assets/reveal-js/"
REVEAL = Path(str(resources.files("mkslides"))) / "assets" / "reveal.js"
# Of an address, what a message shows.
LONG = 80


def local_files(
    deck: Deck, tags: BeautifulSoup, own: Collection[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Pair the name of each file that a page asks for with its content, but for our `own`."""
    for tag in tags.select(
        "link[rel~=stylesheet][href], link[rel~=icon][href], script[src], img[src]"
    ):
        address = str(tag.get("src") or tag.get("href") or "")
        try:
            url = urlsplit(address)
        except ValueError:
            raise _refused(deck, address, "no address", "a path or a URL") from None
        is_local = not url.scheme and not url.netloc and url.path
        if is_local and address not in own:
            name = normpath(unquote(url.path))
            yield name, _file(deck, name, address).read_bytes()


def _file(deck: Deck, name: str, address: str) -> Path:
    """Find a file that mkslides puts into the site, or one beside the deck, and never another."""
    folder, rest = Path(deck.path).parent, name
    if name.startswith(REVEAL_URL):
        folder, rest = REVEAL, name.removeprefix(REVEAL_URL)
    path = folder / rest
    expected = "one beside the deck"
    try:
        # Whoever made the deck chooses what is published of the machine that builds it.
        if not path.resolve().is_relative_to(folder.resolve()) or name.startswith(("/", "../")):
            raise _refused(deck, address, "a file out of the deck’s folder", expected)
        if path.is_file():
            return path
    except (OSError, ValueError):  # no such name can be
        pass
    raise _refused(deck, address, "a file that is not there", expected)


def _refused(deck: Deck, address: str, found: str, expected: str) -> DeckError:
    shown = address if len(address) < LONG else f"{address[:LONG]}…"
    found = f"“{shown}”, {found}"
    return DeckError(
        Problem(deck.path, _line_of(deck, address), found, expected, "correct its path")
    )


def _line_of(deck: Deck, address: str) -> int:
    lines = enumerate(io.StringIO(deck.text, newline=None), 1)
    written = (address, unquote(address))
    return next((number for number, line in lines if any(one in line for one in written)), 1)
