"""What the windows of an author show: the slides of a deck, and the page around them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import takewhile

from deck.model import Deck
from deck.player import files as player_files
from deck.render import SEPARATOR, section
from deck.site import PAGE, quick_files

TRACES = "player/traces.js"
OWN = ("edit.js", "edit.css")
HEAD = '<link rel="stylesheet" href="edit.css">\n</head>'
SCRIPT = '<script src="edit.js" data-version="{}"></script>\n</body>'
# The policy of the page lets nothing connect; an author's window listens to its own server.
CONNECT = ("connect-src 'none'", "connect-src 'self'")


@dataclass(frozen=True)
class Shown:
    """Hold a deck with its sections, the page before and after them, and the files beside it."""

    deck: Deck
    sections: tuple[str, ...]
    before: str
    after: str
    files: dict[str, bytes]

    @cached_property
    def version(self) -> str:
        """Tell this content from any other, in this run of the server or in the next."""
        digest = hashlib.sha256()
        for text in (self.before, *self.sections, self.after):
            digest.update(text.encode() + b"\0")
        digest.update(self.files[TRACES])
        return digest.hexdigest()

    @property
    def page(self) -> bytes:
        """Return the whole page, which connects back to its server."""
        script = SCRIPT.format(self.version)
        after = self.after.replace("</body>", script)
        return (self.before + SEPARATOR.join(self.sections) + after).encode()


def build(deck: Deck) -> Shown:
    """Read every file that the page of a deck needs."""
    sections = _sections(deck)
    files = quick_files(deck) | player_files({})
    files |= {name: (PAGE / name).read_bytes() for name in OWN}
    before, _, after = files["index.html"].decode().partition(SEPARATOR.join(sections))
    before = before.replace(*CONNECT).replace("</head>", HEAD)
    return Shown(deck, sections, before, after, files)


def turned_to(deck: Deck, shown: Shown) -> Shown:
    """Put another deck into the same page."""
    titles = (f"<title>{escape(one.title)}</title>" for one in (shown.deck, deck))
    before = shown.before.replace(*titles)
    return replace(shown, deck=deck, sections=_sections(deck), before=before)


def update(old: Shown, new: Shown) -> dict:
    """Return what makes a window that shows one show the other; nothing when they are the same."""
    if old.version == new.version:
        return {}
    message = {"from": old.version, "version": new.version, "title": new.deck.title}
    if _page_around(old) != _page_around(new):
        return message | {"reload": True}
    start = _same(old.sections, new.sections)
    end = _same(reversed(old.sections[start:]), reversed(new.sections[start:]))
    inserted = new.sections[start : len(new.sections) - end]
    removed = len(old.sections) - start - end
    return message | {"start": start, "removed": removed, "inserted": inserted}


def _page_around(shown: Shown) -> tuple:
    title = f"<title>{escape(shown.deck.title)}</title>"
    files = {name: data for name, data in shown.files.items() if name != "index.html"}
    return shown.before.replace(title, ""), shown.after, files


def _sections(deck: Deck) -> tuple[str, ...]:
    return tuple(map(section, deck.slides))


def _same(old: Iterable[str], new: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
