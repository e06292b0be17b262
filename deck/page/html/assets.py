"""Find the files that a page asks for, and none but those of the deck and of reveal.js."""

from collections.abc import Collection, Iterator
from pathlib import Path

from deck.page.reveal.reveal import REVEAL, REVEAL_URL
from deck.source.code import beside
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem
from deck.source.seen import files
from deck.source.tags import Tag

# The links of a page by which a browser loads a file.
LOADED = {"stylesheet", "icon"}


def local_files(
    deck: Deck, tags: Collection[Tag], own: Collection[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file that a page asks for, or that its deck links to.

    None of our `own`. What is not there, or private, is left out: `deck.source.seen.files` tells.
    Raises DeckError for what the settings ask for.
    """
    for address in filter(None, map(_loaded, tags)):
        if address not in own and (name := files.name_of(address)):
            if not (path := _file(deck, name)):
                found, expected = f"“{address}”, a file that is not there", "one beside the deck"
                raise DeckError(Problem(deck.path, 1, found, expected, "correct its path"))
            yield name, path.read_bytes()
    of_tags = (files.name_of(tag.attributes.get("src", "")) for tag in tags if tag.name == "img")
    shown = (name for name in of_tags if not files.is_private(name))
    for name in filter(None, dict.fromkeys((*shown, *files.taken(deck)))):
        if path := _file(deck, name):
            yield name, path.read_bytes()


def _loaded(tag: Tag) -> str:
    """Return the address of the style sheet, the icon or the script that a tag asks for."""
    if tag.name == "script":
        return tag.attributes.get("src", "")
    is_loaded = tag.name == "link" and LOADED.intersection(tag.attributes.get("rel", "").split())
    return tag.attributes.get("href", "") if is_loaded else ""


def _file(deck: Deck, name: str) -> Path | None:
    """Find a file that mkslides puts into the site, or one beside the deck, and never another."""
    if name.startswith(REVEAL_URL):
        return beside.local(REVEAL, name.removeprefix(REVEAL_URL))
    return beside.local(Path(deck.path).parent, name)
