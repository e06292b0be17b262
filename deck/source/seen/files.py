"""Find the files beside a deck that its slides show or lead to, and tell which are not there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from deck.source.code.beside import is_hidden, is_inside
from deck.source.dialects.html import SHOWN_AS
from deck.source.dialects.markdown import Places, lines_of
from deck.source.model import Deck, Slide
from deck.source.problems import Problem
from deck.source.tags import tags

BACKGROUNDS = ("data-background-image", "data-background")
PICTURES = (".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# Before what looks like a link, and is none: `@color[red](Title)`.
OF_GITPITCH = re.compile(r"@\w*$")
# Of an address, what a message shows.
LONG = 80


def problems(deck: Deck) -> list[Problem]:
    """List the pictures that the page can't show, and the links to files that don't go with it."""
    folder = Path(deck.path).parent
    found = []
    for slide in deck.slides:
        for line, address, is_picture in _addresses(slide):
            if told := _problem(folder, address, is_picture):
                found.append(Problem(deck.path, line, *told))
    return found


def taken(deck: Deck) -> list[str]:
    """List the names, from the folder of the deck on, of its pictures and of what it links to.

    Those that are private are left out, and so is any hidden file that is only linked to.
    """
    found: dict[str, None] = {}
    for slide in deck.slides:
        for _, address, is_picture in _addresses(slide):
            name = name_of(address)
            if name and not (is_private(name) if is_picture else is_hidden(name)):
                found[name] = None
    return list(found)


def names(deck: Deck) -> set[str]:
    """Return the names of the files that go with a deck, and of those that it includes."""
    return {*taken(deck), *deck.includes}


def name_of(address: str) -> str:
    """Return the name of the file at an address, or nothing if it is elsewhere."""
    try:
        url = urlsplit(address)
    except ValueError:
        return ""
    is_local = not url.scheme and not url.netloc and url.path
    return normpath(unquote(url.path)) if is_local else ""


def shows_hidden(deck: Deck) -> bool:
    """Return whether a picture of a deck is a hidden file, or in a hidden folder."""
    return any(map(is_hidden, names(deck)))


def is_private(name: str) -> bool:
    """Return whether a file is a hidden one, and none that is a picture by its name."""
    return is_hidden(name) and not name.lower().endswith(PICTURES)


def _problem(folder: Path, address: str, is_picture: bool) -> tuple[str, str, str] | None:
    shown = address if len(address) < LONG else f"{address[:LONG]}…"
    expected, remedy = "one beside the deck", "correct its path"
    try:
        url = urlsplit(address)
    except ValueError:
        return f"“{shown}”, no address", "a path or a URL", remedy
    if url.scheme == "data" or not (url.scheme or url.netloc or url.path):
        return None
    if url.scheme or url.netloc:
        found = f"“{shown}”, a picture of another host, which the policy of the page forbids"
        return (found, expected, "save it there") if is_picture else None
    name = normpath(unquote(url.path))
    try:
        leads_inside, is_there = is_inside(folder, name), (folder / name).is_file()
    except (OSError, ValueError):  # no such name can be
        leads_inside, is_there = True, False
    if not leads_inside:
        return f"“{shown}”, a file out of the deck’s folder", expected, remedy
    if is_picture and is_private(name):
        return f"“{shown}”, a hidden file that is no picture", "a picture", remedy
    if is_hidden(name) and not is_picture:
        return f"“{shown}”, a hidden file", expected, remedy
    if is_there:
        return None
    return f"“{shown}”, a file that is not there", expected, remedy


def _addresses(slide: Slide) -> Iterator[tuple[int, str, bool]]:
    """Yield the line of each address on a slide, the address, and whether it is of a picture."""
    for name, value in slide.attributes:
        if name in BACKGROUNDS and _path(value).lower().endswith(PICTURES):
            yield slide.line, value, True
    for token in (*slide.heading, *slide.body, *slide.notes):
        if token.type not in ("html_block", "inline"):
            continue
        places = Places(token.content, lines_of(token).start)
        children = token.children or []
        for address, is_picture in _of_markdown(children):
            line = places.line_of(f"]({address}", address, unquote(address))
            yield line, address, is_picture
        for address, is_picture in _of_html(children or [token]):
            written = f'{"src" if is_picture else "href"}="{address}"'
            line = places.line_of(written, address, unquote(address))
            yield line, address, is_picture


def _of_markdown(tokens: Iterable[Token]) -> Iterator[tuple[str, bool]]:
    before = ""
    for token in tokens:
        is_command, before = OF_GITPITCH.search(before), token.content
        if token.type == "image":
            yield str(token.attrs["src"]), True
        elif token.type == "link_open" and not is_command:
            yield str(token.attrs["href"]), False


def _of_html(tokens: Iterable[Token]) -> Iterator[tuple[str, bool]]:
    html = "".join(str(token.meta.get(SHOWN_AS, "")) for token in tokens)
    if "<" not in html:
        return
    for tag in tags(html, "img", "a"):
        is_picture = tag.name == "img"
        address = tag.attributes.get("src" if is_picture else "href")
        if address is not None:
            yield address, is_picture


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
